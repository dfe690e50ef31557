"""A statement and a claim are recounted from their own bodies: what was altered in one does not hold any more."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from program.calendar import Quarter
from program.claims.pay import Category
from program.claims.recount import problems_of as problems_of_claim
from program.leads.outcome import CorrectionReason, Outcome
from program.quarters.recount import problems_of
from storage.book import Book
from storage.commands.claim import CertifyClaim
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import ChargeOtherSource, RecordPay, RecordTime
from tests.books import with_leads
from tests.frozen import Clock
from tests.money_books import BEGAN, NOVEMBER, OCTOBER, paid

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


def test_a_statement_with_open_leads_and_without_a_tier_holds(book: Book, clock: Clock) -> None:
    with_leads(book, 3)
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, date(2025, 11, 20)))
    clock.move(days=43)
    book.run(CloseQuarter(Q1))
    body = dict(book.view.statement(Q1))
    assert (body["figures"]["tier"], body["figures"]["counts"]["open"]) == (None, 2)
    assert problems_of(body) == []


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


@pytest.fixture
def claim(book: Book) -> dict[str, Any]:
    """The body of November's claim: two officers work overtime since October, and a third is not authorized."""
    paid(book)
    book.run(AddOfficer("1063", "Officer Sample"))
    for badge, overtime in (("1052", 60_00), ("1063", 0)):
        book.run(RecordPay(badge, 60_000_00, BEGAN, None, 0, 0, 40_00))
        for month in (OCTOBER, NOVEMBER):
            book.run(RecordTime(badge, month, 160_00, 0, overtime))
    book.run(ChargeOtherSource("1052", NOVEMBER, Category.SALARY, 500_00, "State grant"))
    return copy.deepcopy(dict(book.view.claim_body(NOVEMBER)))


def test_a_claim_of_several_officers_holds_as_it_was_computed(claim: dict[str, Any]) -> None:
    assert problems_of_claim(claim) == []
    assert {use["badge"]: use["used_before_cents"] for use in claim["overtime_cap"]}["1052"] == 2_400_00
    assert [line["claimed_cents"] for line in claim["lines"] if line["badge"] == "1063"] == [0]


def test_a_claim_that_is_made_after_that_of_a_later_month_holds(
    book: Book, clock: Clock, claim: dict[str, Any]
) -> None:
    assert claim["period"] == "2025-11"
    clock.move(days=30)
    book.run(CertifyClaim(NOVEMBER, "R. Moss"))
    body = dict(book.view.claim_body(OCTOBER))
    assert {use["badge"]: use["used_before_cents"] for use in body["overtime_cap"]}["1052"] == 2_400_00
    assert problems_of_claim(body) == []


def test_a_line_that_is_missing_from_a_claim_is_named(claim: dict[str, Any]) -> None:
    gone = claim["lines"].pop(0)
    words = f"{gone['badge']} {gone['category']}: does not follow from pay, time, authorized days and rules"
    assert words in problems_of_claim(claim)


def test_a_line_that_claims_less_than_nothing_is_named_though_its_parts_add_up(claim: dict[str, Any]) -> None:
    line = claim["lines"][0]
    line["claimed_cents"], line["not_claimed"] = -1, [{"why": "not_eligible", "cents": line["recorded_cents"] + 1}]
    assert "1041 salary: claimed and not claimed are not what was recorded" in problems_of_claim(claim)


def test_one_altered_rule_set_among_several_of_a_claim_is_named(claim: dict[str, Any]) -> None:
    claim["rule_sets"].append({**claim["rule_sets"][0], "sha256": "0"})
    assert problems_of_claim(claim) == ["a rule set is not the one that its hash names"]
