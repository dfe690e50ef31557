"""Waiting for somebody else: for a lock, for another writer, for a server that comes back."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import psycopg
import pytest
from sqlalchemy import select
from sqlcipher3 import dbapi2 as sqlite3

from storage.book import Book
from storage.commands.base import Command, Confirmation, Done
from storage.commands.lead import AddLead
from storage.engine.connections import reading, write_pages_anew
from storage.engine.holders import BUSY, NOBODY_TELLS
from storage.engine.lockers import locker_of
from storage.engine.locks import BreakOff, BrokenOff, telling_of_waits
from storage.errors import BookUnavailable, Conflict
from storage.journal.writer import Writer
from storage.maintenance.backup import back_up, look_at_backups
from storage.maintenance.chain import follow_chain
from storage.maintenance.check import check
from storage.maintenance.opening import open_book
from storage.schema.lead import lead
from storage.schema.officer import officer
from storage.surroundings import Surroundings
from tests.books import BEGAN, new_book, staffed, with_leads
from tests.holding import held

DEADLINE_SECONDS = 60


@dataclass(frozen=True)
class Watched(Command):
    """Adds a lead; says when it has begun, waits until it may go on, and counts how often it was carried out."""

    lead: AddLead
    begun: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)
    times: list[int] = field(default_factory=list)

    def carry_out(self, writer: Writer) -> Done:
        self.times.append(1)
        self.begun.set()
        assert self.go_on.wait(DEADLINE_SECONDS)
        return self.lead.carry_out(writer)


@dataclass(frozen=True)
class AddTwice(Command):
    """Adds one row twice, which no table takes."""

    times: list[int] = field(default_factory=list)

    def carry_out(self, writer: Writer) -> Done:
        self.times.append(1)
        row = writer.row(writer.select(officer))
        assert row is not None
        writer.insert(officer, row)
        return Done("Added an officer twice")


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not holds():
        assert time.monotonic() < deadline


def waits_on_server(url: str) -> bool:
    with psycopg.connect(url, autocommit=True) as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        found = connection.execute(query).fetchone()
        return found is not None and found[0] > 0


def end_connections(url: str) -> None:
    """Ends every connection to a database but the one that asks for it."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def added(pool: ThreadPoolExecutor, book: Book, by: BreakOff) -> Future[Confirmation]:
    def add() -> Confirmation:
        with by.over():
            return book.run(AddLead("24-900", BEGAN))

    return pool.submit(add)


def test_a_writer_that_waited_for_another_does_its_work_once(engine_url: str, frozen: Surroundings) -> None:
    new_book(engine_url, frozen).close()
    first, second = Watched(AddLead("24-1", BEGAN)), Watched(AddLead("24-2", BEGAN))
    second.go_on.set()
    by = BreakOff()

    def run_second(book: Book) -> Confirmation:
        with by.over():
            return book.run(second)

    with (
        Book.open(engine_url, frozen) as mine,
        Book.open(engine_url, frozen) as theirs,
        ThreadPoolExecutor(2) as pool,
    ):
        done = [pool.submit(theirs.run, first)]
        assert first.begun.wait(DEADLINE_SECONDS)
        done.append(pool.submit(run_second, mine))
        until(lambda: by.held_by is not None)
        assert by.held_by is not None
        who = (by.held_by.login, by.held_by.program)
        assert who == ("coordinator@desk", "leadbook")
        assert by.held_by.since_ms is not None
        first.go_on.set()
        assert [one.result().entry for one in done] == [2, 3]
    assert second.times == [1]


def test_what_is_there_already_is_a_conflict_at_once(book: Book) -> None:
    command = AddTwice()
    with pytest.raises(Conflict, match=r"already \(officer\)"):
        book.run(command)
    assert command.times == [1]


def test_a_read_is_answered_while_another_program_writes(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        with_leads(staffed(book), 2)
        with held(tmp_path / "book"):
            assert book.view.work().open == 2


STOPS_IN_A_READ = """
import os, signal, sys
from sqlcipher3 import dbapi2
reader = dbapi2.connect(sys.argv[1], isolation_level=None)
reader.execute("BEGIN")
rows = reader.execute("SELECT * FROM journal_change")
rows.fetchone()
print("reads", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system stops no processes")
def test_a_program_that_is_stopped_in_the_middle_of_a_read_holds_up_no_command(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.0)
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        with_leads(staffed(book), 3)
    stopped = subprocess.Popen([sys.executable, "-c", STOPS_IN_A_READ, str(place)], stdout=subprocess.PIPE)
    try:
        with stopped, telling_of_waits(pytest.fail):
            assert stopped.stdout is not None
            assert stopped.stdout.readline() == b"reads\n"
            for number in range(2):  # the second opens what the first could not close to one file
                with open_book(place, frozen) as book:
                    book.run(AddLead(f"24-{number}", BEGAN))
                    assert book.view.work().open == 4 + number
            with open_book(place, frozen) as book, pytest.raises(BookUnavailable, match="locked by another program"):
                write_pages_anew(book.engine)
            stopped.kill()
    finally:
        stopped.kill()
    with open_book(place, frozen) as book:
        write_pages_anew(book.engine)
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


def test_a_write_that_waits_for_a_lock_goes_on_when_it_is_released(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book, ThreadPoolExecutor(1) as pool:
        by = BreakOff()
        with held(tmp_path / "book") as holder:
            answer = added(pool, book, by)
            until(lambda: by.is_waiting)
            holder.execute("ROLLBACK")
            assert answer.result(DEADLINE_SECONDS).entry == 2
        assert not by.is_waiting


def test_a_write_that_waits_for_a_lock_can_be_broken_off(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book, ThreadPoolExecutor(1) as pool:
        by = BreakOff()
        with held(tmp_path / "book"):
            answer = added(pool, book, by)
            until(lambda: by.is_waiting)
            by.break_off()
            with pytest.raises(BrokenOff):
                answer.result(DEADLINE_SECONDS)
        assert book.view.work().open == 0


def test_a_read_that_is_broken_off_between_two_rows_gives_the_lock_back(book: Book) -> None:
    with_leads(book, 20)
    by = BreakOff()
    broken_off: list[BaseException] = []

    def read() -> None:
        with by.over(), reading(book.engine) as connection:
            found = connection.execute(select(lead.c.reference))
            assert found.fetchone() is not None
            by.break_off()
            connection.execute(select(officer.c.badge))

    try:
        read()
    except BrokenOff as error:
        broken_off.append(error)  # with the frames that hold what was found
    assert len(broken_off) == 1
    assert book.run(AddLead("24-900", BEGAN)).entry


def test_a_book_opens_while_another_program_writes(tmp_path: Path, frozen: Surroundings) -> None:
    new_book(tmp_path / "book", frozen).close()
    with held(tmp_path / "book"), Book.open(tmp_path / "book", frozen) as book:
        assert book.view.agency().name == "Example County"


def test_a_closed_book_is_one_file(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        with_leads(staffed(book), 2)
        assert (tmp_path / "book-wal").stat().st_size > 0
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("book")] == ["book"]


def test_a_book_with_a_rollback_journal_gets_a_write_ahead_log(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "book"
    with new_book(place, frozen) as book:
        with_leads(staffed(book), 2)
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    with open_book(place, frozen) as book:
        assert book.view.work().open == 2
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_looking_at_a_backup_changes_none_of_its_bytes(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        with_leads(staffed(book), 2)
        copy = back_up(book, None, tmp_path / "backups").path
        before = copy.read_bytes()
        assert look_at_backups(book, tmp_path / "backups", every=True).newest is not None
    assert copy.read_bytes() == before
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_a_rehearsal_can_be_broken_off_and_gives_the_lock_back(engine_url: str, frozen: Surroundings) -> None:
    command, by = Watched(AddLead("24-1", BEGAN)), BreakOff()

    def rehearse(book: Book) -> Confirmation:
        with by.over():
            return book.rehearse(command)

    with new_book(engine_url, frozen) as book, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(rehearse, book)
        assert command.begun.wait(DEADLINE_SECONDS)
        by.break_off()
        command.go_on.set()
        with pytest.raises(BrokenOff):
            answer.result(DEADLINE_SECONDS)
        assert book.run(AddLead("24-2", BEGAN)).entry == 2


def test_the_pulse_beats_while_another_program_writes(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        pulse = book.pulse()
        before = pulse.beat()
        with held(tmp_path / "book"):
            assert pulse.beat() == before
        pulse.close()


def test_a_lock_that_nobody_releases_is_told_of_in_one_sentence(
    engine_url: str, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 1.0)
    new_book(engine_url, frozen).close()
    first = Watched(AddLead("24-1", BEGAN))
    with (
        Book.open(engine_url, frozen) as mine,
        Book.open(engine_url, frozen) as theirs,
        ThreadPoolExecutor(1) as pool,
    ):
        done = pool.submit(theirs.run, first)
        assert first.begun.wait(DEADLINE_SECONDS)
        try:
            told: list[str] = []
            names_it = r"by another program for over 1 seconds \(coordinator@desk, leadbook, since \d\d:\d\d\)"
            with pytest.raises(BookUnavailable, match=names_it), telling_of_waits(told.append):
                mine.run(AddLead("24-2", BEGAN))
            assert [line.split(" (")[0] for line in told] == [BUSY]
        finally:
            first.go_on.set()
        assert done.result().entry == 2


HOLDS = """
import sys
from sqlcipher3 import dbapi2
holder = dbapi2.connect(sys.argv[1], isolation_level=None)
holder.execute("BEGIN IMMEDIATE")
print("holds", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which process has a lock")
def test_a_program_that_is_not_ours_is_named_by_its_process(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 1.0)
    place = tmp_path / "book"
    command = [sys.executable, "-c", HOLDS, str(place)]
    with (
        new_book(place, frozen) as book,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other,
    ):
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == b"holds\n"
            named = rf"\(\w+, \S+ process {other.pid}\)"
            with pytest.raises(BookUnavailable, match=f"locked by another program for over 1 seconds {named}"):
                book.run(AddLead("24-1", BEGAN))
        finally:
            other.kill()
            other.wait()
        assert locker_of(place) is None
        assert book.run(AddLead("24-1", BEGAN)).entry == 2


def test_where_the_system_does_not_tell_who_holds_the_book_the_line_says_so(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.lockers._LOCKS", tmp_path / "none")
    told: list[str] = []
    with new_book(tmp_path / "book", frozen) as book, ThreadPoolExecutor(1) as pool:

        def run() -> Confirmation:
            with telling_of_waits(told.append):
                return book.run(AddLead("24-1", BEGAN))

        with held(tmp_path / "book") as holder:
            done = pool.submit(run)
            until(lambda: bool(told))
            holder.execute("ROLLBACK")
        assert done.result(DEADLINE_SECONDS).entry == 2
    assert told == [f"{BUSY} ({NOBODY_TELLS})"]


def test_the_pulse_outlives_its_connection(postgresql_url: str, frozen: Surroundings) -> None:
    with new_book(postgresql_url, frozen) as mine:
        pulse = mine.pulse()
        first = pulse.beat()
        end_connections(postgresql_url)
        assert pulse.beat() == first
        mine.run(AddLead("24-1", BEGAN))
        assert pulse.beat() != first
        pulse.close()


def test_a_command_whose_connection_is_ended_is_carried_out_again_and_counts_once(
    postgresql_url: str, frozen: Surroundings
) -> None:
    command = Watched(AddLead("24-1", BEGAN))
    with new_book(postgresql_url, frozen) as book, ThreadPoolExecutor(1) as pool:
        done = pool.submit(book.run, command)
        assert command.begun.wait(DEADLINE_SECONDS)
        end_connections(postgresql_url)
        command.go_on.set()
        assert done.result().entry == 2
        assert (len(command.times), book.view.journal_length()) == (2, 2)


def test_a_check_looks_at_one_moment_while_somebody_records(
    postgresql_url: str, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_book(postgresql_url, frozen) as book, Book.open(postgresql_url, frozen) as theirs:
        with_leads(staffed(book), 2)

        def followed(*arguments: object) -> object:
            found = follow_chain(*arguments)  # type: ignore[arg-type]
            theirs.run(AddLead("24-1", BEGAN))
            return found

        monkeypatch.setattr("storage.maintenance.check.follow_chain", followed)
        assert check(book, full=True).findings == ()
