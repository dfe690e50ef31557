"""Raising a book that an older version of Leadbook made: verified backup, migrations, comparison, one transaction.

Imported only where a book is behind.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, select

from storage.engine.book_names import path_of
from storage.engine.connections import (
    connect,
    copy_into,
    integrity_problems,
    reading,
    rebuilding,
    tables_of,
    triggers_of,
)
from storage.engine.files import part_of, take_place
from storage.errors import BookUnavailable
from storage.maintenance import first_form
from storage.maintenance.chain import follow_chain
from storage.moments import moment_in_name
from storage.schema import revision as schema
from storage.schema.agency import agency
from storage.surroundings import Surroundings


def raise_book(name: str, surroundings: Surroundings, backups: Path) -> Path | None:
    """Raises a book to the newest schema; returns the backup made before, None where it is on a server.

    The write lock is held from before the backup until the end, so of two programs that open the book at once the
    second finds it raised. Raises BookUnavailable where the backup or the book is not sound or cannot be written; then
    the book is as it was.
    """
    engine = connect(name, surroundings.keys)
    engine.update_execution_options(actor=surroundings.actor, program=surroundings.program)
    try:
        return _raise(engine, path_of(name), surroundings, backups)
    finally:
        engine.dispose()


def raise_copy(engine: Engine) -> None:
    """Raises a book that is a copy already, so that it needs no backup of its own."""
    _raise(engine)


def _raise(
    engine: Engine, file: Path | None = None, surroundings: Surroundings | None = None, backups: Path | None = None
) -> Path | None:
    backup = None
    with rebuilding(engine) as connection:
        found = schema.revision_seen_by(connection)
        if found < schema.NEWEST:
            if file is not None and surroundings is not None and backups is not None:
                backup = _backed_up(engine, connection, file, found, surroundings, backups)
            before, triggers = _rows_of(connection), triggers_of(connection)
            schema.upgrade(connection)
            after = _rows_of(connection)
            if any(after.get(table) != rows for table, rows in before.items()):
                raise BookUnavailable("raising the book's schema would have lost rows; the book is as it was")
            if not triggers <= triggers_of(connection):
                raise BookUnavailable("raising the book's schema would have lost triggers; the book is as it was")
            _must_be_sound(connection, "the book", schema.NEWEST)
    engine.dispose()  # SQLite's planner reads its statistics when a connection is opened
    return backup


def _backed_up(
    engine: Engine, connection: Connection, file: Path, revision: int, surroundings: Surroundings, backups: Path
) -> Path:
    """A verified copy in the backups folder, under a name with the schema that it has."""
    place = backups / f"{file.stem}-schema-{revision}-{moment_in_name(surroundings.now())}.leadbook"
    try:
        with part_of(place) as part:
            copy_into(engine, part)
            copy = connect(str(part), surroundings.keys)
            try:
                with reading(copy) as copied:
                    _must_be_sound(copied, "the backup", revision)
                    if _rows_of(copied) != _rows_of(connection):
                        raise BookUnavailable("the backup is not whole; the book is as it was")
            finally:
                copy.dispose()
            take_place(part, place)
    except OSError as error:
        raise BookUnavailable(
            f"{place}: the backup that raising the book's schema begins with cannot be written ({error.strerror}); "
            "the book is as it was"
        ) from None
    return place


def _rows_of(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table: connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one()  # noqa: S608 - a table's name
        for table in tables_of(connection)
    }


def _must_be_sound(connection: Connection, what: str, revision: int) -> None:
    problems = integrity_problems(connection)
    if revision <= first_form.LAST_SCHEMA:
        problems += first_form.problems_of(connection)
    else:
        for agency_id in connection.execute(select(agency.c.agency_id)).scalars().all():
            problems += [finding.problem for finding in follow_chain(connection, agency_id).findings]
    if problems:
        raise BookUnavailable(f"{what} is not sound: {problems[0]}; nothing was changed")
