"""A book that a test copies is the book that it would have made itself; one that tests share stays as it is."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2 as sqlite3

from storage.book import Book
from storage.commands.lead import AddLead
from storage.engine.connections import connect
from storage.errors import BookUnavailable
from storage.maintenance.transfer import export
from tests.books import new_book, staffed, worked_at_random
from tests.frozen import Clock
from tests.masters import Masters, migrate
from tests.storage.conftest import Worked

pytestmark = pytest.mark.no_cover  # whole books beside each other, in code that other tests cover

IN_A_FILE = [
    "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name",
    "SELECT * FROM sqlite_stat1 ORDER BY tbl, idx",
    "SELECT * FROM alembic_version",
    "PRAGMA application_id",
    "PRAGMA user_version",
    "PRAGMA journal_mode",
]
ON_A_SERVER = [
    """SELECT table_name, column_name, data_type, is_nullable, column_default, ordinal_position
       FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    """SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
       FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2""",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
    "SELECT version_num FROM alembic_version",
]


def in_file(place: Path) -> list[Any]:
    with closing(sqlite3.connect(place)) as connection:
        return [connection.execute(question).fetchall() for question in IN_A_FILE]


def on_server(url: str) -> list[Any]:
    engine = connect(url)
    with engine.connect() as connection:
        found = [connection.execute(text(question)).all() for question in ON_A_SERVER]
    engine.dispose()
    return found


def test_a_copied_schema_is_the_one_that_the_migrations_make(masters: Masters, tmp_path: Path) -> None:
    for name, make in (("made", migrate), ("copied", masters.schema_in_file)):
        engine = connect(str(tmp_path / name), create=True)
        make(engine)
        engine.dispose()
    made = in_file(tmp_path / "made")
    assert all(made)
    assert in_file(tmp_path / "copied") == made


def test_a_copied_schema_on_a_server_is_the_one_that_the_migrations_make(postgresql_url: str, served_url: str) -> None:
    engine = connect(postgresql_url, create=True)
    migrate(engine)
    engine.dispose()
    made = on_server(postgresql_url)
    assert all(made)
    assert on_server(served_url) == made


def test_a_copied_book_is_entry_by_entry_the_one_that_the_commands_make(
    book: Book, clock: Clock, tmp_path: Path
) -> None:
    own = Clock()
    with staffed(new_book(tmp_path / "own", own.surroundings())) as made:
        same_book(made, book, tmp_path)
    assert (own.ids_given, own.now()) == (clock.ids_given, clock.now()) != (0, 0)


def test_a_worked_book_is_entry_by_entry_the_one_that_the_commands_make(
    worked: Worked, clock: Clock, tmp_path: Path
) -> None:
    own = Clock()
    with staffed(new_book(tmp_path / "own", own.surroundings())) as made:
        worked_at_random(made, 0, 20)
        same_book(made, worked(0, 20), tmp_path)
    assert (own.ids_given, own.now()) == (clock.ids_given, clock.now())


def same_book(made: Book, other: Book, place: Path) -> None:
    """Whether two books are one to the letter."""
    export(made, place / "made.jsonl")
    export(other, place / "other.jsonl")
    assert (place / "other.jsonl").read_bytes() == (place / "made.jsonl").read_bytes()


def test_a_book_that_tests_share_refuses_to_be_written(worked: Worked) -> None:
    shared = worked(0, 20)
    with pytest.raises(BookUnavailable, match="read-only"):
        shared.run(AddLead("24-1", date(2025, 11, 3)))
