"""The strip on top of every screen: whose book, which quarter, the rate, tier, award, and what the next tier takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from storage.text import printable

if TYPE_CHECKING:
    from storage.views.status import Status

_WATERMARK = "DEMO · SYNTHETIC"


class Strip(Static):
    """Two lines. A tier shows in words, never by colour alone; a demo book carries its watermark here."""

    def __init__(self) -> None:
        super().__init__("", markup=False, classes="strip")

    def show(self, status: Status) -> None:
        """Shows the figures of a status."""
        self.update(strip_content(status, self.size.width or 80))


def strip_content(status: Status, width: int) -> Content:
    """The two lines for a terminal of that width."""
    from reports.words import dollars, fraction, per_cent, tier_words

    figures = status.figures
    left = "last day" if figures.days_left == 0 else f"{figures.days_left} days left"
    right = f"{figures.quarter} · {left}"
    if status.agency.demo:
        right = f"{_WATERMARK} · {right}"
    name = printable(status.agency.name)
    room = max(8, width - 2 - len(right) - 2)
    name = name if len(name) <= room else name[: room - 1] + "…"
    first = f"{name}{' ' * max(2, width - 2 - len(name) - len(right))}{right}"
    if figures.rate is None:
        return Content.assemble((first, "bold"), "\nNo lead provided this quarter: not measurable yet")
    tiers = figures.rules.tiers if figures.rules else ()
    parts = [
        f"{fraction(figures.rate)} = {per_cent(figures.rate)}",
        tier_words(figures.tier, tiers),
        f"{dollars(figures.expected_award_cents)} est.",
    ]
    nearest = figures.next_tier
    if nearest is not None:
        can = "in reach" if nearest.reachable else "out of reach"
        parts.append(
            f"{nearest.tier.from_percent} % takes {nearest.more_located_needed:,} of {nearest.open:,} open: {can}"
        )
    return Content.assemble((first, "bold"), "\n", (" · ".join(parts), "bold"))
