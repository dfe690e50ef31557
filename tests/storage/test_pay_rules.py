"""An agency's own reading of what may be claimed: a rule set of its own from a month on, on both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from program.calendar import Month, Quarter
from program.refusals import BadInput
from program.rules.pay_rules import BenefitsBasis, OvertimeCapBase, SalaryBasis
from storage.book import Book
from storage.commands.claim import CertifyClaim
from storage.commands.pay import RecordPay, RecordTime
from storage.commands.rules import ReadPayRules
from storage.maintenance.check import check

OCTOBER, NOVEMBER = Month(2025, 10), Month(2025, 11)
BEGAN = date(2025, 10, 1)
SOURCE = "service agreement, 4(b)"


@pytest.fixture
def desk(book: Book) -> Book:
    """An officer with pay since October and 160 hours of October, 120 on the program; it is 23 November 2025."""
    book.run(RecordPay("1041", 72_000_00, BEGAN, None, 1_000_00, 0, 50_00))
    book.run(RecordTime("1041", OCTOBER, 160_00, 120_00))
    book.run(RecordTime("1041", NOVEMBER, 100_00, 50_00))
    return book


def claimed(book: Book, month: Month) -> list[int]:
    """The cents claimed of salary and benefits."""
    return [line.claimed_cents for line in book.view.claim(month).claim.lines]


@pytest.mark.parametrize(
    ("reading", "october", "november"),
    [
        ({"salary_basis": SalaryBasis.HOURS}, [4_500_00, 1_000_00], [3_000_00, 1_000_00]),
        (
            {"salary_basis": SalaryBasis.HOURS, "benefits_basis": BenefitsBasis.AS_SALARY},
            [4_500_00, 750_00],
            [3_000_00, 500_00],
        ),
        ({"salary_basis": SalaryBasis.PERCENT, "salary_percent": 60}, [3_600_00, 1_000_00], [3_600_00, 1_000_00]),
    ],
)
def test_salary_is_claimed_by_hours_or_by_per_cent_where_the_agreement_says_so(
    desk: Book, reading: dict[str, Any], october: list[int], november: list[int]
) -> None:
    assert claimed(desk, OCTOBER) == [6_000_00, 1_000_00]
    desk.run(ReadPayRules(BEGAN, SOURCE, **reading))
    assert (claimed(desk, OCTOBER), claimed(desk, NOVEMBER)) == (october, november)
    desk.undo()
    assert claimed(desk, OCTOBER) == [6_000_00, 1_000_00]
    desk.redo()
    assert claimed(desk, OCTOBER) == october
    assert check(desk, full=True).ok


def test_a_reading_holds_from_its_month_on_and_is_named_with_its_source(desk: Book) -> None:
    desk.run(ReadPayRules(date(2025, 11, 1), SOURCE, SalaryBasis.HOURS))
    assert (claimed(desk, OCTOBER)[0], claimed(desk, NOVEMBER)[0]) == (6_000_00, 3_000_00)
    first, second = desk.view.rule_sets()
    assert (first.id, second.id, second.tiers) == ("dhs-2025-10-01", "agency-2025-11-01", first.tiers)
    said = {one["field"]: one for one in desk.view.claim_body(NOVEMBER)["assumptions"]}
    assert (said["salary_basis"]["words"], said["salary_basis"]["source"]) == ("hours", SOURCE)
    assert said["overtime_cap_base"]["source"] == "assumed (U14)"


def test_the_cap_can_be_of_the_salary_in_force(desk: Book) -> None:
    desk.run(ReadPayRules(BEGAN, SOURCE, overtime_cap_base=OvertimeCapBase.ANNUAL_SALARY))
    assert desk.view.claim(OCTOBER).claim.overtime_cap[0].cap_cents == 18_000_00


def test_a_certified_claim_keeps_its_rules_and_that_is_said(desk: Book) -> None:
    desk.run(CertifyClaim(OCTOBER, "R. Moss"))
    said = desk.run(ReadPayRules(BEGAN, SOURCE, SalaryBasis.HOURS))
    assert said.notes == ("claim 1 of 2025-10 was certified by other rules; correct it where it has to follow these",)
    assert claimed(desk, OCTOBER) == [6_000_00, 1_000_00]
    assert desk.view.claim(OCTOBER).claimed_now_cents == 5_500_00
    assert check(desk, full=True).ok


def test_rates_and_tiers_stay_as_they_were(desk: Book) -> None:
    before = desk.view.status(Quarter(2026, 1)).figures
    desk.run(ReadPayRules(BEGAN, SOURCE, SalaryBasis.HOURS))
    after = desk.view.status(Quarter(2026, 1)).figures
    assert after.rules is not None
    assert after.rules.id == "agency-2025-10-01"
    assert (after.tier, after.counts, after.eligible_officers) == (
        before.tier,
        before.counts,
        before.eligible_officers,
    )


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (ReadPayRules(date(2025, 11, 2), SOURCE, SalaryBasis.HOURS), r"from.*2025-11-02.*first day of a month"),
        (ReadPayRules(date(2025, 9, 1), SOURCE, SalaryBasis.HOURS), r"from.*2025-09-01.*before the first rule set"),
        (ReadPayRules(BEGAN, " ", SalaryBasis.HOURS), r"source"),
        (ReadPayRules(BEGAN, SOURCE, SalaryBasis.FULL), r"salary_basis.*full.*so already"),
        (ReadPayRules(BEGAN, SOURCE), r"so already"),
        (ReadPayRules(BEGAN, SOURCE, SalaryBasis.PERCENT, 101), r"salary_percent.*101"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(desk: Book, command: ReadPayRules, words: str) -> None:
    before = desk.view.journal_length()
    with pytest.raises(BadInput, match=words):
        desk.run(command)
    assert desk.view.journal_length() == before
