"""The strip on top of every screen: whose book, which quarter, the rate, tier, award, and what the next tier takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

from storage.text import number_of, printable

if TYPE_CHECKING:
    from program.quarters.figures import Figures
    from storage.views.status import Status

_WATERMARK = " DEMO · SYNTHETIC DATA "
_SHORT_WATERMARK = " DEMO "
_USUAL = 70
_GAP = "   "


class Strip(Static):
    """Two lines. A tier shows in words, never by color alone; a demo book carries its watermark here."""

    def __init__(self) -> None:
        super().__init__("", markup=False, classes="strip")
        self._status: Status | None = None

    def show(self, status: Status) -> None:
        """Shows the figures of a status."""
        self._status = status
        self._fit()

    def on_resize(self) -> None:
        """Says as much as there is room for."""
        self._fit()

    def _fit(self) -> None:
        if self._status is not None and self.size.width:
            self.update(strip_content(self._status, self.size.width), layout=False)


def strip_content(status: Status, width: int) -> Content:
    """The two lines in so many cells."""
    figures = status.figures
    days = "last day" if figures.days_left == 0 else number_of(figures.days_left, "day left", "days left")
    mark = (_WATERMARK if width >= _USUAL else _SHORT_WATERMARK) if status.agency.demo else ""
    right = f"{figures.quarter}  {days}" if width >= _USUAL else str(figures.quarter)
    beside = cell_len(right) + (cell_len(mark) + 2 if mark else 0) + 2
    name = _fitted(printable(status.agency.name), max(8, width - beside))
    first = Content.assemble((name, "bold"), "  ", (mark, "bold reverse"), "  " if mark else "", right)
    return Content("\n").join([first, _figures_line(figures, width)])


def _fitted(text: str, width: int) -> str:
    return set_cell_size(text, width - 1) + "…" if cell_len(text) > width else set_cell_size(text, width)


def _figures_line(figures: Figures, width: int) -> Content:
    from reports.words import dollars, fraction, percent, tier_words

    if figures.rate is None:
        return Content("No lead provided in this quarter yet: not measurable")
    tiers = figures.rules.tiers if figures.rules else ()
    known = f"{fraction(figures.rate)}  {percent(figures.rate)}{_GAP}{tier_words(figures.tier, tiers)}"
    for award, following in zip(_award_words(dollars(figures.expected_award_cents)), _next_words(figures), strict=True):
        rest = _GAP + award + (_GAP + following if following else "")
        if cell_len(known + rest) <= width:
            return Content.assemble((known, "bold"), rest)
    return Content.styled(known, "bold")


def _award_words(award: str) -> tuple[str, str, str]:
    """The award from the longest words to the shortest; it is always called an estimate."""
    return f"{award} expected (estimate)", f"{award} est.", f"{award} est."


def _next_words(figures: Figures) -> tuple[str, str, str]:
    """What the next tier takes, from the longest words to the shortest."""
    nearest = figures.next_tier
    if nearest is None:
        top = "top tier" if figures.tier else ""
        return top, top, top
    tier, more, left = f"{nearest.tier.from_percent}%", f"{nearest.more_located_needed:,}", f"{nearest.open:,}"
    long_can = "it can still be reached" if nearest.reachable else "it can no longer be reached"
    can = "in reach" if nearest.reachable else "out of reach"
    return (
        f"next: {tier} takes {more} more located, {left} open: {long_can}",
        f"{tier} takes {more} of {left} open: {can}",
        f"{tier}: {more} of {left}, {can}",
    )
