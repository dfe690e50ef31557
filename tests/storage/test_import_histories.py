"""Imports among everything else that becomes of leads, in any order: the book says what a plain dictionary says."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from program.leads.outcome import Outcome
from program.strike_out import StrikeReason
from storage.book import Book
from storage.commands.lead import AssignLeads
from storage.commands.lead_import import ImportLeads
from storage.commands.outcome import RecordOutcomes
from storage.commands.strike_out import StrikeOut
from storage.importing import reader
from storage.importing.headers import LEAD_FIELDS
from storage.importing.report import ImportReport
from storage.maintenance.check import check
from storage.views.lead import LeadQuery
from tests.frozen import TODAY, Clock
from tests.masters import ENGINES, Masters, two_officers
from tests.storage.disguises import Fields, lead_of

pytestmark = pytest.mark.no_cover  # histories at random, in code that other tests cover

HISTORIES = int(os.environ.get("LEADBOOK_HISTORIES", "6"))
"""How many are drawn: so many in the gate, more in ``make soak``."""

Leads = dict[str, Fields]


def brought_in(before: Leads, table: list[Fields]) -> tuple[Leads, dict[str, int]]:
    """What a file makes of the leads, and how many of its rows have each fate: the rules once more, in plain words."""
    after, fates = dict(before), {"new": 0, "changed": 0, "unchanged": 0, "rejected": 0}
    for said in table:
        there = after.get(said["reference"])
        made = {**(there or {}), **said}
        if there is not None and "outcome" in there:
            filled_in = {"evidence": made["evidence"], **there} if "evidence" in made else there
            fate = "rejected" if made != filled_in else "changed" if made != there else "unchanged"
        elif made.get("due_on", "9999") < made["received_on"]:
            fate = "rejected"
        else:
            fate = "new" if there is None else "changed" if made != there else "unchanged"
        fates[fate] += 1
        if fate in ("new", "changed"):
            after[said["reference"]] = made
    return after, fates


def in_the_book(book: Book) -> Leads:
    """The leads of the book in the same form."""
    found = {}
    for lead in book.view.leads(LeadQuery(), 1000).leads:
        fields = {
            "reference": lead.reference,
            "received_on": lead.received_on.isoformat(),
            "due_on": None if lead.due_on is None else lead.due_on.isoformat(),
            "officer": lead.badge,
            "outcome": None if lead.outcome is Outcome.OPEN else lead.outcome.value,
            "outcome_on": None if lead.outcome_on is None else lead.outcome_on.isoformat(),
            "evidence": lead.evidence,
        }
        found[lead.reference] = {name: value for name, value in fields.items() if value is not None}
    return found


class History(RuleBasedStateMachine):
    """What people do with a book, and the dictionary beside it; ``earlier`` is what undo leads back to."""

    def __init__(self, opened: Callable[[ExitStack], Book], folder: Path) -> None:
        super().__init__()
        self._open = ExitStack()
        self.book = opened(self._open)
        self.folder = folder
        self.leads: Leads = {}
        self.earlier: list[Leads] = []

    def teardown(self) -> None:
        assert check(self.book, full=True).findings == ()
        self._open.close()

    def _now(self, leads: Leads, entry: int | None) -> None:
        assert (entry is None) == (leads == self.leads)
        if entry is not None:
            self.earlier.append(self.leads)
        self.leads = leads

    @rule(
        table=st.lists(st.integers(1, 5), min_size=1, unique=True).flatmap(
            lambda numbers: st.tuples(*(lead_of(f"24-{number:05}") for number in numbers))
        )
    )
    def import_a_file(self, table: tuple[Fields, ...]) -> None:
        place = self.folder / "leads.csv"
        with place.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(LEAD_FIELDS), restval="")
            writer.writeheader()
            writer.writerows(table)
        after, fates = brought_in(self.leads, list(table))
        confirmation = self.book.run(ImportLeads(place))
        report: ImportReport = confirmation.result
        assert {fate: getattr(report, fate) for fate in fates} == fates
        self._now(after, confirmation.entry)
        again = self.book.run(ImportLeads(place))
        assert (again.entry, again.result.new, again.result.changed) == (None, 0, 0)

    @precondition(lambda self: self.leads)
    @rule(data=st.data(), badge=st.sampled_from(("1041", "1052")))
    def assign(self, data: st.DataObject, badge: str) -> None:
        reference = data.draw(st.sampled_from(sorted(self.leads)))
        confirmation = self.book.run(AssignLeads([reference], badge))
        self._now({**self.leads, reference: {**self.leads[reference], "officer": badge}}, confirmation.entry)

    @precondition(lambda self: any("outcome" not in lead for lead in self.leads.values()))
    @rule(data=st.data(), outcome=st.sampled_from((Outcome.LOCATED, Outcome.DEPARTED)), evidence=st.booleans())
    def record(self, data: st.DataObject, outcome: Outcome, evidence: bool) -> None:
        reference = data.draw(
            st.sampled_from(sorted(name for name, lead in self.leads.items() if "outcome" not in lead))
        )
        lead = self.leads[reference]
        on = data.draw(st.dates(date.fromisoformat(lead["received_on"]), TODAY))
        said = {"outcome": outcome.value, "outcome_on": on.isoformat(), **({"evidence": "ACK-7"} if evidence else {})}
        confirmation = self.book.run(RecordOutcomes([reference], outcome, on, evidence=said.get("evidence")))
        self._now({**self.leads, reference: {**lead, **said}}, confirmation.entry)

    @precondition(lambda self: self.earlier)
    @rule()
    def undo(self) -> None:
        self.book.undo()
        self.leads = self.earlier.pop()

    @precondition(lambda self: any("evidence" in lead for lead in self.leads.values()))
    @rule(data=st.data())
    def strike_out(self, data: st.DataObject) -> None:
        reference = data.draw(st.sampled_from(sorted(name for name, lead in self.leads.items() if "evidence" in lead)))
        target = self.book.view.strike_target("evidence", reference=reference)
        self.book.run(StrikeOut(target, StrikeReason.PERSONAL_DETAIL))
        self.leads = {**self.leads, reference: {**self.leads[reference], "evidence": "?"}}
        struck = in_the_book(self.book)[reference]
        self.leads[reference] = {**self.leads[reference], "evidence": struck.get("evidence", "")}
        assert "ACK" not in self.leads[reference]["evidence"]
        if not self.leads[reference]["evidence"]:
            del self.leads[reference]["evidence"]
        self.earlier.clear()  # nothing before it leads back to the text

    @invariant()
    def the_book_says_what_the_dictionary_says(self) -> None:
        assert in_the_book(self.book) == self.leads


@pytest.mark.parametrize("engine", ENGINES)
def test_whatever_becomes_of_leads_between_imports_the_book_keeps_what_a_dictionary_would(
    engine: str, masters: Masters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_answered", reader.answered_here)
    number = 0

    def opened(stack: ExitStack) -> Book:
        nonlocal number
        number += 1
        return stack.enter_context(masters.copy(engine, two_officers, tmp_path / f"book-{number}", Clock()))

    run_state_machine_as_test(
        lambda: History(opened, tmp_path),  # type: ignore[arg-type]
        settings=settings(
            max_examples=HISTORIES if engine == "sqlite" else HISTORIES // 3,
            stateful_step_count=15,
            suppress_health_check=list(HealthCheck),
        ),
    )
