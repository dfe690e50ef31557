"""A book that an older version made: raised when it is opened, after a backup, wholly or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection
from sqlcipher3 import dbapi2 as sqlite3

from program.calendar import Quarter
from program.strike_out import StrikeReason
from storage.book import Book
from storage.commands.closing import CloseQuarter
from storage.commands.lead import AddLead
from storage.commands.pay import RecordPay
from storage.commands.strike_out import StrikeOut
from storage.engine.book_names import path_of
from storage.engine.connections import connect
from storage.engine.holders import BUSY
from storage.engine.locks import telling_of_waits
from storage.engine.places import backups_folder
from storage.errors import BookUnavailable
from storage.maintenance.backup import restore
from storage.maintenance.check import check
from storage.maintenance.opening import open_book
from storage.maintenance.transfer import export, load
from storage.schema import revision as schema
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery
from tests.books import BEGAN, new_book, staffed, with_leads, worked_at_random
from tests.frozen import Clock
from tests.holding import DEADLINE_SECONDS, held
from tests.masters import Masters
from tests.old_books import OF_SCHEMA_1, book_as_hashed_now, schema_1_book, schema_2_book, schema_3_book

pytestmark = pytest.mark.migrates

ROOT = Path(__file__).parent.parent.parent


def sixty_steps(book: Book, clock: Clock) -> None:
    worked_at_random(staffed(book), 5, 60)


@pytest.fixture
def old(engine_url: str, tmp_path: Path, masters: Masters, clock: Clock) -> tuple[str, list[Any]]:
    """Where a book of schema 1 is, and what it answers."""
    with masters.copy("sqlite", sixty_steps, tmp_path / "like.leadbook", clock) as like:
        schema_1_book(engine_url, like)
        return engine_url, answers(like)


def answers(book: Book) -> list[Any]:
    return [
        book.view.status(),
        book.view.leads(LeadQuery(), 500),
        book.view.roster(),
        [replace(entry, hash="") for entry in book.view.journal(limit=500)],  # raising writes the journal anew
    ]


def revision(place: Path) -> int:
    connection = sqlite3.connect(place)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return int(found)


def test_opening_an_old_book_raises_it_and_everything_is_there(
    old: tuple[str, list[Any]], frozen: Surroundings
) -> None:
    place, before = old
    for _ in range(2):
        with open_book(place, frozen) as book:
            assert answers(book) == before
            assert check(book, full=True).ok
    with open_book(place, frozen) as book:
        book.run(AddLead("NEW-1", BEGAN))
        assert check(book, full=True).ok


def test_a_book_with_closed_quarters_is_raised_with_its_statements(
    engine_url: str, tmp_path: Path, clock: Clock
) -> None:
    with staffed(new_book(tmp_path / "like.leadbook", clock.surroundings())) as like:
        with_leads(like, 3)
        clock.move(days=60)
        like.run(CloseQuarter(Quarter(2026, 1)))
        schema_2_book(engine_url, like)
        expected = (answers(like), {**like.view.statement(Quarter(2026, 1)), "journal": None})
    with open_book(engine_url, clock.surroundings()) as book:
        statement = book.view.statement(Quarter(2026, 1))
        head = statement["journal"]["number"], statement["journal"]["hash"]
        assert (answers(book), {**statement, "journal": None}) == expected
        assert check(book, full=True).ok
        assert check(book, head=head).ok  # of the journal's first form, as the paper has it
        assert head[1] not in {entry.hash for entry in book.view.journal()}
        book.run(RecordPay("1041", 60_000_00, BEGAN))


def test_the_demo_as_it_was_before_texts_could_be_struck_out_is_raised_and_struck_out_of(
    tmp_path: Path, frozen: Surroundings, masters: Masters
) -> None:
    masters.copy_demo(tmp_path / "demo")
    with Book.open(tmp_path / "demo", frozen) as like:
        schema_3_book(str(tmp_path / "old"), like)
        expected = answers(like)
    with open_book(tmp_path / "old", frozen) as book:
        assert answers(book) == expected
        assert check(book, full=True).findings == ()
        entry = next(one.number for one in book.view.journal(limit=5_000) if one.said.startswith("Added officer"))
        book.run(StrikeOut(book.view.strike_target("name", entry=entry), StrikeReason.RETENTION))
        assert check(book, full=True).findings == ()


@pytest.mark.parametrize("earlier", ["0004", "0005"])
def test_a_book_from_before_there_were_people_is_raised(tmp_path: Path, frozen: Surroundings, earlier: str) -> None:
    with staffed(new_book(tmp_path / "like.leadbook", frozen)) as like:
        worked_at_random(like, 5, 20)
        book_as_hashed_now(str(tmp_path / "old.leadbook"), like, earlier)
        expected = answers(like)
    with open_book(tmp_path / "old.leadbook", frozen) as book:
        assert answers(book) == expected
        assert check(book, full=True).ok


def test_the_backup_made_before_is_the_old_book(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "desk.leadbook"
    with staffed(new_book(tmp_path / "like", frozen)) as like:
        schema_1_book(str(place), like)
        expected = answers(like)
    open_book(place, frozen).close()
    [backup] = backups_folder().iterdir()
    assert backup.name == "desk-schema-1-20251123-120000-000.leadbook"
    assert (revision(backup), revision(place)) == (1, schema.NEWEST)
    untouched = backup.read_bytes()
    restored, _ = restore(backup, str(tmp_path / "again.leadbook"), frozen)
    assert (backup.read_bytes(), list(backups_folder().iterdir())) == (untouched, [backup])
    with open_book(restored.path, frozen) as book:
        assert answers(book) == expected


def test_raising_that_fails_leaves_the_book_as_it_was(
    old: tuple[str, list[Any]], frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, before = old
    file = path_of(place)
    bytes_before = file.read_bytes() if file else b""
    whole = schema.upgrade

    def fails(connection: Connection) -> None:
        whole(connection)
        raise RuntimeError("the power went")

    monkeypatch.setattr(schema, "upgrade", fails)
    with pytest.raises(RuntimeError):
        open_book(place, frozen)
    assert file is None or file.read_bytes() == bytes_before
    monkeypatch.undo()
    with open_book(place, frozen) as book:
        assert answers(book) == before


@pytest.mark.parametrize(
    "loss", ["DELETE FROM lead", "DROP TRIGGER journal_entry_no_update", "DROP TABLE import_batch"]
)
def test_a_migration_that_would_lose_anything_is_not_kept(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    place = tmp_path / "desk.leadbook"
    with staffed(new_book(tmp_path / "like", frozen)) as like:
        like.run(AddLead("24-1", BEGAN))
        schema_1_book(str(place), like)
    before = place.read_bytes()
    whole = schema.upgrade

    def loses(connection: Connection) -> None:
        whole(connection)
        connection.exec_driver_sql(loss)

    monkeypatch.setattr(schema, "upgrade", loses)
    with pytest.raises(BookUnavailable, match="would have lost"):
        open_book(place, frozen)
    assert place.read_bytes() == before


def test_a_book_that_was_tampered_with_is_not_raised(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "desk.leadbook"
    with staffed(new_book(tmp_path / "like", frozen)) as like:
        schema_1_book(str(place), like)
    connection = sqlite3.connect(place)
    connection.executescript("DROP TRIGGER journal_entry_no_update; UPDATE journal_entry SET said = 'x'")
    connection.close()
    before = place.read_bytes()
    with pytest.raises(BookUnavailable, match="not sound"):
        open_book(place, frozen)
    assert (place.read_bytes(), list(backups_folder().iterdir())) == (before, [])


def test_without_room_for_the_backup_nothing_is_raised(tmp_path: Path, home: Path, frozen: Surroundings) -> None:
    place = tmp_path / "desk.leadbook"
    with staffed(new_book(tmp_path / "like", frozen)) as like:
        schema_1_book(str(place), like)
    backups_folder().parent.mkdir(parents=True)
    backups_folder().write_text("a file where the folder should be")
    before = place.read_bytes()
    with pytest.raises(BookUnavailable, match="cannot be written"):
        open_book(place, frozen)
    assert place.read_bytes() == before


KILLED = """
import os, signal, sys
from storage.schema import revision as schema
from storage.maintenance.opening import open_book
from storage.surroundings import of_this_machine
whole = schema.upgrade
def killed(connection):
    whole(connection)
    os.kill(os.getpid(), signal.SIGKILL)
schema.upgrade = killed
open_book(sys.argv[1], of_this_machine())
"""


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX systems do")
def test_a_program_killed_while_it_raises_leaves_the_old_book(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "desk.leadbook"
    with staffed(new_book(tmp_path / "like", frozen)) as like:
        worked_at_random(like, 2, 30)
        schema_1_book(str(place), like)
        before = answers(like)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(place)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    connection = sqlite3.connect(place)  # rolls back what was half done
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    connection.close()
    assert revision(place) == 1
    with open_book(place, frozen) as book:
        assert answers(book) == before


def test_two_programs_that_open_an_old_book_at_once_both_find_it_raised(
    old: tuple[str, list[Any]], frozen: Surroundings
) -> None:
    place, before = old

    def opened() -> list[Any]:
        with open_book(place, frozen) as book:
            return answers(book)

    with ThreadPoolExecutor(2) as pool:
        assert [found.result() for found in [pool.submit(opened) for _ in range(2)]] == [before, before]
    if path_of(place) is not None:
        assert len(list(backups_folder().iterdir())) == 1


@contextmanager
def somebody_writes(place: str) -> Iterator[Callable[[], object]]:
    """Another program that has the book's lock until what is given is called."""
    if (path := path_of(place)) is not None:
        with held(path) as holder:
            yield lambda: holder.execute("ROLLBACK")
        return
    with psycopg.connect(place, application_name="leadbook import for ames@desk2") as holder:
        holder.execute("SELECT id FROM agency FOR UPDATE")
        yield holder.rollback


def test_raising_that_waits_for_somebody_says_so_and_goes_on(old: tuple[str, list[Any]], frozen: Surroundings) -> None:
    place, before = old
    told: list[str] = []
    waits = Event()

    def tell(line: str) -> None:
        told.append(line)
        waits.set()

    def opened() -> list[Any]:
        with telling_of_waits(tell), open_book(place, frozen) as book:
            return answers(book)

    with somebody_writes(place) as lets_go, ThreadPoolExecutor(1) as pool:
        found = pool.submit(opened)
        assert waits.wait(DEADLINE_SECONDS)
        lets_go()
        assert found.result(DEADLINE_SECONDS) == before
    assert [line.startswith(BUSY) for line in told] == [True]
    if path_of(place) is None:
        assert "(ames@desk2, leadbook import, since " in told[0]


def test_a_book_of_today_is_opened_without_the_migrations(tmp_path: Path, frozen: Surroundings) -> None:
    new_book(tmp_path / "book", frozen).close()
    program = (
        "import sys; from storage.maintenance.opening import open_book; "
        "from storage.surroundings import of_this_machine; "
        "open_book(sys.argv[1], of_this_machine()).view.status(); print('alembic' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "book")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "False\n"


def test_an_export_of_an_old_book_still_loads(tmp_path: Path, frozen: Surroundings) -> None:
    with staffed(new_book(tmp_path / "like", frozen)) as like:
        worked_at_random(like, 9, 40)
        export(like, tmp_path / "book.jsonl")
        before = answers(like)
    known = {table.name for table in OF_SCHEMA_1}
    lines = (tmp_path / "book.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["table"] for line in lines[1:]} <= known
    load(tmp_path / "book.jsonl", str(tmp_path / "again"), frozen)
    with open_book(tmp_path / "again", frozen) as again:
        assert answers(again) == before


def test_a_new_agency_beside_an_old_one_waits_until_that_is_raised(
    postgresql_url: str, tmp_path: Path, frozen: Surroundings
) -> None:
    with staffed(new_book(tmp_path / "like", frozen)) as like:
        schema_1_book(postgresql_url, like)
    with pytest.raises(BookUnavailable, match="older version"):
        new_book(postgresql_url, frozen)
    open_book(postgresql_url, frozen).close()
    new_book(postgresql_url, frozen).close()
    engine = connect(postgresql_url)
    assert schema.revision_of(engine) == schema.NEWEST
    engine.dispose()
