"""What officers are paid, and work in a month: two sheets, a row an officer, each row one command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from program.amounts import NotPossible, decimal, read_dollars, read_hundredths
from program.months import Month
from program.pay import Pay
from storage.book import Book
from storage.commands.base import Receipt
from storage.commands.pay import RecordPay, RecordTime
from storage.errors import BadInput, LeadbookError
from storage.views.sheets import HoursLine, PayLine
from tui.dialogs.base import Dialog
from tui.widgets.entry import Field
from tui.widgets.sheet import Sheet, SheetColumn, SheetRow


class SheetDialog(Dialog):
    """A sheet under a field that says of when it is. A row is recorded when the cursor leaves it.

    ``field`` names that field and its label; ``badge`` is the officer to begin with, if any.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Take back", show=False),
        Binding("left_square_bracket", "earlier", "The month before", show=False),
        Binding("right_square_bracket", "later", "The month after", show=False),
    ]
    hint = "Enter keeps the row · u takes back · [ ] month before, after · Esc leaves"
    columns: ClassVar[Sequence[SheetColumn]] = ()
    field: ClassVar[tuple[str, str]] = ("", "")
    empty = "No officer is in the programme then."

    def __init__(self, badge: str, when: str) -> None:
        super().__init__()
        self._at: str | None = badge or None
        self._when = when

    def fields(self) -> ComposeResult:
        name, label = self.field
        yield Field(label, name, self._when, echo=self.echo)
        yield Sheet(self.columns, self.empty)
        yield Static("", id="together", markup=False)

    def on_mount(self) -> None:
        """Begins in the sheet."""
        self.sheet.focus()

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        return self.query_one(Sheet)

    def echo(self, typed: str) -> str:
        """How the field is read."""
        raise NotImplementedError

    def rows(self, book: Book) -> list[SheetRow]:
        """The rows as the book has them; raises BadInput where the field cannot be read."""
        raise NotImplementedError

    def row_command(self, badge: str, who: str, typed: Mapping[str, str]) -> RecordPay | RecordTime:
        """The command that records a row; raises BadInput."""
        raise NotImplementedError

    def together(self, sheet: Sheet) -> str:  # noqa: ARG002
        """What stands under the sheet."""
        return ""

    def step(self, months: int) -> str:
        """What the field says so many months on."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Shows what is recorded, at first and after something was taken back."""
        self._read()

    def on_sheet_edited(self) -> None:
        """Adds up anew."""
        self._add_up()

    def on_sheet_entered(self) -> None:
        """Enter on a row as it is goes to the next."""
        self.sheet.go_down()

    def on_sheet_left(self, event: Sheet.Left) -> None:
        """Records the row, and lets the cursor go on; where it cannot be, says why at the cell."""
        row, to = event.row, event.to
        try:
            command = self.row_command(row.key, row.label, event.typed)
        except LeadbookError as problem:
            self.refuse(problem)
            return

        def done(receipt: Receipt) -> None:
            self.accept(" ".join([receipt.said, *(f"{note}." for note in receipt.notes)]))
            self.sheet.take(to)
            self._read()

        self.leadbook.carry_out(command, then=done, refused=self.refuse, tell_notes=False)

    def refuse(self, problem: LeadbookError | str) -> None:
        """Says why, at the cell where it can be mended."""
        super().refuse(problem)
        if isinstance(problem, BadInput) and problem.field in {column.name for column in self.columns}:
            self.sheet.refuse(problem.field)
            self.sheet.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field shows what is recorded for it."""
        event.stop()
        self.accept()
        self.sheet.focus()
        self._read()

    def action_undo(self) -> None:
        """Takes back the last command, as everywhere; not while a row is being typed."""
        if self.sheet.is_typed_in:
            self.refuse("The row is not kept yet: Enter keeps it, Esc gives it up")
        else:
            self.leadbook.action_undo()

    def action_earlier(self) -> None:
        """The month before."""
        self._step(-1)

    def action_later(self) -> None:
        """The month after."""
        self._step(1)

    def action_leave(self) -> None:
        """Leaves; a row that is not kept is first put back to what is recorded."""
        if not self.sheet.is_typed_in:
            self.dismiss(True)
            return
        self.sheet.give_up()
        self.accept("The row is as it was recorded; Esc again leaves")
        self._add_up()

    def _step(self, months: int) -> None:
        if self.sheet.is_typed_in:
            self.refuse("The row is not kept yet: Enter keeps it, Esc gives it up")
            return
        try:
            when = self.step(months)
        except BadInput as problem:
            self.refuse(problem)
            return
        self.accept()
        self.query_one(f"#{self.field[0]}", Input).value = when
        self._read()

    @work(group="sheet", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            rows = await self.leadbook.bookkeeper.ask(self.rows)
        except BadInput as problem:
            self.refuse(problem)
            return
        self.sheet.load(rows, self._at)
        self._at = None
        self._add_up()

    def _add_up(self) -> None:
        self.query_one("#together", Static).update(Content(self.together(self.sheet)))


class HoursSheet(SheetDialog):
    """Everybody's hours of a month."""

    heading = "Hours of a month"
    field: ClassVar[tuple[str, str]] = ("period", "Month")
    columns: ClassVar[Sequence[SheetColumn]] = [
        SheetColumn("hours", "Hours", 8),
        SheetColumn("programme_hours", "Programme", 9),
        SheetColumn("overtime_hours", "Overtime", 8),
        SheetColumn("backfill_hours", "Backfill", 8),
    ]

    def __init__(self, badge: str, month: Month) -> None:
        super().__init__(badge, str(month))

    def echo(self, typed: str) -> str:
        try:
            return Month.parse(typed).words
        except ValueError:
            return "?"

    def rows(self, book: Book) -> list[SheetRow]:
        return [_hours_row(line) for line in book.view.hours_sheet(self._month)]

    def row_command(self, badge: str, who: str, typed: Mapping[str, str]) -> RecordTime:
        hours = {name: hundredths(name, text, who) for name, text in typed.items()}
        return RecordTime(badge, self._month, *(hours[column.name] for column in self.columns))

    def together(self, sheet: Sheet) -> str:
        sums = [_sum_of(sheet.texts(at)) for at in range(len(self.columns))]
        return sheet.line("  Together", sums)

    def step(self, months: int) -> str:
        month = self._month
        return str(month.next() if months > 0 else Month.of(month.starts_on - timedelta(days=1)))

    @property
    def _month(self) -> Month:
        typed = self.typed("period")
        try:
            return Month.parse(typed)
        except ValueError:
            raise BadInput("period", typed, "is no month; write it like 2025-11") from None


class PaySheet(SheetDialog):
    """Everybody's pay from a day on. A row that is changed is recorded from that day, with all that stands in it."""

    heading = "Pay from a day on"
    field: ClassVar[tuple[str, str]] = ("from", "From")
    columns: ClassVar[Sequence[SheetColumn]] = [
        SheetColumn("annual_salary", "Salary/year", 11),
        SheetColumn("benefits_monthly", "Benef./mon", 10),
        SheetColumn("benefits_percent", "or %", 6),
        SheetColumn("overtime_rate", "OT/hour", 8),
    ]

    def __init__(self, badge: str, day: date) -> None:
        super().__init__(badge, day.isoformat())
        self._shown: dict[str, Pay | None] = {}

    def echo(self, typed: str) -> str:
        return self.day_echo(typed)

    def rows(self, book: Book) -> list[SheetRow]:
        lines = book.view.pay_sheet(self._day)
        self._shown = {line.badge: line.pay for line in lines}
        return [_pay_row(line) for line in lines]

    def row_command(self, badge: str, who: str, typed: Mapping[str, str]) -> RecordPay:
        day, shown = self._day, self._shown.get(badge)
        return RecordPay(
            badge,
            cents_of("annual_salary", typed["annual_salary"], who),
            day,
            shown.until if shown is not None and shown.from_ == day else None,
            cents_of("benefits_monthly", typed["benefits_monthly"] or "0", who),
            hundredths("benefits_percent", typed["benefits_percent"], who),
            cents_of("overtime_rate", typed["overtime_rate"] or "0", who),
        )

    def step(self, months: int) -> str:
        month = Month.of(self._day)
        return (
            month.next().starts_on if months > 0 else Month.of(month.starts_on - timedelta(days=1)).starts_on
        ).isoformat()

    @property
    def _day(self) -> date:
        day = self.day("from")
        if day is None:
            raise BadInput("from", "", "name the first day of this pay")
        return day


def hundredths(field: str, typed: str, who: str) -> int:
    """The hundredths of hours or of a per cent, 0 where nothing is typed; raises BadInput that names the officer."""
    try:
        return read_hundredths(typed, field) if typed else 0
    except NotPossible as problem:
        raise BadInput(field, typed, f"officer {who}: {problem.problem}") from None


def cents_of(field: str, typed: str, who: str) -> int:
    """The cents of dollars; raises BadInput that names the officer."""
    try:
        return read_dollars(typed, field)
    except NotPossible as problem:
        raise BadInput(field, typed, f"officer {who}: {problem.problem}") from None


def _hours_row(line: HoursLine) -> SheetRow:
    label = f"{line.badge} {line.name}"
    if line.recorded is None:
        return SheetRow(line.badge, label, ("",) * 4)
    time = line.recorded.time
    cells = [decimal(time.hours), *(_blank_zero(part) for part in (time.programme, time.overtime, time.backfill))]
    return SheetRow(line.badge, label, tuple(cells), "from a file" if line.recorded.file else "typed")


def _pay_row(line: PayLine) -> SheetRow:
    label, pay = f"{line.badge} {line.name}", line.pay
    if pay is None:
        return SheetRow(line.badge, label, ("",) * 4)
    cells = (
        _dollars(pay.annual_salary_cents),
        _dollars(pay.benefits_monthly_cents) if pay.benefits_monthly_cents else "",
        _blank_zero(pay.benefits_percent),
        _dollars(pay.overtime_rate_cents) if pay.overtime_rate_cents else "",
    )
    return SheetRow(line.badge, label, cells, str(pay.from_))


def _dollars(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02}"


def _blank_zero(hundredths_: int) -> str:
    return decimal(hundredths_) if hundredths_ else ""


def _sum_of(texts: Sequence[str]) -> str:
    """The sum of what can be read."""
    total = 0
    for text in texts:
        try:
            total += read_hundredths(text) if text else 0
        except NotPossible:
            continue
    return decimal(total)
