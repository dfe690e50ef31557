"""The sheets that a coordinator fills in: every officer's hours of a month, and everybody's pay on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from program.calendar import Month
from program.claims.pay import Pay
from program.officers.standing import Standing
from storage.views.officer import OfficerRecord, officer_records
from storage.views.pay import TimeLine, pay_by_officer, times_of
from storage.views.reader import Reader

_GONE = (Standing.REVOKED, Standing.EXPIRED)


@dataclass(frozen=True)
class HoursLine:
    """One officer of a month's sheet; ``recorded`` is None where no hours of the month are."""

    badge: str
    name: str
    recorded: TimeLine | None


@dataclass(frozen=True)
class PayLine:
    """One officer of a day's sheet; ``pay`` is in force on that day, None where none is."""

    badge: str
    name: str
    pay: Pay | None


def hours_sheet(reader: Reader, month: Month) -> tuple[HoursLine, ...]:
    """The officers of a month by name: all but those who were out of the program throughout, and have no hours."""
    with reader.moment() as connection:
        records = officer_records(connection, reader.agency_id)
        recorded = {
            line.badge: line for line in times_of(connection, reader.agency_id, records) if line.time.month == month
        }
    return tuple(
        HoursLine(record.badge, record.name, recorded.get(record.badge))
        for record in records
        if record.badge in recorded or not _is_gone(record, month.starts_on, month.ends_on)
    )


def pay_sheet(reader: Reader, day: date) -> tuple[PayLine, ...]:
    """The officers by name with the pay of a day: all but those who are out of the program then.

    A pay's ``until`` is the last day on which it is in force by itself, as it was recorded.
    """
    with reader.moment() as connection:
        records = officer_records(connection, reader.agency_id)
        pays = pay_by_officer(connection, reader.agency_id)
    return tuple(
        PayLine(record.badge, record.name, _in_force(pays.get(record.id, ()), day))
        for record in records
        if not _is_gone(record, day, day)
    )


def _is_gone(record: OfficerRecord, first: date, last: date) -> bool:
    day = first
    while day <= last:
        if record.standing_on(day) not in _GONE:
            return False
        day += timedelta(days=1)
    return True


def _in_force(pays: tuple[Pay, ...], day: date) -> Pay | None:
    begun = [pay for pay in pays if pay.from_ <= day]
    return begun[-1] if begun and (begun[-1].until is None or begun[-1].until >= day) else None
