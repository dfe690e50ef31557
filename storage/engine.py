"""Engines and connections: the only module that knows what SQLite and PostgreSQL do differently."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from storage.errors import BadInput, BookUnavailable, NoBook

_HEADER = b"SQLite format 3\x00"
_APPLICATION_ID = 0x4C454144  # "LEAD": tells a book from any other SQLite file
_WAIT_FOR_LOCK_SECONDS = 5


def is_url(book: str) -> bool:
    """Whether a book is named by an URL rather than by the path of a file."""
    return re.match(r"[a-z][a-z0-9+]*://", book) is not None


def path_of(book: str) -> Path | None:
    """The file of a book, or None for a book on a server. Raises BookUnavailable on what is no path and no URL."""
    if not is_url(book):
        return Path(book)
    url = _url(book)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def connect(book: str, *, create: bool = False, durable: bool = True) -> Engine:
    """An engine for a book named by path or URL; ``create`` makes the file, which must not exist yet.

    A commit is on the disk when it is done; with ``durable=False`` a file is written when the system likes. Raises
    NoBook where there is none, BookUnavailable where what is there is not a book.
    """
    path = path_of(book)
    if path is not None:
        return _sqlite(path, create=create, durable=durable)
    url = _url(book)
    if url.get_backend_name() != "postgresql":
        raise BookUnavailable(f"{url.drivername}: a book is a SQLite file or a PostgreSQL database")
    try:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ModuleNotFoundError:
        raise BookUnavailable("PostgreSQL needs one more package: install leadbook[postgresql]") from None

    @event.listens_for(engine, "begin")
    def repeatable(connection: Connection) -> None:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    return engine


def _sqlite(path: Path, *, create: bool, durable: bool) -> Engine:
    if create:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise BookUnavailable(f"{path}: cannot be made here ({error.strerror})") from None
    else:
        _must_be_a_database(path)
    uri = f"{path.absolute().as_uri()}?mode=rw"

    def open_file() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=_WAIT_FOR_LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
        connection.execute("PRAGMA cache_size = -4096")  # KiB: several are open at once, and the system has its own
        return connection

    # Last in, first out: a commit empties the page cache of every connection but its own, which is read with next.
    engine = create_engine(
        "sqlite://", creator=open_file, poolclass=QueuePool, pool_size=5, max_overflow=5, pool_use_lifo=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Python's sqlite3 sends no BEGIN for reads and DDL; a writer that starts as a reader fails at once when it
        # meets another writer, so it takes the write lock first.
        writes = connection.get_execution_options().get("writes", False)
        if writes:
            connection.exec_driver_sql("PRAGMA cache_size = -16384")  # an import changes pages all over the file
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def must_be_free(path: Path) -> None:
    """Raises BadInput where a book stands at a path, BookUnavailable where something else does."""
    if os.path.lexists(path):
        _must_be_a_database(path)
        raise BadInput("book", path, "already exists; choose another place or open it")


def _must_be_a_database(path: Path) -> None:
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise BookUnavailable(f"{path}: is no regular file, so not a book")
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise NoBook(f"{path}: there is no book here yet; make one with leadbook init") from None
    except IsADirectoryError:
        raise BookUnavailable(f"{path}: is a folder, not a book") from None
    except OSError as error:
        raise BookUnavailable(f"{path}: cannot be read ({error.strerror})") from None
    if not head.startswith(_HEADER) or int.from_bytes(head[68:72], "big") != _APPLICATION_ID:
        raise BookUnavailable(f"{path}: is not a Leadbook book; nothing was changed")


def shown(book: str) -> str:
    """A book's name as it may be printed: a path, or a URL without its password."""
    return _url(book).render_as_string(hide_password=True) if is_url(book) else book


def _url(book: str) -> URL:
    try:
        return make_url(book)
    except (ArgumentError, ValueError):  # the latter for a port that is no number; neither repeats a password here
        raise BookUnavailable("the book's name is neither a path nor the URL of a database") from None


def prepare_new(engine: Engine) -> None:
    """Marks a new, empty SQLite file as a book; nothing to do on a server."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        raw.cursor().execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        # Not WAL: before SQLite 3.51.3 two connections in it can corrupt the file, and a book may be opened with both.
        raw.cursor().execute("PRAGMA journal_mode = DELETE")
    finally:
        raw.close()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A read transaction: every query in it sees the same moment of the book."""
    with in_plain_words(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A write transaction that holds the write lock from its start; rolls back unless the block ends well."""
    with in_plain_words(), engine.connect() as connection:
        connection = connection.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """A write transaction for a migration, on a connection of its own: alone, and without foreign keys.

    With foreign keys on, SQLite would carry out a rebuilt table's ON DELETE on its children. Rolls back unless the
    block ends well.
    """
    with in_plain_words(), engine.connect() as connection:
        connection = connection.execution_options(writes=True)
        on_sqlite = engine.dialect.name == "sqlite"
        if on_sqlite:
            raw = connection.connection.cursor()
            raw.execute("PRAGMA foreign_keys = OFF")  # does nothing inside a transaction, so before it
            raw.close()
        try:
            with connection.begin():
                if not on_sqlite:
                    connection.exec_driver_sql("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
                yield connection
        finally:
            connection.invalidate()


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turns an engine's errors into BookUnavailable with one sentence that holds no data."""
    try:
        yield
    except DBAPIError as error:
        if is_retryable(error):
            raise
        raise BookUnavailable(_sentence(str(error.orig))) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise BookUnavailable(_sentence(str(error))) from None
    except UnicodeDecodeError:  # the driver's, of bytes that are no text
        raise BookUnavailable(_sentence("malformed")) from None


def is_retryable(error: DBAPIError) -> bool:
    """Whether the server asks to run the transaction again (40001, 40P01, or two writers took one number, 23505)."""
    return getattr(error.orig, "sqlstate", None) in ("40001", "40P01", "23505")


def _sentence(message: str) -> str:
    lowered = message.lower()
    if "locked" in lowered or "busy" in lowered:
        return f"the book is locked by another program for over {_WAIT_FOR_LOCK_SECONDS} seconds; nothing was changed"
    if "readonly" in lowered or "read-only" in lowered:
        return "the book is read-only; nothing was changed"
    if "not a database" in lowered or "malformed" in lowered or "disk image" in lowered or "decode" in lowered:
        return "the book is damaged; nothing was changed. Restore a backup with leadbook restore"
    if "full" in lowered and "disk" in lowered:
        return "the disk is full; nothing was changed"
    if "no such table" in lowered or "does not exist" in lowered:
        return "this database is not a Leadbook book; nothing was changed"
    if "unable to open" in lowered or "connection" in lowered:
        return "the book cannot be opened; is it there, and may you read and write it?"
    return f"the book's database refused: {message.splitlines()[0][:200]}"


@contextmanager
def filling(connection: Connection, table: str) -> Iterator[None]:
    """While rows are added to a table that has none: on SQLite its indexes are made from the rows at the block's end.

    An index that grows row by row costs three times as much, once it no longer fits into the cache. What is unique
    stays so all along. A table with rows, and a server, are left as they are.
    """
    has_rows = f'SELECT 1 FROM "{table}" LIMIT 1'  # noqa: S608 - a table's name
    if connection.dialect.name != "sqlite" or connection.exec_driver_sql(has_rows).first():
        yield
        return
    indexes = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).all()
    shapes = connection.exec_driver_sql(
        "SELECT tbl, idx, stat FROM sqlite_stat1 WHERE idx IN"
        " (SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL)",
        (table,),
    ).all()
    for name, _ in indexes:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, made_by in indexes:
        connection.exec_driver_sql(made_by)
    # An index takes what the planner was told of it along, so that is told again (``planner_ddl``).
    into = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)"
    connection.exec_driver_sql(into, [tuple(shape) for shape in shapes])
    connection.exec_driver_sql("ANALYZE sqlite_schema")


MOST_PARAMETERS = 32_766
"""How many values one statement may carry: SQLite's limit; PostgreSQL's is twice as high."""


def parameter_mark(connection: Connection) -> str:
    """What stands for a value in a statement that is handed to the driver as text."""
    return "?" if connection.dialect.name == "sqlite" else "%s"


def revision_query(dialect: str) -> str:
    """One plain query for the schema's revision, as text; SQLite's header is asked as well as Alembic's table."""
    if dialect == "sqlite":
        return "SELECT version_num, (SELECT user_version FROM pragma_user_version) FROM alembic_version"
    return "SELECT version_num, 0 FROM alembic_version"


def append_only_ddl(dialect: str, table: str) -> list[str]:
    """The statements that make a table refuse UPDATE and DELETE.

    They do not fire on DROP TABLE, and whoever owns the file can drop them: the hash chain then shows it.
    """
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"""CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
        f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()""",
    ]


def integrity_problems(connection: Connection) -> list[str]:
    """What the engine itself finds wrong with the file; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return []
    problems = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [*problems, *(f"a row of {row[0]} points to a row that is gone" for row in orphans[:20])]


def triggers_of(connection: Connection) -> set[str]:
    """The names of all triggers."""
    if connection.dialect.name == "sqlite":
        return {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    return {row[0] for row in connection.exec_driver_sql(query)}


def tables_of(connection: Connection) -> list[str]:
    """The names of all tables of the book, Alembic's own aside."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    else:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    return sorted(row[0] for row in connection.exec_driver_sql(query) if row[0] != "alembic_version")


def copy_into(engine: Engine, place: Path) -> None:
    """Writes a whole, compact copy of a SQLite book to a new file, while others may go on reading and writing."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(place),))
    except sqlite3.Error as error:
        raise BookUnavailable(_sentence(str(error))) from None
    finally:
        raw.close()
    place.chmod(0o600)


def is_held(path: Path) -> bool:
    """Whether another connection is writing to the file just now."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False  # damaged beyond being opened, so nobody writes to it
    finally:
        connection.close()
    return False


def header_ddl(dialect: str, revision: int) -> list[str]:
    """The statements that write the schema's revision into the file's header, where there is a file."""
    return [f"PRAGMA user_version = {revision}"] if dialect == "sqlite" else []


_STATISTICS = {
    ("lead", "sqlite_autoindex_lead_1"): "1000000 1000000 1",
    ("lead", "sqlite_autoindex_lead_2"): "1000000 1000000 1",
    ("lead", "ix_lead_quarter"): "1000000 1000000 50000 25000 3000 250 8 2 2",
    ("lead", "ix_lead_received"): "1000000 1000000 500 1",
    ("lead", "ix_lead_due"): "1000000 1000000 500 1",
    ("lead", "ix_lead_officer"): "1000000 1000000 70000 40 1",
    ("lead", "ix_lead_closed"): "1000000 1000000 50000 500 60 50",
    ("lead", "ix_lead_open"): "30000 30000 20 1 1 1 1",
    ("journal_change", "sqlite_autoindex_journal_change_1"): "2000000 2000000 2 1",
    ("journal_change", "ix_journal_change_row"): "2000000 2000000 2 1",
}
"""What ANALYZE says of a million leads in twenty quarters: an index's rows, then the rows alike in 1, 2, … columns."""


def planner_ddl(dialect: str) -> list[str]:
    """The statements that tell SQLite's planner the shape of a large book, once for all books and sizes.

    All indexes begin with the agency, so without this they look alike: a million leads are walked to count the open
    ones, and the whole journal to find one lead's timeline. A migration that rebuilds a table has to run them again.
    PostgreSQL looks for itself.
    """
    if dialect != "sqlite":
        return []
    into = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES"
    rows = [f"{into} ('{table}', '{index}', '{shape}')" for (table, index), shape in _STATISTICS.items()]
    return ["ANALYZE sqlite_schema", *rows]


class Pulse:
    """Tells cheaply whether another connection changed the book; holds one connection of its own until closed."""

    def __init__(self, engine: Engine) -> None:
        self._on_sqlite = engine.dialect.name == "sqlite"
        self._connection = engine.raw_connection()

    def beat(self) -> Any:
        """A value that differs from the last one after any commit on another connection."""
        cursor = self._connection.cursor()
        try:
            if self._on_sqlite:
                cursor.execute("PRAGMA data_version")
            else:
                cursor.execute("SELECT agency_id, max(number) FROM journal_entry GROUP BY agency_id ORDER BY agency_id")
            beat = cursor.fetchall()
            self._connection.rollback()
        finally:
            cursor.close()
        return beat

    def close(self) -> None:
        """Gives the connection back."""
        self._connection.close()
