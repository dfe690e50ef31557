"""How an entry moved the rate of a quarter that has ended, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import date

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason, Outcome
from program.quarters.figures import Rate
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.views.moved import Moved

ENDED = Quarter.parse("FY2025-Q4")
WITHIN = date(2025, 9, 20)


def located_twice(book: Book) -> None:
    """Two leads of the quarter that ended, both located within it, and one that runs."""
    for reference, received in (("E-1", date(2025, 9, 15)), ("E-2", date(2025, 9, 15)), ("R-1", date(2025, 11, 3))):
        book.run(AddLead(reference, received))
    book.run(RecordOutcomes(["E-1", "E-2"], Outcome.LOCATED, WITHIN))


def moved_by(book: Book, outcome: Outcome, reference: str = "E-1") -> tuple[int, tuple[Moved, ...]]:
    """What correcting a lead's outcome to another moved, and the entry's number."""
    done = book.run(RecordOutcomes([reference], outcome, WITHIN, reason=CorrectionReason.ENTRY_ERROR))
    assert done.entry is not None
    return done.entry, book.view.moved(done.entry)


def test_a_correction_moves_the_rate_of_the_quarter_that_the_lead_belongs_to(book: Book) -> None:
    located_twice(book)
    assert moved_by(book, Outcome.NOT_LOCATED)[1] == (Moved(ENDED, Rate(2, 2), Rate(1, 2)),)


def test_what_leaves_the_rate_as_it_was_moves_nothing(book: Book) -> None:
    located_twice(book)
    moved_by(book, Outcome.NOT_LOCATED)
    assert moved_by(book, Outcome.OUTSIDE_JURISDICTION)[1] == ()


def test_the_running_quarter_is_told_elsewhere(book: Book) -> None:
    located_twice(book)
    done = book.run(RecordOutcomes(["R-1"], Outcome.LOCATED, date(2025, 11, 20)))
    assert done.entry is not None
    assert book.view.moved(done.entry) == ()


def test_a_quarter_with_no_lead_before_has_no_rate_before(book: Book) -> None:
    done = book.run(AddLead("E-1", date(2025, 9, 15)))
    assert done.entry is not None
    assert book.view.moved(done.entry) == (Moved(ENDED, None, Rate(0, 1)),)


def test_what_came_after_an_entry_is_not_reckoned_to_it(book: Book) -> None:
    located_twice(book)
    first, said = moved_by(book, Outcome.NOT_LOCATED)
    second, then = moved_by(book, Outcome.WITHDRAWN)
    assert then == (Moved(ENDED, Rate(1, 2), Rate(1, 1)),)
    assert book.view.moved(first) == said
    taken_back = book.undo(second)
    assert taken_back.entry is not None
    assert book.view.moved(taken_back.entry) == (Moved(ENDED, Rate(1, 1), Rate(1, 2)),)
