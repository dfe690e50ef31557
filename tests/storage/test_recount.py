"""A statement is recounted from its own body: what was altered in it does not hold any more."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason, Outcome
from program.quarters.recount import problems_of
from storage.book import Book
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.commands.outcome import RecordOutcomes
from tests.books import with_leads
from tests.frozen import Clock

Q1 = Quarter(2026, 1)


@pytest.fixture
def body(book: Book, clock: Clock) -> dict[str, Any]:
    """The body of a second revision, which says what is other than on the first."""
    with_leads(book, 3)
    clock.move(days=43)
    book.run(CloseQuarter(Q1))
    book.run(AmendQuarter(Q1, CorrectionReason.ENTRY_ERROR))
    book.run(RecordOutcomes(["R-001", "R-002", "R-003"], Outcome.LOCATED, date(2025, 11, 20)))
    book.run(CloseQuarter(Q1))
    return copy.deepcopy(dict(book.view.statement(Q1)))


def test_a_statement_as_it_was_frozen_holds(body: dict[str, Any]) -> None:
    assert problems_of(body) == []
    assert problems_of({**body, "weeks": []}) == [], "a quarter without weeks has nothing to end at"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("rule_set", "id"), "another", "the rule set is not the one that its hash names"),
        (("leads", 0, "counts_as"), "excluded", "lead R-001 does not count as it says"),
        (("figures", "counts", "located"), 2, "the counts are not those of the leads"),
        (("figures", "rate", "percent"), "99.99", "the rate is not that of the counts"),
        (("figures", "tier"), {"from_percent": 80}, "the tier is not that of the rate"),
        (("figures", "eligible_officers"), 99, "the eligible officers are not those of the list"),
        (("figures", "expected_award_cents"), 1, "the award is not the tier times the eligible officers"),
        (("weeks", -1, "located"), 2, "the weeks do not end at the counts"),
        (("changes", "award_cents", "after"), 1, "the changes do not end at the award"),
    ],
)
def test_each_figure_that_was_altered_is_named(
    body: dict[str, Any], path: Sequence[str | int], value: object, problem: str
) -> None:
    at: Any = body
    for step in path[:-1]:
        at = at[step]
    assert at[path[-1]] != value
    at[path[-1]] = value
    assert problem in problems_of(body)
