"""The journal as it reads: every entry with who, when and what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from program.refusals import BadInput
from storage.journal.acting import who_words
from storage.journal.format import row_from
from storage.journal.history import SAID_STRUCK_OUT, undone
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import lead
from storage.schema.people import person
from storage.text import compared
from storage.views.called import called
from storage.views.journal_filter import JournalQuery, conditions
from storage.views.reader import Reader


@dataclass(frozen=True)
class FieldChange:
    """One column of one row: its value before and after; None where there was, or is, none.

    ``row`` is the whole row as it was left, or as it was before it was taken away.
    """

    table: str
    row_id: str
    field: str
    before: str | int | None
    after: str | int | None
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """One entry: ``at_ms`` in UTC milliseconds, ``said`` what its user was told, ``changes`` how many rows it changed.

    ``taken_back_by`` is the entry that undid it and is in effect, ``person`` who sat at the desk, in a book that names
    its people. ``fields`` are there only where a view says so; ``called`` is what the records are called whose ids
    these hold: ``1041 Ames, Pat``, ``claim 3 of 2025-11``.
    """

    number: int
    at_ms: int
    actor: str
    command: str
    said: str
    reason: str | None
    undoes: int | None
    changes: int
    hash: str
    taken_back_by: int | None
    person: str | None = None
    fields: tuple[FieldChange, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def who(self) -> str:
        """Who acted: the person where one is named, and the login."""
        return who_words(self.person, self.actor)


def journal(
    reader: Reader,
    *,
    limit: int = 100,
    before: int | None = None,
    lead_reference: str | None = None,
    query: JournalQuery | None = None,
) -> tuple[Entry, ...]:
    """Entries, newest first: below number ``before``, of one lead, and what a query finds.

    Raises BadInput where the reference is not in the book.
    """
    with reader.moment() as connection:
        statement = _entries(reader.agency_id).where(*conditions(query or JournalQuery(), reader.agency_id))
        if lead_reference is not None:
            row_id = connection.execute(
                select(lead.c.id).where(
                    lead.c.agency_id == reader.agency_id, lead.c.reference_key == compared(lead_reference)
                )
            ).scalar()
            if row_id is None:
                raise BadInput("lead", lead_reference, "no lead of this reference is in the book")
            statement = statement.where(journal_entry.c.number.in_(_entries_touching(reader.agency_id, row_id)))
        if before is not None:
            statement = statement.where(journal_entry.c.number < before)
        rows = connection.execute(statement.order_by(journal_entry.c.number.desc()).limit(limit)).all()
        taken_back = undone(connection, reader.agency_id)
    return tuple(_entry(row, taken_back) for row in rows)


def entries_numbered(reader: Reader, numbers: Sequence[int]) -> tuple[Entry, ...]:
    """Some entries, in the order of their numbers here, each with what it changed in the first record."""
    with reader.moment() as connection:
        rows = connection.execute(_entries(reader.agency_id).where(journal_entry.c.number.in_(numbers))).all()
        first = select(journal_change).where(
            journal_change.c.agency_id == reader.agency_id,
            journal_change.c.entry.in_(numbers),
            journal_change.c.position == 1,
        )
        fields = {change.entry: tuple(_fields(change)) for change in connection.execute(first)}
        names = _called(connection, reader.agency_id, fields.values())
        taken_back = undone(connection, reader.agency_id)
    found = {row.number: _entry(row, taken_back, fields.get(row.number, ()), names) for row in rows}
    return tuple(found[number] for number in numbers if number in found)


def journal_entry_detail(reader: Reader, number: int, most_fields: int = 500) -> Entry:
    """One entry with what it changed, column by column, up to ``most_fields``; raises BadInput where there is none."""
    with reader.moment() as connection:
        row = connection.execute(_entries(reader.agency_id).where(journal_entry.c.number == number)).first()
        if row is None:
            raise BadInput("entry", number, "there is no entry of that number; leadbook journal lists them")
        changes = connection.execute(
            select(journal_change)
            .where(journal_change.c.agency_id == reader.agency_id, journal_change.c.entry == number)
            .order_by(journal_change.c.position)
            .limit(most_fields)
        ).all()
        fields = [change for found in changes for change in _fields(found)][:most_fields]
        names = _called(connection, reader.agency_id, [fields])
        return _entry(row, undone(connection, reader.agency_id), fields, names)


def entries_of_row(connection: Connection, agency_id: str, row_id: str) -> tuple[Entry, ...]:
    """The entries that changed a row, oldest first, with what each changed in it."""
    fields: dict[int, list[FieldChange]] = {}
    for change in connection.execute(
        select(journal_change)
        .where(journal_change.c.agency_id == agency_id, journal_change.c.row_id == row_id)
        .order_by(journal_change.c.entry, journal_change.c.position)
    ):
        fields.setdefault(change.entry, []).extend(_fields(change))
    rows = connection.execute(
        _entries(agency_id)
        .where(journal_entry.c.number.in_(_entries_touching(agency_id, row_id)))
        .order_by(journal_entry.c.number)
    ).all()
    taken_back = undone(connection, agency_id)
    names = _called(connection, agency_id, fields.values())
    return tuple(_entry(row, taken_back, fields[row.number], names) for row in rows)


def entries_between(connection: Connection, agency_id: str, first_ms: int, before_ms: int) -> tuple[Entry, ...]:
    """The entries of a span of moments, in UTC milliseconds, oldest first, without what they changed."""
    rows = connection.execute(
        _entries(agency_id)
        .where(journal_entry.c.at_ms >= first_ms, journal_entry.c.at_ms < before_ms)
        .order_by(journal_entry.c.number)
    ).all()
    taken_back = undone(connection, agency_id)
    return tuple(_entry(row, taken_back) for row in rows)


def journal_length(reader: Reader) -> int:
    """How many entries there are, which is the number of the newest."""
    with reader.moment() as connection:
        newest = connection.execute(
            select(journal_entry.c.number)
            .where(journal_entry.c.agency_id == reader.agency_id)
            .order_by(journal_entry.c.number.desc())
            .limit(1)
        ).scalar()
    return newest or 0


def _entries(agency_id: str) -> Select[Any]:
    named = and_(person.c.agency_id == journal_entry.c.agency_id, person.c.id == journal_entry.c.person_id)
    return (
        select(journal_entry, person.c.name.label("person"))
        .join(person, named, isouter=True)
        .where(journal_entry.c.agency_id == agency_id)
    )


def _entries_touching(agency_id: str, row_id: str) -> Select[Any]:
    return select(journal_change.c.entry).where(
        journal_change.c.agency_id == agency_id, journal_change.c.row_id == row_id
    )


def _entry(
    row: Row[Any],
    taken_back: Mapping[int, int],
    fields: Iterable[FieldChange] = (),
    names: Mapping[str, str] = MappingProxyType({}),
) -> Entry:
    return Entry(
        number=row.number,
        at_ms=row.at_ms,
        actor=row.actor,
        command=row.command,
        said=row.said or SAID_STRUCK_OUT,
        reason=row.reason,
        undoes=row.undoes,
        changes=row.changes,
        hash=row.hash,
        taken_back_by=taken_back.get(row.number),
        person=row.person,
        fields=tuple(fields),
        called=names,
    )


def _called(connection: Connection, agency_id: str, entries: Iterable[Iterable[FieldChange]]) -> Mapping[str, str]:
    changes = [change for fields in entries for change in fields]
    rows = {(change.table, change.row_id): change.row for change in changes}
    before = ((change.field, change.before) for change in changes)
    return called(connection, agency_id, ((table, row_id, row) for (table, row_id), row in rows.items()), before)


def _fields(change: Row[Any]) -> Iterable[FieldChange]:
    before, after = (_image(text) for text in (change.before, change.after))
    row = after or before
    for column in {**before, **after}:
        if before.get(column) != after.get(column):
            yield FieldChange(change.table_name, change.row_id, column, before.get(column), after.get(column), row)


def _image(text: str | None) -> dict[str, Any]:
    """A row as it was written down; what a setting says in several words, as a saved view does, stands word by word."""
    row = row_from(text) if text else {}
    if str(row.get("value", "")).startswith("{"):
        row |= json.loads(row.pop("value"))
    return row
