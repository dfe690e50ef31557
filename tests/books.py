"""Small books for tests: made through the book's own door, closed at the end of the test by their fixtures."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from program.leads.outcome import CorrectionReason, Origin, Outcome
from program.refusals import LeadbookError
from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.commands.undo import Undo
from storage.surroundings import Surroundings
from tests.frozen import TODAY

AGENCY = CreateAgency("Example County", "TX", "TX0000000")
BEGAN = date(2025, 10, 1)


def new_book(place: object, surroundings: Surroundings) -> Book:
    """A book of an agency and nothing else."""
    return Book.create(str(place), AGENCY, surroundings)


def staffed(book: Book, badges: Sequence[str] = ("1041", "1052")) -> Book:
    """The book with authorized officers."""
    for badge in badges:
        book.run(AddOfficer(badge, f"Officer {badge}", BEGAN))
    return book


def with_leads(book: Book, count: int, received: date = date(2025, 11, 3)) -> list[str]:
    """Enters leads R-001 and so on; returns their references."""
    references = [f"R-{number:03}" for number in range(1, count + 1)]
    for number, reference in enumerate(references):
        book.run(AddLead(reference, received, received + timedelta(days=14 + number), "1041" if number % 2 else None))
    return references


def worked_at_random(book: Book, seed: int, steps: int) -> None:
    """Works on the book as people do, in any order; what the book refuses is left."""
    chance = random.Random(seed)
    for step in range(steps):
        received = date(2025, 8, 15) + timedelta(days=chance.randrange(100))
        reference = f"W-{chance.randrange(max(3, steps // 2)):03}"
        badge = chance.choice(["1041", "1052"])
        action = chance.randrange(7)
        try:
            if action <= 2:
                origin = chance.choice([Origin.ICE] * 4 + [Origin.AGENCY])
                due = received + timedelta(days=chance.randrange(40)) if chance.random() < 0.8 else None
                book.run(AddLead(f"W-{step:03}", received, due, chance.choice([None, badge]), origin=origin))
            elif action == 3:
                book.run(AssignLeads([reference], badge))
            elif action == 6:
                if "Added officer" not in book.rehearse(Undo()).said:
                    book.undo()
            else:
                on = min(TODAY, received + timedelta(days=chance.randrange(60)))
                reason = CorrectionReason.ENTRY_ERROR if chance.random() < 0.5 else None
                book.run(RecordOutcomes([reference], chance.choice(list(Outcome)), on, reason=reason))
        except LeadbookError:
            continue
