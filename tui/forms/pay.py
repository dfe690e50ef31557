"""What officers are paid, and work in a month: two sheets, a row an officer, each row one command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from program.amounts import decimal, dollars, read_dollars, read_hundredths
from program.calendar import Month
from program.refusals import BadInput
from reports.words import short_day
from storage.book import Book
from storage.commands.pay import RecordPay, RecordTime
from storage.views.sheet import HoursLine, PayLine
from tui.forms.fields import AMonth, Day, in_a_field
from tui.forms.sheet import SheetForm
from tui.lists.sheet import Sheet
from tui.lists.sheet_rows import SheetColumn, SheetRow


class HoursSheet(SheetForm[Month, HoursLine]):
    """Everybody's hours of a month."""

    columns: ClassVar[Sequence[SheetColumn]] = [
        SheetColumn("hours", "Hours", 8),
        SheetColumn("program_hours", "Program", 9),
        SheetColumn("overtime_hours", "Overtime", 8),
        SheetColumn("backfill_hours", "Backfill", 8),
    ]

    def __init__(self, badge: str, month: Month) -> None:
        super().__init__("Hours of a month", badge, AMonth("period", "Month", in_a_field(month)), month)

    def lines(self, book: Book, when: Month) -> Sequence[HoursLine]:
        return book.view.hours_sheet(when)

    def row(self, line: HoursLine) -> SheetRow:
        label = f"{line.badge} {line.name}"
        if line.recorded is None:
            return SheetRow(line.badge, label, ("",) * 4)
        time = line.recorded.time
        cells = [decimal(time.hours), *(_blank_zero(part) for part in (time.programme, time.overtime, time.backfill))]
        return SheetRow(line.badge, label, tuple(cells), "from a file" if line.recorded.file else "typed")

    def row_command(self, when: Month, line: HoursLine, who: str, typed: Mapping[str, str]) -> RecordTime:
        hours = {name: hundredths(name, text, who) for name, text in typed.items()}
        return RecordTime(line.badge, when, *(hours[column.name] for column in self.columns))

    def together(self, sheet: Sheet) -> str:
        sums = [_sum_of(sheet.texts(at)) for at in range(len(self.columns))]
        return sheet.line("  Together", sums)

    def step(self, when: Month, months: int) -> Month:
        return when.next() if months > 0 else Month.of(when.starts_on - timedelta(days=1))


class PaySheet(SheetForm[date, PayLine]):
    """Everybody's pay from a day on. A row that is changed is recorded from that day, with all that stands in it."""

    columns: ClassVar[Sequence[SheetColumn]] = [
        SheetColumn("annual_salary", "Salary/year", 11),
        SheetColumn("benefits_monthly", "Benef./mon", 10),
        SheetColumn("benefits_percent", "or %", 6),
        SheetColumn("overtime_rate", "OT/hour", 8),
    ]

    def __init__(self, badge: str, day: date) -> None:
        first = Day("from", "From", in_a_field(day), asked="name the first day of this pay")
        super().__init__("Pay from this day on", badge, first, day)

    def lines(self, book: Book, when: date) -> Sequence[PayLine]:
        return book.view.pay_sheet(when)

    def row(self, line: PayLine) -> SheetRow:
        label, pay = f"{line.badge} {line.name}", line.pay
        if pay is None:
            return SheetRow(line.badge, label, ("",) * 4)
        cells = (
            _dollars(pay.annual_salary_cents),
            _dollars(pay.benefits_monthly_cents) if pay.benefits_monthly_cents else "",
            _blank_zero(pay.benefits_percent),
            _dollars(pay.overtime_rate_cents) if pay.overtime_rate_cents else "",
        )
        return SheetRow(line.badge, label, cells, short_day(pay.from_, self.today))

    def row_command(self, when: date, line: PayLine, who: str, typed: Mapping[str, str]) -> RecordPay:
        return RecordPay(
            line.badge,
            cents_of("annual_salary", typed["annual_salary"], who),
            when,
            line.pay.until if line.pay is not None and line.pay.from_ == when else None,
            cents_of("benefits_monthly", typed["benefits_monthly"] or "0", who),
            hundredths("benefits_percent", typed["benefits_percent"], who),
            cents_of("overtime_rate", typed["overtime_rate"] or "0", who),
        )

    def step(self, when: date, months: int) -> date:
        month = Month.of(when)
        return (month.next() if months > 0 else Month.of(month.starts_on - timedelta(days=1))).starts_on


def hundredths(field: str, typed: str, who: str) -> int:
    """The hundredths of hours or of a percent, 0 where nothing is typed; raises BadInput that names the officer."""
    try:
        return read_hundredths(typed, field) if typed else 0
    except BadInput as problem:
        raise BadInput(field, typed, f"officer {who}: {problem.expected}") from None


def cents_of(field: str, typed: str, who: str) -> int:
    """The cents of dollars; raises BadInput that names the officer."""
    try:
        return read_dollars(typed, field)
    except BadInput as problem:
        raise BadInput(field, typed, f"officer {who}: {problem.expected}") from None


def _dollars(cents: int) -> str:
    return dollars(cents).removeprefix("$")


def _blank_zero(hundredths_: int) -> str:
    return decimal(hundredths_) if hundredths_ else ""


def _sum_of(texts: Sequence[str]) -> str:
    """The sum of what can be read."""
    total = 0
    for text in texts:
        try:
            total += read_hundredths(text) if text else 0
        except BadInput:
            continue
    return decimal(total)
