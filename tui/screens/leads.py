"""The register of leads: filter as you type, sort, select, open."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from program.calendar import Quarter
from storage.views.lead import Lead, LeadQuery, Sort
from tui.keys.registry import bindings
from tui.lists.lead_list import lead_list
from tui.lists.long_list import LongList
from tui.screens.filter_words import HOW, filter_in_words, read_filter
from tui.screens.lead import lead_in_full
from tui.screens.lead_lists import LeadListScreen
from tui.widgets.entry import Entry
from tui.widgets.panel import Panel, TabLine
from tui.widgets.preview import Preview

_EMPTY = "No lead yet. {new_lead} enters one, {import_file} brings in a file."
_NONE_FITS = "No lead fits the filter. Esc shows all; {new_lead} enters one."
_FILTERS = f"{{filter}} filters: {HOW}"

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
        self._wrong = ""

    def body(self) -> ComposeResult:
        keys = self.leadbook.with_keys
        with Horizontal(id="leads"):
            yield Panel(
                "Leads",
                TabLine([name for name, _ in self._tabs()], id="lead-tabs"),
                Entry(placeholder=keys(_FILTERS), id="filter", compact=True),
                Static("", id="showing", markup=False),
                lead_list(self.leadbook.surroundings.today, keys(_EMPTY)),
                keys=keys("Enter opens  {outcome} outcome  {assign} assign"),
                id="leads-panel",
            )
            yield Panel("Lead", Preview(), keys="Enter opens it", id="lead-panel")

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

    def action_export_list(self) -> None:
        """Asks for the file that the list is written to."""
        from tui.forms.export_list import ExportList

        self.app.push_screen(ExportList(self._query, filter_in_words(self._query, self.leadbook.surroundings.today())))

    @work(group="shape", exclusive=True, exit_on_error=False)
    async def action_reference_shape(self) -> None:
        """Asks how ICE writes the references, beginning with what was said before."""
        from tui.forms.reference_shape import reference_shape_form

        masks = await self.leadbook.bookkeeper.ask(lambda book: book.view.reference_shape())
        self.app.push_screen(reference_shape_form(masks))

    def action_clear(self) -> None:
        """From the filter, or with nothing selected: shows all leads."""
        self.query_one("#filter", Input).value = ""
        self.leads.focus()

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """Shows another part of the register."""
        event.stop()
        self._narrow()

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """Shows the lead under the cursor beside the list."""
        row = event.row
        self.query_one(Preview).show(partial(lead_in_full, reference=row.reference) if isinstance(row, Lead) else None)

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
        part = self._tabs()[self.query_one(TabLine).at][1]
        today = self.leadbook.surroundings.today()
        query, self._wrong = read_filter(f"{part} {typed}", self._query, today)
        query = replace(query, sort=sort, descending=descending)
        if query != self._query:
            self._query = query
            self.leads.say_when_empty(self.leadbook.with_keys(_NONE_FITS if typed.strip() else _EMPTY))
            self.leads.load(self.leadbook.bookkeeper.book.view.register(query), anew=True)
            self._say()

    def _tabs(self) -> list[tuple[str, str]]:
        """The parts of the register: their names, and the words of the filter that show them."""
        quarter = Quarter.of(self.leadbook.surroundings.today())
        return [
            ("All", ""),
            ("Open", "open"),
            ("Overdue", "overdue"),
            ("Nobody", "open nobody"),
            ("This quarter", str(quarter)),
        ]

    def _say(self) -> None:
        total = self.leads.total
        self.query_one("#leads-panel", Panel).name_it("Leads", total)
        parts = [self._wrong] if self._wrong else []
        parts += [filter_in_words(self._query, self.leadbook.surroundings.today()), _SORTS[self._sort][2]]
        if self.leads.selected:
            parts.append(self.leadbook.with_keys("{outcome} outcome, {assign} assign, Esc none"))
        elif self.query_one("#filter", Input).value.strip():
            parts.append("Esc shows all")
        self.query_one("#showing", Static).update(Content(" · ".join(parts)))
