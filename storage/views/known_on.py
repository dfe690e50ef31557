"""What the book knew at the end of a day: its rows as they were then, replayed backwards from now through the journal.

The cost is that of what changed since, not that of the book.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from program.refusals import BadInput
from storage.journal.format import Row, row_from, row_or_none
from storage.moments import last_moment_of
from storage.schema.journal import journal_change, journal_entry

_CHUNK = 5_000


@dataclass(frozen=True)
class Past:
    """The rows of small tables that changed after an entry: by table and row id, the image of then."""

    entry: int
    changed: Mapping[str, Mapping[str, str | None]]

    def rows(self, connection: Connection, agency_id: str, table: Table) -> list[Row]:
        """All rows of a (small) table as they were."""
        columns = [column for column in table.c if column.name != "agency_id"]
        there = {
            found["id"]: dict(found)
            for found in connection.execute(select(*columns).where(table.c.agency_id == agency_id)).mappings()
        }
        for row_id, then in self.changed.get(table.name, {}).items():
            there.pop(row_id, None)
            if then is not None:
                there[row_id] = row_from(then)
        return list(there.values())


def changes_since(
    connection: Connection, agency_id: str, entry: int, table: Table
) -> Iterator[tuple[Row | None, Row | None]]:
    """Each change of a (large) table after an entry, the newest first: a row after it and before it.

    They stream past, so what has changed since may be any number of rows.
    """
    rows = connection.execute(
        select(journal_change.c.before, journal_change.c.after)
        .where(
            journal_change.c.agency_id == agency_id,
            journal_change.c.entry > entry,
            journal_change.c.table_name == table.name,
        )
        .order_by(journal_change.c.entry.desc(), journal_change.c.position.desc())
        .execution_options(yield_per=_CHUNK)
    )
    for before, after in rows:
        yield row_or_none(after), row_or_none(before)


def last_entry_by(connection: Connection, agency_id: str, at_ms: int) -> int:
    """The last entry made by a moment, 0 where there is none; looked for from the newest back."""
    found = connection.execute(
        select(journal_entry.c.number)
        .where(journal_entry.c.agency_id == agency_id, journal_entry.c.at_ms <= at_ms)
        .order_by(journal_entry.c.number.desc())
        .limit(1)
    ).scalar()
    return found or 0


def past_of(connection: Connection, agency_id: str, day: date, *tables: Table) -> Past:
    """What the book knew of small tables at the end of a day. Raises BadInput for a day before its first entry."""
    entry = last_entry_by(connection, agency_id, last_moment_of(day))
    if not entry:
        raise BadInput("known_on", day, "lies before the book's first entry")
    changed: dict[str, dict[str, str | None]] = {table.name: {} for table in tables}
    rows: Any = connection.execute(
        select(journal_change.c.table_name, journal_change.c.row_id, journal_change.c.before)
        .where(
            journal_change.c.agency_id == agency_id,
            journal_change.c.entry > entry,
            journal_change.c.table_name.in_(sorted(changed)),
        )
        .order_by(journal_change.c.entry, journal_change.c.position)
        .execution_options(yield_per=_CHUNK)
    )
    for name, row_id, before in rows:
        changed[name].setdefault(row_id, before)
    return Past(entry, changed)
