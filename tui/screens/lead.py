"""One lead: its fields, what it counts as and why, and its timeline from the journal."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reports.lead import detail_rows
from storage.errors import LeadbookError
from storage.text import printable
from storage.views.lead import LeadDetail
from tui.keys.registry import bindings
from tui.screens.base import BookScreen
from tui.screens.journal_lines import entry_contents


class LeadScreen(BookScreen):
    """A lead in full."""

    PLACES: ClassVar[tuple[str, ...]] = ("leads",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("leads"), Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, reference: str) -> None:
        super().__init__()
        self.reference = reference

    def body(self) -> ComposeResult:
        with VerticalScroll(id="lead", can_focus=True):
            yield Static("", id="facts", markup=False)
            yield Static("", id="timeline", markup=False)

    def references(self) -> tuple[str, ...]:
        """This lead."""
        return (self.reference,)

    @work(group="lead", exclusive=True, exit_on_error=False)
    async def refresh_body(self) -> None:  # type: ignore[override]
        """Reads the lead anew."""
        try:
            detail = await self.leadbook.bookkeeper.ask(lambda book: book.view.lead(self.reference))
            roster = await self.leadbook.bookkeeper.ask(lambda book: book.view.officer_names())
        except LeadbookError as error:
            self.query_one("#facts", Static).update(Content(f"{error}\nEsc goes back."))
            self.query_one("#timeline", Static).update(Content(""))
            return
        self._show(detail, roster)

    def _show(self, detail: LeadDetail, names: dict[str, str]) -> None:
        facts = Content("\n").join(
            Content.assemble((f"{name:<11}", "dim"), printable(value)) for name, value in detail_rows(detail)
        )
        self.query_one("#facts", Static).update(facts)
        lines = [Content.styled("\nTimeline", "bold")]
        for entry in detail.timeline:
            lines += entry_contents(entry, names)
        self.query_one("#timeline", Static).update(Content("\n").join(lines))
