"""The end of a quarter: what stands between now and closing, the figures, the weeks, quarter against quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, OptionList, Static

from program.calendar import Quarter
from program.quarters.state import QuarterState
from program.rules.checklist import Check
from reports.quarter import state_words
from storage.book import Book
from storage.text import printable
from storage.views.checklist import CheckLine
from storage.views.lead import Figure, Lead, LeadQuery, Sort
from storage.views.quarter import QuarterSummary
from storage.views.status import OfficerShare
from tui.charts.widgets import RateChart
from tui.keys.registry import bindings
from tui.lists.lines import Lines
from tui.lists.long_list import LongList
from tui.lists.shares import Shares
from tui.screens.base import BookScreen
from tui.screens.desk_lines import Behind
from tui.screens.figure import FigureScreen
from tui.screens.quarter_lines import Do, Listed, Step, beside_lines, end_lines, quarters_lines, summary_lines


class QuarterScreen(BookScreen):
    """One quarter at a time: at first the last one while that waits to be closed, else the running one."""

    PLACES: ClassVar[tuple[str, ...]] = ("quarter",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("quarter")

    def __init__(self) -> None:
        super().__init__()
        self._quarter: Quarter | None = None
        self._shown: QuarterSummary | None = None

    def body(self) -> ComposeResult:
        yield Static("", id="quarter-heading", classes="heading", markup=False)
        with VerticalScroll(id="quarter", can_focus=False):
            with Horizontal(id="quarter-top"):
                yield Lines(id="end")
                with Vertical(id="quarter-figures"):
                    with Horizontal(id="big"):
                        yield Digits("", id="percent")
                        yield Static("", id="beside", markup=False)
                    yield Lines(id="summary")
            with Vertical(id="quarter-middle"):
                yield RateChart(id="weeks")
                yield Lines(id="quarters")
            yield Shares()

    def on_mount(self) -> None:
        """Starts in what stands before closing."""
        self.query_one("#end").focus()

    def refresh_body(self) -> None:
        """Reads the quarter anew."""
        self._read()

    def go_to(self, quarter: Quarter) -> None:
        """Shows another quarter."""
        self._quarter = quarter
        self._read()

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
        figures = shown.figures
        self._show_heading(shown)
        self.query_one("#percent", Digits).update(f"{figures.rate.percent}%" if figures.rate else "--.--%")
        self.query_one("#beside", Static).update(Content(beside_lines(shown)), layout=False)
        self.query_one("#end", Lines).show(end_lines(shown, self.leadbook.with_keys))
        self.query_one("#summary", Lines).show(summary_lines(shown))
        self.query_one("#quarters", Lines).show(quarters_lines(shown))
        self.query_one(RateChart).show(figures, shown.weeks)
        self.query_one(Shares).show(shown.status.officers)

    def _show_heading(self, shown: QuarterSummary) -> None:
        """Quarter and state; the quarter's days too where there is room for all of them."""
        quarter = shown.figures.quarter
        brief = f"{quarter}   {state_words(shown)}"
        whole = f"{quarter}   {quarter.starts_on} to {quarter.ends_on}   {state_words(shown)}"
        said = whole if cell_len(whole) <= self.size.width - 2 else brief
        self.query_one("#quarter-heading", Static).update(Content(said))

    def fit(self) -> None:
        """Says as much of the quarter as there is room for."""
        if self._shown is not None:
            self._show_heading(self._shown)

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
        """Asks whether the quarter is to be closed, or reopened where it is."""
        from tui.forms.closing import CloseForm, amend_form

        if self._shown is not None:
            closed = self._shown.state is QuarterState.CLOSED
            self.app.push_screen(amend_form(self._shown) if closed else CloseForm(self._shown))

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
            self.call_later(self.leadbook.action_officers)
        elif check is Check.IMPORT_REJECTS:
            from tui.forms.rejects import RejectsForm

            self.app.push_screen(RejectsForm())
        else:
            title = f"{check.words[:1].upper()}{check.words[1:]}, {quarter}"
            self.app.push_screen(
                FigureScreen(title, lambda book: _Checked(book, quarter, check), quarter, self._shown.figures.rules)
            )


def _first_shown(book: Book) -> QuarterSummary:
    running = book.view.quarter()
    before = running.figures.quarter.previous()
    waits = any(line.quarter == before and line.state is QuarterState.ENDED and line.rate for line in running.quarters)
    return book.view.quarter(before) if waits else running


class _Checked:
    """The leads of a line of the checklist, by position."""

    def __init__(self, book: Book, quarter: Quarter, check: Check) -> None:
        self._book = book
        self._quarter = quarter
        self._check = check
        self._references: Sequence[str] | None = None

    def total(self) -> int:
        """How many leads the line is about now."""
        return len(self._read())

    def rows(self, first: int, count: int) -> Sequence[Lead]:
        """The leads from a position on."""
        return self._book.view.leads_named(self._read()[first : first + count])

    def _read(self) -> Sequence[str]:
        if self._references is None:
            lines = self._book.view.quarter(self._quarter).checklist
            self._references = next(line.references for line in lines if line.check is self._check)
        return self._references
