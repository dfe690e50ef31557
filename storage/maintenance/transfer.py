"""The whole book as JSON Lines, journal included, and a new book from it. Every hash is followed on the way in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from sqlalchemy import Connection, Table, func, select

from program.refusals import BadInput
from storage.book import Book
from storage.engine.away import asked_anew
from storage.engine.book_file import must_be_free
from storage.engine.book_names import path_of
from storage.engine.connections import connect, reading, writing
from storage.engine.encryption import is_of_encrypted, must_be_a_file, new_salt
from storage.engine.files import part_of, private_file, sync, take_name
from storage.engine.progress import tell
from storage.errors import BookUnavailable, DiskFailed, ServerAway
from storage.journal.format import Row, canonical
from storage.journal.writer import CHUNK, load_rows
from storage.maintenance.check import Checked, check
from storage.schema import revision as schema
from storage.schema.agency import agency
from storage.schema.journal import journal_entry
from storage.schema.journaled import APPEND_ONLY, JOURNALED
from storage.surroundings import Surroundings

FORMAT = "leadbook-book-2"
_LATER = ("person_id",)
"""Columns that exports of this format have had only since a later version; none of them was filled before."""
_TABLES = {**JOURNALED, **{table.name: table for table in APPEND_ONLY}}


def export(book: Book, place: Path) -> int:
    """Writes the book to a new file: a header line, then a line for each row; returns the number of rows.

    Raises BadInput where a file stands there already or it cannot be written.
    """
    try:
        if place.exists():
            raise BadInput("export", place, "stands there already; choose a new file")
        if not place.parent.is_dir():
            raise BadInput("export", place, "cannot be written: there is no such folder")
        return asked_anew(lambda: _exported(book, place))
    except FileExistsError:
        raise BadInput("export", place, "stands there already; choose a new file") from None
    except OSError as error:
        raise BadInput("export", place, f"cannot be written ({error.strerror})") from None


def _exported(book: Book, place: Path) -> int:
    with part_of(place) as part:
        with (
            open(part, "x", encoding="utf-8", newline="\n", opener=private_file) as file,
            reading(book.engine) as connection,
        ):
            rows = _write_rows(book, connection, file)
            sync(file)
        take_name(part, place)
    return rows


def plain_words(book: Book, place: Path) -> str:
    """What has to be said of an export: nothing, or that it is less well kept than the book that it is of."""
    if not is_of_encrypted(book.engine):
        return ""
    return f"{place} is not encrypted, as the book is: whoever can read the file can read all of it"


def _write_rows(book: Book, connection: Connection, file: IO[str]) -> int:
    head = connection.execute(
        select(journal_entry.c.number, journal_entry.c.hash)
        .where(journal_entry.c.agency_id == book.agency_id)
        .order_by(journal_entry.c.number.desc())
        .limit(1)
    ).one()
    header = {"format": FORMAT, "agency_id": book.agency_id, "entries": head.number, "head": head.hash}
    file.write(canonical(header) + "\n")
    rows, of = 0, sum(_count(connection, table, book.agency_id) for table in _TABLES.values())
    for name, table in _TABLES.items():
        statement = select(table).where(table.c.agency_id == book.agency_id).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=CHUNK).execute(statement).mappings():
            if not rows % CHUNK:
                tell("Writing the book's rows", "rows", rows, of)
            file.write(canonical({"table": name, "row": dict(row)}) + "\n")
            rows += 1
    return rows


def _count(connection: Connection, table: Table, agency_id: str) -> int:
    return connection.execute(
        select(func.count()).select_from(table).where(table.c.agency_id == agency_id)
    ).scalar_one()


def load(file: Path, name: str, surroundings: Surroundings, *, passphrase: str | None = None) -> Checked:
    """Makes a new book from an export, encrypted where it is given a passphrase.

    Raises BadInput where the file is damaged or altered; nothing is left then.
    """
    if passphrase is not None:
        must_be_a_file(name)
    path = path_of(name)
    if path is None:  # what a server's append-only tables hold stays there, so an export proves itself in a file first
        with TemporaryDirectory() as folder:
            _load_into(file, str(Path(folder) / "proof"), surroundings)
        return _load_into(file, name, surroundings)
    must_be_free(path)
    salt = None if passphrase is None else new_salt(passphrase, surroundings)
    try:
        with part_of(path) as part:
            found = _load_into(file, str(part), surroundings, salt)
            take_name(part, path)
    except FileExistsError:
        raise BadInput("book", path, "already exists; choose another place or open it") from None
    except OSError as error:
        raise BookUnavailable(f"{path}: cannot be made here ({error.strerror})") from None
    return found


def _load_into(file: Path, name: str, surroundings: Surroundings, salt: bytes | None = None) -> Checked:
    engine = connect(name, surroundings.keys, create=True, salt=salt)
    try:
        lines = _lines(file)
        header = next(lines)
        if header.get("format") != FORMAT:
            raise BadInput("load", file.name, f"is no export of a book ({FORMAT})")
        if path_of(name) is not None or not schema.has_schema(engine):
            schema.make(engine)
        with writing(engine) as connection:
            if connection.execute(select(agency.c.id).where(agency.c.id == header["agency_id"])).first() is not None:
                raise BadInput("load", file.name, "is the export of a book that the server holds already")
            loaded = 0
            for table, rows in _batches(file, lines, header["agency_id"]):
                tell("Reading the export", "rows", loaded)
                loaded += len(rows)
                load_rows(connection, _TABLES[table], rows)
        with Book(name, engine, header["agency_id"], surroundings) as book:
            found = check(book, full=True)
        if not found.ok:
            raise BadInput("load", file.name, f"was altered: {found.findings[0].problem}")
        if (found.entries, found.head) != (header["entries"], header["head"]):
            raise BadInput("load", file.name, "is not whole: the journal does not end as its header says")
    except (DiskFailed, ServerAway):
        raise
    except (KeyError, StopIteration, BookUnavailable):
        raise BadInput("load", file.name, "is no whole export of a book; nothing was made") from None
    finally:
        engine.dispose()
    return found


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with file.open(encoding="utf-8") as opened:
            for number, line in enumerate(opened, start=1):
                found = json.loads(line)
                if not isinstance(found, dict):
                    raise BadInput("load", file.name, f"line {number} is no JSON object")
                yield found
    except OSError as error:
        raise BadInput("load", file, f"cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise BadInput("load", file.name, "is no JSON Lines file, or is cut off; nothing was made") from None


def _batches(file: Path, lines: Iterator[dict[str, Any]], agency_id: str) -> Iterator[tuple[str, list[Row]]]:
    table: str = ""
    rows: list[Row] = []
    for line in lines:
        name, row = line.get("table"), line.get("row")
        if name not in _TABLES or not isinstance(row, dict) or row.get("agency_id") != agency_id:
            raise BadInput("load", file.name, "holds a line that belongs to no table of the book")
        row |= {column: None for column in _LATER if column in _TABLES[name].c and column not in row}
        if set(row) != {column.name for column in _TABLES[name].c}:
            raise BadInput("load", file.name, f"holds a row of {name} with other columns than the book's")
        if name != table or len(rows) == CHUNK:
            if rows:
                yield table, rows
            table, rows = name, []
        rows.append(row)
    if rows:
        yield table, rows
