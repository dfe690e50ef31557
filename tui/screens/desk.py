"""The desk: what to do next, the leads that wait, the figures of the running quarter, the outcomes per officer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, OptionList, Static

from reports.words import dollars, tier_words
from storage.text import printable
from storage.views.lead import Figure, Lead, LeadQuery, Sort
from storage.views.status import OfficerShare, Status, Work
from tui.lists.columns import Column
from tui.lists.lines import Lines
from tui.lists.long_list import LongList
from tui.lists.shares import Shares
from tui.screens.desk_lines import WAITING, Behind, figure_lines, what_next, work_lines
from tui.screens.figure import FigureScreen
from tui.screens.lead_lists import LeadListScreen

_WIDE = 116
_EMPTY = """The book is empty. To begin:

  {officers}  officers: {add_officer} adds, {import_officers} from a file
  {import_file}  bring in leads from a file
  {new_lead}  enter a lead by hand
  {help}  all keys"""


class Waiting(LongList[Lead]):
    """The leads that wait."""


class Desk(LeadListScreen):
    """Where the coordinator works: the cursor begins in the leads that wait, o records what became of one."""

    PLACES: ClassVar[tuple[str, ...]] = ("leads",)

    def body(self) -> ComposeResult:
        with VerticalScroll(id="desk", can_focus=False):
            with Horizontal(id="desk-top"):
                with Vertical(id="desk-work"):
                    yield Lines(id="todo")
                    yield Static("", id="next", markup=False)
                    yield Static(Content(self.leadbook.with_keys(_EMPTY)), id="begin")
                    columns = waiting_columns(self._today, wide=False)
                    yield Waiting(columns, lambda lead: lead.id, "Nothing waits.", selecting=True)
                with Vertical(id="desk-figures"):
                    with Horizontal(id="big"):
                        yield Digits("", id="percent")
                        yield Static("", id="beside", markup=False)
                    yield Lines(id="figures")
            yield Shares("this quarter:")

    def on_mount(self) -> None:
        """Starts in the list of what waits; where it stands is known only when everything is laid out."""
        self.leads.focus(scroll_visible=False)

    @property
    def leads(self) -> LongList[Lead]:
        """The leads that wait."""
        return self.query_one(Waiting)

    def refresh_body(self) -> None:
        """Shows figures and leads as they are now."""
        status = self.leadbook.status
        if status is None:
            return
        self._show_figures(status)
        self._show_work()
        self.leads.load(self.leadbook.bookkeeper.book.view.register(WAITING))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a figure opens the leads behind it."""
        event.stop()
        if isinstance(event.option_list, Lines):
            opens = event.option_list.line_at(event.option_index).opens
            if isinstance(opens, Behind):
                self._open(opens.query, opens.title)

    def open_row(self, row: object) -> None:
        """Enter on an officer opens the leads that the officer holds of the quarter; on a lead, the lead."""
        status = self.leadbook.status
        if isinstance(row, OfficerShare) and status is not None:
            quarter, share = status.figures.quarter, row
            query = LeadQuery(quarter=quarter, figure=Figure.ALL, officer=share.badge, sort=Sort.DUE, descending=False)
            self._open(query, f"{printable(share.badge)} {printable(share.name)}, {quarter}")
        else:
            super().open_row(row)

    def fit(self) -> None:
        """Says more of each lead where there is room."""
        self.leads.show_columns(waiting_columns(self._today, wide=self.size.width >= _WIDE))

    @property
    def _today(self) -> Callable[[], date]:
        return self.leadbook.surroundings.today

    def _open(self, query: LeadQuery, title: str) -> None:
        status = self.leadbook.status
        rules = status.figures.rules if status is not None and query.quarter is not None else None
        self.app.push_screen(FigureScreen.of(query, title, rules))

    @work(group="work", exclusive=True, exit_on_error=False)
    async def _show_work(self) -> None:
        """Reads what waits, after the figures: over all quarters of a large book that takes a moment longer."""
        waits = await self.leadbook.bookkeeper.ask(lambda book: book.view.work())
        self.query_one("#todo", Lines).show(work_lines(waits))
        self.query_one("#next", Static).update(Content(self.leadbook.with_keys(what_next(waits))), layout=False)
        status = self.leadbook.status
        if status is not None:
            self.query_one(Shares).show([_as_waiting(share, waits) for share in status.officers])
        self.query_one("#begin").display = not waits.leads
        self._show_leads(bool(waits.leads))

    def _show_leads(self, some: bool) -> None:
        """Shows the list of what waits where something does; its first lead finds the keys in the list's hands."""
        begins = some and not self.leads.display
        self.leads.display = some
        if begins:
            self.leads.focus(scroll_visible=False)

    def _show_figures(self, status: Status) -> None:
        figures = status.figures
        rate, tiers = figures.rate, figures.rules.tiers if figures.rules else ()
        self.query_one("#percent", Digits).update(f"{rate.percent}%" if rate else "--.--%")
        beside = [
            f"{rate.located:,} of {rate.provided:,} located" if rate else "no lead provided",
            tier_words(figures.tier, tiers) if rate else "not measurable",
            f"{dollars(figures.expected_award_cents)} est.",
        ]
        self.query_one("#beside", Static).update(Content("\n".join(beside)), layout=False)
        self.query_one("#figures", Lines).show(figure_lines(figures))


def _as_waiting(share: OfficerShare, waits: Work) -> OfficerShare:
    """What an officer holds of all that waits, as the list beside it counts, with the quarter's outcomes."""
    still_open, overdue = waits.held.get(share.badge, (0, 0))
    return replace(share, open=still_open, overdue=overdue)


def waiting_columns(today: Callable[[], date], *, wide: bool) -> list[Column[Lead]]:
    """What is shown of a lead that waits: when it is due, as a date and in days, and who holds it."""

    def due(lead: Lead) -> str:
        return f"{lead.due_on:{'%Y-%m-%d' if wide else '%m-%d'}}" if lead.due_on else ""

    def when(lead: Lead) -> str:
        if lead.due_on is None:
            return "no date"
        days = (lead.due_on - today()).days
        return f"{-days:,}d late" if days < 0 else f"in {days:,}d" if days else "today"

    def officer(lead: Lead) -> str:
        return (f"{lead.badge} {lead.officer}" if wide else lead.badge) if lead.badge else "nobody"

    return [
        Column("Waiting", 12, lambda lead: lead.reference, flexible=True),
        Column("Due", 10 if wide else 5, due),
        Column("", 8, when),
        Column("Officer" if wide else "Badge", 22 if wide else 6, officer),
    ]
