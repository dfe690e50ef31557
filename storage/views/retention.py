"""How long records are kept, what is due, and what is held. Nothing is ever deleted by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from program.calendar import Quarter
from program.claims.life import ClaimStatus
from program.officers.standing import Standing
from program.retention import Kept, due_from
from storage.journal.format import is_struck
from storage.schema.disclosure import disclosure
from storage.schema.lead import IS_OPEN, lead
from storage.schema.retention import hold, retention
from storage.views.claim_record import claims_of
from storage.views.closing import closings_of
from storage.views.officer import officer_records
from storage.views.reader import Reader, day_or_none

FIELDS: Mapping[Kept, Mapping[str, tuple[str, ...]]] = {
    Kept.LEADS: {"lead": ("reference", "evidence")},
    Kept.OFFICERS: {"officer": ("name",), "standing": ("basis",)},
    Kept.CLAIMS: {"claim": ("certified_by", "reference")},
    Kept.DISCLOSURES: {"disclosure": ("recipient", "about", "note")},
}
"""By kind the tables and columns whose texts go with a record that is due."""

_GONE = frozenset({Standing.REVOKED, Standing.EXPIRED})


@dataclass(frozen=True)
class DueRecord:
    """A record whose years have run: its row, what it is called, and from which day on it is due."""

    row_id: str
    called: str
    since: date


@dataclass(frozen=True)
class Hold:
    """What stops that anything goes, of a ``kind`` or of all; ``lifted_on`` is None as long as it stands."""

    number: int
    kind: Kept | None
    what: str
    placed_on: date
    lifted_on: date | None
    note: str | None

    def covers(self, kind: Kept) -> bool:
        """Whether it stands and holds records of a kind."""
        return self.lifted_on is None and self.kind in (None, kind)


@dataclass(frozen=True)
class KeptKind:
    """A kind of record: ``years`` and ``source`` where the agency has set them, what is due today, what holds it."""

    kind: Kept
    years: int | None
    source: str | None
    due: tuple[DueRecord, ...]
    holds: tuple[Hold, ...]


@dataclass(frozen=True)
class Retention:
    """The schedule, every kind in its order, and all holds by number, lifted ones too."""

    kinds: tuple[KeptKind, ...]
    holds: tuple[Hold, ...]


def retention_schedule(reader: Reader) -> Retention:
    """The schedule with what is due today."""
    with reader.moment() as connection:
        holds = holds_of(connection, reader.agency_id)
        kinds = [kept_kind(connection, reader.agency_id, kind, reader.today) for kind in Kept]
    return Retention(tuple(kinds), holds)


def kept_kind(connection: Connection, agency_id: str, kind: Kept, today: date) -> KeptKind:
    """One kind of the schedule."""
    holds = tuple(one for one in holds_of(connection, agency_id) if one.covers(kind))
    rule = connection.execute(
        select(retention.c.years, retention.c.source).where(
            retention.c.agency_id == agency_id, retention.c.kind == kind.value
        )
    ).first()
    if rule is None:
        return KeptKind(kind, None, None, (), holds)
    begun = {
        Kept.LEADS: _leads,
        Kept.OFFICERS: _officers,
        Kept.CLAIMS: _claims,
        Kept.DISCLOSURES: _disclosures,
    }[kind](connection, agency_id)
    due = [DueRecord(row_id, called, since) for row_id, called, since in _run(begun, rule.years) if since <= today]
    return KeptKind(kind, rule.years, rule.source, tuple(sorted(due, key=lambda one: (one.since, one.called))), holds)


def holds_of(connection: Connection, agency_id: str) -> tuple[Hold, ...]:
    """All holds by number."""
    rows = connection.execute(select(hold).where(hold.c.agency_id == agency_id).order_by(hold.c.number))
    return tuple(
        Hold(
            row.number,
            Kept(row.kind) if row.kind else None,
            row.what,
            date.fromisoformat(row.placed_on),
            day_or_none(row.lifted_on),
            row.note,
        )
        for row in rows
    )


def holds_on(connection: Connection, agency_id: str, table: str) -> tuple[Hold, ...]:
    """The holds that cover the records of a table: those of its kind, and those of all."""
    kinds = [kind for kind, tables in FIELDS.items() if table in tables]
    return tuple(
        one
        for one in holds_of(connection, agency_id)
        if one.lifted_on is None and (one.kind is None or one.kind in kinds)
    )


_Begun = Iterator[tuple[str, str, date]]
"""Records by row id, what each is called, and the day from which its years are counted; not those already without their
texts."""


def _run(begun: _Begun, years: int) -> Iterator[tuple[str, str, date]]:
    for row_id, called, begins in begun:
        yield row_id, called, due_from(begins, years)


def _leads(connection: Connection, agency_id: str) -> _Begun:
    closed = [str(quarter) for quarter, state in closings_of(connection, agency_id).items() if state.closed]
    for row in connection.execute(
        select(lead.c.id, lead.c.reference, lead.c.quarter).where(
            lead.c.agency_id == agency_id, lead.c.quarter.in_(closed), ~IS_OPEN
        )
    ):
        if not is_struck(row.reference):
            yield row.id, f"lead {row.reference}", Quarter.parse(row.quarter).ends_on


def _officers(connection: Connection, agency_id: str) -> _Begun:
    busy = set(
        connection.execute(
            select(lead.c.officer_id).where(lead.c.agency_id == agency_id, IS_OPEN, lead.c.officer_id.is_not(None))
        ).scalars()
    )
    for record in officer_records(connection, agency_id):
        ends = [period.until for period in record.periods if period.standing not in _GONE]
        last = max((until for until in ends if until is not None), default=None)
        if last is not None and None not in ends and record.id not in busy and not is_struck(record.name):
            yield record.id, f"officer {record.badge}", last


def _claims(connection: Connection, agency_id: str) -> _Begun:
    for record in claims_of(connection, agency_id):
        done = record.status is ClaimStatus.PAID or not record.is_live
        if done and not is_struck(record.certified_by):
            yield record.id, record.name, record.period.ends_on


def _disclosures(connection: Connection, agency_id: str) -> _Begun:
    rows = connection.execute(
        select(disclosure.c.id, disclosure.c.given, disclosure.c.recipient, disclosure.c.on_date).where(
            disclosure.c.agency_id == agency_id
        )
    )
    for row in rows:
        if not is_struck(row.recipient):
            yield row.id, f"{row.given.replace('_', ' ')} given on {row.on_date}", date.fromisoformat(row.on_date)
