"""Engines and connections: the only module that knows what SQLite and PostgreSQL do differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, RootTransaction, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from storage.engine import locks as waiting
from storage.engine.away import is_away, is_lost
from storage.engine.book_file import FileError, closing_cursors, engine_of_file, fold_in, remember, when_free
from storage.engine.book_names import path_of, url_of
from storage.engine.holders import AWAY, NAME_AND_LOGIN, NOBODY_ANSWERS, Holder, holder_on_server
from storage.engine.locks import check_broken_off, ended_by, go_on, patiently
from storage.engine.progress import tell
from storage.errors import BookUnavailable, Conflict, DiskFailed, ServerAway, ServerLost
from storage.keys import Keys

T = TypeVar("T")

_PATIENCE_SECONDS = 0.25
"""How long a writer waits for a server's lock before it begins anew, so that it can tell and be broken off."""

_GIVES_UP: dict[str, str | int] = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""When a server that fell silent counts as lost (seconds, the last one milliseconds): one whose machine or cable is
gone ends no connection, and the system alone would wait for hours. What the book's URL says goes first."""

_LONGEST_NAME = 60
"""What PostgreSQL keeps of an application's name, with room for a character of several bytes."""

_STEPS_BETWEEN_WORDS = 50_000
"""So many of its instructions SQLite does before it is asked how far a copy has come: some milliseconds."""


def connect(
    book: str, keys: Keys | None = None, *, create: bool = False, salt: bytes | None = None, durable: bool = True
) -> Engine:
    """An engine for a book named by path or URL; ``create`` makes the file, which must not exist yet, encrypted where
    it is given a ``salt`` whose key is known.

    A commit is on the disk when it is done; with ``durable=False`` a file is written when the system likes. Raises
    NoBook where there is none, BookUnavailable where what is there is not a book, NeedsPassphrase where ``keys`` lack
    that of an encrypted one.
    """
    path = path_of(book)
    if path is not None:
        return engine_of_file(path, keys or Keys(), create=create, salt=salt, durable=durable)
    url = url_of(book)
    try:
        patience = {name: value for name, value in _GIVES_UP.items() if name not in url.query}
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args=patience)
    except ModuleNotFoundError:
        raise BookUnavailable("PostgreSQL needs one more package: install leadbook[postgresql]") from None
    event.listen(engine, "begin", _begin_on_server)
    event.listen(engine, "before_cursor_execute", go_on)
    event.listen(engine, "before_cursor_execute", remember)
    return engine


def _begin_on_server(connection: Connection) -> None:
    """A reader sees one moment. A writer waits for its agency's row first, and then sees what was committed until then.

    Were a writer to see one moment too, it would be the one before it waited, and all of its work would be done twice.
    """
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        options, patience = connection.get_execution_options(), waiting.LONGEST_WAIT_SECONDS
        if options.get("begun_anew", False):
            patience = min(patience, _PATIENCE_SECONDS)
        called = (
            NAME_AND_LOGIN.join(name for name in (options.get("program"), options.get("actor")) if name) or "leadbook"
        )
        settings = "SELECT set_config('lock_timeout', %s, true), set_config('application_name', %s, true)"
        connection.exec_driver_sql(settings, (str(max(1, int(patience * 1000))), called[:_LONGEST_NAME]))
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A read transaction: every query in it sees the same moment of the book. A server that is away is waited for.

    Raises ServerLost where a server ends the connection in its middle: see ``asked_anew``.
    """

    def begun() -> tuple[Connection, RootTransaction]:
        connection = engine.connect()
        try:
            return connection, connection.begin()
        except BaseException:
            connection.close()
            raise

    with in_plain_words():
        connection, transaction = when_it_answers(engine, begun)
        with connection, transaction, _interruptible(connection), closing_cursors(connection):
            yield connection


def when_it_answers(engine: Engine, ask: Callable[[], T], *, limited: bool = False) -> T:
    """What is answered, asked again while a book's server is away; ``limited``: by nobody for longer than is waited
    without a screen.
    """
    return patiently(ask, lambda error: is_away(error, engine), lambda _: NOBODY_ANSWERS, limited=limited)


def in_turn(engine: Engine, transaction: Callable[[], T]) -> T:
    """What a transaction of ``writing`` returns, begun anew while another one has the lock that it needs, and where the
    server ended it.

    Raises BookUnavailable after the longest wait. In a file the wait is over before a transaction begins.
    """

    def is_to_wait(error: Exception) -> bool:
        return _is_locked_on_server(error) or is_away(error, engine)

    def who(error: Exception) -> Holder | None:
        return holder_on_server(engine) if _is_locked_on_server(error) else NOBODY_ANSWERS

    with in_plain_words(retried=True):
        return patiently(transaction, is_to_wait, who)


def _is_locked_on_server(error: Exception) -> bool:
    return getattr(getattr(error, "orig", None), "sqlstate", None) == "55P03"


@contextmanager
def writing(engine: Engine, *, begun_anew: bool = False) -> Iterator[Connection]:
    """A write transaction that holds the write lock from its start; rolls back unless the block ends well.

    With ``begun_anew`` what a transaction is begun anew for goes through as it is: see ``in_turn``.
    """
    with in_plain_words(retried=begun_anew, begun_anew=begun_anew), engine.connect() as connection:
        connection = connection.execution_options(writes=True, begun_anew=begun_anew)
        with _commit_in_doubt(begun_anew) as done, connection.begin(), _interruptible(connection):
            with closing_cursors(connection):
                yield connection
            done.append(True)


@contextmanager
def _commit_in_doubt(begun_anew: bool) -> Iterator[list[bool]]:
    """Tells, where a server is lost after all was ``done`` but the commit, that nobody can know whether it has it; of
    what is ``begun_anew`` the one who begins it knows.
    """
    done: list[bool] = []
    try:
        yield done
    except DBAPIError as error:
        if done and is_lost(error) and not begun_anew:
            raise ServerAway(_IN_DOUBT) from None
        raise


@contextmanager
def _interruptible(connection: Connection) -> Iterator[None]:
    """Lets whoever stands by end the statement that runs; not the rollback, which gives the lock back."""
    raw: Any = connection.connection.driver_connection
    with ended_by(raw.interrupt if connection.dialect.name == "sqlite" else raw.cancel):
        yield


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """A write transaction for a migration, on a connection of its own: alone, and without foreign keys.

    With foreign keys on, SQLite would carry out a rebuilt table's ON DELETE on its children. On a server all tables are
    locked first, so that whoever waits knows for whom. Rolls back unless the block ends well.
    """

    def begun() -> tuple[Connection, RootTransaction]:
        connection = engine.connect().execution_options(writes=True, begun_anew=True)
        try:
            if engine.dialect.name == "sqlite":
                raw = connection.connection.cursor()
                raw.execute("PRAGMA foreign_keys = OFF")  # does nothing inside a transaction, so before it
                raw.close()
                return connection, connection.begin()
            transaction = connection.begin()
            tables = ", ".join(f'"{table}"' for table in ["alembic_version", *tables_of(connection)])
            connection.exec_driver_sql(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")
        except BaseException:
            connection.invalidate()
            connection.close()
            raise
        return connection, transaction

    with in_plain_words():
        connection, transaction = patiently(begun, _is_locked_on_server, lambda _: holder_on_server(engine, reads=True))
        with connection:
            try:
                with _commit_in_doubt(begun_anew=False) as done, transaction, closing_cursors(connection):
                    yield connection
                    done.append(True)
            finally:
                connection.invalidate()


@contextmanager
def in_plain_words(*, retried: bool = False, begun_anew: bool = False) -> Iterator[None]:
    """Turns an engine's errors into one sentence that holds no data: BookUnavailable, or Conflict where a row is there.

    With ``retried`` what ``is_retryable`` goes through as it is, with ``begun_anew`` a server's lock that was not had
    and a connection that was not, or ended.
    """
    try:
        yield
    except DBAPIError as error:
        if retried and is_retryable(error):
            raise
        if begun_anew and (_is_locked_on_server(error) or is_lost(error) or _gave_no_connection(error)):
            raise
        check_broken_off()
        if isinstance(error, IntegrityError) and (table := _taken_in(error)):
            raise Conflict(f"the book holds such a record already ({table}); nothing was changed") from None
        raise _told(error) from None
    except (SQLAlchemyError, FileError) as error:
        check_broken_off()
        raise _told(error) from None
    except UnicodeDecodeError:  # the driver's, of bytes that are no text
        raise BookUnavailable(_sentence("malformed")) from None


def is_retryable(error: DBAPIError) -> bool:
    """Whether a transaction is worth running again: the server asks for it (40001, 40P01), or two writers took one
    number of the journal.
    """
    state = getattr(error.orig, "sqlstate", None)
    return state in _RUN_AGAIN or (state == "23505" and _taken_in(error) == "journal_entry")


def _gave_no_connection(error: DBAPIError) -> bool:
    return error.statement is None and hasattr(error.orig, "sqlstate")


def _taken_in(error: DBAPIError) -> str | None:
    """The table that holds already what has to be unique; None where it is another rule that was broken."""
    if getattr(error.orig, "sqlstate", None) == "23505":
        return str(error.orig.diag.table_name)  # type: ignore[union-attr]
    what, _, columns = str(error.orig).partition(": ")
    return columns.partition(".")[0] if what == "UNIQUE constraint failed" else None


_RUN_AGAIN = ("40001", "40P01")
"""What a server says of a transaction that it asks to run again: a serialization failure, a deadlock."""

TRY_AGAIN = "the book is busy; nothing was changed. Try again"

OUT_OF_REACH = "the book cannot be opened; is it there, and may you read and write it?"

_DOES_NOT_ANSWER = f"{AWAY[0].lower()}{AWAY[1:]}; nothing was changed. Is it up, and is its name right?"


_IN_DOUBT = (
    "the book's server was lost while it wrote down what was done. Whether it has it shows when it answers: look "
    "before you do it again"
)


def _told(error: Exception) -> BookUnavailable:
    cause: Any = getattr(error, "orig", None) or error
    if getattr(error, "held_by", None) is NOBODY_ANSWERS:
        return ServerAway(_DOES_NOT_ANSWER)
    if is_lost(error):
        return ServerLost("the book's server ended the connection; nothing was changed. Try again")
    if isinstance(error, DBAPIError) and _gave_no_connection(error):  # of a URL's parameters, which it may repeat
        return BookUnavailable(OUT_OF_REACH)
    message = str(cause)
    lowered = message.lower()
    if getattr(cause, "sqlstate", None) in _RUN_AGAIN:
        return BookUnavailable(TRY_AGAIN)
    if "locked" in lowered or "busy" in lowered or "lock timeout" in lowered:
        holder: Holder | None = getattr(error, "held_by", None) or getattr(cause, "held_by", None)
        who = f" ({holder.words})" if holder is not None else ""
        seconds = f"{waiting.LONGEST_WAIT_SECONDS:g} seconds"
        return BookUnavailable(f"the book is locked by another program for over {seconds}{who}; nothing was changed")
    if ("disk" in lowered and "full" in lowered) or "no space left" in lowered:
        return DiskFailed("the disk is full; nothing was changed. Make room, then do it again")
    if "disk i/o" in lowered or "no transaction is active" in lowered:  # SQLite has rolled back before we could
        return DiskFailed("the disk failed; nothing was changed. Is there room on it, and can it be written?")
    return BookUnavailable(_sentence(message))


def _sentence(message: str) -> str:
    lowered = message.lower()
    if "readonly" in lowered or "read-only" in lowered:
        return "the book is read-only; nothing was changed"
    if "not a database" in lowered or "malformed" in lowered or "disk image" in lowered or "decode" in lowered:
        return "the book is damaged; nothing was changed. Restore a backup with leadbook restore"
    if "no such table" in lowered or "does not exist" in lowered:
        return "this database is not a Leadbook book; nothing was changed"
    if "unable to open" in lowered or "connection" in lowered:
        return OUT_OF_REACH
    return f"the book's database refused: {message.splitlines()[0][:200]}"


def unsigned_pages(connection: Connection) -> list[str]:
    """The pages of an encrypted file, free ones too, whose signature does not hold; none of any other book.

    After SQLCipher has met one while reading, the connection reads nothing more.
    """
    if connection.dialect.name != "sqlite":
        return []
    looked = connection.exec_driver_sql("PRAGMA cipher_integrity_check")
    return [str(row[0]) for row in looked.fetchmany(20)] if looked.returns_rows else []


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
    """Writes a whole, compact copy of a SQLite book to a new file, while others may go on reading and writing.

    Tells whoever stands by how many bytes of it are written.
    """
    raw = engine.raw_connection()
    file: Any = raw.driver_connection
    size = file.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]

    def tell_how_much() -> int:
        tell("Copying the book", "bytes", min(place.stat().st_size, size) if place.exists() else 0, size)
        return 0

    try:
        file.set_progress_handler(tell_how_much, _STEPS_BETWEEN_WORDS)
        with ended_by(file.interrupt):
            raw.cursor().execute("VACUUM INTO ?", (str(place),))
    except FileError as error:
        check_broken_off()
        raise _told(error) from None
    finally:
        file.set_progress_handler(None, 0)
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
            when_free(file, lambda: fold_in(file))
    finally:
        raw.close()
