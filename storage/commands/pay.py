"""What an officer is paid from a day on, and the hours of a month; what another source was charged with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from program.amounts import decimal, dollars
from program.calendar import Month
from program.claims.pay import HOURS, HOURS_OF_A_DAY, Category, MonthTime, OtherSource, Pay
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lookup import officer_named
from storage.journal.format import Row
from storage.journal.writer import Writer
from storage.schema.pay import other_source, pay, worked_time
from storage.text import as_typed, required
from storage.views.claim_record import claims_of
from storage.views.ledger import ledger_in

FIELD_OF = {part: field for field, part in HOURS.items()}
_SAID_OF = {**FIELD_OF, "programme": "program_hours"}
"""The fields as people are told of them; files and the frozen form of a claim keep the name that they began with."""
"""What a part of a month's time is called where it is typed."""

_WHOLE = 100_00
"""A hundred percent, in hundredths."""


def officer_words(officer: Row) -> str:
    """``officer 1041 Ames, Pat``."""
    return f"officer {officer['badge']} {officer['name']}"


def refused(officer: Row, error: BadInput, field: str | None = None) -> BadInput:
    """A value of an officer's pay or time that cannot be so, with the officer named."""
    return BadInput(field or error.field, error.value, f"{officer_words(officer)}: {error.expected}")


@dataclass(frozen=True)
class RecordPay(Command):
    """Records pay in force from a day, in place of what was recorded from that very day.

    Amounts are cents: the annual salary, benefits by the month or as ``benefits_percent`` of the salary (hundredths of
    a percent), the overtime rate by the hour. Pay runs until the next begins, or through ``until_on``. Raises BadInput
    for pay from before the officer's first standing.
    """

    badge: str
    annual_salary_cents: int
    from_on: date
    until_on: date | None = None
    benefits_monthly_cents: int = 0
    benefits_percent: int = 0
    overtime_rate_cents: int = 0

    def carry_out(self, writer: Writer) -> Done:
        holder = officer_named(writer, self.badge)
        self._must_be_possible(holder)
        values = {
            "until_on": self.until_on.isoformat() if self.until_on else None,
            "annual_salary_cents": self.annual_salary_cents,
            "benefits_monthly_cents": self.benefits_monthly_cents,
            "benefits_percent": self.benefits_percent,
            "overtime_rate_cents": self.overtime_rate_cents,
        }
        recorded = writer.rows(
            writer.select(pay).where(pay.c.officer_id == holder["id"]).order_by(pay.c.from_on.desc())
        )
        from_on = self.from_on.isoformat()
        there = next((row for row in recorded if row["from_on"] == from_on), None)
        if there is None:
            writer.insert(pay, {"id": writer.new_id(), "officer_id": holder["id"], "from_on": from_on, **values})
        else:
            writer.update(pay, there, **values)
        span = f"from {self.from_on}" + (f" through {self.until_on}" if self.until_on else "")
        said = f"{holder['badge']} {holder['name']}: {dollars(self.annual_salary_cents)} a year {span}{self._beside}"
        if not writer.changes:
            return Done(f"{said} is recorded already")
        before = next((row for row in recorded if row["from_on"] < from_on), None)
        left_out = self._left_out(before) if before and there is None else ()
        begin_later = [date.fromisoformat(row["from_on"]) for row in recorded if row["from_on"] > from_on]
        ends = min([*begin_later, *([self.until_on] if self.until_on else [])], default=None)
        last = None if ends is None else Month.of(ends)
        return Done(said, notes=left_out + certified_without(writer, Month.of(self.from_on), last))

    def _must_be_possible(self, holder: Row) -> None:
        try:
            if self.benefits_percent > _WHOLE:  # asked when pay is recorded, not when it is read
                raise BadInput(
                    "benefits_percent",
                    decimal(self.benefits_percent),
                    "is more than the salary itself; give at most 100, or the amount a month",
                )
            Pay(
                self.from_on,
                self.annual_salary_cents,
                self.benefits_monthly_cents,
                self.benefits_percent,
                self.overtime_rate_cents,
                self.until_on,
            )
        except BadInput as error:
            raise refused(holder, error) from None

    @property
    def _beside(self) -> str:
        parts = []
        if self.benefits_monthly_cents:
            parts.append(f"benefits {dollars(self.benefits_monthly_cents)} a month")
        if self.benefits_percent:
            parts.append(f"benefits {decimal(self.benefits_percent)}% of it")
        if self.overtime_rate_cents:
            parts.append(f"overtime {dollars(self.overtime_rate_cents)} an hour")
        return "".join(f", {part}" for part in parts)

    def _left_out(self, before: Row) -> tuple[str, ...]:
        had_benefits = before["benefits_monthly_cents"] or before["benefits_percent"]
        lost = []
        if had_benefits and not self.benefits_monthly_cents and not self.benefits_percent:
            lost.append("benefits")
        if before["overtime_rate_cents"] and not self.overtime_rate_cents:
            lost.append("an overtime rate")
        if not lost:
            return ()
        return (f"The pay from {before['from_on']} has {' and '.join(lost)}, this has none; record it again with them",)


@dataclass(frozen=True)
class RecordTime(Command):
    """Records an officer's hours of a month, in hundredths of an hour, in place of what was recorded for it.

    ``programme`` hours are part of ``hours``, ``backfill`` hours part of ``overtime``. Raises BadInput for a month that
    has not begun and for more hours than it has, or has had so far.
    """

    badge: str
    month: Month
    hours: int
    programme: int = 0
    overtime: int = 0
    backfill: int = 0

    def carry_out(self, writer: Writer) -> Done:
        holder = officer_named(writer, self.badge)
        today = writer.surroundings.today()
        if self.month.starts_on > today:
            raise BadInput("period", self.month, f"{officer_words(holder)}: has not begun; today is {today}")
        try:
            must_fit(MonthTime(self.month, self.hours, self.programme, self.overtime, self.backfill), today)
        except BadInput as error:
            raise refused(holder, error, _SAID_OF[error.field]) from None
        values = {
            "hours": self.hours,
            "programme": self.programme,
            "overtime": self.overtime,
            "backfill": self.backfill,
        }
        there = writer.row(
            writer.select(worked_time).where(
                worked_time.c.officer_id == holder["id"], worked_time.c.month == str(self.month)
            )
        )
        row = {"officer_id": holder["id"], "month": str(self.month), **values, "payroll_id": None}
        if there is None:
            writer.insert(worked_time, {"id": writer.new_id(), **row})
        elif any(there[name] != value for name, value in values.items()):
            writer.update(worked_time, there, **row)
        hours = f"{decimal(self.hours)} {'hour' if self.hours == 1 else 'hours'}"
        said = f"{holder['badge']} {holder['name']}, {self.month}: {hours}{self._beside}"
        if not writer.changes:
            return Done(f"{said} are recorded already")
        still_runs = (f"these are the hours in {self.month} so far: it has not ended",) * (today < self.month.ends_on)
        return Done(said, notes=still_runs + certified_without(writer, self.month, self.month))

    @property
    def _beside(self) -> str:
        parts = (
            (self.programme, "on the program"),
            (self.overtime, "overtime"),
            (self.backfill, "of it backfill"),
        )
        return "".join(f", {decimal(hours)} {words}" for hours, words in parts if hours)


@dataclass(frozen=True)
class ChargeOtherSource(Command):
    """Records what of an officer's month another source was charged with, so that it is not claimed twice.

    ``cents`` stand in place of what was recorded for the same source; 0 takes it back. Raises BadInput for a month that
    has not begun, and for more than is recorded of the line.
    """

    badge: str
    month: Month
    category: Category
    cents: int
    source: str

    def carry_out(self, writer: Writer) -> Done:
        holder = officer_named(writer, self.badge)
        source = required("source", self.source, writer.accepted)
        today = writer.surroundings.today()
        if self.month.starts_on > today:
            raise BadInput("period", self.month, f"{officer_words(holder)}: has not begun; today is {today}")
        try:
            OtherSource(self.month, self.category, self.cents)
        except BadInput as error:
            raise refused(holder, error, "amount") from None
        of_line = writer.rows(
            writer.select(other_source).where(
                other_source.c.officer_id == holder["id"],
                other_source.c.month == str(self.month),
                other_source.c.category == self.category.value,
            )
        )
        there = next((row for row in of_line if row["source"] == source), None)
        self._must_be_recorded(writer, holder, sum(row["cents"] for row in of_line if row is not there))
        line = f"{holder['badge']} {holder['name']}, {self.month}, {self.category.value}"
        if there is not None and not self.cents:
            writer.delete(other_source, there)
            return Done(f"{line}: nothing was charged to {as_typed(source)}")
        if there is not None:
            writer.update(other_source, there, cents=self.cents)
        elif self.cents:
            writer.insert(
                other_source,
                {
                    "id": writer.new_id(),
                    "officer_id": holder["id"],
                    "month": str(self.month),
                    "category": self.category.value,
                    "source": source,
                    "cents": self.cents,
                },
            )
        said = f"{line}: {dollars(self.cents)} charged to {as_typed(source)}"
        if not writer.changes:
            return Done(f"{said} is recorded already")
        return Done(said, notes=self._claimed_already(writer))

    def _must_be_recorded(self, writer: Writer, holder: Row, beside: int) -> None:
        """Raises BadInput where the sources together would bear more of the line than is recorded."""
        if not self.cents:
            return
        today = writer.surroundings.today()
        [claim] = writer.ask(ledger_in, today).computed(self.month)
        recorded = sum(
            line.recorded_cents
            for line in claim.lines
            if line.badge == holder["badge"] and line.category is self.category
        )
        if beside + self.cents > recorded:
            others = f", and {dollars(beside)} of it is charged to others" if beside else ""
            problem = f"{dollars(recorded)} of {self.category.value} is recorded for {self.month}{others}"
            raise BadInput("amount", dollars(self.cents), f"{officer_words(holder)}: {problem}")

    def _claimed_already(self, writer: Writer) -> tuple[str, ...]:
        """What to say of a claim that was certified before and still asks for the money."""
        return certified_without(writer, self.month, self.month, "so that nothing is paid twice, ")


def certified_without(writer: Writer, first: Month, last: Month | None, why: str = "") -> tuple[str, ...]:
    """What to say of claims of months from first through last (None: no end) that were certified before."""
    found = [
        record
        for record in writer.ask(claims_of)
        if record.is_live and record.months[-1] >= first and (last is None or record.months[0] <= last)
    ]
    if not found:
        return ()
    oldest = found[0]
    hint = f"leadbook claim certify {oldest.period} --by NAME --corrects {oldest.number} --reason CODE"
    others = f" and {len(found) - 1:,} more were" if len(found) > 1 else " was"
    return (f"{oldest.name}{others} certified without this; {why}correct {'each' if len(found) > 1 else 'it'}: {hint}",)


def must_fit(time: MonthTime, today: date) -> None:
    """Raises BadInput where a running month has more hours than it has had so far."""
    gone = (min(today, time.month.ends_on) - time.month.starts_on).days + 1
    for name in ("hours", "overtime"):
        value = getattr(time, name)
        if value > HOURS_OF_A_DAY * gone:
            so_far = decimal(HOURS_OF_A_DAY * gone)
            raise BadInput(name, decimal(value), f"{time.month.words} has had {so_far} hours so far")
