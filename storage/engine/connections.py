"""Engines and connections: the only module that knows what SQLite and PostgreSQL do differently."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from program.refusals import BadInput
from storage.engine import locks as waiting
from storage.engine.book_names import file_uri, path_of, url_of
from storage.engine.locks import check_broken_off, patiently, who_stands_by
from storage.errors import BookUnavailable, Conflict, NoBook

T = TypeVar("T")

_HEADER = b"SQLite format 3\x00"
_CURSORS = "cursors"
_APPLICATION_ID = 0x4C454144  # "LEAD": tells a book from any other SQLite file


def connect(book: str, *, create: bool = False, durable: bool = True) -> Engine:
    """An engine for a book named by path or URL; ``create`` makes the file, which must not exist yet.

    A commit is on the disk when it is done; with ``durable=False`` a file is written when the system likes. Raises
    NoBook where there is none, BookUnavailable where what is there is not a book.
    """
    path = path_of(book)
    if path is not None:
        return _sqlite(path, create=create, durable=durable)
    url = url_of(book)
    try:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ModuleNotFoundError:
        raise BookUnavailable("PostgreSQL needs one more package: install leadbook[postgresql]") from None
    event.listen(engine, "begin", _begin_on_server)
    event.listen(engine, "before_cursor_execute", _go_on)
    return engine


def _begin_on_server(connection: Connection) -> None:
    """A reader sees one moment. A writer waits for its agency's row first, and then sees what was committed until then.

    Were a writer to see one moment too, it would be the one before it waited, and all of its work would be done twice.
    """
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(waiting.LONGEST_WAIT_SECONDS * 1000)}")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _go_on(*_: object) -> None:
    check_broken_off()


def _remember(connection: Connection, cursor: sqlite3.Cursor, *_: object) -> None:
    connection.info.setdefault(_CURSORS, WeakSet()).add(cursor)


@contextmanager
def _closing_cursors(connection: Connection) -> Iterator[None]:
    """Leaves no statement under way when the block ends.

    SQLite keeps the file's lock for one that has rows to give, past the transaction and the connection. Where an
    error ended the block, the error's frames hold the cursor for as long as somebody holds the error.
    """
    cursors: WeakSet[sqlite3.Cursor] = connection.info.setdefault(_CURSORS, WeakSet())
    try:
        yield
    finally:
        for cursor in list(cursors):
            cursor.close()
        cursors.clear()


def _sqlite(path: Path, *, create: bool, durable: bool) -> Engine:
    if create:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise BookUnavailable(f"{path}: cannot be made here ({error.strerror})") from None
    else:
        _must_be_a_database(path)
    uri = file_uri(path.absolute())

    def open_file() -> sqlite3.Connection:
        # It waits for locks by itself only when a commit waits for readers; ``patiently`` waits for the others.
        connection = sqlite3.connect(
            uri, uri=True, timeout=waiting.LONGEST_WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )

        def settle() -> None:  # both look into the file, which may be locked
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
            connection.execute("PRAGMA cache_size = -4096")  # KiB: several are open at once, and the system has its own

        try:
            connection.execute("PRAGMA foreign_keys = ON")
            when_free(connection, settle)
        except BaseException:  # the file is damaged, or stays locked: nobody else knows of this connection
            connection.close()
            raise
        return connection

    # Last in, first out: a commit empties the page cache of every connection but its own, which is read with next.
    engine = create_engine(
        "sqlite://", creator=open_file, poolclass=QueuePool, pool_size=5, max_overflow=5, pool_use_lifo=True
    )
    event.listen(engine, "begin", _begin_in_file)
    event.listen(engine, "before_cursor_execute", _go_on)
    event.listen(engine, "before_cursor_execute", _remember)
    return engine


def _begin_in_file(connection: Connection) -> None:
    """Begins with the lock in hand, so that nothing but the commit waits later.

    Python's sqlite3 sends no BEGIN for reads and DDL; a writer that starts as a reader fails at once when it meets
    another writer, so it takes the write lock first.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    writes = connection.get_execution_options().get("writes", False)
    if writes:
        raw.execute("PRAGMA cache_size = -16384")  # an import changes pages all over the file

    def begin() -> None:
        raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        try:
            raw.execute("PRAGMA schema_version").fetchone()  # a BEGIN alone takes no lock
        except sqlite3.Error:
            raw.execute("ROLLBACK")
            raise

    when_free(raw, begin)


def when_free(raw: sqlite3.Connection, attempt: Callable[[], T]) -> T:
    """Waits for the file's lock where that can be broken off, which SQLite's own wait cannot."""
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        return patiently(attempt, _is_busy)
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(waiting.LONGEST_WAIT_SECONDS * 1000)}")


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


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
    with (
        in_plain_words(),
        engine.connect() as connection,
        connection.begin(),
        _interruptible(connection),
        _closing_cursors(connection),
    ):
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A write transaction that holds the write lock from its start; rolls back unless the block ends well."""
    with in_plain_words(retried=True), engine.connect() as connection:
        connection = connection.execution_options(writes=True)
        with connection.begin(), _interruptible(connection), _closing_cursors(connection):
            yield connection


@contextmanager
def _interruptible(connection: Connection) -> Iterator[None]:
    """Lets whoever stands by end the statement that runs; not the rollback, which gives the lock back."""
    stands_by = who_stands_by()
    if stands_by is None:
        yield
        return
    raw: Any = connection.connection.driver_connection
    with stands_by.interrupting(raw.interrupt if connection.dialect.name == "sqlite" else raw.cancel):
        yield


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
            with connection.begin(), _closing_cursors(connection):
                if not on_sqlite:
                    connection.exec_driver_sql("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
                yield connection
        finally:
            connection.invalidate()


@contextmanager
def in_plain_words(*, retried: bool = False) -> Iterator[None]:
    """Turns an engine's errors into one sentence that holds no data: BookUnavailable, or Conflict where a row is there.

    With ``retried`` what ``is_retryable`` goes through as it is.
    """
    try:
        yield
    except DBAPIError as error:
        if retried and is_retryable(error):
            raise
        check_broken_off()
        if isinstance(error, IntegrityError) and (table := _taken_in(error)):
            raise Conflict(f"the book holds such a record already ({table}); nothing was changed") from None
        if error.statement is None and hasattr(error.orig, "sqlstate"):  # of a URL's parameters, which it may repeat
            raise BookUnavailable(OUT_OF_REACH) from None
        raise BookUnavailable(_sentence(str(error.orig))) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        check_broken_off()
        raise BookUnavailable(_sentence(str(error))) from None
    except UnicodeDecodeError:  # the driver's, of bytes that are no text
        raise BookUnavailable(_sentence("malformed")) from None


def is_retryable(error: DBAPIError) -> bool:
    """Whether a transaction is worth running again: the server asks for it (40001, 40P01), the connection is gone, or
    two writers took one number of the journal.
    """
    state = getattr(error.orig, "sqlstate", None)
    return (
        error.connection_invalidated
        or state in ("40001", "40P01")
        or (state == "23505" and _taken_in(error) == "journal_entry")
    )


def _taken_in(error: DBAPIError) -> str | None:
    """The table that holds already what has to be unique; None where it is another rule that was broken."""
    if getattr(error.orig, "sqlstate", None) == "23505":
        return str(error.orig.diag.table_name)  # type: ignore[union-attr]
    if getattr(error.orig, "sqlite_errorname", None) in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"):
        return str(error.orig).partition(": ")[2].partition(".")[0]
    return None


OUT_OF_REACH = "the book cannot be opened; is it there, and may you read and write it?"


def _sentence(message: str) -> str:
    lowered = message.lower()
    if "locked" in lowered or "busy" in lowered or "lock timeout" in lowered:
        seconds = f"{waiting.LONGEST_WAIT_SECONDS:g} seconds"
        return f"the book is locked by another program for over {seconds}; nothing was changed"
    if "readonly" in lowered or "read-only" in lowered:
        return "the book is read-only; nothing was changed"
    if "not a database" in lowered or "malformed" in lowered or "disk image" in lowered or "decode" in lowered:
        return "the book is damaged; nothing was changed. Restore a backup with leadbook restore"
    if "full" in lowered and "disk" in lowered:
        return "the disk is full; nothing was changed"
    if "no such table" in lowered or "does not exist" in lowered:
        return "this database is not a Leadbook book; nothing was changed"
    if "unable to open" in lowered or "connection" in lowered:
        return OUT_OF_REACH
    return f"the book's database refused: {message.splitlines()[0][:200]}"


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


def write_pages_anew(engine: Engine) -> None:
    """Writes a book's pages anew, so that none holds what rows held once. Raises BookUnavailable while it is in use.

    On a server whoever owns the tables may do so; its own log and its backups are not reached.
    """
    with in_plain_words(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SET lock_timeout = {int(waiting.LONGEST_WAIT_SECONDS * 1000)}")
            for table in tables_of(connection):
                connection.exec_driver_sql(f'VACUUM (FULL) "{table}"')
            connection.exec_driver_sql("RESET lock_timeout")
            return
    raw = engine.raw_connection()
    try:
        file: Any = raw.driver_connection
        with in_plain_words():
            file.execute("PRAGMA secure_delete = ON")  # what the pages in between held is overwritten too
            when_free(file, lambda: file.execute("VACUUM"))
    finally:
        raw.close()


def is_held(path: Path) -> bool:
    """Whether another connection is writing to the file just now."""
    connection = sqlite3.connect(file_uri(path.absolute()), uri=True, timeout=0, isolation_level=None)
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
