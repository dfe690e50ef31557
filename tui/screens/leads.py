"""The register of leads: filter as you type, sort by any column, saved views, select, open."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from reports.lead_filter import filter_in_words, order_in_words
from storage.text import printable
from storage.views.lead import Lead, LeadQuery
from storage.views.lead_filter import HOW, THIS_QUARTER, read_filter
from storage.views.lead_order import Sort
from storage.views.lead_view import LeadView
from storage.views.register import MOST_SORTED, Register
from tui.keys.registry import bindings
from tui.lists.lead_list import lead_list
from tui.lists.long_list import LongList
from tui.screens.filtered import FilteredScreen
from tui.screens.lead_lists import LeadListScreen
from tui.widgets.panel import Panel, TabLine
from tui.widgets.preview import Preview
from tui.widgets.text_line import TextLine

_EMPTY = "No lead yet. {new_lead} enters one, {import_file} brings in a file."
_NONE_FITS = "No lead fits the filter. Esc shows all; {new_lead} enters one."
_FILTERS = f"{{filter}} filters: {HOW}"

_NEWEST_FIRST = (Sort.RECEIVED, True)

_PARTS = (
    ("All", ""),
    ("Open", "open"),
    ("Overdue", "overdue"),
    ("Nobody", "open nobody"),
    ("This quarter", THIS_QUARTER),
)
"""The parts of the register that always have a tab: their names, and the words of the filter that show them."""


class Leads(LeadListScreen, FilteredScreen):
    """Every lead of the book."""

    LIST = "leads"
    PLACES: ClassVar[tuple[str, ...]] = ("leads", "register")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("register"),
        Binding("escape", "clear", "Clear filter and selection", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._query = LeadQuery()
        self._register: Register | None = None
        self._order = _NEWEST_FIRST
        self._answer = ""
        self._views: tuple[LeadView, ...] = ()
        self._view: LeadView | None = None
        self._wanted: LeadView | None = None

    def body(self) -> ComposeResult:
        keys = self.leadbook.with_keys
        self.hint = keys(_FILTERS)
        with Horizontal(id="leads"):
            yield Panel(
                "Leads",
                TabLine([name for name, _ in _PARTS], id="lead-tabs"),
                TextLine(id="filter", compact=True),
                Static("", id="showing", markup=False),
                lead_list(self.leadbook.surroundings.today, keys(_EMPTY)),
                keys=keys("Enter opens  {outcome} outcome  {assign} assign  {views} views"),
                id="leads-panel",
            )
            yield Panel("Lead", Preview(), keys="Enter opens it", id="lead-panel")

    def on_mount(self) -> None:
        """Starts in the list."""
        self.recall_from(self.leadbook.filters)
        self.leads.focus()

    def refresh_body(self) -> None:
        """Shows the query's leads as they are now, and the saved views."""
        self._load()
        self._read_views()

    def action_filter(self) -> None:
        """Goes to the filter."""
        self.query_one("#filter", Input).focus()

    def action_sort(self) -> None:
        """Asks for the column that the list is sorted by."""
        from tui.forms.lead_view import order_menu

        menu = order_menu(*self._order)
        self.app.push_screen(menu, lambda done: self._sort_by(menu.picked) if done else None)

    def action_export_list(self) -> None:
        """Asks what is taken out, and the file that it is written to."""
        from tui.forms.worksheet import out_menu

        lead = self.leads.current
        menu = out_menu(lead)
        self.app.push_screen(menu, lambda done: self._take_out(menu.picked, lead) if done else None)

    @work(group="shape", exclusive=True, exit_on_error=False)
    async def action_reference_shape(self) -> None:
        """Asks how ICE writes the references, beginning with what was said before."""
        from tui.forms.reference_shape import reference_shape_form

        masks = await self.leadbook.bookkeeper.ask(lambda book: book.view.reference_shape())
        self.app.push_screen(reference_shape_form(masks))

    def action_views(self) -> None:
        """Asks which saved view is shown, or saves the list that is shown; without a view, the latter at once."""
        from tui.forms.lead_view import ViewsMenu

        if not self._views:
            self._save_view()
            return
        menu = ViewsMenu(self._views, self.leadbook.surroundings.today(), self._view.id if self._view else "")

        def chosen(done: bool | None) -> None:
            if menu.removed is not None:
                self._remove_view(menu.removed)
            elif menu.chosen is not None:
                self.show_view(menu.chosen)
            elif done:
                self._save_view()

        self.app.push_screen(menu, chosen)

    def show_view(self, view: LeadView) -> None:
        """Shows a saved view, and nothing narrows it."""
        self._wanted = view
        self.query_one("#filter", Input).value = ""
        self.leads.focus()
        self._read_views()

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """Shows another part of the register, or a saved view in its order."""
        event.stop()
        before, at = self._view, event.at - len(_PARTS)
        self._view = self._views[at] if at >= 0 else None
        if self._view is not None:
            self._order = (self._view.sort, self._view.descending)
        elif before is not None:
            self._order = _NEWEST_FIRST
        self.narrow()

    def on_long_list_loaded(self) -> None:
        """Says how many there are."""
        self._say()

    def on_long_list_selection_changed(self) -> None:
        """Says how many are selected."""
        self._say()

    def on_long_list_head_chosen(self, event: LongList.HeadChosen) -> None:
        """Sorts by the column whose heading is clicked; once more turns it round."""
        event.stop()
        self._sort_by(event.column)

    @work(group="views", exclusive=True, exit_on_error=False)
    async def _read_views(self) -> None:
        """Reads the saved views; their tabs stand after those that are always there."""
        self._views = await self.leadbook.bookkeeper.ask(lambda book: book.view.lead_views())
        wanted, self._wanted = self._wanted or self._view, None
        found = next((view for view in self._views if wanted is not None and view.id == wanted.id), None)
        tabs = self.query_one(TabLine)
        if found is not None:
            tabs.at = len(_PARTS) + self._views.index(found)
        elif wanted is not None:
            tabs.at = 0
        tabs.rename([name for name, _ in self._tabs()])
        if found != self._view:
            self._view = found
            self._order = (found.sort, found.descending) if found is not None else _NEWEST_FIRST
            self.narrow()

    def _take_out(self, what: str | None, lead: Lead | None) -> None:
        from tui.forms.export_list import ExportList
        from tui.forms.worksheet import LIST, ONE, WorksheetForm

        if what == LIST:
            shown = filter_in_words(self._query, self.leadbook.surroundings.today())
            self.app.push_screen(ExportList(self._query, shown))
        elif what == ONE and lead is not None:
            self.app.push_screen(WorksheetForm((lead.badge or "", lead.officer or "")))
        else:
            self.app.push_screen(WorksheetForm(None))

    def _save_view(self) -> None:
        from tui.forms.lead_view import SaveViewForm

        words = f"{self._tabs()[self.query_one(TabLine).at][1]} {self.query_one('#filter', Input).value}".strip()
        name = self._view.name if self._view is not None else ""
        self.app.push_screen(SaveViewForm(words, self._order, self._in_words(), name, self.show_view))

    def _remove_view(self, view: LeadView) -> None:
        from storage.commands.lead_view import RemoveView

        self.leadbook.carry_out(RemoveView(view.name))

    def _sort_by(self, column: str | None) -> None:
        from tui.forms.lead_view import next_order

        sort = Sort(column or Sort.RECEIVED)
        self._order = (sort, next_order(sort, *self._order))
        self.narrow()

    def narrow(self) -> None:
        """Shows what fits the filter, the tab and the order."""
        typed = self.query_one("#filter", Input).value
        part = self._tabs()[self.query_one(TabLine).at][1]
        found = read_filter(f"{part} {typed}", self.leadbook.surroundings.today())
        self._answer = found.wrong or found.hint
        sort, descending = self._order
        query = replace(found.query, sort=sort, descending=descending)
        if query != self._query:
            self._query = query
            self.leads.say_when_empty(self._why_empty(typed.strip()))
            self._load(anew=True)
        self._say()

    def why_no_lead(self) -> str:
        if not self.leads.total and self.query_one("#filter", Input).value.strip():
            return "No lead fits the filter: Esc empties it"
        return super().why_no_lead()

    def _why_empty(self, typed: str) -> str:
        name, part = self._tabs()[self.query_one(TabLine).at]
        if typed and part:
            return f"Nothing under {printable(name)} fits the filter. Esc empties it; {_PARTS[0][0]} has every lead."
        return self.leadbook.with_keys(_NONE_FITS if typed else _EMPTY)

    def _load(self, *, anew: bool = False) -> None:
        self._register = self.leadbook.bookkeeper.book.view.register(self._query)
        self.leads.load(self._register, anew=anew)

    def _tabs(self) -> list[tuple[str, str]]:
        """The parts of the register and the saved views: their names, and the words of the filter that show them."""
        return [*_PARTS, *((view.name, view.words) for view in self._views)]

    def _in_words(self) -> str:
        """What the list shows, and in which order."""
        return f"{filter_in_words(self._query, self.leadbook.surroundings.today())} · {order_in_words(*self._order)}"

    def _say(self) -> None:
        if self._register is not None and self._register.is_too_long_to_sort:
            self.leads.say_order(*_NEWEST_FIRST)
            order = f"more than {MOST_SORTED:,}: narrow the list first to sort it by {self._order[0].value}"
        else:
            self.leads.say_order(*self._order)
            order = order_in_words(*self._order)
        self.query_one("#leads-panel", Panel).name_it("Leads", self.leads.total)
        parts = [self._answer] if self._answer else []
        parts += [filter_in_words(self._query, self.leadbook.surroundings.today()), order]
        if self.leads.selected:
            parts.append(self.leadbook.with_keys("{outcome} outcome, {assign} assign, Esc none"))
        elif self.query_one("#filter", Input).value.strip():
            parts.append("Esc shows all")
        self.query_one("#showing", Static).update(Content(" · ".join(parts)))
