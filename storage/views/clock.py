"""Who counts on a day and in a quarter, and the clocks that run on officers' standings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from program.calendar import Quarter
from program.officers.clock import Expiry, RevocationNotice, SuspensionClock, expiry, revocation_notice
from program.officers.clock import suspension_clock as clock_of
from program.officers.standing import Standing
from program.quarters.head_count import authorized_on, head_counts
from program.rules.rule_set import HeadCount
from storage.schema.officer import revocation_notice as notices
from storage.views.agency import rules_for
from storage.views.officer import OfficerRecord, officer_records
from storage.views.reader import Reader


@dataclass(frozen=True)
class OfficerClocks:
    """What runs on one officer's standing on a day; None where that clock does not run."""

    badge: str
    name: str
    standing: Standing | None
    expiry: Expiry | None
    suspension: SuspensionClock | None
    notice: RevocationNotice | None


@dataclass(frozen=True)
class Heads:
    """The officers behind a head count: those authorized on a day, and those whom each reading counts in a quarter.

    ``reading`` is the one of the rules that count the quarter.
    """

    on: date
    authorized: tuple[OfficerRecord, ...]
    quarter: Quarter
    reading: HeadCount
    readings: Mapping[HeadCount, tuple[OfficerRecord, ...]]


def clocks(reader: Reader, on: date | None = None) -> tuple[OfficerClocks, ...]:
    """The officers on whose standing a clock runs on a day, today unless given, by name."""
    with reader.moment() as connection:
        return clocks_in(connection, reader.agency_id, on or reader.today)


def clocks_in(connection: Connection, agency_id: str, day: date) -> tuple[OfficerClocks, ...]:
    """The same within a transaction."""
    records = officer_records(connection, agency_id)
    rows = connection.execute(select(notices).where(notices.c.agency_id == agency_id)).all()
    told = {(row.officer_id, row.revoked_on): date.fromisoformat(row.given_on) for row in rows}
    found = []
    for record in records:
        due = revocation_notice(record.periods, day, None)
        if due is not None:
            due = revocation_notice(record.periods, day, told.get((record.id, due.revoked_on.isoformat())))
        one = OfficerClocks(
            record.badge,
            record.name,
            record.standing_on(day),
            expiry(record.periods, day),
            clock_of(record.periods, day),
            due,
        )
        if one.expiry or one.suspension or one.notice:
            found.append(one)
    return tuple(found)


def heads(reader: Reader, quarter: Quarter | None = None, on: date | None = None) -> Heads:
    """The head count of a day, and of a quarter as of that day; today and the quarter that holds the day by default."""
    day = on or reader.today
    asked = quarter or Quarter.of(day)
    with reader.moment() as connection:
        records = {record.badge: record for record in officer_records(connection, reader.agency_id)}
        reading = rules_for(connection, reader.agency_id, asked).head_count
    standings = {badge: record.periods for badge, record in records.items()}
    return Heads(
        day,
        tuple(records[badge] for badge in authorized_on(standings, day)),
        asked,
        reading,
        {one: tuple(records[badge] for badge in badges) for one, badges in head_counts(standings, asked, day).items()},
    )
