"""Reimbursement: a period's claim line by line, what is missing, what became of it, and the fiscal year's money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static

from program.calendar import Month, Quarter
from program.claims.data import Period
from program.claims.envelope import EnvelopeKind
from program.refusals import BadInput
from reports.claim import gap_lines
from reports.words import period_words, short_day
from storage.views.claim import ShownClaim
from storage.views.claim_screen import ClaimsScreen as Shown
from storage.views.receipt import ReceiptLine
from tui.charts.widgets import YearBars
from tui.keys.registry import bindings
from tui.lists.claim_rows import OfficerClaim, claim_columns, officer_claims
from tui.lists.lines import Lines
from tui.lists.long_list import LongList
from tui.lists.sources import Rows
from tui.screens.base import BookScreen
from tui.screens.claim_lines import (
    Fill,
    Go,
    cap_lines,
    headline_words,
    history_words,
    life_line,
    missing_lines,
    owed_lines,
    start_up_lines,
    to_be_paid,
    year_lines,
)
from tui.sizes import USUAL, VAST
from tui.widgets.panel import Pages, Panel

if TYPE_CHECKING:
    from tui.forms.form import Form

_OFFICERS, _OFFICERS_VAST = 80, 104
"""Columns of the officers' panel where others stand beside it; the style sheet has them too."""

_EMPTY = "No pay is recorded for this period. {pay}: pay, {time}: the hours of a month."


class ClaimsScreen(BookScreen):
    """One month or quarter at a time, as the rules make claims; at first the one that can be certified, which the third
    row of the frame names, or else the one that runs.
    """

    PLACES: ClassVar[tuple[str, ...]] = ("claims",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("claims")

    def __init__(self) -> None:
        super().__init__()
        self._period: Period | None = None
        self._shown: Shown | None = None

    def body(self) -> ComposeResult:
        keys = self.leadbook.with_keys
        yield Panel(
            "Claim",
            Static("", id="life", markup=False),
            Static("", id="following", markup=False),
            keys=keys("{earlier_period} earlier · later {later_period} · {month_or_quarter} month or quarter"),
            id="claim-headline",
        )
        with Container(id="claim"):
            empty = keys(_EMPTY)
            yield Panel(
                "Officers",
                LongList(claim_columns(), lambda row: row.badge, empty),
                keys=keys("Enter: the arithmetic  {pay} pay  {time} time"),
                id="claim-officers",
            )
            yield Pages(
                Panel("Missing", Lines(id="missing"), keys="Enter: fill it in", id="missing-panel"),
                Panel("Overtime caps", Lines(id="caps"), keys="Enter: the hours", id="caps-panel"),
                Panel("Year", YearBars(id="year"), Lines(id="months"), keys="Enter: go there", id="year-panel"),
                Panel("Owed, by days", Lines(id="owed"), keys=keys("Enter applies  {receipt} adds"), id="owed-panel"),
                Panel("Start-up", Lines(id="start-up"), keys=keys("{purchase} adds a purchase"), id="start-up-panel"),
                id="claim-pages",
                room=Static("", id="claim-room"),
            )

    def on_mount(self) -> None:
        """Starts in the lines."""
        self.query_one(LongList).focus()

    def refresh_body(self) -> None:
        """Reads the period anew."""
        self._read()

    def go_to(self, period: Period) -> None:
        """Shows another period, unless it has not begun."""
        if period.starts_on <= self.leadbook.surroundings.today():
            self._period = period
            self._read()

    def turn_to_what_waits(self) -> None:
        self._period = None

    @work(group="claims", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        asked = self._period
        shown = await self.leadbook.bookkeeper.ask(lambda book: book.view.claims_screen(asked or book.view.due().claim))
        self._shown, self._period = shown, shown.shown.period
        self._show(shown)

    def _show(self, screen: Shown) -> None:
        shown, today, keys = screen.shown, self.leadbook.surroundings.today(), self.leadbook.with_keys
        period = shown.period
        name = period_words(period)
        span = f"{short_day(period.starts_on, today)} – {short_day(period.ends_on, today)}"
        number = f" · claim {shown.record.number}" if shown.record is not None else ""
        self.query_one("#claim-headline", Panel).name_it(f"{name} · {span}{number}")
        life, room, narrow = life_line(shown), self.size.width - 4, self.size.width < USUAL
        history = history_words(shown, today, room - life.cell_length - 3) if self.is_wide else ""
        self.query_one("#life", Static).update(Content.assemble(life, "   ", history), layout=False)
        self.query_one("#following", Static).update(headline_words(shown, keys, today, room), layout=False)
        self.query_one("#claim-officers", Panel).name_it("Officers", len({line.badge for line in shown.claim.lines}))
        self.query_one(LongList).load(Rows(officer_claims(shown)))
        missing = len(gap_lines(shown.gaps, shown.names))
        self.query_one("#missing-panel", Panel).name_it("Missing", missing)
        self.query_one(Pages).count(0, missing)
        self.query_one("#missing", Lines).show(missing_lines(screen, today))
        self.query_one("#caps", Lines).show(cap_lines(screen, self._room_of_caps()))
        self.query_one("#months", Lines).show(year_lines(screen, narrow=narrow))
        self.query_one("#owed", Lines).show(owed_lines(screen, today))
        self.query_one("#start-up", Lines).show(start_up_lines(screen, today))
        self.query_one(YearBars).show(screen.year)

    def _room_of_caps(self) -> int:
        """The cells of a line beside the officers, or behind its tab; one is the scrollbar's."""
        at_once = self.is_wide and self.is_tall
        beside = (_OFFICERS_VAST if self.size.width >= VAST else _OFFICERS) if at_once else 0
        return self.size.width - beside - 5

    def fit(self) -> None:
        """All at once where there is room; else what stands beside the officers is behind tabs."""
        low = not (self.is_wide and self.is_tall)
        self.query_one(Pages).tab(low)
        self.query_one(YearBars).display = not low
        if self._shown is not None:
            self._show(self._shown)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a month or a claim goes there, on what is missing to its sheet, on money to its form."""
        event.stop()
        if isinstance(event.option_list, Lines):
            self._open(event.option_list.line_at(event.option_index).opens)

    def _open(self, opens: object) -> None:
        if isinstance(opens, Go):
            self.go_to(opens.period)
        elif isinstance(opens, Fill):
            from tui.forms.pay import HoursSheet, PaySheet

            sheet = PaySheet(opens.badge, opens.month.starts_on)
            self.app.push_screen(sheet if opens.pay else HoursSheet(opens.badge, opens.month))
        elif isinstance(opens, ReceiptLine) and self._shown is not None:
            from tui.forms.receipt import apply_form

            pays = to_be_paid(self._shown)
            self.app.push_screen(apply_form(opens, pays.period if pays else None))
        elif isinstance(opens, EnvelopeKind):
            self._buy(opens)

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Enter on an officer says how the money was reckoned."""
        from tui.forms.claim import Arithmetic

        if isinstance(event.row, OfficerClaim) and event.row.badge:
            self.app.push_screen(Arithmetic(event.row.lines, f"{event.row.badge} {event.row.name}"))

    def action_earlier_period(self) -> None:
        """Steps back."""
        if self._period is not None:
            self.go_to(type(self._period).of(self._period.starts_on - timedelta(days=1)))

    def action_later_period(self) -> None:
        """Steps on, to the running period at most."""
        if self._period is not None:
            self.go_to(self._period.next())

    def action_month_or_quarter(self) -> None:
        """Shows the quarter of a month, or a quarter's last month that has begun."""
        today = self.leadbook.surroundings.today()
        if isinstance(self._period, Month):
            self.go_to(Quarter.of(self._period.starts_on))
        elif self._period is not None:
            self.go_to(Month.of(min(today, self._period.ends_on)))

    def action_next_step(self) -> None:
        """Asks for the next step in the claim's life."""
        from tui.forms.claim import next_step

        self._ask(next_step)

    def action_decision(self) -> None:
        """Asks what ICE decided, as often as it does."""
        from tui.forms.claim import decision

        self._ask(decision)

    def action_correct_claim(self) -> None:
        """Asks for a new certification in place of the one that stands, and why."""
        from tui.forms.claim import correction

        self._ask(correction)

    def _ask(self, form_of: Callable[[ShownClaim, date], Form]) -> None:
        if self._shown is None:
            return
        try:
            self.app.push_screen(form_of(self._shown.shown, self.leadbook.surroundings.today()))
        except BadInput as problem:
            claim = f"The claim of {period_words(self._shown.shown.period)}"
            self.say(self.leadbook.with_keys(f"{claim} {problem.expected}"))

    def action_pay(self) -> None:
        """Opens the sheet of everybody's pay."""
        from tui.forms.pay import PaySheet

        if self._period is not None:
            self.app.push_screen(PaySheet(self._badge(), self._period.starts_on))

    def action_time(self) -> None:
        """Opens the sheet of everybody's hours of a month."""
        from tui.forms.pay import HoursSheet

        if self._period is not None:
            self.app.push_screen(HoursSheet(self._badge(), Month.of(self._period.starts_on)))

    def action_import_time(self) -> None:
        """Asks for a payroll file."""
        from tui.forms.import_file import ImportForm

        self.app.push_screen(ImportForm("months of time", self.leadbook.profiles))

    def action_receipt(self) -> None:
        """Asks for money that came; it begins with the claim that is shown, or else the oldest one that is open."""
        from tui.forms.receipt import receipt_form

        if self._shown is not None:
            pays = to_be_paid(self._shown)
            self.app.push_screen(receipt_form(pays.period, pays.money.open_cents) if pays else receipt_form(None))

    def action_purchase(self) -> None:
        """Asks for something that was bought from an envelope."""
        self._buy(EnvelopeKind.EQUIPMENT)

    def _buy(self, kind: EnvelopeKind) -> None:
        from tui.forms.receipt import purchase_form

        self.app.push_screen(purchase_form(kind))

    def action_other_source(self) -> None:
        """Asks what of the line somebody else pays."""
        from tui.forms.claim_papers import other_source_form

        if self._period is not None:
            current = self.query_one(LongList).current
            line = current.lines[0] if isinstance(current, OfficerClaim) and current.badge else None
            self.app.push_screen(other_source_form(line, Month.of(self._period.starts_on)))

    def action_paper(self) -> None:
        """Asks for a paper behind the claim."""
        from tui.forms.claim_papers import paper_form

        if self._period is not None:
            self.app.push_screen(paper_form(self._period))

    def action_rules(self) -> None:
        """Asks how the agency reads what may be claimed."""
        from tui.forms.rules import rules_form

        if self._shown is not None and self._period is not None:
            self.app.push_screen(rules_form(self._shown.shown.rules, Month.of(self._period.starts_on)))

    def action_claim_packet(self) -> None:
        """Asks where the claim is to be written."""
        from tui.forms.claim import ClaimPacketForm

        if self._shown is not None:
            self.app.push_screen(ClaimPacketForm(self._shown.shown))

    def _badge(self) -> str:
        current = self.query_one(LongList).current
        return current.badge if isinstance(current, OfficerClaim) else ""
