"""What a field of a record ever held, where it stands, and what was struck out: what striking out begins with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Select, or_, select

from program.refusals import BadInput
from storage.journal.format import struck_words
from storage.journal.striking import Images, names
from storage.schema.claim import claim_body
from storage.schema.journal import journal_change, journal_entry
from storage.schema.journaled import FREE_TEXT, JOURNALED
from storage.schema.lead import lead
from storage.schema.officer import officer
from storage.schema.quarter import statement
from storage.schema.review import review
from storage.schema.strike_out import strike_out, struck_statement
from storage.text import compared, number_of
from storage.views.reader import Reader
from storage.views.statement_body import statements

_OURS = frozenset({"body", "reference_key"})
"""Free text that people did not type: it goes with what they typed."""

STRIKEABLE = tuple(sorted({name for columns in FREE_TEXT.values() for name in columns} - _OURS))
"""The fields that can be struck out."""

PAPERS = (claim_body.name, statement.name, struck_statement.name, journal_entry.name)
"""The records that lose a text since another one lost it."""


@dataclass(frozen=True)
class Target:
    """A field of one record, or of several that got one text together: ``record`` is their table, ``called`` what they
    are called where the field is gone."""

    record: str
    row_ids: tuple[str, ...]
    field: str
    called: str


@dataclass(frozen=True)
class Place:
    """Where a change of the journal stands, and what it holds."""

    entry: int
    position: int
    images: Images


def target_of(reader: Reader, field: str, *, reference: str | None = None, entry: int | None = None) -> Target:
    """The record whose field is meant: a lead by its reference, or what an entry of the journal changed.

    Raises BadInput where there is none, and where the entry brought in several texts.
    """
    with reader.moment() as connection:
        if reference is not None:
            return _of_lead(connection, reader.agency_id, field, reference)
        return _of_entry(connection, reader.agency_id, field, entry or 0)


def texts_of(connection: Connection, agency_id: str, record: str, row_id: str, field: str) -> list[str]:
    """All that a field of a record ever held and that is not struck out yet, with the form it is compared by."""
    fields = [name for name in (field, f"{field}_key") if name in FREE_TEXT[record]]
    found = dict.fromkeys(
        text
        for place in places_of(connection, agency_id, row_id)
        if place.images.table == record
        for text in place.images.texts_of(*fields)
    )
    return [text for text in found if text != struck_words(row_id)]


def places_of(connection: Connection, agency_id: str, row_id: str) -> list[Place]:
    """The changes of the records that have an id."""
    return [place for _, place in _changes(connection, agency_id, journal_change.c.row_id == row_id)]


def sentences_naming(connection: Connection, agency_id: str, row_id: str, texts: list[str]) -> list[int]:
    """The entries whose sentence names one of the texts."""
    its_own = set(
        connection.execute(
            select(journal_change.c.entry).where(
                journal_change.c.agency_id == agency_id, journal_change.c.row_id == row_id
            )
        ).scalars()
    )
    holds = or_(*(journal_entry.c.said.contains(text, autoescape=True) for text in texts))
    rows = connection.execute(
        select(journal_entry.c.number, journal_entry.c.said).where(journal_entry.c.agency_id == agency_id, holds)
    )
    return [row.number for row in rows if any(names(row.said, text, its_own=row.number in its_own) for text in texts)]


def statements_in(connection: Connection, agency_id: str) -> list[tuple[str, str, bool]]:
    """Every statement's id and body, and whether something was struck out of it before."""
    return [(row.id, row.body, bool(row.struck)) for row in connection.execute(statements(agency_id))]


def claims_in_journal(connection: Connection, agency_id: str) -> dict[str, list[str]]:
    """Every claim's id with the bodies that the journal holds of it."""
    found: dict[str, list[str]] = {}
    changes = _changes(connection, agency_id, journal_change.c.table_name == claim_body.name)
    for row_id, place in changes:
        found.setdefault(row_id, []).extend(place.images.texts_of("body"))
    return found


def elsewhere(connection: Connection, agency_id: str, texts: list[str]) -> int:
    """How many records hold one of the texts."""
    count = 0
    for name, columns in FREE_TEXT.items():
        table = JOURNALED[name]
        fields = [column for column in columns if column not in _OURS]
        if fields:
            holds = or_(*(table.c[column].in_(texts) for column in fields))
            count += len(connection.execute(select(table.c.id).where(table.c.agency_id == agency_id, holds)).all())
    return count


def struck_in(connection: Connection, agency_id: str) -> list[tuple[str, str, str, str]]:
    """What people struck out, oldest first: the record's table and id, the field, and the reason."""
    rows = connection.execute(
        select(strike_out.c.record, strike_out.c.row_id, strike_out.c.field, strike_out.c.reason)
        .where(strike_out.c.agency_id == agency_id, strike_out.c.record.not_in(PAPERS))
        .order_by(strike_out.c.id)
    )
    return [
        (row.record, row.row_id, row.field, row.reason) for row in rows if row.field in FREE_TEXT.get(row.record, ())
    ]


def _of_entry(connection: Connection, agency_id: str, field: str, entry: int) -> Target:
    """The records that an entry brought a text into, or where it brought none, those that it took one from."""
    values = [
        (place.images.table, row_id, *place.images.values_of(field))
        for row_id, place in _changes(connection, agency_id, journal_change.c.entry == entry)
    ]
    were = [before for _, _, before, _ in values if before is not None]
    found = [(table, row_id, after) for table, row_id, _, after in values if after is not None and after not in were]
    found = found or [(table, row_id, before) for table, row_id, before, _ in values if before is not None]
    if not found:
        raise BadInput("entry", entry, f"changed no record that has {field} as a field with text")
    records = {table for table, _, _ in found}
    if len(records) > 1 or len({text for _, _, text in found if isinstance(text, str)}) > 1:
        raise BadInput("entry", entry, f"brought {len(found):,} texts into this field; name the lead")
    record, row_ids = records.pop(), tuple(dict.fromkeys(row_id for _, row_id, _ in found))
    return Target(record, row_ids, field, _called(connection, agency_id, record, row_ids, field))


def _of_lead(connection: Connection, agency_id: str, field: str, reference: str) -> Target:
    if field not in (*FREE_TEXT[lead.name], *FREE_TEXT[review.name]) or field in _OURS:
        raise BadInput("field", field, "is none of a lead's: reference, evidence; other records are named by --entry")
    row_id = connection.execute(
        select(lead.c.id).where(lead.c.agency_id == agency_id, lead.c.reference_key == compared(reference))
    ).scalar()
    if row_id is None:
        raise BadInput(
            "reference", "", "no lead of this reference is in the book; one that was there is named by --entry"
        )
    return Target(lead.name, (row_id,), field, _called(connection, agency_id, lead.name, (row_id,), field))


def _called(connection: Connection, agency_id: str, record: str, row_ids: tuple[str, ...], field: str) -> str:
    words = record.replace("_", " ")
    if len(row_ids) > 1:
        return number_of(len(row_ids), f"record of {words}", f"records of {words}")
    for table, column in ((lead, lead.c.reference), (officer, officer.c.badge)):
        if table.name == record and column.name != field:
            query = select(column).where(table.c.agency_id == agency_id, table.c.id == row_ids[0])
            return f"{words} {connection.execute(query).scalar() or struck_words(row_ids[0])}"
    return f"{words} {struck_words(row_ids[0])}"


def _changes(connection: Connection, agency_id: str, which: object) -> Iterator[tuple[str, Place]]:
    query: Select[tuple[object, ...]] = (
        select(journal_change)
        .where(journal_change.c.agency_id == agency_id, which)  # type: ignore[arg-type]
        .order_by(journal_change.c.entry, journal_change.c.position)
    )
    for row in connection.execute(query).mappings():
        images = Images(row["table_name"], row["before"], row["after"], row["salts"])
        yield row["row_id"], Place(row["entry"], row["position"], images)
