"""A synthetic book to look at: an invented agency, invented officers, references that no agency uses.

Made through the book's own commands with a clock, ids and an actor of its own: the same day gives the same book.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from program.outcomes import Category, CorrectionReason, Origin, Outcome
from program.quarters import Quarter
from program.standing import Standing
from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.commands.base import Command, Done
from storage.commands.found import lead_row, officer_named
from storage.commands.officers import AddOfficer, SetStanding
from storage.commands.outcomes import RecordOutcomes
from storage.errors import BookUnavailable, NoBook
from storage.surroundings import Surroundings, uuid7_from
from storage.tables import lead
from storage.words import number_of
from storage.writer import Writer

AGENCY = "Example County Sheriff's Office (DEMO)"

_OFFICERS = (
    ("1041", "Ames, Pat"), ("1052", "Birch, Alex"), ("1063", "Cole, Jordan"), ("1077", "Dale, Robin"),
    ("1088", "Ellis, Casey"), ("1093", "Frost, Taylor"), ("1104", "Grove, Morgan"), ("1115", "Hale, Jamie"),
    ("1126", "Ives, Drew"), ("1137", "Joyce, Quinn"), ("1148", "Kerr, Rowan"), ("1159", "Lane, Avery"),
    ("1160", "Moss, Reese"), ("1171", "North, Skyler"),
)  # fmt: skip
_QUARTERS_BEFORE = 5
_LEADS_A_QUARTER = (52, 47, 58, 44, 61)
_RUNNING = 39
_OTHERS = (Outcome.NOT_LOCATED, Outcome.OUTSIDE_JURISDICTION, Outcome.DEPARTED, Outcome.DECEASED)
_EXCLUDED = (Outcome.WITHDRAWN, Outcome.DUPLICATE, Outcome.MISTAKEN_IDENTITY)


@dataclass(frozen=True)
class _Received(Command):
    """The day's mail of the demo: leads with due dates, each with an officer or none."""

    leads: tuple[tuple[str, date, date, str | None, Category, Origin], ...]

    def carry_out(self, writer: Writer) -> Done:
        holders = {badge: officer_named(writer, badge)["id"] for badge in {row[3] for row in self.leads} if badge}
        writer.insert_many(
            lead,
            [
                lead_row(
                    writer, ref, received, due, category=category.value, origin=origin.value,
                    officer_id=holders.get(badge or ""),
                )
                for ref, received, due, badge, category, origin in self.leads
            ],
        )  # fmt: skip
        return Done(f"Entered {number_of(len(self.leads), 'lead')}")


class _World:
    """The demo's clock, ids and actor."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.moment = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
        self.chance = random.Random(today.toordinal())

    def go_to(self, day: date) -> None:
        """Moves to the next minute, or to the morning of a later day."""
        morning = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        self.moment = max(morning, self.moment + timedelta(minutes=1))

    def new_id(self) -> str:
        """The next id."""
        return uuid7_from(int(self.moment.timestamp() * 1000), self.chance.getrandbits(80))

    def surroundings(self) -> Surroundings:
        """What the book is told while the demo is made."""
        return Surroundings(
            now=lambda: int(self.moment.timestamp() * 1000),
            today=lambda: self.today,
            new_id=self.new_id,
            actor="demo@leadbook",
        )


def make_demo(place: Path, surroundings: Surroundings) -> Book:
    """Makes the demo book and opens it; replaces an earlier demo at this place and nothing else.

    Five quarters that ended and a running one. Raises BookUnavailable where something else stands there.
    """
    _make_room(place, surroundings)
    today = surroundings.today()
    world = _World(today)
    running = Quarter.of(today)
    quarters = [running]
    while len(quarters) <= _QUARTERS_BEFORE:
        quarters.insert(0, quarters[0].previous())
    world.moment = datetime(quarters[0].starts_on.year, quarters[0].starts_on.month, 1, 8, tzinfo=UTC)
    with Book.create(place, CreateAgency(AGENCY, "TX", "TX0000000", demo=True), world.surroundings()) as book:
        _roster(book, world, quarters[0].starts_on)
        for number, quarter in enumerate(quarters):
            _fill(book, world, quarter, _LEADS_A_QUARTER[number] if quarter != running else _RUNNING)
    return Book.open(place, surroundings)


def _make_room(place: Path, surroundings: Surroundings) -> None:
    try:
        with Book.open(place, surroundings) as there:
            is_demo = there.view.agency().demo
    except NoBook:
        return
    if not is_demo:
        raise BookUnavailable(f"{place}: is a book that is no demo; choose another place")
    place.unlink()


def _roster(book: Book, world: _World, begins: date) -> None:
    today = world.today
    for number, (badge, name) in enumerate(_OFFICERS):
        world.go_to(begins)
        authorized = max(begins, today - timedelta(days=400)) + timedelta(days=7 * (number % 5))
        book.run(AddOfficer(badge, name, authorized if number < 13 and authorized <= today else None))
    book.run(
        SetStanding(
            "1104", Standing.SUSPENDED, today - timedelta(days=12), None, "complaint under review, letter 25-014"
        )
    )
    soon = today + timedelta(days=25)
    book.run(SetStanding("1137", Standing.EXPIRED, soon, None, "authorization not renewed yet"))


def _fill(book: Book, world: _World, quarter: Quarter, number: int) -> None:
    """One quarter: the leads as they come, then their outcomes in the order of their days."""
    chance, last = world.chance, min(quarter.ends_on, world.today)
    span = (last - quarter.starts_on).days
    badges = [badge for badge, _ in _OFFICERS[:13]]
    days = sorted(quarter.starts_on + timedelta(days=chance.randint(0, span)) for _ in range(number))
    received = []
    for count, day in enumerate(days, start=1):
        reference = f"DEMO-{quarter.fiscal_year % 100}{quarter.number}-{count:04}"
        badge = None if quarter.ends_on > world.today and chance.random() < 0.06 else chance.choice(badges)
        category = Category.WELFARE_CHECK if chance.random() < 0.2 else Category.STANDARD
        origin = Origin.AGENCY if chance.random() < 0.03 else Origin.ICE
        received.append((reference, day, day + timedelta(days=chance.choice((14, 21, 30))), badge, category, origin))
    world.go_to(quarter.starts_on)
    book.run(_Received(tuple(received)))
    outcomes = sorted(_outcomes(world, quarter, received, last), key=lambda found: found[1])
    for reference, day, outcome, evidence in outcomes:
        world.go_to(day)
        book.run(RecordOutcomes((reference,), outcome, day, evidence=evidence))
    wrong = next((found for found in outcomes if found[2] is Outcome.NOT_LOCATED), None)
    if wrong is not None:
        book.run(RecordOutcomes((wrong[0],), Outcome.DEPARTED, wrong[1], reason=CorrectionReason.NEW_INFORMATION))


def _outcomes(
    world: _World,
    quarter: Quarter,
    received: list[tuple[str, date, date, str | None, Category, Origin]],
    last: date,
) -> Iterator[tuple[str, date, Outcome, str | None]]:
    chance, running = world.chance, quarter.ends_on > world.today
    for count, (reference, day, _, badge, _, _) in enumerate(received):
        if running and (badge is None or count % 9 == 4 or (last - day).days < 3):
            continue
        on = min(day + timedelta(days=chance.randint(1, 20)), last)
        if not running and count % 25 == 7:
            on = min(quarter.ends_on + timedelta(days=chance.randint(2, 9)), world.today)
        drawn = chance.random()
        outcome = (
            Outcome.LOCATED if drawn < 0.86
            else chance.choice(_EXCLUDED) if drawn < 0.91
            else chance.choice(_OTHERS)
        )  # fmt: skip
        evidence = f"ACK-{chance.randint(10_000, 99_999)}" if chance.random() < 0.9 else None
        yield reference, on, outcome, evidence
