"""One lead: its fields, what it counts as and why, and its timeline from the journal."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
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
        self._said: tuple[Content, Content] | None = None
        """The facts and the timeline as they were read last."""

    def body(self) -> ComposeResult:
        keys = self.leadbook.with_keys
        with Horizontal(id="lead-in-full"):
            yield Panel(
                "Lead",
                VerticalScroll(Hanging(id="facts"), id="lead", can_focus=True),
                keys=keys("{outcome} outcome  {assign} assign  {strike_out} strike out  Esc back"),
                id="lead-panel",
            )
            yield Panel("Timeline", VerticalScroll(Hanging(id="timeline"), id="entries"), id="timeline-panel")

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
            self._said = await self.leadbook.bookkeeper.ask(lambda book: _lead(book, self.reference, today))
        except LeadbookError as error:
            self._said = Content(f"{error}\nEsc goes back."), Content("")
        self.query_one(Panel).name_it(f"Lead {self.reference}")
        self.fit()

    def fit(self) -> None:
        """Facts and timeline side by side where there is room."""
        if self._said is None:
            return
        facts, timeline = self._said
        self.query_one("#timeline-panel").display = self.is_wide
        self.query_one("#facts", Hanging).show(facts if self.is_wide else _in_one(facts, timeline))
        self.query_one("#timeline", Hanging).show(timeline)


def lead_in_full(book: Book, reference: str, today: date) -> Content:
    """What a lead counts as and why, its fields, and its timeline, the newest first."""
    return _in_one(*_lead(book, reference, today))


def _in_one(facts: Content, timeline: Content) -> Content:
    heading = Content.styled("Timeline, newest first", "bold $foreground-muted")
    return Content("\n").join([facts, *([Content(""), heading, timeline] if timeline else [])])


def _lead(book: Book, reference: str, today: date) -> tuple[Content, Content]:
    """What is known of a lead, and its timeline."""
    detail = book.view.lead(reference)
    rows = detail_rows(detail, lambda day: short_day(day, today) if day else "–")
    unused = _OF_AN_OUTCOME if detail.lead.outcome is Outcome.OPEN else ("Reason",)  # which few corrections have
    rows = [(name, "–" if value == "-" else value) for name, value in rows]
    rows = [(name, value) for name, value in rows if value != "–" or name not in unused]
    width = max(len(name) for name, _ in rows)
    rows = sorted(rows, key=lambda row: row[0] != "Counts as")
    facts = [
        Content.assemble((f"{name:<{width}}  ", "$foreground-muted"), (printable(value), "" if at else "bold"))
        for at, (name, value) in enumerate(rows)
    ]
    timeline = [line for entry in reversed(detail.timeline) for line in entry_contents(entry, today)]
    return Content("\n").join(facts), Content("\n").join(timeline)
