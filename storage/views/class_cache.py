"""The classes of a quarter, kept from one question to the next, so that a large book is counted once.

Every change of a lead stands in the journal, or it was never committed: the classes as of an entry, and what changed
since, make the classes of now. The cost is that of what changed, not that of the book.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection, Select, bindparam, select

from program.calendar import Quarter
from storage.journal.format import row_or_none
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import lead
from storage.views.lead_classes import CarriedClasses, HeldClasses, carried_classes, exchange, held_classes

_MOST_ENTRIES = 50
MOST_CHANGES = 500
"""Where more has changed, counting anew is as quick."""


@dataclass(frozen=True)
class _Cached:
    """Classes as of a day, counted or brought up to an entry of the journal. Never changed: copied."""

    day: date
    number: int
    hash: str
    held: HeldClasses
    carried: CarriedClasses


class ClassCache:
    """The classes of the quarters that were asked for, by quarter; safe to ask from several threads."""

    def __init__(self) -> None:
        self._kept: dict[Quarter, _Cached] = {}

    def of(
        self, connection: Connection, agency_id: str, quarter: Quarter, day: date
    ) -> tuple[HeldClasses, CarriedClasses]:
        """The classes of a quarter as of the end of a day, within a transaction; the caller may change them."""
        kept = self._kept.get(quarter)
        if kept is not None:
            kept = _brought_up(connection, agency_id, quarter, day, kept)
        if kept is None:
            held = held_classes(connection, agency_id, quarter, day)
            carried = carried_classes(connection, agency_id, quarter, day)
            kept = _Cached(day, *head(connection, agency_id), held, carried)
        self._kept[quarter] = kept
        return dict(kept.held), dict(kept.carried)


def head(connection: Connection, agency_id: str) -> tuple[int, str]:
    """The number and hash of the journal's newest entry."""
    number, digest = connection.execute(_newest(), {"agency": agency_id}).one()
    return number, digest


@cache
def _newest() -> Select[int, str]:
    found = select(journal_entry.c.number, journal_entry.c.hash).where(journal_entry.c.agency_id == bindparam("agency"))
    return found.order_by(journal_entry.c.number.desc()).limit(1)


def head_since(connection: Connection, agency_id: str, number: int, digest: str) -> tuple[int, str] | None:
    """The journal's newest entry, a few after the one of this number and hash; None where it is another journal, or
    where much has been done since.
    """
    since = connection.execute(_since(), {"agency": agency_id, "from_number": number}).all()
    if len(since) == _MOST_ENTRIES or not since or tuple(since[0]) != (number, digest):
        return None
    return since[-1].number, since[-1].hash


@cache
def _since() -> Select[int, str]:
    found = select(journal_entry.c.number, journal_entry.c.hash).where(
        journal_entry.c.agency_id == bindparam("agency"), journal_entry.c.number >= bindparam("from_number")
    )
    return found.order_by(journal_entry.c.number).limit(_MOST_ENTRIES)


def _brought_up(connection: Connection, agency_id: str, quarter: Quarter, day: date, kept: _Cached) -> _Cached | None:
    """The kept classes with what changed since; None where they have to be counted anew."""
    if kept.day != day:
        return None
    newest = head_since(connection, agency_id, kept.number, kept.hash)
    if newest is None:
        return None
    number, digest = newest
    if number == kept.number:
        return kept
    changes = connection.execute(
        select(journal_change.c.before, journal_change.c.after)
        .where(
            journal_change.c.agency_id == agency_id,
            journal_change.c.entry > kept.number,
            journal_change.c.table_name == lead.name,
        )
        .limit(MOST_CHANGES)
    ).all()
    if len(changes) == MOST_CHANGES:
        return None
    held, carried = dict(kept.held), dict(kept.carried)
    exchange(held, carried, ((row_or_none(before), row_or_none(after)) for before, after in changes), quarter, day)
    return _Cached(day, number, digest, held, carried)
