"""The desk: the leads that wait, the rate of the running quarter, the officers, and what was done today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static

from program.calendar import Quarter
from program.quarters.figures import Figures, Rate
from reports.first_steps import Step, is_shown, steps_left
from storage.book import Book
from storage.engine.book_names import path_of
from storage.engine.places import backups_folder
from storage.text import printable
from storage.views.journal import Entry
from storage.views.journal_filter import JournalQuery
from storage.views.lead import Figure, Lead, LeadQuery
from storage.views.lead_order import Sort
from storage.views.status import OfficerShare, Status, Work
from storage.views.week import Week
from tui.charts.widgets import RateChart, RateRuler
from tui.keys.registry import bindings
from tui.lists.lines import Lines
from tui.lists.long_list import LongList
from tui.lists.shares import Shares
from tui.lists.waiting import Waiting
from tui.screens.desk_lines import (
    WAITS,
    Behind,
    count_lines,
    estimate_lines,
    figure_lines,
    first_steps_words,
    headline,
    past_rates,
    short_figure_lines,
    standing_lines,
    today_lines,
    waiting_names,
)
from tui.screens.figure import FigureScreen
from tui.screens.lead_lists import LeadListScreen
from tui.widgets.panel import Panel, TabLine
from tui.widgets.preview import Preview

_PAST_QUARTERS = 7
_DONE_SHOWN = 20


class Desk(LeadListScreen):
    """Where the coordinator works: the cursor begins in the leads that wait, o records what became of one."""

    PLACES: ClassVar[tuple[str, ...]] = ("leads", "desk")
    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")

    def __init__(self) -> None:
        super().__init__()
        self._past: dict[Quarter, tuple[Rate | None, ...]] = {}
        """The rates of the quarters before a running one, once they are read: what is over changes seldom."""
        self._has_begun = False
        """Whether all first steps have been taken, or the book was made otherwise and is in use."""

    def body(self) -> ComposeResult:
        keys = self.leadbook.with_keys
        with Horizontal(id="desk-top"):
            yield Panel(
                "Waiting",
                TabLine(waiting_names(None), id="waiting-tabs"),
                Static("", id="begin", markup=False),
                Waiting(self._today),
                keys=keys("{outcome} outcome  {assign} assign"),
                id="waiting",
            )
            yield Panel("Lead", Preview(), keys="Enter opens it", id="lead-panel")
            yield Panel(
                "Rate",
                Static("", id="headline", markup=False),
                RateRuler(id="ruler"),
                RateChart(id="chart"),
                Horizontal(Lines(id="figures"), Lines(id="counts")),
                keys="Enter: the leads behind",
                id="rate",
            )
        with Horizontal(id="desk-below"):
            yield Panel("Officers", Shares(), keys="Enter: their leads", id="officers-panel")
            yield Panel("Today", Lines(id="today"), keys=keys("{journal} journal"), id="today-panel")

    def on_mount(self) -> None:
        """Starts in the list of what waits; where it stands is known only when everything is laid out."""
        self.idle = ("first_steps",)
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
        self._show_waiting()
        self._show_besides()

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """Shows another part of what waits."""
        event.stop()
        self._show_waiting(anew=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a figure opens the leads behind it, on what was done today its lead."""
        event.stop()
        if not isinstance(event.option_list, Lines):
            return
        opens = event.option_list.line_at(event.option_index).opens
        if isinstance(opens, Behind):
            self._open(opens.query, opens.title)
        elif isinstance(opens, Entry):
            self.call_later(self.leadbook.action_journal)

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
        """A chart where there is room for one, what was done today where the screen is wide."""
        chart = self.query_one("#chart")
        self.query_one("#ruler").display = not self.is_tall
        if chart.display != self.is_tall:
            chart.display = self.is_tall
            if self.leadbook.status is not None:
                self._show_besides()
        if self.leadbook.status is not None:
            self._show_lines(self.leadbook.status.figures)

    @property
    def _today(self) -> Callable[[], date]:
        return self.leadbook.surroundings.today

    def action_first_steps(self) -> None:
        """Puts the list of first steps away; undo brings it back."""
        from storage.commands.first_steps import PutFirstStepsAway

        if self.query_one("#begin").display:
            self.leadbook.carry_out(PutFirstStepsAway())
        else:
            self.say("No first step is shown here any more")

    def _open(self, query: LeadQuery, title: str) -> None:
        status = self.leadbook.status
        rules = status.figures.rules if status is not None and query.quarter is not None else None
        self.app.push_screen(FigureScreen.of(query, title, rules))

    def _show_waiting(self, *, anew: bool = False) -> None:
        query = WAITS[self.query_one("#waiting-tabs", TabLine).at]
        self.leads.load(self.leadbook.bookkeeper.book.view.register(query), anew=anew)

    @work(group="work", exclusive=True, exit_on_error=False)
    async def _show_besides(self) -> None:
        """Reads what comes after the figures: over all quarters of a large book that takes a moment longer."""
        waits, weeks, done, steps = await self.leadbook.bookkeeper.ask(self._besides)
        running = Quarter.of(self._today())
        if self.is_tall and running not in self._past:
            quarters = await self.leadbook.bookkeeper.ask(lambda book: book.view.quarters())
            self._past[running] = tuple(line.rate for line in quarters if line.quarter < running)[-_PAST_QUARTERS:]
            if self.leadbook.status is not None:
                self._show_headline(self.leadbook.status.figures)
        self.query_one("#waiting", Panel).name_it("Waiting", waits.open)
        self.query_one("#waiting-tabs", TabLine).rename(waiting_names(waits))
        status = self.leadbook.status
        if status is not None:
            self.query_one(RateChart).show(status.figures, weeks)
            self.query_one(Shares).show([_as_waiting(share, waits) for share in status.officers])
            panel = self.query_one("#officers-panel", Panel)
            panel.name_it("Officers", len(status.officers), f"outcomes of {status.figures.quarter}")
        self.query_one("#today", Lines).show(today_lines(done, self._today()))
        begin = self.query_one("#begin", Static)
        begin.display = bool(steps)
        self.idle = () if steps else ("first_steps",)
        begin.update(first_steps_words(steps, self.leadbook.with_keys, alone=not waits.leads))
        self._show_leads(waits.leads or not steps)

    def _besides(self, book: Book) -> tuple[Work, tuple[Week, ...], tuple[Entry, ...], tuple[Step, ...]]:
        weeks = book.view.weeks() if self.is_tall else ()
        numbers = book.view.journal_numbers(JournalQuery(first=self._today()))[:_DONE_SHOWN]
        return book.view.work(), weeks, book.view.entries(numbers), self._steps_left(book)

    def _steps_left(self, book: Book) -> tuple[Step, ...]:
        """The first steps that are still to be taken, where they are shown; once all are, nothing is asked any more."""
        if self._has_begun:
            return ()
        found, folder = book.view.first_steps(), self.leadbook.bookkeeper.safekeeping.folder
        left = steps_left(found, backups_named=path_of(book.name) is None or folder != backups_folder())
        self._has_begun = not left or (found.leads and found.said is None)
        return left if is_shown(found) else ()

    def _show_leads(self, some: bool) -> None:
        """Shows the list of what waits where something does; its first lead finds the keys in the list's hands."""
        begins = some and not self.leads.display
        self.leads.display = self.query_one("#waiting-tabs").display = some
        if begins:
            self.leads.focus(scroll_visible=False)

    def _show_headline(self, figures: Figures) -> None:
        said = headline(figures)
        if (past := self._past.get(figures.quarter)) and self.is_wide:
            said = Content.assemble(said, past_rates([*past, *([figures.rate] if figures.rate else [])]))
        self.query_one("#headline", Static).update(said, layout=False)

    def _show_figures(self, status: Status) -> None:
        figures = status.figures
        self.query_one("#rate", Panel).name_it(f"Rate · {figures.quarter}")
        self._show_headline(figures)
        self.query_one(RateRuler).show(figures)
        self._show_lines(figures)

    def _show_lines(self, figures: Figures) -> None:
        """The figures in full, with the counts beside or below, where there is room; else what decides the award."""
        counts = self.query_one("#counts", Lines)
        counts.display = self.is_wide and self.is_tall
        if counts.display:
            where = self.leadbook.with_keys("{quarter}")
            said = [*standing_lines(figures), *estimate_lines(figures, where)]
            self.query_one("#figures", Lines).show(said)
            counts.show(count_lines(figures))
        else:
            said = figure_lines(figures) if self.is_tall else short_figure_lines(figures)
            self.query_one("#figures", Lines).show(said)


def _as_waiting(share: OfficerShare, waits: Work) -> OfficerShare:
    """What an officer holds of all that waits, as the list beside it counts, with the quarter's outcomes."""
    still_open, overdue = waits.held.get(share.badge, (0, 0))
    return replace(share, open=still_open, overdue=overdue)
