"""Figures that are asked for again are brought up to date from the journal, and are those of a book counted anew."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite3

from program.calendar import Quarter
from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.outcome import RecordOutcomes
from storage.views import class_cache as kept
from tests.books import AGENCY, new_book, staffed, with_leads
from tests.frozen import Clock
from tests.storage.test_known_on import QUARTERS, do_something
from tests.storage.test_plans import indexes_walked

pytestmark = pytest.mark.no_cover  # books at random, in code that other tests cover


@settings(max_examples=10)
@given(st.integers(0, 10**9), st.integers(1, 15), st.sampled_from([3, 500]))
def test_a_book_that_stays_open_says_what_a_book_just_opened_says(seed: int, steps: int, most: int) -> None:
    chance, clock = random.Random(seed), Clock(date(2025, 12, 20))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "MOST_CHANGES", most)
        place = Path(folder) / "book"
        with new_book(place, clock.surroundings()) as one, Book.open(place, clock.surroundings("other@desk")) as other:
            for _ in range(steps):
                for _ in range(chance.randrange(5)):
                    do_something(chance.choice([one, other]), clock, chance)
                    clock.move(seconds=chance.randrange(7000))
                clock.move(days=chance.choice([0, 0, 0, 1, 3]))
                asked = [quarter for quarter in QUARTERS if chance.random() < 0.6]
                with Book.open(place, clock.surroundings()) as fresh:
                    for quarter in asked:
                        assert one.view.status(quarter) == fresh.view.status(quarter)
                        day = clock.today() - timedelta(days=chance.randrange(3))
                        assert one.view.status(quarter, day) == fresh.view.status(quarter, day)


def test_on_each_engine_outcomes_undone_and_of_other_hands_are_counted(engine_url: str, clock: Clock) -> None:
    with (
        staffed(Book.create(engine_url, AGENCY, clock.surroundings())) as book,
        Book.open(engine_url, clock.surroundings("other@desk"), agency_id=book.agency_id) as other,
    ):
        with_leads(book, 4)

        def located() -> int:
            return book.view.status().figures.counts.located

        assert located() == 0
        book.run(RecordOutcomes(["R-001", "R-002"], Outcome.LOCATED))
        assert located() == 2
        other.run(RecordOutcomes(["R-003"], Outcome.LOCATED))
        assert located() == 3
        book.undo()
        assert located() == 2
        book.redo()
        assert located() == 3


def test_a_lead_is_overdue_from_the_day_after_it_was_due(tmp_path: Path, clock: Clock) -> None:
    with staffed(new_book(tmp_path / "book", clock.surroundings())) as book:
        with_leads(book, 2, clock.today() - timedelta(days=15))
        assert [share.overdue for share in book.view.status().officers] == [0, 0]
        clock.move(days=1)
        assert [share.overdue for share in book.view.status().officers] == [1, 0]


def test_after_an_outcome_only_what_it_changed_is_read(tmp_path: Path, clock: Clock) -> None:
    with staffed(new_book(tmp_path / "book", clock.surroundings())) as book:
        with_leads(book, 4)
        book.view.status()
        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
        assert indexes_walked(book, lambda book: book.view.status()) == ["sqlite_autoindex_journal_change_1"]
        assert indexes_walked(book, lambda book: book.view.status()) == []


def test_a_journal_that_no_longer_holds_the_entry_is_not_trusted(tmp_path: Path, clock: Clock) -> None:
    place = tmp_path / "book"
    with staffed(new_book(place, clock.surroundings())) as book:
        with_leads(book, 4)
        book.view.status()
        with closing(sqlite3.connect(place)) as file, file:  # as if the file were written over by another book's
            file.execute("DROP TRIGGER journal_entry_no_update")
            file.execute("UPDATE journal_entry SET hash = 'x' WHERE number = (SELECT max(number) FROM journal_entry)")
            file.execute("UPDATE lead SET outcome = 'located', outcome_on = '2025-11-20'")
        assert book.view.status(Quarter(2026, 1)).figures.counts.located == 4
