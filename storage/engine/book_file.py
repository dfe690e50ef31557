"""A book's file: how SQLite opens it, waits for it, copies it, and tells it from any other file.

The SQLite is the one that comes with the program, not the system's: before 3.51.3 two connections can corrupt a file
with a write-ahead log. With that log readers never wait for a writer, and a commit is on the disk after one sync. The
log goes into the file when the last connection closes: a closed book is one file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlite3

from program.refusals import BadInput
from storage.engine import locks as waiting
from storage.engine.book_names import file_uri, too_long
from storage.engine.encryption import SMALLEST_BYTES, key_text, salt_in, salt_of, use_key
from storage.engine.lockers import locker_of
from storage.engine.locks import go_on, patiently
from storage.engine.markers import Marker, writer_of
from storage.errors import BookUnavailable, NoBook
from storage.keys import Keys

T = TypeVar("T")

_HEADER = b"SQLite format 3\x00"
_CURSORS = "cursors"
APPLICATION_ID = 0x4C454144  # "LEAD": tells a book from any other SQLite file
_BUSY: int = sqlite3.SQLITE_BUSY
_LONGEST_LOG_BYTES = 16 * 1024 * 1024  # what an import leaves of the write-ahead log

FileError: type[Exception] = sqlite3.Error
"""What SQLite raises."""

# The driver asks of every None what else it may be, which takes 13 times as long as to hand over a text; told, it is 2.
sqlite3.register_adapter(type(None), lambda none: none)


class _File(sqlite3.Connection):  # type: ignore[misc]
    """A connection that knows which file it has open, whatever stands at the path by now."""

    opened: object = None


def engine_of_file(path: Path, keys: Keys, *, create: bool, salt: bytes | None, durable: bool) -> Engine:
    """An engine for a book's file; ``create`` makes the file, which must not exist yet, encrypted where it is given a
    ``salt``.

    Raises NoBook where there is none, BookUnavailable where what is there is not a book, NeedsPassphrase where the key
    of an encrypted one is not known.
    """
    if why := too_long(path.absolute()):
        raise BookUnavailable(f"{path.name}: {why}")
    if create:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            why = too_long(path.absolute(), is_missing=True) or f"cannot be made here ({error.strerror})"
            raise BookUnavailable(f"{path}: {why}") from None
    else:
        salt = must_be_a_database(path)
    key = None if salt is None else key_text(path, salt, keys)

    def open_file() -> sqlite3.Connection:
        opened = _file_at(path)
        connection = sqlite3.connect(
            file_uri(path.absolute(), read_only=is_read_only(path)),
            uri=True,
            timeout=waiting.LONGEST_WAIT_SECONDS,  # where no lock is expected; ``patiently`` waits for the others
            isolation_level=None,
            check_same_thread=False,
            factory=_File,
        )
        connection.opened = opened

        def settle() -> None:  # they look into the file, which may be locked
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
            connection.execute(f"PRAGMA journal_size_limit = {_LONGEST_LOG_BYTES}")
            connection.execute("PRAGMA cache_size = -4096")  # KiB: several are open at once, and the system has its own

        try:
            if key is None:
                # SQLCipher's SQLite lays aside in memory, without an end, all that an index is made from.
                connection.execute("PRAGMA temp_store = FILE")
            else:
                use_key(connection, key)
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
        execution_options={"encrypted": key is not None},
    )
    marker = Marker(path)
    event.listen(engine, "begin", lambda connection: _begin_in_file(connection, path, marker))
    event.listen(engine, "commit", lambda connection: _has_ended(connection, marker))
    event.listen(engine, "rollback", lambda connection: _has_ended(connection, marker))
    event.listen(engine, "engine_disposed", lambda _: marker.take_away())
    event.listen(engine, "before_cursor_execute", go_on)
    event.listen(engine, "before_cursor_execute", remember)
    return engine


def is_read_only(path: Path) -> bool:
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
        must_be_a_database(path)
        raise BadInput("book", path, "already exists; choose another place or open it")


def _file_at(path: Path) -> object:
    """Which file stands at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def must_be_a_database(path: Path) -> bytes | None:
    """The salt of an encrypted book, None where it is not encrypted."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise BookUnavailable(f"{path}: is no regular file, so not a book")
        with path.open("rb") as file:
            head, size = file.read(100), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        if why := too_long(path.absolute(), is_missing=True):
            raise BookUnavailable(f"{path.name}: {why}") from None
        raise NoBook(f"{path}: there is no book here yet; make one with leadbook init") from None
    except IsADirectoryError:
        raise BookUnavailable(f"{path}: is a folder, not a book") from None
    except OSError as error:
        raise BookUnavailable(f"{path}: cannot be read ({error.strerror})") from None
    if (salt := salt_in(head)) is not None:
        if size < SMALLEST_BYTES:
            raise BookUnavailable(f"{path}: is an encrypted book that was cut off; nothing was changed")
        return salt
    if not head.startswith(_HEADER) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise BookUnavailable(f"{path}: is not a Leadbook book; nothing was changed")
    return None


def prepare_new(engine: Engine) -> None:
    """Marks a new, empty SQLite file as a book; nothing to do on a server."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        raw.cursor().execute(f"PRAGMA application_id = {APPLICATION_ID}")
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


def _begin_in_file(connection: Connection, path: Path, marker: Marker) -> None:
    """Begins with the lock in hand, so that nothing waits later.

    Python's sqlite3 sends no BEGIN for reads and DDL; a writer that starts as a reader fails at once when it meets
    another writer, so it takes the write lock first. What it then has may be a file that another one has taken the
    place of while it waited: what it wrote there would be lost.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, _File)
    writes = connection.get_execution_options().get("writes", False)
    if writes:
        raw.execute("PRAGMA cache_size = -16384")  # an import changes pages all over the file

    def begin() -> None:
        raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        try:
            raw.execute("PRAGMA schema_version").fetchone()  # a BEGIN alone takes no lock
            if writes and raw.opened != _file_at(path):
                raise BookUnavailable(f"{path}: another file has taken its place; nothing was changed. Open it again")
        except (sqlite3.Error, BookUnavailable):
            raw.execute("ROLLBACK")
            raise

    when_free(raw, begin, path)
    if writes:
        options = connection.get_execution_options()
        marker.writes(options.get("actor", ""), options.get("program", ""))


def _has_ended(connection: Connection, marker: Marker) -> None:
    """Called just before a transaction ends: nobody is told any more that this one holds the book."""
    if connection.get_execution_options().get("writes", False):
        marker.rests()


def when_free(raw: sqlite3.Connection, attempt: Callable[[], T], path: Path | None = None) -> T:
    """Waits for the file's lock where that can be broken off, which SQLite's own wait cannot; by the book's path it is
    known who holds it.
    """
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        return patiently(
            attempt, _is_busy, (lambda _: None) if path is None else (lambda _: writer_of(path) or locker_of(path))
        )
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(waiting.LONGEST_WAIT_SECONDS * 1000)}")


def _is_busy(error: Exception) -> bool:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF == _BUSY


def remember(connection: Connection, cursor: sqlite3.Cursor, *_: object) -> None:
    """Called before each statement: its cursor is one for ``closing_cursors``."""
    connection.info.setdefault(_CURSORS, WeakSet()).add(cursor)


@contextmanager
def closing_cursors(connection: Connection) -> Iterator[None]:
    """Leaves no statement under way when the block ends.

    SQLite keeps the file's lock for one that has rows to give, past the transaction and the connection. Where an
    error ended the block, the error's frames hold the cursor for as long as somebody holds the error. Of a server that
    was lost meanwhile the transaction's end tells.
    """
    cursors: WeakSet[sqlite3.Cursor] = connection.info.setdefault(_CURSORS, WeakSet())
    try:
        yield
    finally:
        for cursor in list(cursors):
            with suppress(connection.dialect.loaded_dbapi.Error):
                cursor.close()
        cursors.clear()


def fold_in(raw: sqlite3.Connection) -> None:
    """Writes what stands in the write-ahead log into the file, and empties it. Raises FileError while it is read."""
    (busy, *_) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:  # SQLite raises nothing here
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = _BUSY
        raise error


def is_held(path: Path, keys: Keys) -> bool:
    """Whether another connection is writing to the file just now."""
    connection = sqlite3.connect(file_uri(path.absolute()), uri=True, timeout=0, isolation_level=None)
    try:
        if (salt := salt_of(path)) is not None and keys.of(salt) is not None:
            use_key(connection, key_text(path, salt, keys))
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False  # damaged beyond being opened, so nobody writes to it
    finally:
        connection.close()
    return False
