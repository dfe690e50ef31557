"""A synthetic book to look at: an invented agency, invented officers, references that no agency uses.

Made through the book's own commands with a clock, ids and an actor of its own: the same day gives the same book.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from program.calendar import Month, Quarter
from program.leads.outcome import Category, CorrectionReason, Origin, Outcome
from program.officers.standing import Standing
from program.quarters.award import AwardReason, AwardStep
from program.quarters.figures import Rate, reaches, tier_of
from program.refusals import BadInput
from program.rules.rule_set import DHS_2025_10_01, Rounding
from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.commands.award import RecordAward
from storage.commands.base import Command
from storage.commands.claim import ApproveClaim, CertifyClaim, SubmitClaim
from storage.commands.closing import CloseQuarter
from storage.commands.ice_count import RecordIceCount
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.lead_import import ImportLeads
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import RecordPay, RecordTime
from storage.commands.receipt import AddReceipt, Applied
from storage.engine.files import part_of, take_name, take_place
from storage.engine.progress import told_as_one
from storage.errors import BookUnavailable, NoBook
from storage.importing.reader import files_of_our_own
from storage.surroundings import Surroundings, uuid7_from

AGENCY = "Example County Sheriff's Office (DEMO)"

_OFFICERS = (
    ("1041", "Ames, Pat"), ("1052", "Birch, Alex"), ("1063", "Cole, Jordan"), ("1077", "Dale, Robin"),
    ("1088", "Ellis, Casey"), ("1093", "Frost, Taylor"), ("1104", "Grove, Morgan"), ("1115", "Hale, Jamie"),
    ("1126", "Ives, Drew"), ("1137", "Joyce, Quinn"), ("1148", "Kerr, Rowan"), ("1159", "Lane, Avery"),
    ("1160", "Moss, Reese"), ("1171", "North, Skyler"),
)  # fmt: skip
_SUSPENDED, _EXPIRING, _IN_TRAINING = "1104", "1137", "1171"
_HOLDERS = tuple(badge for badge, _ in _OFFICERS if badge not in (_SUSPENDED, _IN_TRAINING))

_PAST = ((148, 74), (171, 83), (196, 91), (183, 88), (214, 93))
"""The quarters that ended: how many leads were provided, and about how many percent of them located."""
_LATE = 3
_OTHERS = (Outcome.NOT_LOCATED, Outcome.OUTSIDE_JURISDICTION, Outcome.DEPARTED, Outcome.DECEASED)
_EXCLUDED = (Outcome.WITHDRAWN, Outcome.DUPLICATE, Outcome.MISTAKEN_IDENTITY)
_OPEN_DUE = (-9, -2, 1, 3, 6, 10, 14, 18, 24)
"""When the open leads are due, in days from today; they repeat where there are more."""


@dataclass(frozen=True)
class _Lead:
    """A lead of the demo as it will have become; ``on`` is None for one that stays open."""

    reference: str
    received: date
    due: date
    badge: str | None
    category: Category
    origin: Origin
    outcome: Outcome
    on: date | None

    @property
    def cells(self) -> tuple[str, ...]:
        """Its line in ICE's list: nothing of what became of it."""
        return (
            self.reference, self.received.isoformat(), self.due.isoformat(), self.badge or "",
            self.category.value, self.origin.value,
        )  # fmt: skip


class _World:
    """The demo's clock, ids and actor; ``chance`` decides the same on the same day."""

    def __init__(self, today: date) -> None:
        self.chance = random.Random(today.toordinal())
        self._moment = datetime.min.replace(tzinfo=UTC)
        self._ids = random.Random(today.toordinal() + 1)
        self._salts = random.Random(today.toordinal() + 2)

    def go_to(self, day: date) -> None:
        """Moves to the morning of a day, or on by a minute where it is that day already."""
        self._moment = max(datetime.combine(day, time(9), UTC), self._moment + timedelta(minutes=1))

    def surroundings(self) -> Surroundings:
        """What the book is told while the demo is made."""
        return Surroundings(
            now=self._now,
            today=self._today,
            new_id=lambda: uuid7_from(self._now(), self._ids.getrandbits(80)),
            actor="demo@leadbook",
            random_bytes=self._salts.randbytes,
        )

    def _today(self) -> date:
        return self._moment.date()

    def _now(self) -> int:
        return int(self._moment.timestamp() * 1000)


def make_demo(place: Path, surroundings: Surroundings) -> Book:
    """Makes the demo book and opens it; replaces an earlier demo at this place and nothing else.

    Five quarters that ended, closed a week later, and a running one, whose rate stands so close below the highest tier
    that one more located lead, or another reading of the rules, reaches it. Raises BadInput where a book stands there
    that is no demo, BookUnavailable where something else does.
    """
    replaces = _is_older_demo(place, surroundings)
    try:
        with part_of(place) as part:
            _make(part, surroundings)
            if replaces:
                take_place(part, place)
            else:
                take_name(part, place)
    except FileExistsError:
        raise BadInput("demo", place, "stands there already; choose another place") from None
    except OSError as error:
        raise BookUnavailable(f"{place}: cannot be made here ({error.strerror})") from None
    return Book.open(place, surroundings)


def _make(place: Path, surroundings: Surroundings) -> None:
    today = surroundings.today()
    quarters = [Quarter.of(today)]
    while len(quarters) <= len(_PAST):
        quarters.insert(0, quarters[0].previous())
    world = _World(today)
    leads = [
        lead
        for quarter, (provided, percent) in zip(quarters[:-1], _PAST, strict=True)
        for lead in _ended(world.chance, quarter, provided, percent)
    ]
    leads += _running(world.chance, quarters[-1], today)
    agency = CreateAgency(AGENCY, "TX", "TX0000000", demo=True)
    world.go_to(quarters[0].starts_on)
    with (
        TemporaryDirectory() as folder,
        Book.create(place, agency, world.surroundings(), durable=False) as book,
        files_of_our_own(),
    ):
        work = [
            *_roster(quarters[0].starts_on, today),
            *_lists(Path(folder), leads),
            *_outcomes(world.chance, leads),
            *_afterthoughts(leads, today),
            *_ends(quarters[:-1], today),
            *_claims(today),
        ]
        with told_as_one("Making the demo", "steps", len(work)) as tell_of:
            for number, (day, command) in enumerate(sorted(work, key=lambda step: step[0])):
                tell_of(number)
                world.go_to(day)
                book.run(command)


def _is_older_demo(place: Path, surroundings: Surroundings) -> bool:
    try:
        with Book.open(place, surroundings) as there:
            is_demo = there.view.agency().demo
    except NoBook:
        return False
    if not is_demo:
        raise BadInput("demo", place, "is a book that is no demo; choose another place")
    return True


def _ended(chance: random.Random, quarter: Quarter, provided: int, percent: int) -> Iterator[_Lead]:
    """A quarter that is over: every lead has its outcome, a few were located too late."""
    located = provided * percent // 100
    outcomes = [Outcome.LOCATED] * located + chance.choices(_OTHERS, (6, 2, 2, 1), k=provided - located - _LATE)
    outcomes += chance.choices(_EXCLUDED, (5, 2, 1), k=provided // 20)
    chance.shuffle(outcomes)
    lists = [quarter.starts_on + timedelta(days=3 + 14 * number) for number in range(6)]
    for count, outcome in enumerate(outcomes):
        received = lists[count * len(lists) // len(outcomes)]
        on = received + timedelta(days=chance.choice((6, 6, 6, 13)))
        yield _lead(chance, quarter, count, received, outcome, on)
    for count in range(len(outcomes), len(outcomes) + _LATE):
        yield _lead(chance, quarter, count, lists[-1], Outcome.LOCATED, quarter.next().starts_on)


def _running(chance: random.Random, quarter: Quarter, today: date) -> Iterator[_Lead]:
    """The running quarter: what is done, and open leads that are overdue, due soon, due later, with nobody."""
    days = (today - quarter.starts_on).days
    provided, located = _just_below_the_highest_tier(days)
    others = (provided - located) // 4
    outcomes = [Outcome.LOCATED] * located + chance.choices(_OTHERS, (6, 2, 2, 1), k=others)
    outcomes += chance.choices(_EXCLUDED, (5, 2, 1), k=provided // 20)
    chance.shuffle(outcomes)
    lists = [quarter.starts_on + timedelta(days=7 * number) for number in range(days // 7 + 1)]
    for count, outcome in enumerate(outcomes):
        received = lists[count * len(lists) // len(outcomes)]
        on = min(today, received + timedelta(days=chance.choice((4, 4, 11))))
        yield _lead(chance, quarter, count, received, outcome, on)
    for number in range(provided - located - others):
        due = max(today + timedelta(days=_OPEN_DUE[number % len(_OPEN_DUE)]), quarter.starts_on)
        received = max(day for day in lists if day <= due - timedelta(days=14) or day == lists[0])
        badge = _SUSPENDED if number % 5 == 2 else chance.choice(_HOLDERS)
        yield _Lead(
            _reference(quarter, len(outcomes) + number), received, due, None if number % 5 == 1 else badge,
            Category.STANDARD, Origin.ICE, Outcome.OPEN, None,
        )  # fmt: skip


def _just_below_the_highest_tier(days: int) -> tuple[int, int]:
    """Provided and located leads with a rate that only rounding would lift into the highest tier."""
    highest = DHS_2025_10_01.tiers[0].from_percent
    provided = 29 + 8 * days // 5
    while True:
        located = (highest * provided - 1) // 100
        if reaches(Rounding.HALF_UP, Rate(located, provided), highest):
            return provided, located
        provided += 1


def _lead(chance: random.Random, quarter: Quarter, count: int, received: date, outcome: Outcome, on: date) -> _Lead:
    return _Lead(
        reference=_reference(quarter, count),
        received=received,
        due=received + timedelta(days=chance.choice((14, 21, 30))),
        badge=chance.choice(_HOLDERS),
        category=Category.WELFARE_CHECK if chance.random() < 0.2 else Category.STANDARD,
        origin=Origin.ICE,
        outcome=outcome,
        on=on,
    )


def _reference(quarter: Quarter, count: int) -> str:
    return f"DEMO-{quarter.fiscal_year % 100:02}{quarter.number}-{count + 1:04}"


def _roster(begins: date, today: date) -> Iterator[tuple[date, Command]]:
    for number, (badge, name) in enumerate(_OFFICERS):
        if badge == _IN_TRAINING:
            yield max(begins, today - timedelta(days=40)), AddOfficer(badge, name)
        elif badge == _EXPIRING:  # two years after that day is less than a month ahead
            yield begins, AddOfficer(badge, name, today - timedelta(days=705))
        else:
            yield begins, AddOfficer(badge, name, begins - timedelta(days=5 * number))
    since = today - timedelta(days=12)
    yield since, SetStanding(_SUSPENDED, Standing.SUSPENDED, since, None, "complaint under review, letter 014")


def _lists(folder: Path, leads: Sequence[_Lead]) -> Iterator[tuple[date, Command]]:
    """ICE's lists, each of the leads of one day, as files that are brought in."""
    for day, listed in groupby(sorted(leads, key=lambda lead: lead.received), key=lambda lead: lead.received):
        file = folder / f"ice-list-{day}.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            lines = csv.writer(opened)
            lines.writerow(("reference", "received on", "due on", "officer", "category", "origin"))
            lines.writerows(lead.cells for lead in listed)
        yield day, ImportLeads(file)


def _outcomes(chance: random.Random, leads: Sequence[_Lead]) -> Iterator[tuple[date, Command]]:
    """What officers reported: a day's leads of one outcome at once, most of them with ICE's acknowledgment."""
    done = sorted(
        ((lead.on, lead.outcome, lead.reference) for lead in leads if lead.on is not None), key=lambda found: found[:2]
    )
    for (day, outcome), alike in groupby(done, key=lambda found: found[:2]):
        evidence = f"ACK-{chance.randint(10_000, 99_999)}" if chance.random() < 0.9 else None
        yield day, RecordOutcomes([reference for *_, reference in alike], outcome, day, evidence=evidence)


def _afterthoughts(leads: Sequence[_Lead], today: date) -> Iterator[tuple[date, Command]]:
    """Corrections, leads that change hands, and an encounter of the agency's own, entered by hand."""
    wrong = [lead for lead in leads if lead.outcome is Outcome.NOT_LOCATED and lead.on is not None]
    for number, lead in enumerate(wrong[3::12]):
        assert lead.on is not None
        day = min(today, lead.on + timedelta(days=5))
        reason = (CorrectionReason.NEW_INFORMATION, CorrectionReason.ENTRY_ERROR)[number % 2]
        yield day, RecordOutcomes([lead.reference], Outcome.DEPARTED, lead.on, reason=reason)
    handed_on = [lead for lead in leads if lead.outcome is Outcome.OPEN and lead.badge not in (None, _SUSPENDED)][:2]
    if handed_on:
        yield today, AssignLeads([lead.reference for lead in handed_on], _HOLDERS[0])
    quarter = Quarter.of(today)
    yield today, AddLead(f"DEMO-{quarter.fiscal_year % 100:02}{quarter.number}-A01", today, origin=Origin.AGENCY)


def _ends(quarters: Sequence[Quarter], today: date) -> Iterator[tuple[date, Command]]:
    """ICE's counts, which once differ by a lead, the closings, and what became of the awards."""
    for number, (quarter, (provided, percent)) in enumerate(zip(quarters, _PAST, strict=True)):
        after = quarter.next().starts_on
        located = provided * percent // 100
        tier = tier_of(DHS_2025_10_01, Rate(located, provided))
        listed, came = provided + number % 3 // 2, after + timedelta(days=4)
        steps: list[tuple[date, Command]] = [
            (came + timedelta(days=1), RecordIceCount(quarter, listed, located, came, f"LIST-{quarter}")),
            (after + timedelta(days=7), CloseQuarter(quarter)),
        ]
        if tier is not None and DHS_2025_10_01.effective_from <= quarter.ends_on:
            cents = tier.cents_per_officer * len(_HOLDERS)
            days = {AwardStep.CLAIMED: 9, AwardStep.APPROVED: 33, AwardStep.RECEIVED: 54}
            for step, later in days.items():
                day = after + timedelta(days=later)
                steps.append((day, RecordAward(quarter, step, cents, day, f"AWARD-{quarter}", AwardReason.HEAD_COUNT)))
        yield from (step for step in steps if step[0] <= today)


def _claims(today: date) -> Iterator[tuple[date, Command]]:
    """Pay and hours of the last four months; claims of those that are over: one paid, one approved, one submitted."""
    months = [Month.of(today)]
    while len(months) < 4:
        months.insert(0, Month.of(months[0].starts_on - timedelta(days=1)))
    for number, badge in enumerate(_HOLDERS):
        salary = (62_400 + 1_300 * number) * 100
        pay = RecordPay(badge, salary, months[0].starts_on, None, 141_250, 0, 4_500 + 125 * number)
        yield months[0].starts_on, pay
        for month in months[:-1]:
            overtime = (12 + 7 * number % 30) * 100
            yield month.next().starts_on, RecordTime(badge, month, 160_00, 0, overtime, 200)
    reimbursed = [month for month in months[:-1] if month.starts_on >= DHS_2025_10_01.effective_from]
    for month in reimbursed:
        steps: list[tuple[int, Command]] = [(2, CertifyClaim(month, "R. Moss"))]
        days = {step: month.ends_on + timedelta(days=step) for step in (2, 5, 33, 58)}
        steps.append((5, SubmitClaim(month, days[5], f"CLAIM-{month}")))
        steps.append((33, ApproveClaim(month, days[33])))
        steps.append((58, AddReceipt(days[58], 70_000_00, f"EFT-{month}", [Applied(month)])))
        yield from ((days[step], command) for step, command in steps if days[step] <= today)
