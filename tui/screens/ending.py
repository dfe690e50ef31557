"""The officers whose authorization ends in a quarter with nothing after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from program.calendar import Quarter
from program.officers.standing import Standing
from program.rules.checklist import Check
from storage.book import Book
from storage.views.officer import OfficerLine
from tui.lists.long_list import LongList
from tui.lists.sources import ReadOnce
from tui.screens.officer import Officers
from tui.widgets.panel import Panel


class EndingScreen(Officers):
    """What the quarter's checklist counts, each officer with the day; Esc goes back to the quarter."""

    day_label = "Ends"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, quarter: Quarter) -> None:
        super().__init__()
        self.quarter = quarter

    def begin(self) -> None:
        """Says what it is instead of the roster's own keys and clocks."""
        self.query_one("#clocks").display = False
        self.query_one(Panel).border_subtitle = self.leadbook.with_keys("Enter opens  {standing} standing  Esc back")
        self.query_one(LongList).say_when_empty("No authorization ends in the quarter.")

    def refresh_body(self) -> None:
        """Shows them as they are now."""
        book, quarter = self.leadbook.bookkeeper.book, self.quarter
        self.query_one(LongList).load(ReadOnce(lambda: _ending(book, quarter)))

    def title_words(self) -> str:
        return f"Authorizations that end in {self.quarter}"


def _ending(book: Book, quarter: Quarter) -> Sequence[OfficerLine]:
    badges = {
        badge
        for line in book.view.quarter(quarter).checklist
        if line.check is Check.STANDING_EXPIRES
        for badge in line.references
    }
    officers = (officer for officer in book.view.roster().officers if officer.badge in badges)
    return [replace(officer, until=_last_day(book, officer.badge, quarter)) for officer in officers]


def _last_day(book: Book, badge: str, quarter: Quarter) -> date | None:
    """The last day of the authorization that ends in the quarter."""
    ends = [
        period.until
        for period in book.view.officer(badge).periods
        if period.standing is Standing.AUTHORIZED and period.until and period.until <= quarter.ends_on
    ]
    return max(ends, default=None)
