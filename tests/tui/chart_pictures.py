"""What charts are drawn from, and how they read, for the tests of charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from textual.content import Content

from program.calendar import Quarter, months_of_year
from program.quarters.figures import rate_of, tier_of
from program.quarters.rate_line import RateLine, rate_line
from program.rules.rule_set import DHS_2025_10_01 as RULES
from storage.views.money_year import Cash, MonthMoney

Q = Quarter(2026, 1)
BANDS = [tier.from_percent for tier in RULES.tiers]
MIDDLE = date(2025, 11, 23)
AFTER = date(2026, 1, 5)


def line(
    located: int, provided: int, as_of: date = AFTER, still_open: int = 0, before: Sequence[tuple[int, int]] = ()
) -> RateLine:
    """A quarter at a rate: its weeks (provided, located) are those given, then as many at that rate as have begun."""
    begun = (min(as_of, Q.ends_on) - Q.starts_on).days // 7 + 1
    counts = [*before, *[(provided, located)] * (begun - len(before))]
    weeks = [(Q.starts_on + timedelta(days=7 * at), of, found) for at, (of, found) in enumerate(counts)]
    reached = tier_of(RULES, rate_of(located, provided))
    return rate_line(Q, as_of, weeks, (provided, located, still_open), RULES.tiers, reached, 12)


def drawn(lines: Sequence[Content]) -> str:
    """The plain text of a chart."""
    return "\n".join(text.plain for text in lines)


def picture(text: str) -> str:
    """A chart as it stands in a test: between two line breaks."""
    return text.strip("\n")


def year(dollars: Mapping[int, tuple[int, int, int]]) -> list[MonthMoney]:
    """A fiscal year with claimed, approved and received of some of its months, in dollars; October is 0."""
    made = []
    for at, month in enumerate(months_of_year(2026)):
        claimed, approved, received = (100 * amount for amount in dollars.get(at, (0, 0, 0)))
        made.append(MonthMoney(month, None, claimed, approved, received, 0, Cash(), Cash()))
    return made
