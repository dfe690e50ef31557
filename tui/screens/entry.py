"""One entry of the journal with what it changed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from storage.book import Book
from storage.text import number_of
from tui.lists.journal import record_contents
from tui.screens.base import BookScreen
from tui.widgets.hanging import Hanging
from tui.widgets.panel import Panel


class EntryScreen(BookScreen):
    """One entry with what it changed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def body(self) -> ComposeResult:
        with Panel(f"Entry {self.number}", keys="Esc back", id="entry-panel"):
            yield VerticalScroll(Hanging(id="entry"), can_focus=True)

    @work(group="entry", exclusive=True, exit_on_error=False)
    async def refresh_body(self) -> None:  # type: ignore[override]
        """Reads the entry."""
        today = self.leadbook.surroundings.today()
        said = await self.leadbook.bookkeeper.ask(lambda book: entry_in_full(book, self.number, today))
        self.query_one(Hanging).show(said)


def entry_in_full(book: Book, number: int, today: date) -> Content:
    """An entry, record by record, with what each changed from and to."""
    entry, names = book.view.entry(number), book.view.officer_names()
    return Content("\n").join(
        [
            Content.styled(f"Entry {entry.number}, {number_of(entry.changes, 'record')} changed", "bold"),
            *record_contents(entry, names, today),
            Content.styled(f"\nIts hash, which the next entry's rests on: {entry.hash}", "$foreground-muted"),
        ]
    )
