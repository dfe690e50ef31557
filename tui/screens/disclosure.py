"""What was given to whom: statements, claims, answers to requests, whole books."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from reports.disclosure import without_words
from storage.views.disclosure import Disclosure
from tui.keys.registry import bindings
from tui.lists.columns import Column, day_column
from tui.lists.long_list import LongList
from tui.lists.sources import Rows
from tui.screens.base import BookScreen
from tui.screens.entry import EntryScreen
from tui.widgets.panel import Panel


class DisclosuresScreen(BookScreen):
    """All that was given, the last first; Enter opens the entry that recorded it."""

    PLACES: ClassVar[tuple[str, ...]] = ("disclosures",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("disclosures"), Binding("escape", "app.pop_screen", "Back")]

    def body(self) -> ComposeResult:
        columns: list[Column[Disclosure]] = [
            day_column("On", lambda one: one.on, self.leadbook.surroundings.today),
            Column("What", 13, lambda one: one.given.words),
            Column("About", 22, lambda one: one.about, least=12),
            Column("To", 18, lambda one: one.recipient, flexible=True, least=12),
            Column("Left out", 31, without_words, spare=True),
            Column("Note", 20, lambda one: one.note or "", spare=True),
        ]
        yield Panel(
            "Given",
            LongList(columns, lambda one: str(one.entry), "Nothing is recorded as given to anybody."),
            keys=self.leadbook.with_keys("Enter opens  {add_disclosure} records one  Esc back"),
            id="disclosures-panel",
        )

    def on_mount(self) -> None:
        """Starts in the list."""
        self.query_one(LongList).focus()

    @work(group="disclosures", exclusive=True, exit_on_error=False)
    async def refresh_body(self) -> None:  # type: ignore[override]
        """Reads them."""
        found = await self.leadbook.bookkeeper.ask(lambda book: book.view.disclosures())
        self.query_one(LongList).load(Rows(found))
        self.query_one(Panel).name_it("Given to somebody", len(found))

    def action_add_disclosure(self) -> None:
        """Asks what was given to whom."""
        from tui.forms.disclosure import disclosure_form

        self.app.push_screen(disclosure_form())

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Opens the entry."""
        if isinstance(event.row, Disclosure):
            self.app.push_screen(EntryScreen(event.row.entry))
