"""A quarter's rate as charts on the screen and on paper are drawn from it, at whatever rate a test asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from program.calendar import Quarter
from program.quarters.figures import rate_of, tier_of
from program.quarters.rate_line import RateLine, rate_line
from program.rules.rule_set import DHS_2025_10_01 as RULES

Q = Quarter(2026, 1)
BANDS = [tier.from_percent for tier in RULES.tiers]
MIDDLE = date(2025, 11, 23)
AFTER = date(2026, 1, 5)
GROWING = [(12, 2), (30, 14), (45, 30), (60, 44), (78, 62), (90, 76), (103, 90)]
"""Provided and located at the end of a quarter's first weeks."""


def line(
    located: int, provided: int, as_of: date = AFTER, still_open: int = 0, before: Sequence[tuple[int, int]] = ()
) -> RateLine:
    """A quarter at a rate: its weeks (provided, located) are those given, then as many at that rate as have begun."""
    begun = (min(as_of, Q.ends_on) - Q.starts_on).days // 7 + 1
    counts = [*before, *[(provided, located)] * (begun - len(before))]
    weeks = [(Q.starts_on + timedelta(days=7 * at), of, found) for at, (of, found) in enumerate(counts)]
    reached = tier_of(RULES, rate_of(located, provided))
    return rate_line(Q, as_of, weeks, (provided, located, still_open), RULES.tiers, reached, 12)
