"""Imports of leads that kept rows aside, and whether those have been dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from storage.schema.import_batch import import_batch, rejects_settled
from storage.schema.journal import journal_change, journal_entry
from storage.views.reader import Reader, day_or_none


@dataclass(frozen=True)
class RejectsLine:
    """An import by its entry in the journal: when (UTC milliseconds), which file, how many rows were kept aside.

    ``settled_on`` is the day on which they were marked as dealt with, None until then.
    """

    entry: int
    at_ms: int
    file: str
    rejected: int
    settled_on: date | None


def rejects_lines(reader: Reader) -> tuple[RejectsLine, ...]:
    """Every import of leads that kept rows aside, oldest first."""
    with reader.moment() as connection:
        rows = connection.execute(
            select(
                import_batch.c.id,
                journal_entry.c.number,
                journal_entry.c.at_ms,
                import_batch.c.file,
                import_batch.c.rejected,
                rejects_settled.c.on_date,
            )
            .select_from(import_batch)
            .join(
                journal_change,
                (journal_change.c.agency_id == import_batch.c.agency_id)
                & (journal_change.c.row_id == import_batch.c.id)
                & (journal_change.c.table_name == import_batch.name),
            )
            .join(
                journal_entry,
                (journal_entry.c.agency_id == journal_change.c.agency_id)
                & (journal_entry.c.number == journal_change.c.entry),
            )
            .join(
                rejects_settled,
                (rejects_settled.c.agency_id == import_batch.c.agency_id) & (rejects_settled.c.id == import_batch.c.id),
                isouter=True,
            )
            .where(
                import_batch.c.agency_id == reader.agency_id,
                import_batch.c.kind == "leads",
                import_batch.c.rejected > 0,
                journal_change.c.after.is_not(None),
            )
            .order_by(journal_entry.c.number)
        ).all()
    found: dict[str, RejectsLine] = {}
    for row in rows:  # an import that was taken back and put back stands under its first entry
        line = RejectsLine(row.number, row.at_ms, row.file, row.rejected, day_or_none(row.on_date))
        found.setdefault(row.id, line)
    return tuple(found.values())


def was_brought_in(reader: Reader, sha256: str) -> bool:
    """Whether an import of these bytes stands; one that was taken back does not."""
    there = select(import_batch.c.id).where(
        import_batch.c.agency_id == reader.agency_id, import_batch.c.sha256 == sha256
    )
    with reader.moment() as connection:
        return connection.execute(there.limit(1)).first() is not None
