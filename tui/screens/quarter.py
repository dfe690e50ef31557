"""The end of a quarter: what stands between now and closing, the figures, the weeks, quarter against quarter."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from program.calendar import Quarter
from program.quarters.state import QuarterState
from program.rules.checklist import Check
from reports.words import short_dollars
from storage.book import Book
from storage.text import printable
from storage.views.checklist import CheckLine
from storage.views.lead import Figure, LeadQuery
from storage.views.lead_order import Sort
from storage.views.quarter import QuarterSummary
from storage.views.status import OfficerShare
from tui.charts.widgets import RateChart, RateRuler
from tui.keys.registry import bindings
from tui.lists.checked_leads import CheckedLeads
from tui.lists.lines import Lines
from tui.lists.long_list import LongList
from tui.lists.shares import Shares
from tui.screens.base import BookScreen
from tui.screens.desk_lines import Behind, headline
from tui.screens.figure import FigureScreen
from tui.screens.quarter_lines import (
    Do,
    Listed,
    Step,
    award_lines,
    checklist_lines,
    differs,
    ice_lines,
    ice_more,
    left_to_do,
    not_yet_closed,
    outcome_lines,
    quarters_lines,
    reading_lines,
    title,
)
from tui.widgets.panel import Pages, Panel


class QuarterScreen(BookScreen):
    """One quarter at a time: at first the last one while that waits to be closed, else the running one."""

    PLACES: ClassVar[tuple[str, ...]] = ("quarter",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("quarter")

    def __init__(self) -> None:
        super().__init__()
        self._quarter: Quarter | None = None
        self._shown: QuarterSummary | None = None

    def body(self) -> ComposeResult:
        keys = self.leadbook.with_keys
        yield Panel(
            "Quarter",
            Horizontal(Static("", id="headline", markup=False), RateRuler(id="ruler")),
            keys=keys("{previous_quarter} earlier · later {next_quarter}"),
            id="quarter-headline",
        )
        with Horizontal(id="quarter"):
            with Vertical(id="quarter-left"):
                yield Panel("Before closing", Lines(id="checklist"), keys="Enter: deal with it", id="checklist-panel")
                yield Panel("Outcomes", Lines(id="outcomes"), keys="Enter: the leads", id="outcomes-panel")
            yield Pages(
                Panel("Chart", RateChart(id="chart"), keys=keys("{what_if} what if"), id="chart-panel"),
                Panel("Tiers", Lines(id="tiers"), id="tiers-panel"),
                Panel("Officers", Shares(), keys="Enter: their leads", id="officers-panel"),
                Panel("Quarters", Lines(id="quarters"), keys="Enter: go there", id="quarters-panel"),
                id="quarter-pages",
            )
        with Horizontal(id="quarter-below"):
            yield Panel("ICE's count", Lines(id="ice"), keys=keys("{ice_count} enters it"), id="ice-panel")
            yield Panel("Award", Lines(id="award"), keys=keys("{award} next step"), id="award-panel")

    def on_mount(self) -> None:
        """Starts in what stands before closing."""
        self.query_one("#checklist").focus()

    def refresh_body(self) -> None:
        """Reads the quarter anew."""
        self._read()

    def go_to(self, quarter: Quarter) -> None:
        """Shows another quarter."""
        self._quarter = quarter
        self._read()

    def turn_to_what_waits(self) -> None:
        self._quarter = None

    @work(group="quarter", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        asked = self._quarter
        shown = await self.leadbook.bookkeeper.ask(
            lambda book: book.view.quarter(asked) if asked else _first_shown(book)
        )
        self._quarter = shown.figures.quarter
        self._shown = shown
        self._show(shown)

    def _show(self, shown: QuarterSummary) -> None:
        if not self.is_whole:  # it has gone before it was painted in its new size
            return
        figures, today = shown.figures, self.leadbook.surroundings.today()
        award = f"  {short_dollars(figures.expected_award_cents)} est." if figures.tier else ""
        self.query_one("#quarter-headline", Panel).name_it(title(shown, today))
        self.query_one("#headline", Static).update(Content.assemble(headline(figures), award))
        self.query_one(RateRuler).show(figures)
        left = left_to_do(shown)
        closed = shown.state is QuarterState.CLOSED
        self.call_actions({"close_quarter": "Reopen"} if closed else {})
        said = "nothing left" if not left else f"{left} left"
        self.query_one("#checklist-panel", Panel).name_it("As it stands" if closed else "Before closing", more=said)
        self.query_one("#checklist", Lines).show(checklist_lines(shown))
        self._show_ice(shown)
        self.query_one("#outcomes", Lines).show(outcome_lines(shown))
        self.query_one(RateChart).show(figures, shown.weeks)
        self.query_one("#tiers", Lines).show(reading_lines(shown, assumed=not self._is_at_once))
        quarters = self.query_one("#quarters", Lines)
        quarters.show(quarters_lines(shown, quarters.content_size.width))  # its bars are as long as it has room
        self.query_one(Shares).show(shown.status.officers)
        self.query_one("#officers-panel", Panel).name_it("Officers", len(shown.status.officers))
        self.query_one("#award", Lines).show(award_lines(shown, today, wide=self.is_wide, assumed=self._is_at_once))
        self._make_room(shown)

    def _make_room(self, shown: QuarterSummary) -> None:
        """Gives an award that has a fate a row more, where the officers have one to spare."""
        below = self.query_one("#quarter-below")
        room = self.query_one(Shares).size.height - 1 - (not below.has_class("-fated"))
        below.set_class(bool(shown.award.steps) and room >= len(shown.status.officers), "-fated")

    def _show_ice(self, shown: QuarterSummary) -> None:
        panel, keys = self.query_one("#ice-panel", Panel), self.leadbook.with_keys
        width, rows = panel.content_size.width - 2, panel.content_size.height
        panel.name_it("ICE's count", more=ice_more(shown, keys, rows))
        panel.border_subtitle = keys(
            "Enter: what explains it · {ice_count} enters" if differs(shown) else "{ice_count} enters it"
        )
        self.query_one("#ice", Lines).show(ice_lines(shown, keys, width, rows))

    @property
    def _is_at_once(self) -> bool:
        return self.is_wide and self.is_tall

    def fit(self) -> None:
        """All at once where there is room; else the chart, tiers, officers and quarters stand behind tabs."""
        self.query_one(Pages).tab(not self._is_at_once)
        self.query_one("#outcomes-panel").display = self._is_at_once
        if self._shown is not None:
            self.call_after_refresh(self._show, self._shown)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter opens what stands behind a line."""
        event.stop()
        if not isinstance(event.option_list, Lines):
            return
        match event.option_list.line_at(event.option_index).opens:
            case Behind(title, query):
                self._open(title, query)
            case Step(quarter):
                self.go_to(quarter)
            case Do(action):
                self.call_later(getattr(self, f"action_{action}"))
            case Listed(line):
                self._open_check(line)

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Enter on an officer opens what the officer holds of the quarter."""
        if isinstance(event.row, OfficerShare) and self._shown is not None:
            quarter, share = self._shown.figures.quarter, event.row
            query = LeadQuery(quarter=quarter, figure=Figure.ALL, officer=share.badge, sort=Sort.DUE, descending=False)
            self._open(f"{printable(share.badge)} {printable(share.name)}, {quarter}", query)

    def action_previous_quarter(self) -> None:
        """Steps back."""
        if self._quarter is not None:
            self.go_to(self._quarter.previous())

    def action_next_quarter(self) -> None:
        """Steps on, to the running quarter at most."""
        running = Quarter.of(self.leadbook.surroundings.today())
        if self._quarter is not None and self._quarter < running:
            self.go_to(self._quarter.next())
        elif self._quarter is not None:
            self.say(f"{running} is the running quarter; none comes after it yet")

    def action_close_quarter(self) -> None:
        """Asks whether the quarter is to be closed, or reopened where it is; says why it cannot be closed yet."""
        from tui.forms.closing import CloseForm, amend_form

        shown = self._shown
        if shown is None:
            return
        if shown.state is QuarterState.CLOSED:
            self.app.push_screen(amend_form(shown))
        elif why := not_yet_closed(shown, self.leadbook.surroundings.today()):
            self.say(why)
        else:
            self.app.push_screen(CloseForm(shown))

    def action_ice_count(self) -> None:
        """Asks for ICE's own count."""
        from tui.forms.ice_count import ice_count_form

        if self._shown is not None:
            self.app.push_screen(ice_count_form(self._shown))

    def action_explain(self) -> None:
        """Opens the leads that could explain a difference to ICE's count."""
        from tui.screens.explaining import ExplainingScreen

        if self._shown is not None:
            self.app.push_screen(ExplainingScreen(self._shown.figures.quarter))

    def action_review(self) -> None:
        """Opens the outcomes that nobody has verified."""
        from tui.screens.review import ReviewScreen

        if self._shown is not None:
            self.app.push_screen(ReviewScreen(self._shown.figures.quarter))

    def action_award(self) -> None:
        """Asks what became of the award."""
        from tui.forms.award import award_form

        if self._shown is not None:
            self.app.push_screen(award_form(self._shown))

    def action_what_if(self) -> None:
        """Asks what would be."""
        from tui.forms.what_if import WhatIf

        if self._shown is not None:
            self.app.push_screen(WhatIf(self._shown))

    def action_packet(self) -> None:
        """Asks where the statement is to be written."""
        from tui.forms.statement import StatementForm

        if self._shown is not None:
            self.app.push_screen(StatementForm(self._shown))

    def action_open_records(self) -> None:
        """Asks where the answer to a request is to be written."""
        from tui.forms.disclosure import OpenRecordsForm

        if self._shown is not None:
            self.app.push_screen(OpenRecordsForm(self._shown.figures.quarter))

    def action_known_on(self) -> None:
        """Asks what the book knew on a day."""
        from tui.forms.known_on import KnownOn

        if self._shown is not None:
            self.app.push_screen(KnownOn(self._shown))

    def _open(self, title: str, query: LeadQuery) -> None:
        assert self._shown is not None
        self.app.push_screen(FigureScreen.of(query, title, self._shown.figures.rules))

    def _open_check(self, line: CheckLine) -> None:
        assert self._shown is not None
        quarter, check = self._shown.figures.quarter, line.check
        if check is Check.ICE_COUNT_MISSING:
            self.action_ice_count()
        elif check is Check.EARLIER_QUARTER_OPEN:
            self.go_to(Quarter.parse(line.references[0]))
        elif check is Check.STANDING_EXPIRES:
            from tui.screens.ending import EndingScreen

            self.app.push_screen(EndingScreen(quarter))
        elif check is Check.IMPORT_REJECTS:
            from tui.forms.rejects import RejectsForm

            self.app.push_screen(RejectsForm())
        else:
            title = f"{check.words[:1].upper()}{check.words[1:]}, {quarter}"
            self.app.push_screen(
                FigureScreen(title, lambda book: CheckedLeads(book, quarter, check), quarter, self._shown.figures.rules)
            )


def _first_shown(book: Book) -> QuarterSummary:
    ended = book.view.due().ended
    return book.view.quarter(ended.quarter if ended else None)
