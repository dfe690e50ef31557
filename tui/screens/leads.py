"""The register of leads: filter as you type, sort, select, open."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from storage.views.lead import LeadQuery, Sort
from tui.keys.registry import bindings
from tui.lists.lead_list import lead_list
from tui.screens.filter_words import filter_in_words, read_filter
from tui.screens.lead_lists import LeadListScreen
from tui.widgets.entry import Entry

_EMPTY = "No lead yet. {new_lead} enters one, {import_file} brings in a file."
_NONE_FITS = "No lead fits the filter. Esc shows all; {new_lead} enters one."
_FILTERS = "{filter} filters: part of a reference, open, overdue, nobody, @badge, FY2026-Q1"

TYPING_PAUSE_SECONDS = 0.15
"""How long typing has to rest before the list is narrowed."""

_SORTS = (
    (Sort.RECEIVED, True, "newest first"),
    (Sort.DUE, False, "by due date"),
    (Sort.REFERENCE, False, "by reference"),
)


class Leads(LeadListScreen):
    """Every lead of the book."""

    PLACES: ClassVar[tuple[str, ...]] = ("leads", "register")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("register"),
        Binding("escape", "clear", "Clear filter and selection", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._query = LeadQuery()
        self._sort = 0

    def body(self) -> ComposeResult:
        yield Entry(placeholder=self.leadbook.with_keys(_FILTERS), id="filter", compact=True)
        yield Static("", id="showing", markup=False)
        yield lead_list(self.leadbook.surroundings.today, self.leadbook.with_keys(_EMPTY))

    def on_mount(self) -> None:
        """Starts in the list."""
        self.leads.focus()

    def refresh_body(self) -> None:
        """Shows the query's leads as they are now."""
        self.leads.load(self.leadbook.bookkeeper.book.view.register(self._query))
        self._say()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list once typing rests."""
        if event.input.id == "filter":
            event.stop()
            self._narrow_when_typing_rests()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the filter goes to the list."""
        if event.input.id == "filter":
            event.stop()
            self._narrow()
            self.leads.focus()

    def action_filter(self) -> None:
        """Goes to the filter."""
        self.query_one("#filter", Input).focus()

    def action_sort(self) -> None:
        """The next order."""
        self._sort = (self._sort + 1) % len(_SORTS)
        self._narrow()

    def action_clear(self) -> None:
        """From the filter, or with nothing selected: shows all leads."""
        self.query_one("#filter", Input).value = ""
        self.leads.focus()

    def on_long_list_loaded(self) -> None:
        """Says how many there are."""
        self._say()

    def on_long_list_selection_changed(self) -> None:
        """Says how many are selected."""
        self._say()

    @work(group="typing", exclusive=True, exit_on_error=False)
    async def _narrow_when_typing_rests(self) -> None:
        await asyncio.sleep(TYPING_PAUSE_SECONDS)
        self._narrow()

    def _narrow(self) -> None:
        sort, descending, _ = _SORTS[self._sort]
        typed = self.query_one("#filter", Input).value
        query = replace(read_filter(typed, self._query), sort=sort, descending=descending)
        if query != self._query:
            self._query = query
            self.leads.say_when_empty(self.leadbook.with_keys(_NONE_FITS if typed.strip() else _EMPTY))
            self.leads.load(self.leadbook.bookkeeper.book.view.register(query), anew=True)
            self._say()

    def _say(self) -> None:
        total = self.leads.total
        count = "…" if total is None else f"{total:,}"
        parts = [f"{count}: {filter_in_words(self._query)}", _SORTS[self._sort][2]]
        if self.leads.selected:
            parts.append(self.leadbook.with_keys("{outcome} outcome, {assign} assign, Esc none"))
        elif self.query_one("#filter", Input).value.strip():
            parts.append("Esc shows all")
        self.query_one("#showing", Static).update(Content(" · ".join(parts)))
