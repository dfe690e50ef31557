"""The weekly audit review: what of a week's entries has to be looked at, who has, and which weeks wait.

All of it is read from the journal; only the signatures are records of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from program.audit_review import AuditKind, corrects, is_overdue, kind_of_command, week_of
from program.calendar import Quarter
from program.people import SHUT_OUT
from storage.journal.format import row_from
from storage.schema.agency import setting
from storage.schema.audit_review import audit_review
from storage.schema.award import award
from storage.schema.ice_count import ice_count
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import lead
from storage.schema.pay import other_source, pay, worked_time
from storage.schema.people import person, sign_on
from storage.views.journal import Entry, entries_between
from storage.views.reader import Reader

SETTING = "audit_review"

_DAY_MS = 86_400_000
_WEEK_MS = 7 * _DAY_MS
_EPOCH = date(1970, 1, 1)
_FIRST_MONDAY = date(1900, 1, 1)
"""Weeks are counted from here, before any moment that an entry can have."""

_HOUR_MS = 3_600_000
"""Clocks of two desks may differ by less than this."""

_REPLACED = tuple(str(table.name) for table in (award, ice_count, other_source, pay, worked_time))
"""What is recorded once, so that a row of it that was there before was corrected."""

_NOT_LATE = frozenset(
    {AuditKind.IMPORT, AuditKind.UNDONE, AuditKind.STRIKE_OUT}
)  # each is listed for what it is, however many leads it touched


@dataclass(frozen=True)
class Signature:
    """Who signed a week off, on which day, up to which entry (number and hash), and with what note."""

    by: str
    on: date
    head_number: int
    head_hash: str
    note: str | None


@dataclass(frozen=True)
class AuditLine:
    """An entry that has to be looked at, and why: one kind at least."""

    entry: Entry
    kinds: tuple[AuditKind, ...]


@dataclass(frozen=True)
class WeekLine:
    """A week that holds ``entries``; ``unsigned`` of them came after its signature, all of them where it has none."""

    week: date
    entries: int
    unsigned: int
    signature: Signature | None

    @property
    def signed(self) -> bool:
        """Whether somebody has signed off all that the week holds."""
        return self.signature is not None and not self.unsigned


@dataclass(frozen=True)
class AuditWeek:
    """A week, by its Monday, with what of its entries has to be looked at, in their order.

    ``followed`` says whether the agency asked to be told of reviews that are overdue.
    """

    line: WeekLine
    lines: tuple[AuditLine, ...]
    followed: bool

    def of(self, kind: AuditKind) -> tuple[AuditLine, ...]:
        """The entries of a kind."""
        return tuple(line for line in self.lines if kind in line.kinds)


def audit_week(reader: Reader, week: date) -> AuditWeek:
    """A week's review, by any day of it."""
    monday = week_of(week)
    with reader.moment() as connection:
        agency_id = reader.agency_id
        signature = signatures(connection, agency_id).get(monday)
        entries = entries_between(connection, agency_id, _begins(monday), _begins(monday) + _WEEK_MS)
        found = {entry.number: _kinds(entry) for entry in entries}
        for kind, numbers in (
            (AuditKind.CORRECTION, _replacing(connection, agency_id, monday)),
            (AuditKind.LATE_CHANGE, _late(connection, agency_id, monday)),
            (AuditKind.UNLOCK, _shut_out(connection, agency_id, monday)),
            (AuditKind.OWN_ROLE, _own_role(connection, agency_id, monday)),
            (AuditKind.SET_BACK, _set_back(connection, agency_id, monday)),
        ):
            for number in numbers:
                found[number].add(kind)
        followed = reviewed_from(connection, agency_id) is not None
    head = 0 if signature is None else signature.head_number
    return AuditWeek(
        WeekLine(monday, len(entries), sum(entry.number > head for entry in entries), signature),
        tuple(
            AuditLine(entry, tuple(kind for kind in AuditKind if kind in found[entry.number]))
            for entry in entries
            if found[entry.number]
        ),
        followed,
    )


def audit_weeks(reader: Reader) -> tuple[WeekLine, ...]:
    """The weeks that hold entries, newest first."""
    with reader.moment() as connection:
        signed = signatures(connection, reader.agency_id)
        weeks = _weeks(connection, reader.agency_id)
        return tuple(
            WeekLine(week, entries, _unsigned(connection, reader.agency_id, week, newest, entries, signed), by)
            for week, entries, newest in sorted(weeks, reverse=True)
            for by in (signed.get(week),)
        )


def overdue_weeks(connection: Connection, agency_id: str, today: date) -> tuple[date, ...]:
    """The weeks that should have been signed off, oldest first; none where the agency does not ask for it."""
    since = reviewed_from(connection, agency_id)
    if since is None:
        return ()
    signed = signatures(connection, agency_id)
    return tuple(
        sorted(
            week
            for week, _, newest in _weeks(connection, agency_id, since)
            if is_overdue(week, today) and (week not in signed or newest > signed[week].head_number)
        )
    )


def reviewed_from(connection: Connection, agency_id: str) -> date | None:
    """The Monday from which on overdue reviews are told of, None where they are not."""
    value = connection.execute(
        select(setting.c.value).where(setting.c.agency_id == agency_id, setting.c.id == SETTING)
    ).scalar()
    return None if value is None else date.fromisoformat(value)


def signatures(connection: Connection, agency_id: str) -> Mapping[date, Signature]:
    """Every week that somebody signed off."""
    rows = connection.execute(select(audit_review).where(audit_review.c.agency_id == agency_id)).all()
    return {date.fromisoformat(row.week_on): _signature(row) for row in rows}


def newest_in(connection: Connection, agency_id: str, week: date) -> int:
    """The number of the newest entry of a week, 0 where it holds none."""
    newest = connection.execute(
        select(func.max(journal_entry.c.number)).where(
            journal_entry.c.agency_id == agency_id, *_in_week(journal_entry.c.at_ms, week)
        )
    ).scalar()
    return newest or 0


def all_stamped_since(connection: Connection, agency_id: str, number: int, week: date) -> bool:
    """Whether every entry after one is stamped in a week or later, as none is that a clock set back puts before it."""
    earlier = select(journal_entry.c.number).where(
        journal_entry.c.agency_id == agency_id,
        journal_entry.c.number > number,
        journal_entry.c.at_ms < _begins(week),
    )
    return connection.execute(earlier.limit(1)).first() is None


def _signature(row: Row[Any]) -> Signature:
    return Signature(row.by_actor, date.fromisoformat(row.on_date), row.head_number, row.head_hash, row.note)


def _weeks(connection: Connection, agency_id: str, since: date = _FIRST_MONDAY) -> list[tuple[date, int, int]]:
    """Each week that holds entries: its Monday, how many, and the newest one's number."""
    week = ((journal_entry.c.at_ms - _begins(_FIRST_MONDAY)) // _WEEK_MS).label("week")
    rows = connection.execute(
        select(week, func.count(), func.max(journal_entry.c.number))
        .where(journal_entry.c.agency_id == agency_id, journal_entry.c.at_ms >= _begins(since))
        .group_by(week)
    )
    return [(_FIRST_MONDAY + timedelta(weeks=weeks), entries, newest) for weeks, entries, newest in rows]


def _unsigned(
    connection: Connection, agency_id: str, week: date, newest: int, entries: int, signed: Mapping[date, Signature]
) -> int:
    if week not in signed:
        return entries
    head = signed[week].head_number
    if newest <= head:
        return 0
    later = select(func.count()).where(
        journal_entry.c.agency_id == agency_id,
        journal_entry.c.number > head,
        *_in_week(journal_entry.c.at_ms, week),
    )
    return connection.execute(later).scalar_one()


def _kinds(entry: Entry) -> set[AuditKind]:
    kind = kind_of_command(entry.command)
    found = {kind} if kind is not None else set()
    if entry.reason == SHUT_OUT:
        found.add(AuditKind.UNLOCK)
    return found | {AuditKind.CORRECTION} if corrects(kind, entry.reason) else found


def _replacing(connection: Connection, agency_id: str, week: date) -> set[int]:
    """The entries of commands that replaced, or took away, what was recorded once."""
    rows = connection.execute(
        _changes(agency_id, week)
        .with_only_columns(journal_entry.c.number, journal_entry.c.command)
        .where(journal_change.c.table_name.in_(_REPLACED), journal_change.c.before.is_not(None))
        .distinct()
    )
    return {row.number for row in rows if kind_of_command(row.command) not in _NOT_LATE}


def _late(connection: Connection, agency_id: str, week: date) -> set[int]:
    """The entries of commands that changed what a lead of a quarter says which had ended by then."""
    commands = connection.execute(
        select(journal_entry.c.command)
        .where(journal_entry.c.agency_id == agency_id, *_in_week(journal_entry.c.at_ms, week))
        .distinct()
    ).scalars()
    looked_at = [name for name in commands if kind_of_command(name) not in _NOT_LATE]
    found: set[int] = set()
    for change in connection.execute(
        _changes(agency_id, week)
        .where(journal_change.c.table_name == lead.name, journal_entry.c.command.in_(looked_at))
        .execution_options(yield_per=1_000)
    ):
        if change.number in found:
            continue
        before, after = (row_from(image) if image else {} for image in (change.before, change.after))
        said = {name for name in {**before, **after} if before.get(name) != after.get(name)} - {"officer_id"}
        day = _day_of(change.at_ms)
        if said and any(Quarter.parse(row["quarter"]).ends_on < day for row in (before, after) if row):
            found.add(change.number)
    return found


def _shut_out(connection: Connection, agency_id: str, week: date) -> set[int]:
    """The entries in which wrong PINs shut somebody out."""
    return {
        change.number
        for change in connection.execute(_changes(agency_id, week).where(journal_change.c.table_name == sign_on.name))
        if _said(change.after, "shut_out") and not _said(change.before, "shut_out")
    }


def _own_role(connection: Connection, agency_id: str, week: date) -> set[int]:
    """The entries in which a person changed what that same person may do."""
    own = _changes(agency_id, week).where(
        journal_change.c.table_name == person.name, journal_change.c.row_id == journal_entry.c.person_id
    )
    return {
        change.number
        for change in connection.execute(own)
        if any(_said(change.before, name) != _said(change.after, name) for name in ("roles", "owner"))
    }


def _said(image: str | None, name: str) -> str | int | None:
    return None if image is None else row_from(image)[name]


def _changes(agency_id: str, week: date) -> Any:
    return (
        select(journal_entry.c.number, journal_entry.c.at_ms, journal_change.c.before, journal_change.c.after)
        .join(
            journal_change,
            (journal_change.c.agency_id == journal_entry.c.agency_id)
            & (journal_change.c.entry == journal_entry.c.number),
        )
        .where(journal_entry.c.agency_id == agency_id, *_in_week(journal_entry.c.at_ms, week))
    )


def _set_back(connection: Connection, agency_id: str, week: date) -> set[int]:
    before = journal_entry.alias("before")
    rows = connection.execute(
        select(journal_entry.c.number)
        .join(
            before,
            (before.c.agency_id == journal_entry.c.agency_id) & (before.c.number == journal_entry.c.number - 1),
        )
        .where(
            journal_entry.c.agency_id == agency_id,
            *_in_week(journal_entry.c.at_ms, week),
            journal_entry.c.at_ms < before.c.at_ms - _HOUR_MS,
        )
    )
    return set(rows.scalars())


def _in_week(at_ms: Any, week: date) -> tuple[Any, Any]:
    return at_ms >= _begins(week), at_ms < _begins(week) + _WEEK_MS


def _begins(day: date) -> int:
    """The UTC milliseconds at which a day begins in UTC."""
    return (day - _EPOCH).days * _DAY_MS


def _day_of(at_ms: int) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)).date()
