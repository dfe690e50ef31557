"""What is not a book, or no sound one, is refused in one sentence and left untouched."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlcipher3 import dbapi2 as sqlite3

from program.refusals import BadInput
from storage.book import Book
from storage.commands.lead import AddLead
from storage.engine.connections import connect
from storage.errors import BookUnavailable, NoBook
from storage.maintenance.check import check
from storage.maintenance.opening import open_book
from storage.schema.revision import NEWEST
from storage.surroundings import Surroundings
from tests.books import BEGAN, new_book, staffed, with_leads

ROOT = Path(__file__).parent.parent.parent


def changed(place: Path, statement: str) -> None:
    connection = sqlite3.connect(place)
    with connection:
        connection.execute(statement)
    connection.close()


def truncated(place: Path) -> None:
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 3])


def another_application(place: Path) -> None:
    place.unlink()
    changed(place, "CREATE TABLE notes (text TEXT)")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda place: place.write_bytes(b"not a database at all"), "not a Leadbook book"),
        (lambda place: place.write_bytes(b""), "not a Leadbook book"),
        (truncated, "damaged"),
        (another_application, "not a Leadbook book"),
        (lambda place: changed(place, "PRAGMA user_version = 99"), "newer than this program"),
        (lambda place: changed(place, "UPDATE alembic_version SET version_num = '0099'"), "newer than this program"),
        (lambda place: changed(place, "UPDATE alembic_version SET version_num = '0000'"), "schema"),
        (lambda place: changed(place, "DELETE FROM alembic_version"), "no schema"),
        (lambda place: changed(place, "DROP TABLE alembic_version"), "not a Leadbook book"),
    ],
)
def test_what_is_no_sound_book_is_refused_and_left_as_it_is(
    tmp_path: Path, frozen: Surroundings, spoil: Callable[[Path], None], said: str
) -> None:
    place = tmp_path / "book"
    new_book(place, frozen).close()
    spoil(place)
    before = place.read_bytes()
    with pytest.raises(BookUnavailable, match=said):
        Book.open(place, frozen).view.status()
    assert place.read_bytes() == before


def test_a_book_with_damaged_pages_is_said_to_be_damaged(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "book"
    with new_book(place, frozen) as book:
        with_leads(staffed(book), 60)
    data = bytearray(place.read_bytes())
    chance = random.Random(4)
    for page in range(3, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = chance.randbytes(200)
    place.write_bytes(data)
    with pytest.raises(BookUnavailable, match="damaged"), Book.open(place, frozen) as book:
        check(book, full=True)
    assert place.read_bytes() == bytes(data)


def test_no_book_a_folder_and_a_place_that_is_taken(tmp_path: Path, frozen: Surroundings) -> None:
    with pytest.raises(NoBook, match="leadbook init"):
        Book.open(tmp_path / "none", frozen)
    with pytest.raises(BookUnavailable, match="folder"):
        Book.open(tmp_path, frozen)
    with pytest.raises(BookUnavailable, match="PostgreSQL"):
        Book.open("mysql://host/x", frozen)
    new_book(tmp_path / "book", frozen).close()
    with pytest.raises(BadInput, match="already exists"):
        new_book(tmp_path / "book", frozen)
    (tmp_path / "file").write_text("x")
    with pytest.raises(BookUnavailable, match="cannot be"):
        new_book(tmp_path / "file" / "book", frozen)


def test_a_sqlite_url_names_a_file(tmp_path: Path, frozen: Surroundings) -> None:
    url = f"sqlite:///{tmp_path / 'book'}"
    new_book(url, frozen).close()
    with Book.open(url, frozen) as book:
        assert book.view.agency().name == "Example County"


def test_a_book_locked_by_another_program_waits_and_then_says_so(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.2)
    place = tmp_path / "book"
    new_book(place, frozen).close()
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(BookUnavailable, match="locked"), Book.open(place, frozen) as book:
            book.run(AddLead("24-1", BEGAN))
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def test_a_book_that_may_not_be_written_is_read_and_not_written(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "book"
    new_book(place, frozen).close()
    monkeypatch.setattr("storage.engine.book_file.os.access", lambda path, mode: not mode & os.W_OK)
    with open_book(place, frozen) as book:
        assert book.view.agency().state == "TX"
        with pytest.raises(BookUnavailable, match="read-only"):
            book.run(AddLead("24-1", BEGAN))


def test_a_server_without_a_book_says_so(
    postgresql_url: str, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.0)
    with pytest.raises(BookUnavailable, match="not a Leadbook book"):
        Book.open(postgresql_url, frozen)
    with pytest.raises(BookUnavailable, match="server does not answer; nothing was changed"):
        Book.open("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2", frozen)


@pytest.mark.migrates
def test_the_migrations_make_exactly_the_tables(engine_url: str, frozen: Surroundings) -> None:
    new_book(engine_url, frozen).close()
    engine = connect(engine_url)
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == f"{NEWEST:04}"
    engine.dispose()


def test_writers_on_a_server_take_turns(postgresql_url: str, frozen: Surroundings) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with new_book(postgresql_url, frozen) as book, ThreadPoolExecutor(4) as pool:
        confirmations = list(pool.map(lambda n: book.run(AddLead(f"24-{n}", BEGAN)), range(24)))
        assert sorted(confirmation.entry or 0 for confirmation in confirmations) == list(range(2, 26))
        assert check(book, full=True).ok


def test_the_pulse_beats_when_another_program_commits(engine_url: str, frozen: Surroundings) -> None:
    new_book(engine_url, frozen).close()
    with Book.open(engine_url, frozen) as mine, Book.open(engine_url, frozen) as theirs:
        pulse = mine.pulse()
        first = pulse.beat()
        assert pulse.beat() == first
        theirs.run(AddLead("24-1", BEGAN))
        deadline = time.monotonic() + 5
        while pulse.beat() == first:
            assert time.monotonic() < deadline
        pulse.close()
