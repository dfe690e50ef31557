"""The leads that could explain why ICE's count of a quarter is another than ours."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from program.calendar import Quarter
from program.quarters.counting import WORDS_FOR_WHY
from reports.words import short_day
from storage.views.ice_count import Explaining
from tui.keys.registry import bindings
from tui.lists.columns import Column, day_column
from tui.lists.long_list import LongList
from tui.lists.sources import ReadOnce
from tui.screens.base import BookScreen
from tui.widgets.panel import Panel


class ExplainingScreen(BookScreen):
    """Each lead with why it could be counted otherwise, what it counts as here, and how far it has been talked over."""

    PLACES: ClassVar[tuple[str, ...]] = ("explaining",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("explaining"), Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, quarter: Quarter) -> None:
        super().__init__()
        self.quarter = quarter

    def body(self) -> ComposeResult:
        today = self.leadbook.surroundings.today
        columns: list[Column[Explaining]] = [
            Column("Reference", 14, lambda line: line.lead.reference, most=24, end_tells=True),
            day_column("Received", lambda line: line.lead.received_on, today, spare=True),
            Column("Counts as", 9, lambda line: line.verdict.counts_as.value if line.verdict.counts_as else "nothing"),
            Column("Because", 18, _because, flexible=True, least=12, brief=_why_alone),
            Column("With ICE", 17, lambda line: _query(line, today()), least=8),
        ]
        yield Panel(
            f"Could explain the difference to ICE's count of {self.quarter}",
            LongList(columns, lambda line: line.lead.id, "No lead could explain a difference.", selecting=True),
            keys=self.leadbook.with_keys("Enter opens  {mark_query} marks how far it is with ICE  Esc back"),
            id="explaining-panel",
        )

    def on_mount(self) -> None:
        """Starts in the list."""
        self.query_one(LongList).focus()

    def refresh_body(self) -> None:
        """Shows the leads as they are now."""
        book, quarter = self.leadbook.bookkeeper.book, self.quarter
        self.query_one(LongList).load(ReadOnce(lambda: book.view.quarter(quarter).explaining))

    def select_none(self) -> None:
        """Selects nothing."""
        self.query_one(LongList).select_none()

    def references(self) -> tuple[str, ...]:
        """The selected leads, or the one under the cursor."""
        chosen = self.query_one(LongList).in_hand
        return tuple(line.lead.reference for line in chosen if isinstance(line, Explaining))

    def action_mark_query(self) -> None:
        """Asks how far the leads have been talked over."""
        from tui.forms.ice_count import query_form

        if self.has_references():
            self.app.push_screen(query_form(self.references()), self._acted)

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Opens the lead."""
        from tui.screens.lead import LeadScreen

        if isinstance(event.row, Explaining):
            self.app.push_screen(LeadScreen(event.row.lead.reference))


def _because(line: Explaining) -> str:
    """Why it could be counted otherwise, and where there is room, why it counts as it does here."""
    return f"{_why_alone(line)}: {WORDS_FOR_WHY[line.verdict.why]}"


def _why_alone(line: Explaining) -> str:
    return ", ".join(why.value.replace("_", " ") for why in line.why)


def _query(line: Explaining, today: date) -> str:
    if line.query is None:
        return ""
    return f"{line.query.state.words} {short_day(line.query.on, today)} {line.query.reference or ''}".rstrip()
