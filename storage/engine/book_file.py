"""A book's file: how SQLite opens it, waits for it, copies it, and tells it from any other file.

The SQLite is the one that comes with the program, not the system's: before 3.51.3 two connections can corrupt a file
with a write-ahead log. With that log readers never wait for a writer, and a commit is on the disk after one sync. The
log goes into the file when the last connection closes: a closed book is one file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlite3

from program.refusals import BadInput
from storage.engine import locks as waiting
from storage.engine.book_names import file_uri
from storage.engine.locks import go_on, patiently
from storage.errors import BookUnavailable, NoBook

T = TypeVar("T")

_HEADER = b"SQLite format 3\x00"
_CURSORS = "cursors"
_APPLICATION_ID = 0x4C454144  # "LEAD": tells a book from any other SQLite file
_BUSY: int = sqlite3.SQLITE_BUSY
_LONGEST_LOG_BYTES = 16 * 1024 * 1024  # what an import leaves of the write-ahead log

FileError: type[Exception] = sqlite3.Error
"""What SQLite raises."""


def engine_of_file(path: Path, *, create: bool, durable: bool) -> Engine:
    """An engine for a book's file; ``create`` makes the file, which must not exist yet.

    Raises NoBook where there is none, BookUnavailable where what is there is not a book.
    """
    if create:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise BookUnavailable(f"{path}: cannot be made here ({error.strerror})") from None
    else:
        _must_be_a_database(path)

    def open_file() -> sqlite3.Connection:
        connection = sqlite3.connect(
            file_uri(path.absolute(), read_only=_is_read_only(path)),
            uri=True,
            timeout=waiting.LONGEST_WAIT_SECONDS,  # where no lock is expected; ``patiently`` waits for the others
            isolation_level=None,
            check_same_thread=False,
        )

        def settle() -> None:  # they look into the file, which may be locked
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
            connection.execute(f"PRAGMA journal_size_limit = {_LONGEST_LOG_BYTES}")
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
        "sqlite://",
        module=sqlite3,
        creator=open_file,
        poolclass=QueuePool,
        pool_size=5,
        max_overflow=5,
        pool_use_lifo=True,
    )
    event.listen(engine, "begin", _begin_in_file)
    event.listen(engine, "before_cursor_execute", go_on)
    event.listen(engine, "before_cursor_execute", _remember)
    return engine


def _is_read_only(path: Path) -> bool:
    """Whether a file lies where nothing can be written: SQLite then cannot make the log that it reads with, either.

    Raises BookUnavailable where a log lies beside the file: without it the file's figures are old.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return False
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise BookUnavailable(
            f"{path}: its folder is read-only, and the book was not closed there; copy both it and {log.name}"
            " to a folder where you may write, and open it there"
        )
    return True


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
    finally:
        raw.close()
    keep_log(engine)  # after it, so that the file itself says what it is


def keep_log(engine: Engine) -> None:
    """Gives a SQLite file its write-ahead log, which it keeps; a copy and an older version's book come without."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        file: Any = raw.driver_connection
        when_free(file, lambda: file.execute("PRAGMA journal_mode = WAL"))
    finally:
        raw.close()


def _begin_in_file(connection: Connection) -> None:
    """Begins with the lock in hand, so that nothing waits later.

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
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF == _BUSY


def _remember(connection: Connection, cursor: sqlite3.Cursor, *_: object) -> None:
    connection.info.setdefault(_CURSORS, WeakSet()).add(cursor)


@contextmanager
def closing_cursors(connection: Connection) -> Iterator[None]:
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


def fold_in(raw: sqlite3.Connection) -> None:
    """Writes what stands in the write-ahead log into the file, and empties it. Raises FileError while it is read."""
    (busy, *_) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:  # SQLite raises nothing here
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = _BUSY
        raise error


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
