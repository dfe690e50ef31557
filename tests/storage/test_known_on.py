"""What the book knew at the end of a day is what a copy of it, frozen at that day, says."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason, Origin, Outcome
from program.officers.standing import Standing
from program.refusals import BadInput, LeadbookError
from storage.book import Book
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.engine.connections import copy_into
from storage.surroundings import Surroundings
from tests.books import AGENCY, BEGAN, new_book, staffed, with_leads
from tests.frozen import Clock

QUARTERS = [Quarter(2025, 4), Quarter(2026, 1), Quarter(2026, 2)]


def do_something(book: Book, clock: Clock, chance: random.Random) -> None:
    """One thing that a coordinator may do today; what the book refuses is left."""
    today = clock.today()
    reference = f"K-{chance.randrange(20):02}"
    badge = chance.choice(["1041", "1052", "1063"])
    received = today - timedelta(days=chance.randrange(60))
    try:
        match chance.randrange(8):
            case 0 | 1:
                origin = chance.choice([Origin.ICE, Origin.ICE, Origin.AGENCY])
                due = received + timedelta(days=chance.randrange(20))
                book.run(AddLead(reference, received, due, chance.choice([None, badge]), origin=origin))
            case 2 | 3:
                on = today - timedelta(days=chance.randrange(9))
                reason = chance.choice([None, CorrectionReason.ENTRY_ERROR])
                book.run(RecordOutcomes([reference], chance.choice(list(Outcome)), on, reason=reason))
            case 4:
                book.run(AssignLeads([reference], badge))
            case 5:
                begins = today - timedelta(days=chance.randrange(40))
                book.run(SetStanding(badge, chance.choice(list(Standing)), begins, None, "letter"))
            case 6:
                book.run(AddOfficer(badge, f"Officer {badge}", chance.choice([None, received])))
            case _:
                if chance.random() < 0.7:
                    book.undo()
                else:
                    book.redo()
    except LeadbookError:
        pass


def answers(book: Book, known_on: date | None = None) -> list[Any]:
    return [replace(book.view.status(quarter, None, known_on), known_on=None) for quarter in QUARTERS]


@pytest.mark.no_cover  # hundreds of books, in code that other tests cover
@settings(max_examples=15)
@given(st.integers(0, 10**9), st.integers(1, 25))
def test_what_was_known_is_what_a_book_frozen_at_that_day_says(seed: int, steps: int) -> None:
    chance, clock = random.Random(seed), Clock(date(2025, 12, 20))
    with TemporaryDirectory() as folder:
        place = Path(folder) / "book"
        days: list[date] = []
        with new_book(place, clock.surroundings()) as book:
            for _ in range(steps):
                for _ in range(chance.randrange(5)):
                    do_something(book, clock, chance)
                    clock.move(seconds=chance.randrange(7000))
                day = clock.today()
                if day not in days:
                    days.append(day)
                (Path(folder) / str(day)).unlink(missing_ok=True)
                copy_into(book.engine, Path(folder) / str(day))
                clock.move(days=chance.randrange(1, 4))
        with Book.open(place, clock.surroundings()) as book:
            for day in days:
                with Book.open(Path(folder) / str(day), Clock(day).surroundings()) as then:
                    assert answers(book, day) == answers(then)
                    early = day - timedelta(days=5)
                    assert [replace(book.view.status(quarter, early, day), known_on=None) for quarter in QUARTERS] == [
                        then.view.status(quarter, early) for quarter in QUARTERS
                    ]


def test_on_each_engine(engine_url: str, clock: Clock) -> None:
    with staffed(Book.create(engine_url, AGENCY, clock.surroundings())) as book:
        with_leads(book, 4)
        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
        before = book.view.status()
        clock.move(days=2)
        book.run(RecordOutcomes(["R-002", "R-003"], Outcome.WITHDRAWN))
        book.run(SetStanding("1041", Standing.REVOKED, date(2025, 11, 1), None, "notice"))
        book.run(AddLead("LATE-1", BEGAN))
        book.undo(7)
        known = book.view.status(known_on=date(2025, 11, 23))
        assert replace(known, known_on=None) == before
        assert known.figures.counts.by_outcome == {Outcome.LOCATED: 1, Outcome.OPEN: 3}
        assert book.view.status().figures.counts.by_outcome == {
            Outcome.OPEN: 1,
            Outcome.LOCATED: 1,
            Outcome.WITHDRAWN: 2,
        }


def test_days_that_cannot_be_asked_are_named(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        with pytest.raises(BadInput, match=r"known_on.*first entry"):
            book.view.status(known_on=date(2025, 11, 22))
        with pytest.raises(BadInput, match=r"known_on.*after today"):
            book.view.status(known_on=date(2025, 11, 24))
        with pytest.raises(BadInput, match=r"as_of.*on which the book is asked"):
            book.view.status(as_of=date(2025, 11, 23), known_on=date(2025, 11, 22))


def test_only_what_changed_since_is_read(tmp_path: Path, clock: Clock) -> None:
    with staffed(new_book(tmp_path / "book", clock.surroundings())) as book:
        with_leads(book, 30)
        clock.move(days=1)
        book.run(AssignLeads(["R-001"], "1052"))
        read: list[int] = []

        def note(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
            if "FROM journal_change" in statement:
                read.append(
                    connection.connection.cursor().execute(f"SELECT count(*) FROM ({statement})", values).fetchone()[0]
                )

        event.listen(book.engine, "before_cursor_execute", note)
        book.view.status(known_on=date(2025, 11, 23))
        event.remove(book.engine, "before_cursor_execute", note)
        assert read == [0, 1]  # of the small tables, and of the leads
