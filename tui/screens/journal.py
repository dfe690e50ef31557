"""The journal: every entry over any number of them, and what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from storage.book import Book
from storage.text import number_of
from storage.views.journal import Entry
from tui.keys.registry import bindings
from tui.lists.columns import Column
from tui.lists.long_list import LongList
from tui.screens.base import BookScreen
from tui.screens.journal_lines import moment_here, record_contents


class _Entries:
    """Entries by position, newest first. They are numbered from 1 without a gap, so position and number are one."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._length: int | None = None

    def total(self) -> int:
        """How many entries there are."""
        if self._length is None:
            self._length = self._book.view.journal_length()
        return self._length

    def rows(self, first: int, count: int) -> Sequence[Entry]:
        """The entries from a position on."""
        return self._book.view.journal(limit=count, before=self.total() - first + 1)


class Journal(BookScreen):
    """Every change, newest first."""

    PLACES: ClassVar[tuple[str, ...]] = ("journal",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("journal")

    def body(self) -> ComposeResult:
        columns: list[Column[Entry]] = [
            Column("Entry", 7, lambda entry: f"{entry.number:>6}"),
            Column("When", 16, lambda entry: moment_here(entry.at_ms)),
            Column("Who", 14, lambda entry: entry.actor, spare=True),
            Column("What", 30, _what, flexible=True),
        ]
        yield LongList(columns, lambda entry: str(entry.number), "The journal is empty.")

    def on_mount(self) -> None:
        """Starts in the list."""
        self.query_one(LongList).focus()

    def refresh_body(self) -> None:
        """Shows the entries as they are now."""
        self.query_one(LongList).load(_Entries(self.leadbook.bookkeeper.book))

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Opens the entry."""
        if isinstance(event.row, Entry):
            self.app.push_screen(EntryScreen(event.row.number))

    def action_take_back(self) -> None:
        """Says what taking back the entry would do."""
        from storage.commands.undo import Undo
        from tui.forms.undo import UndoForm

        entry = self.query_one(LongList).current
        if isinstance(entry, Entry):
            self.app.push_screen(UndoForm(Undo(entry.number)))


class EntryScreen(BookScreen):
    """One entry with what it changed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=True):
            yield Static("", id="entry", markup=False)

    @work(group="entry", exclusive=True, exit_on_error=False)
    async def refresh_body(self) -> None:  # type: ignore[override]
        """Reads the entry."""
        entry = await self.leadbook.bookkeeper.ask(lambda book: book.view.entry(self.number))
        names = await self.leadbook.bookkeeper.ask(lambda book: book.view.officer_names())
        changed = number_of(entry.changes, "record")
        lines = [
            Content.styled(f"Entry {entry.number}, {changed} changed", "bold"),
            *record_contents(entry, names),
            Content.styled(f"\nIts hash, which the next entry's rests on: {entry.hash}", "dim"),
        ]
        self.query_one("#entry", Static).update(Content("\n").join(lines))


def _what(entry: Entry) -> str:
    back = f" (taken back by {entry.taken_back_by})" if entry.taken_back_by else ""
    return f"{entry.said}{back}"
