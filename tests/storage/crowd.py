"""Eight people at one book at the same time, each in a process of their own, who keep what they were told.

They work on the same leads and the same pay, in an order that a seed draws, read between, and take back what they did
themselves; one of them brings in files. What each command does to the book is written down with it, so that a plain
dictionary can be brought through the same commands.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

from program.leads.outcome import CorrectionReason, Outcome
from program.refusals import LeadbookError
from storage.book import Book
from storage.commands.base import Command, Confirmation
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.lead_import import ImportLeads
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import RecordPay
from storage.commands.undo import Undo
from storage.engine.locks import BreakOff
from storage.errors import Conflict
from storage.surroundings import of_this_machine
from storage.views.lead import LeadQuery
from tests.books import staffed, with_leads
from tests.frozen import TODAY, Clock

PEOPLE = 8
BADGES = ["1041", "1052", "1063", "1074"]
SHARED = [f"R-{number:03}" for number in range(1, 25)]
"""The leads that all of them work on."""

ROWS = 60
"""How many leads a file brings in."""

TURNS_BETWEEN_FILES = 400
LONGEST_WAIT_FOR_THE_OTHERS_SECONDS = 300

Cell = tuple[str, str]
"""A record by what people call it, and a field of it."""

Does = Mapping[Cell, object]


@dataclass(frozen=True)
class Tried:
    """A command that a person gave, and what it has to mean for the book; ``takes_back`` is an entry."""

    command_id: str
    does: Does
    takes_back: int | None


@dataclass(frozen=True)
class Told(Tried):
    """What a person was told of it."""

    entry: int
    said: str


@dataclass
class Account:
    """What became of one person's day. ``shown`` are the errors that no person should see."""

    told: list[Told] = field(default_factory=list)
    conflicts: int = 0
    shown: list[str] = field(default_factory=list)
    counted: tuple[int, ...] = ()
    """What was read at the end, when nobody wrote any more."""

    milliseconds: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """How long each read and write took, by the clock and of the processor's time."""


def shared_leads(book: Book, clock: Clock) -> None:
    """Four officers, and leads for all to work on."""
    with_leads(staffed(book, BADGES), len(SHARED))


def counted(book: Book) -> tuple[int, ...]:
    """What is counted in the running quarter, as its screen shows it."""
    counts = book.view.status().figures.counts
    return (counts.provided, counts.located, counts.open, counts.excluded)


@dataclass(frozen=True)
class Length:
    """How long they work: so many ``turns`` each, or so many ``seconds`` with up to ``pause`` between two turns.

    With ``at_desks`` all of them are at desks: where turns follow each other at once, a machine that has other work
    may keep one waiting for longer than the command line does.
    """

    turns: int = 0
    seconds: float = 0
    pause: float = 0
    at_desks: bool = False


def crowd(name: str, folder: Path, length: Length) -> list[Account]:
    """Lets eight processes work on a book."""
    methods = multiprocessing.get_all_start_methods()
    processes = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        processes.set_forkserver_preload([__name__])
    together = processes.Barrier(PEOPLE)
    with ProcessPoolExecutor(PEOPLE, processes, _meet, (together,)) as pool:
        days = [pool.submit(_day, number, name, folder, length) for number in range(PEOPLE)]
        return [day.result() for day in days]


_TOGETHER: list[Barrier] = []
"""Where a process waits for the others; it can be handed to one only when that begins."""


def _meet(together: Barrier) -> None:
    _TOGETHER.append(together)


def _day(number: int, name: str, folder: Path, length: Length) -> Account:
    stands_by = BreakOff().over() if length.at_desks or number % 2 else nullcontext()
    try:
        with stands_by:
            return _worked(_Person(number, name, folder), length)
    except BaseException:
        _TOGETHER[0].abort()  # the others would wait for this one
        raise


def _worked(person: _Person, length: Length) -> Account:
    _TOGETHER[0].wait(LONGEST_WAIT_FOR_THE_OTHERS_SECONDS)
    until = time.monotonic() + length.seconds
    while person.turn < length.turns or time.monotonic() < until:
        person.takes_a_turn()
        if length.pause:
            time.sleep(person.chance.uniform(0, length.pause))
    _TOGETHER[0].wait(LONGEST_WAIT_FOR_THE_OTHERS_SECONDS)  # from here on nobody writes
    return person.leaves()


class _Person:
    def __init__(
        self, number: int, name: str, folder: Path, tell: Callable[[Tried], object] = lambda tried: None
    ) -> None:
        self.number, self.folder, self.tell, self.turn = number, folder, tell, 0
        self.chance = random.Random(number)
        self.account = Account()
        self.mine: list[Told] = []
        """What can be taken back."""
        self.book = Book.open(name, replace(of_this_machine(TODAY), actor=f"person-{number}@desk"))

    def takes_a_turn(self) -> None:
        self.turn += 1
        if not self.number and self.turn % TURNS_BETWEEN_FILES == 1:
            self.imports()
        acts = self.chance.choices(
            [self.reads, self.records, self.assigns, self.enters, self.pays, self.takes_back], [10, 4, 2, 1, 1, 2]
        )
        acts[0]()

    def leaves(self) -> Account:
        self.account.counted = counted(self.book)
        self.book.close()
        return self.account

    def some_leads(self) -> list[str]:
        return self.chance.sample(SHARED, self.chance.randint(1, 3))

    def records(self) -> None:
        outcome = self.chance.choice([Outcome.LOCATED, Outcome.NOT_LOCATED, Outcome.WITHDRAWN, Outcome.OPEN])
        evidence = None if outcome is Outcome.OPEN else f"E-{self.number}-{self.turn:05}"
        leads = self.some_leads()
        command = RecordOutcomes(leads, outcome, evidence=evidence, reason=CorrectionReason.NEW_INFORMATION)
        does: dict[Cell, object] = {(reference, "outcome"): outcome.value for reference in leads}
        self.does("write", command, does | {(reference, "evidence"): evidence for reference in leads})

    def assigns(self) -> None:
        leads, badge = self.some_leads(), self.chance.choice(BADGES)
        self.does("write", AssignLeads(leads, badge), {(reference, "officer"): badge for reference in leads})

    def enters(self) -> None:
        reference = f"P{self.number}-{self.turn:05}"
        self.does("write", AddLead(reference, TODAY), _there([reference]))

    def pays(self) -> None:
        badge, since = self.chance.choice(BADGES), date(2025, 10, 1) + timedelta(self.chance.randrange(4))
        cents = 60_000_00 + self.number * 1_000_00 + self.turn
        self.does("write", RecordPay(badge, cents, since), {(f"pay of {badge}", since.isoformat()): cents})

    def imports(self) -> None:
        references = [f"F{self.turn}-{row:03}" for row in range(ROWS)]
        file = self.folder / f"leads-{self.turn}.csv"
        file.write_text("\n".join(["reference,received", *(f"{one},2025-11-20" for one in references)]), "utf-8")
        self.does("import", ImportLeads(file), _there(references))

    def takes_back(self) -> None:
        if self.mine:
            told = self.mine.pop(self.chance.randrange(len(self.mine)))
            self.does("write", Undo(told.entry), {}, takes_back=told.entry)

    def does(self, kind: str, command: Command, does: Does, takes_back: int | None = None) -> None:
        command_id = self.book.surroundings.new_id()
        self.tell(Tried(command_id, does, takes_back))
        confirmation: Confirmation | None = self.timed(
            kind, lambda: self.book.run(replace(command, command_id=command_id))
        )
        if confirmation is None or confirmation.entry is None:
            return
        told = Told(command_id, does, takes_back, confirmation.entry, confirmation.said)
        self.tell(told)
        self.account.told.append(told)
        if takes_back is None and kind != "import":
            self.mine = [*self.mine[-4:], told]

    def reads(self) -> None:
        told = self.account.told[-1] if self.account.told else None
        view = self.book.view
        asked: list[Callable[[], object]] = [
            view.status,
            view.due,
            view.quarter,
            lambda: view.leads(LeadQuery(), 50),
            lambda: view.lead(self.chance.choice(SHARED)),
        ]
        self.timed("read", self.chance.choice(asked))
        if told is not None:
            entry = self.timed("read", lambda: view.entry(told.entry))
            if entry is not None and entry.said != told.said:
                self.account.shown.append(f"entry {told.entry} reads {entry.said!r}, but {told.said!r} was told")

    def timed(self, kind: str, work: Callable[[], Any]) -> Any:
        began, busy = time.perf_counter_ns(), time.thread_time_ns()
        try:
            return work()
        except Conflict:  # somebody has worked on what was to be taken back
            self.account.conflicts += 1
        except LeadbookError as error:
            self.account.shown.append(f"{type(error).__name__}: {error}")
        finally:
            taken = (time.perf_counter_ns() - began) / 1e6, (time.thread_time_ns() - busy) / 1e6
            self.account.milliseconds.setdefault(kind, []).append(taken)
        return None


def works_until_killed(number: int, name: str, folder: Path, tell: Callable[[Tried], object]) -> None:
    """A process's whole life: says of each command that it will give it, and then what it was told."""
    person = _Person(number, name, folder, tell)
    while True:
        person.takes_a_turn()
        assert person.account.shown == [], person.account.shown


def _there(references: Sequence[str]) -> Does:
    return {(reference, "outcome"): "open" for reference in references}


def brought_through(told: Sequence[Told], begun: Does) -> dict[Cell, object]:
    """What the commands leave of the cells, by what each was to do, in the order of the journal."""
    cells = dict(begun)
    before: dict[int, Does] = {}
    for one in sorted(told, key=lambda one: one.entry):
        does = one.does if one.takes_back is None else before[one.takes_back]
        before[one.entry] = {cell: cells.get(cell) for cell, value in does.items() if cells.get(cell) != value}
        cells |= does
    return cells


def latencies(accounts: Sequence[Account]) -> list[str]:
    """A line for each kind of what was done: how often, and how long the middle one, 99 in 100 and the longest took."""

    def line(taken: list[float]) -> str:
        taken.sort()
        middle, high = taken[len(taken) // 2], taken[-(-len(taken) * 99 // 100) - 1]
        return f"median {middle:.1f} ms, 99 in 100 within {high:.1f} ms, longest {taken[-1]:.1f} ms"

    lines = []
    for kind in ("read", "write", "import"):
        if taken := [one for account in accounts for one in account.milliseconds.get(kind, [])]:
            clock, processor = (line(list(column)) for column in zip(*taken, strict=True))
            lines.append(f"{kind}: {len(taken):,}, {clock}; of the processor {processor}")
    said = Counter(one.said.split(" ")[0] for account in accounts for one in account.told)
    conflicts = sum(account.conflicts for account in accounts)
    return [*lines, f"{said.total():,} entries ({dict(said.most_common())}), {conflicts:,} conflicts"]
