"""The journal: every entry over any number of them, and what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from storage.book import Book
from storage.text import number_of
from storage.views.journal import Entry
from tui.keys.registry import bindings
from tui.lists.columns import Column
from tui.lists.entries import moment_here, record_contents
from tui.lists.long_list import LongList
from tui.screens.base import BookScreen
from tui.widgets.panel import Panel
from tui.widgets.preview import Preview


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
        with Horizontal(id="journal"):
            yield Panel(
                "Journal",
                LongList(columns, lambda entry: str(entry.number), "The journal is empty."),
                keys=self.leadbook.with_keys("Enter opens  {take_back} takes it back"),
                id="journal-panel",
            )
            yield Panel("Entry", Preview(), id="entry-panel")

    def on_mount(self) -> None:
        """Starts in the list."""
        self.query_one(LongList).focus()

    def refresh_body(self) -> None:
        """Shows the entries as they are now."""
        self.query_one(LongList).load(_Entries(self.leadbook.bookkeeper.book))

    def on_long_list_loaded(self, event: LongList.Loaded) -> None:
        """Says how many there are."""
        self.query_one("#journal-panel", Panel).name_it("Journal", event.total)

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """Shows the entry under the cursor beside the list."""
        row = event.row
        self.query_one(Preview).show(partial(entry_in_full, number=row.number) if isinstance(row, Entry) else None)

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
        with Panel(f"Entry {self.number}", keys="Esc back", id="entry-panel"):
            yield VerticalScroll(Static("", id="entry", markup=False), can_focus=True)

    @work(group="entry", exclusive=True, exit_on_error=False)
    async def refresh_body(self) -> None:  # type: ignore[override]
        """Reads the entry."""
        said = await self.leadbook.bookkeeper.ask(lambda book: entry_in_full(book, self.number))
        self.query_one("#entry", Static).update(said)


def entry_in_full(book: Book, number: int) -> Content:
    """An entry, record by record, with what each changed from and to."""
    entry, names = book.view.entry(number), book.view.officer_names()
    return Content("\n").join(
        [
            Content.styled(f"Entry {entry.number}, {number_of(entry.changes, 'record')} changed", "bold"),
            *record_contents(entry, names),
            Content.styled(f"\nIts hash, which the next entry's rests on: {entry.hash}", "$foreground-muted"),
        ]
    )


def _what(entry: Entry) -> str:
    back = f" (taken back by {entry.taken_back_by})" if entry.taken_back_by else ""
    return f"{entry.said}{back}"
