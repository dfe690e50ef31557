"""The journal: every entry over any number of them, and what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from threading import Lock
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from reports.journal import journal_filter_words
from storage.book import Book
from storage.views.journal import Entry
from storage.views.journal_filter import HOW, JournalQuery, read_journal_filter
from tui.keys.registry import bindings
from tui.lists.columns import Column
from tui.lists.journal import entry_sentence, short_moment
from tui.lists.long_list import LongList
from tui.screens.entry import EntryScreen, entry_in_full
from tui.screens.filtered import FilteredScreen
from tui.widgets.panel import Panel
from tui.widgets.preview import Preview
from tui.widgets.text_line import TextLine

_FILTERS = f"{{filter_entries}} filters: {HOW}"
_NONE_FITS = "No entry fits the filter. Esc shows all."


class _Entries:
    """Entries by position, newest first. All of them are numbered from 1 without a gap, so position and number are one;
    of those that a filter leaves the numbers are read once, and kept.
    """

    def __init__(self, book: Book, query: JournalQuery) -> None:
        self._book = book
        self._query = query
        self._reading = Lock()
        self._numbers: Sequence[int] | None = None

    def total(self) -> int:
        """How many entries there are."""
        return len(self._read())

    def rows(self, first: int, count: int) -> Sequence[Entry]:
        """The entries from a position on."""
        return self._book.view.entries(self._read()[first : first + count])

    def _read(self) -> Sequence[int]:
        with self._reading:  # rows and their number are asked for at once
            if self._numbers is None:
                view, query = self._book.view, self._query
                self._numbers = range(view.journal_length(), 0, -1) if query.is_all else view.journal_numbers(query)
            return self._numbers


class Journal(FilteredScreen):
    """Every change, newest first; narrowed by who made it, lead, what was done, and day."""

    LIST = "journal"
    PLACES: ClassVar[tuple[str, ...]] = ("journal",)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("journal"),
        Binding("escape", "clear", "Clear filter", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._query = JournalQuery(here=True)
        self._wrong = ""
        self._entries: _Entries | None = None

    def body(self) -> ComposeResult:
        columns: list[Column[Entry]] = [
            Column("Entry", 6, lambda entry: str(entry.number), right=True),
            Column("When", 12, lambda entry: short_moment(entry.at_ms, self.leadbook.surroundings.today())),
            Column("Who", 14, lambda entry: entry.who, spare=True, most=24),
            Column("What", 44, self._what, flexible=True, least=20),
        ]
        keys = self.leadbook.with_keys
        self.hint = keys(_FILTERS)
        with Horizontal(id="journal"):
            yield Panel(
                "Journal",
                TextLine(id="filter", compact=True),
                Static("", id="showing", markup=False),
                LongList(columns, lambda entry: str(entry.number), "The journal is empty."),
                keys=keys("Enter opens  {take_back} takes it back  {filter_entries} filters  {audit_review} week"),
                id="journal-panel",
            )
            yield Panel("Entry", Preview(), id="entry-panel")

    def on_mount(self) -> None:
        """Starts in the list."""
        self.recall_from(self.leadbook.filters)
        self._say()
        self.query_one(LongList).focus()

    def refresh_body(self) -> None:
        """Shows the entries as they are now."""
        self._load()

    def action_filter_entries(self) -> None:
        """Goes to the filter."""
        self.query_one("#filter", Input).focus()

    def narrow(self) -> None:
        """Shows what fits the filter."""
        typed = self.query_one("#filter", Input).value
        query, self._wrong = read_journal_filter(typed, self.leadbook.surroundings.today())
        if query != self._query:
            self._query = query
            self.query_one(LongList).say_when_empty("The journal is empty." if query.is_all else _NONE_FITS)
            self._load(anew=True)
        self._say()

    def _load(self, *, anew: bool = False) -> None:
        self._entries = _Entries(self.leadbook.bookkeeper.book, self._query)
        self.query_one(LongList).load(self._entries, anew=anew)

    def _say(self) -> None:
        line = self.query_one("#showing", Static)
        words = journal_filter_words(self._query, self.leadbook.surroundings.today())
        parts = [part for part in (self._wrong, words, "" if self._query.is_all else "Esc shows all") if part]
        line.update(Content(" · ".join(parts)))

    def _what(self, entry: Entry) -> str:
        return entry_sentence(entry, self.leadbook.surroundings.today())

    def on_long_list_loaded(self, event: LongList.Loaded) -> None:
        """Says how many there are."""
        self.query_one("#journal-panel", Panel).name_it("Journal", event.total)

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """Shows the entry under the cursor beside the list."""
        row, today = event.row, self.leadbook.surroundings.today()
        in_full = partial(entry_in_full, number=row.number, today=today) if isinstance(row, Entry) else None
        self.query_one(Preview).show(in_full)

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Opens the entry."""
        if isinstance(event.row, Entry):
            self.app.push_screen(EntryScreen(event.row.number))

    def action_audit_review(self) -> None:
        """Opens the audit review of the last whole week."""
        from tui.screens.audit_review import AuditReviewScreen

        self.app.push_screen(AuditReviewScreen(self.leadbook.surroundings.today() - timedelta(days=7)))

    def action_disclosures(self) -> None:
        """Opens what was given to whom."""
        from tui.screens.disclosure import DisclosuresScreen

        self.app.push_screen(DisclosuresScreen())

    def action_retention(self) -> None:
        """Opens how long records are kept."""
        from tui.screens.retention import RetentionScreen

        self.app.push_screen(RetentionScreen())

    def action_take_back(self) -> None:
        """Says what taking back the entry would do."""
        from storage.commands.undo import Undo
        from tui.forms.undo import UndoForm

        entry = self.query_one(LongList).current
        if isinstance(entry, Entry):
            self.app.push_screen(UndoForm(Undo(entry.number)))
