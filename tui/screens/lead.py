"""One lead: its fields, what it counts as and why, and its timeline from the journal."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from program.leads.outcome import Outcome
from program.refusals import LeadbookError
from reports.lead import detail_rows
from reports.words import short_day
from storage.book import Book
from storage.text import printable
from tui.keys.registry import bindings
from tui.lists.journal import entry_contents
from tui.screens.base import BookScreen
from tui.widgets.hanging import Hanging
from tui.widgets.panel import Panel

_OF_AN_OUTCOME = ("On", "Evidence", "Reason")
"""What an open lead has none of yet."""


class LeadScreen(BookScreen):
    """A lead in full."""

    PLACES: ClassVar[tuple[str, ...]] = ("leads",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("leads"), Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, reference: str) -> None:
        super().__init__()
        self.reference = reference

    def body(self) -> ComposeResult:
        keys = self.leadbook.with_keys
        with Panel(
            "Lead", keys=keys("{outcome} outcome  {assign} assign  {strike_out} strike out  Esc back"), id="lead-panel"
        ):
            yield VerticalScroll(Hanging(id="facts"), id="lead", can_focus=True)

    def references(self) -> tuple[str, ...]:
        """This lead."""
        return (self.reference,)

    def struck_out(self, reference: str) -> None:
        """The lead may have another name now."""
        self.reference = reference

    @work(group="lead", exclusive=True, exit_on_error=False)
    async def refresh_body(self) -> None:  # type: ignore[override]
        """Reads the lead anew."""
        today = self.leadbook.surroundings.today()
        try:
            said = await self.leadbook.bookkeeper.ask(lambda book: lead_in_full(book, self.reference, today))
        except LeadbookError as error:
            said = Content(f"{error}\nEsc goes back.")
        self.query_one(Panel).name_it(f"Lead {self.reference}")
        self.query_one(Hanging).show(said)


def lead_in_full(book: Book, reference: str, today: date) -> Content:
    """What a lead counts as and why, its fields, and its timeline, the newest first."""
    detail, names = book.view.lead(reference), book.view.officer_names()
    rows = detail_rows(detail, lambda day: short_day(day, today) if day else "–")
    unused = _OF_AN_OUTCOME if detail.lead.outcome is Outcome.OPEN else ("Reason",)  # which few corrections have
    rows = [(name, "–" if value == "-" else value) for name, value in rows]
    rows = [(name, value) for name, value in rows if value != "–" or name not in unused]
    width = max(len(name) for name, _ in rows)
    rows = sorted(rows, key=lambda row: row[0] != "Counts as")
    lines = [
        Content.assemble((f"{name:<{width}}  ", "$foreground-muted"), (printable(value), "" if at else "bold"))
        for at, (name, value) in enumerate(rows)
    ]
    lines += [Content(""), Content.styled("Timeline, newest first", "bold $foreground-muted")]
    for entry in reversed(detail.timeline):
        lines += entry_contents(entry, names, today)
    return Content("\n").join(lines)
