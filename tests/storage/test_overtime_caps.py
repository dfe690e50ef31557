"""The yearly overtime cap in the book: what a correction of an earlier month leaves of it, and what goes above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from program.claims import Claim
from program.months import Month, months_of
from program.outcomes import CorrectionReason
from program.pay import Category
from program.quarters import Quarter
from storage.book import Book
from storage.commands.claims import CertifyClaim
from storage.commands.pay import RecordPay, RecordTime
from storage.keeping.check import check
from storage.views.ledger import Ledger
from tests.frozen import Clock
from tests.money_books import NOVEMBER, OCTOBER, paid

Q1 = Quarter(2026, 1)


@pytest.fixture
def desk(book: Book) -> Book:
    """A book with two authorized officers; 1041 has pay and hours."""
    return paid(book)


YEARS_SALARY = 40_000_00
CAP = 10_000_00


def with_overtime(book: Book, month: Month, overtime: int) -> None:
    book.run(RecordTime("1052", month, 160_00, 0, overtime * 100))


@pytest.fixture
def capped(desk: Book, clock: Clock) -> Book:
    """Officer 1052 has a cap of $10,000 and overtime at $100 an hour; October and November have ended."""
    clock.move(days=20)
    desk.run(RecordPay("1052", YEARS_SALARY, date(2025, 10, 1), None, 0, 0, 100_00))
    return desk


def cap_of(book: Book, period: Month | Quarter) -> tuple[int, int, int, int]:
    (use,) = (one for one in book.view.claim(period, draft=True).claim.overtime_cap if one.badge == "1052")
    return use.cap_cents, use.used_before_cents, use.used_cents, use.left_cents


def test_a_correction_of_an_earlier_month_does_not_push_the_year_above_its_cap(capped: Book) -> None:
    with_overtime(capped, OCTOBER, 10)
    with_overtime(capped, NOVEMBER, 90)
    capped.run(CertifyClaim(OCTOBER, "Moss"))
    capped.run(CertifyClaim(NOVEMBER, "Moss"))
    with_overtime(capped, OCTOBER, 55)
    assert cap_of(capped, OCTOBER) == (CAP, 9_000_00, 1_000_00, 0)
    capped.run(CertifyClaim(OCTOBER, "Moss", 1, CorrectionReason.ENTRY_ERROR))
    (line,) = (
        line
        for line in capped.view.claim(OCTOBER).claim.lines
        if (line.badge, line.category) == ("1052", Category.OVERTIME)
    )
    assert (line.recorded_cents, line.claimed_cents) == (5_500_00, 1_000_00)
    assert cap_of(capped, Q1) == (CAP, 0, CAP, 0)
    assert check(capped, full=True).ok


def test_certified_overtime_above_a_years_cap_is_found(capped: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    with_overtime(capped, OCTOBER, 10)
    with_overtime(capped, NOVEMBER, 90)
    capped.run(CertifyClaim(OCTOBER, "Moss"))
    capped.run(CertifyClaim(NOVEMBER, "Moss"))
    with_overtime(capped, OCTOBER, 55)
    forget_later_months(monkeypatch)
    capped.run(CertifyClaim(OCTOBER, "Moss", 1, CorrectionReason.ENTRY_ERROR))
    found = check(capped)
    assert [finding.code for finding in found.findings] == ["overtime_cap"]
    [finding] = found.findings
    assert finding.problem.startswith("claim 3 of 2025-10: with it officer 1052 has $14,500.00 of overtime certified")
    assert finding.problem.endswith("for FY2026, above the cap of $10,000.00")


def forget_later_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """Computes drafts as a version did that left later months out of the cap's use."""
    really = Ledger.computed

    def computed(ledger: Ledger, period: Month | Quarter) -> tuple[Claim, ...]:
        paid_before = tuple(
            replace(one, overtime_claimed={m: c for m, c in one.overtime_claimed.items() if m < months_of(period)[0]})
            for one in ledger.paid
        )
        return really(replace(ledger, paid=paid_before), period)

    monkeypatch.setattr(Ledger, "computed", computed)


def test_pay_is_in_force_before_an_officer_has_a_standing(desk: Book) -> None:
    desk.run(RecordPay("1052", 73_000_00, date(2025, 9, 1)))
    september = desk.view.claim(Month(2025, 9)).claim
    assert [(line.badge, line.claimed_cents) for line in september.lines if line.badge == "1052"] == [("1052", 0)]
    assert september.lines[-1].recorded_cents == 6_083_33
