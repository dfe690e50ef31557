"""Statements as they left, and drafts of those to come."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from program.calendar import Quarter
from program.refusals import BadInput
from storage.errors import Conflict
from storage.schema.journal import journal_entry
from storage.schema.quarter import statement
from storage.snapshots.statement import Body, Seal, text_of
from storage.views.closing import closings_of
from storage.views.reader import Reader
from storage.views.statement_body import body_of, statements


def statement_body(reader: Reader, quarter: Quarter, revision: int | None = None) -> Body:
    """The body of a quarter's statement, the last one unless a revision is given.

    Raises Conflict where the quarter was never closed, or is reopened and no revision is given; BadInput for a revision
    that there is not.
    """
    with reader.moment() as connection:
        closed = closings_of(connection, reader.agency_id).get(quarter)
        if closed is None:
            raise Conflict(f"{quarter} has no statement yet: close it, or ask for a draft")
        if revision is None and not closed.closed:
            raise Conflict(
                f"{quarter} is reopened: close it again, ask for a draft, or name a revision up to {closed.revision}"
            )
        kept = connection.execute(
            statements(reader.agency_id).where(
                statement.c.quarter == str(quarter), statement.c.revision == (revision or closed.revision)
            )
        ).first()
    if kept is None:
        raise BadInput("revision", revision or "", f"{quarter} has statements up to revision {closed.revision}")
    found: Body = json.loads(kept.body)
    return found


def statement_hash(reader: Reader, quarter: Quarter, revision: int) -> str | None:
    """The hash that a statement left with, whatever was struck out of the book since; None where there is none."""
    with reader.moment() as connection:
        return connection.execute(
            select(statement.c.sha256).where(
                statement.c.agency_id == reader.agency_id,
                statement.c.quarter == str(quarter),
                statement.c.revision == revision,
            )
        ).scalar()


def draft_body(reader: Reader, quarter: Quarter) -> Body:
    """What the statement would be if the quarter were closed now: without revision and seal.

    Raises BadInput for a quarter that has not begun.
    """
    if quarter.starts_on > reader.today:
        raise BadInput("quarter", quarter, f"begins on {quarter.starts_on}, after today, {reader.today}")
    with reader.moment() as connection:
        seal = Seal(journal_head(connection, reader.agency_id))
        body = body_of(connection, reader.agency_id, quarter, reader.today, seal)
    drafted: Body = json.loads(text_of(body))  # in the order of the canonical text, as a statement that is kept
    return drafted


def journal_hashes(reader: Reader, number: int) -> tuple[str, ...]:
    """The hash of an entry, and the one that it had in the journal's first form; none where there is no such entry."""
    with reader.moment() as connection:
        found = connection.execute(
            select(journal_entry.c.hash, journal_entry.c.earlier_hash).where(
                journal_entry.c.agency_id == reader.agency_id, journal_entry.c.number == number
            )
        ).first()
    return tuple(filter(None, found or ()))


def journal_head(connection: Connection, agency_id: str) -> tuple[int, str]:
    """Number and hash of the newest entry."""
    row = connection.execute(
        select(journal_entry.c.number, journal_entry.c.hash)
        .where(journal_entry.c.agency_id == agency_id)
        .order_by(journal_entry.c.number.desc())
        .limit(1)
    ).one()
    return row.number, row.hash
