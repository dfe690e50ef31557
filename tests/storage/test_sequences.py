"""Commands in any order, undone, redone, refused, struck out, with the process dying between: the book is what a plain
list of its states says, and taking back everything leaves every table as it began.

``LEADBOOK_SOAK=N`` runs N sequences of fifty on each engine, otherwise a few shorter ones.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from program.leads.outcome import Category, CorrectionReason, Outcome
from program.officers.standing import Standing
from program.refusals import LeadbookError
from program.strike_out import StrikeReason
from storage.book import Book
from storage.commands.base import Command
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.strike_out import StrikeOut
from storage.engine.connections import reading
from storage.errors import Conflict
from storage.maintenance.check import check
from storage.schema.journaled import JOURNALED
from tests.books import staffed
from tests.frozen import TODAY, Clock
from tests.masters import Masters
from tests.storage import other_work
from tests.storage.other_work import BADGES, REFERENCES, badges, days, references
from tests.storage.test_locks import end_connections

pytestmark = pytest.mark.no_cover  # histories at random, in code that other tests cover

SEQUENCES = int(os.environ.get("LEADBOOK_SOAK") or 0)

texts = st.sampled_from([None, "A-4471", "B-99/12", "漢 7"])
Dump = dict[tuple[str, str], dict[str, Any]]
"""Every row of every table that the journal keeps, by table and id; but what tells of strike-outs, which stay."""


def dump(book: Book) -> Dump:
    """The book's rows as they stand."""
    with reading(book.engine) as connection:
        return {
            (name, str(row["id"])): dict(row)
            for name, table in JOURNALED.items()
            if name != "strike_out"
            for row in connection.execute(select(table)).mappings()
        }


class Sequences(RuleBasedStateMachine):
    """A book beside the states that it was in: before each command in effect, and after each that was taken back."""

    new: ClassVar[Callable[[], Book]]
    survivor: ClassVar[Callable[[Book], Book]]
    """What the book is after the process that had it open died."""

    def __init__(self) -> None:
        super().__init__()
        self.book = type(self).new()
        self.began = self.now = dump(self.book)
        self.before: list[Dump] = []
        self.after: list[Dump] = []
        self.struck: set[tuple[str, str, str]] = set()

    def known(self, state: Dump) -> Dump:
        """A state without the cells that were struck out, of which no state is left."""
        return {
            (table, row): {name: cell for name, cell in cells.items() if (table, row, name) not in self.struck}
            for (table, row), cells in state.items()
        }

    def stands_at(self, state: Dump) -> None:
        """Holds the book to a state."""
        self.now = dump(self.book)
        assert self.known(self.now) == self.known(state)

    def tried(self, command: Command) -> None:
        """Runs a command, after a rehearsal that must say the same and change nothing."""
        try:
            foreseen = self.book.rehearse(command)
        except LeadbookError as refused:
            with pytest.raises(type(refused), match=f"^{re.escape(str(refused))}$"):
                self.book.run(command)
            self.stands_at(self.now)
            return
        self.stands_at(self.now)
        confirmation = self.book.run(command)
        assert (confirmation.said, confirmation.notes) == (foreseen.said, foreseen.notes)
        was, self.now = self.now, dump(self.book)
        assert (self.now != was) is (confirmation.entry is not None)
        if confirmation.entry is not None:
            self.before.append(was)
            self.after.clear()

    @rule(reference=references, received=days, badge=st.none() | badges, category=st.sampled_from(Category))
    def enters(self, reference: str, received: date, badge: str | None, category: Category) -> None:
        self.tried(AddLead(reference, received, officer=badge, category=category))

    @rule(some=st.lists(references, min_size=1, max_size=3), badge=st.none() | badges)
    def assigns(self, some: list[str], badge: str | None) -> None:
        self.tried(AssignLeads(some, badge))

    @rule(
        some=st.lists(references, min_size=1, max_size=3),
        outcome=st.sampled_from(Outcome),
        on=st.none() | days,
        badge=st.none() | badges,
        evidence=texts,
        reason=st.none() | st.sampled_from(CorrectionReason),
    )
    def records(
        self,
        some: list[str],
        outcome: Outcome,
        on: date | None,
        badge: str | None,
        evidence: str | None,
        reason: CorrectionReason | None,
    ) -> None:
        self.tried(RecordOutcomes(some, outcome, on, badge, evidence, reason))

    @rule(badge=badges, since=st.none() | days)
    def takes_on(self, badge: str, since: date | None) -> None:
        self.tried(AddOfficer(badge, f"Officer {badge}", since))

    @rule(badge=badges, standing=st.sampled_from(Standing), since=days)
    def sets_a_standing(self, badge: str, standing: Standing, since: date) -> None:
        self.tried(SetStanding(badge, standing, since, basis="a memo"))

    @rule(command=other_work.pay | other_work.money)
    def sees_to_the_money(self, command: Command) -> None:
        self.tried(command)

    @rule(badge=badges, on=days)
    def is_paid_for_a_month(self, badge: str, on: date) -> None:
        for command in other_work.from_pay_to_receipt(badge, on):
            self.tried(command)

    @rule(command=other_work.papers)
    def sees_to_the_papers(self, command: Command) -> None:
        self.tried(command)

    @rule(command=other_work.final)
    def closes_or_reopens(self, command: Command) -> None:
        was = self.now
        self.tried(command)
        if self.now == was:
            return
        with pytest.raises(Conflict, match="is not taken back"):
            self.book.undo()
        self.stands_at(self.now)
        self.before.clear()
        self.began = self.now

    @precondition(lambda self: self.before)
    @rule()
    def takes_back(self) -> None:
        state = self.now
        try:
            self.book.undo()
        except LeadbookError:
            assert self.struck  # nothing else stands in the way of the last command
            self.stands_at(state)
            return
        self.stands_at(self.before.pop())
        self.after.append(state)

    @precondition(lambda self: self.after)
    @rule()
    def puts_back(self) -> None:
        state = self.now
        self.book.redo()
        self.stands_at(self.after.pop())
        self.before.append(state)

    @rule(reference=references, field=st.sampled_from(["evidence", "reference"]))
    def strikes_out(self, reference: str, field: str) -> None:
        try:
            target = self.book.view.strike_target(field, reference=reference)
            self.book.run(StrikeOut(target, StrikeReason.COURT_ORDER))
        except LeadbookError:
            self.stands_at(self.now)
            return
        self.after.clear()  # it is a new command, after which nothing is put back
        self.struck |= {(target.record, row, target.field) for row in target.row_ids}
        self.struck |= {(target.record, row, "reference_key") for row in target.row_ids if target.field == "reference"}
        self.stands_at(self.now)

    @rule()
    def dies(self) -> None:
        self.book = type(self).survivor(self.book)
        self.stands_at(self.now)

    def teardown(self) -> None:
        found = check(self.book, full=True)
        assert found.findings == ()
        if not self.struck:
            while self.before:
                self.takes_back()
            assert dump(self.book) == self.began
        self.book.close()


def _run(new: Callable[[], Book], survivor: Callable[[Book], Book]) -> None:
    machine = type("Machine", (Sequences,), {"new": staticmethod(new), "survivor": staticmethod(survivor)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=SEQUENCES or 8,
            stateful_step_count=50 if SEQUENCES else 25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        ),
    )


def a_desk(book: Book, clock: Clock) -> None:
    """Two officers who are authorized, and half of the leads."""
    staffed(book, BADGES[:2])
    for reference in REFERENCES[::2]:
        book.run(AddLead(reference, TODAY, officer=BADGES[0]))


def test_any_sequence_on_a_file_is_what_its_states_say_and_undone_leaves_nothing(
    tmp_path: Path, masters: Masters
) -> None:
    made = 0

    def place() -> Path:
        nonlocal made
        made += 1
        return tmp_path / f"book-{made}"

    def new() -> Book:
        clock, file = Clock(), place()
        masters.copy_file(a_desk, file, clock)
        return Book.open(file, clock.surroundings())

    def survivor(book: Book) -> Book:
        was, file = Path(book.name), place()
        for end in ("", "-wal"):  # what a process that died has left: no word of its memory
            if was.with_name(was.name + end).exists():
                shutil.copy(was.with_name(was.name + end), file.with_name(file.name + end))
        surroundings = book.surroundings
        book.close()
        return Book.open(file, surroundings)

    _run(new, survivor)


def test_any_sequence_on_a_server_is_what_its_states_say_and_undone_leaves_nothing(masters: Masters) -> None:
    with ExitStack() as gone_after:

        def new() -> Book:
            clock = Clock()
            return gone_after.enter_context(masters.copy("postgresql", a_desk, Path(), clock))

        def survivor(book: Book) -> Book:
            end_connections(book.engine.url.set(drivername="postgresql").render_as_string(hide_password=False))
            return book

        _run(new, survivor)
