"""What officers are paid and work, as the book has it, and as the rules of claims take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from program.calendar import Month
from program.claims.pay import Category, MonthTime, OtherSource, Pay
from program.refusals import BadInput
from storage.schema.officer import officer
from storage.schema.pay import other_source, pay, payroll_file, worked_time
from storage.text import compared
from storage.views.officer import OfficerRecord, officer_records
from storage.views.reader import Reader, day_or_none


@dataclass(frozen=True)
class OfficerPay:
    """An officer's pay by effective date."""

    badge: str
    name: str
    pay: tuple[Pay, ...]


@dataclass(frozen=True)
class TimeLine:
    """An officer's hours of a month; ``file`` is the payroll file they came in with, None where they were typed."""

    badge: str
    name: str
    time: MonthTime
    file: str | None
    sha256: str | None


@dataclass(frozen=True)
class ChargedElsewhere:
    """What of an officer's line another source was charged with."""

    badge: str
    charged: OtherSource
    source: str


def pay_of(reader: Reader, badge: str | None = None) -> tuple[OfficerPay, ...]:
    """The pay of every officer by name, or of one; raises BadInput where no such badge is on the roster."""
    with reader.moment() as connection:
        records = _asked(officer_records(connection, reader.agency_id), badge)
        by_officer = pay_by_officer(connection, reader.agency_id)
    return tuple(OfficerPay(one.badge, one.name, by_officer.get(one.id, ())) for one in records)


def time_of(reader: Reader, month: Month | None = None, badge: str | None = None) -> tuple[TimeLine, ...]:
    """The recorded time by month, newest first, then by name; of one month or one officer where asked."""
    with reader.moment() as connection:
        records = _asked(officer_records(connection, reader.agency_id), badge)
        lines = times_of(connection, reader.agency_id, records)
    return tuple(line for line in lines if month is None or line.time.month == month)


def times_of(connection: Connection, agency_id: str, records: Sequence[OfficerRecord]) -> tuple[TimeLine, ...]:
    """The recorded time of officers by month, newest first, then in the officers' order."""
    rows = connection.execute(
        select(worked_time, payroll_file.c.file, payroll_file.c.sha256)
        .outerjoin(
            payroll_file,
            (payroll_file.c.agency_id == worked_time.c.agency_id) & (payroll_file.c.id == worked_time.c.payroll_id),
        )
        .where(worked_time.c.agency_id == agency_id)
    )
    found: dict[str, list[TimeLine]] = {}
    for row in rows:
        time = MonthTime(Month.parse(row.month), row.hours, row.programme, row.overtime, row.backfill)
        found.setdefault(row.officer_id, []).append(TimeLine("", "", time, row.file, row.sha256))
    lines = [
        replace(line, badge=record.badge, name=record.name) for record in records for line in found.get(record.id, ())
    ]
    return tuple(sorted(lines, key=lambda line: line.time.month, reverse=True))


def pay_by_officer(connection: Connection, agency_id: str) -> dict[str, tuple[Pay, ...]]:
    """Every officer's pay by first day, by the officer's id."""
    found: dict[str, list[Pay]] = {}
    for row in connection.execute(select(pay).where(pay.c.agency_id == agency_id).order_by(pay.c.from_on)):
        found.setdefault(row.officer_id, []).append(
            Pay(
                date.fromisoformat(row.from_on),
                row.annual_salary_cents,
                row.benefits_monthly_cents,
                row.benefits_percent,
                row.overtime_rate_cents,
                day_or_none(row.until_on),
            )
        )
    return {officer_id: tuple(pays) for officer_id, pays in found.items()}


def charged_elsewhere(connection: Connection, agency_id: str) -> tuple[ChargedElsewhere, ...]:
    """What other sources were charged with, by month, badge and category."""
    rows = connection.execute(
        select(other_source, officer.c.badge)
        .join(
            officer,
            (officer.c.agency_id == other_source.c.agency_id) & (officer.c.id == other_source.c.officer_id),
        )
        .where(other_source.c.agency_id == agency_id)
        .order_by(other_source.c.month, officer.c.badge, other_source.c.category, other_source.c.source)
    )
    return tuple(
        ChargedElsewhere(row.badge, OtherSource(Month.parse(row.month), Category(row.category), row.cents), row.source)
        for row in rows
    )


def _asked(records: tuple[OfficerRecord, ...], badge: str | None) -> tuple[OfficerRecord, ...]:
    if badge is None:
        return records
    found = tuple(one for one in records if compared(one.badge) == compared(badge))
    if not found:
        raise BadInput("officer", badge, "no officer of this badge is on the roster")
    return found
