"""How charts read, and a year of claims to draw, for the tests of charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from program.calendar import months_of_year
from storage.views.money_year import Cash, MonthMoney


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
