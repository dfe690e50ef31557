"""The revision of a book's schema: asked with one plain query, raised by Alembic only where the book is behind."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from storage.engine.away import is_lost
from storage.engine.book_file import prepare_new
from storage.engine.book_names import path_of
from storage.engine.connections import connect, in_plain_words, when_it_answers
from storage.engine.dialects import revision_query
from storage.errors import BookUnavailable
from storage.schema.agency import agency

NEWEST = 8
"""The schema's revision that this program reads and writes; revisions are named 0001, 0002, …"""


def revision_of(engine: Engine) -> int:
    """The schema of a book, 1 to NEWEST; a server that is away is waited for.

    Raises BookUnavailable on one that this program does not know.
    """

    def ask() -> int:
        with engine.connect() as connection:
            return revision_seen_by(connection)

    with in_plain_words():
        return when_it_answers(engine, ask, limited=True)


def revision_seen_by(connection: Connection) -> int:
    """The schema as a transaction sees it; raises BookUnavailable on one that this program does not know."""
    found = connection.exec_driver_sql(revision_query(connection.dialect.name)).first()
    if found is None:
        raise BookUnavailable("this database has no schema of a Leadbook book; nothing was changed")
    revision, header = found
    number = int(revision) if revision.isdigit() else NEWEST + 1
    newest = max(number, header)
    if newest > NEWEST:
        raise BookUnavailable(
            f"the book has schema {newest}, newer than this program knows ({NEWEST}); update Leadbook"
        )
    if number < 1 or header not in (0, number):
        raise BookUnavailable(f"the book has schema {number}, which no version of Leadbook has made")
    return number


def has_schema(engine: Engine) -> bool:
    """Whether the database holds the schema already, as a server that another agency uses does.

    A server that is away is waited for. Raises BookUnavailable where it is out of reach.
    """

    def ask() -> bool:
        with engine.connect() as connection:
            try:
                return connection.exec_driver_sql(revision_query(engine.dialect.name)).first() is not None
            except DBAPIError as error:
                if is_lost(error):
                    raise
                return False

    with in_plain_words():
        return when_it_answers(engine, ask, limited=True)


def book_on_server(name: str) -> bool:
    """Whether a URL names a server's database that holds an agency's book; False for a file."""
    if path_of(name) is not None:
        return False
    engine = connect(name)
    try:
        if not has_schema(engine):
            return False
        with in_plain_words(), engine.connect() as connection:
            return connection.execute(select(agency.c.id).limit(1)).first() is not None
    finally:
        engine.dispose()


def make(engine: Engine) -> None:
    """Makes the whole schema in a new, empty database."""
    with in_plain_words():
        prepare_new(engine)
        with engine.connect() as connection, connection.begin():
            upgrade(connection)
    engine.dispose()  # SQLite's planner reads its statistics when a connection is opened


def upgrade(connection: Connection, to: str = "head") -> None:
    """Runs the migrations inside the connection's transaction, up to a revision."""
    from alembic import command  # 0.11 s, so only where a schema is made or raised
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[2] / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
