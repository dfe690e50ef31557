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
from storage.views.journal import Entry
from tui.lists.journal import record_contents, records_changed
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
        said = await self.leadbook.bookkeeper.ask(lambda book: _with_hash(book, self.number, today))
        self.query_one(Hanging).show(said)


def entry_in_full(book: Book, number: int, today: date) -> Content:
    """An entry, record by record, with what each changed from and to."""
    return Content("\n").join(_lines(book.view.entry(number), today))


def _with_hash(book: Book, number: int, today: date) -> Content:
    """The same with the entry's hash, which is for whoever compares it: the preview has none."""
    entry = book.view.entry(number)
    hashed = Content.styled(f"\nIts hash, which the next entry's rests on: {entry.hash}", "$foreground-muted")
    return Content("\n").join([*_lines(entry, today), hashed])


def _lines(entry: Entry, today: date) -> list[Content]:
    changed = number_of(records_changed(entry), "record")
    return [Content.styled(f"Entry {entry.number}, {changed} changed", "bold"), *record_contents(entry, today)]
