"""What another source was charged with of a line, and what is said where a claim was certified without something."""

from __future__ import annotations

from datetime import date

import pytest

from program.calendar import Month
from program.claims.pay import Category
from program.refusals import BadInput
from storage.book import Book
from storage.commands.claim import CertifyClaim
from storage.commands.pay import ChargeOtherSource, RecordPay, RecordTime
from tests.frozen import Clock
from tests.money_books import BEGAN, NOVEMBER, OCTOBER, paid


@pytest.fixture
def desk(book: Book) -> Book:
    """A book with two authorized officers; 1041 has pay and hours."""
    return paid(book)


def test_a_line_that_another_source_bears_is_claimed_without_it(desk: Book) -> None:
    desk.run(ChargeOtherSource("1041", OCTOBER, Category.SALARY, 1_000_00, "State grant"))
    desk.run(ChargeOtherSource("1041", OCTOBER, Category.OVERTIME, 525_00, "Forfeiture"))
    salary, _, overtime = desk.view.claim(OCTOBER).claim.lines
    assert (salary.claimed_cents, overtime.claimed_cents) == (5_066_67, 0)
    desk.run(ChargeOtherSource("1041", OCTOBER, Category.OVERTIME, 0, "Forfeiture"))
    desk.run(ChargeOtherSource("1041", OCTOBER, Category.SALARY, 500_00, "State grant"))
    assert desk.view.claim(OCTOBER).claim.totals.claimed_cents == 7_486_67
    assert (
        "recorded already" in desk.run(ChargeOtherSource("1041", OCTOBER, Category.SALARY, 500_00, "State grant")).said
    )
    desk.run(CertifyClaim(OCTOBER, "R. Moss"))
    assert desk.view.claim_body(OCTOBER)["other_sources"] == [
        {"badge": "1041", "month": "2025-10", "category": "salary", "source": "State grant", "cents": 500_00}
    ]
    late = desk.run(ChargeOtherSource("1041", OCTOBER, Category.BENEFITS, 1_00, "State grant"))
    assert "so that nothing is paid twice, correct it" in late.notes[0]
    with pytest.raises(BadInput, match=r"officer 1041.*has not begun"):
        desk.run(ChargeOtherSource("1041", Month(2025, 12), Category.SALARY, 1, "Grant"))
    with pytest.raises(BadInput, match=r"officer 1041.*negative"):
        desk.run(ChargeOtherSource("1041", OCTOBER, Category.SALARY, -1, "Grant"))


def test_sources_together_bear_no_more_of_a_line_than_is_recorded(desk: Book) -> None:
    desk.run(ChargeOtherSource("1041", OCTOBER, Category.OVERTIME, 400_00, "State grant"))
    before = desk.view.journal_length()
    with pytest.raises(
        BadInput, match=r"amount.*\$125\.01.*officer 1041.*\$525\.00 of overtime is recorded.*\$400\.00 of it"
    ):
        desk.run(ChargeOtherSource("1041", OCTOBER, Category.OVERTIME, 125_01, "Forfeiture"))
    with pytest.raises(BadInput, match=r"officer 1052.*\$0\.00 of salary is recorded for 2025-10"):
        desk.run(ChargeOtherSource("1052", OCTOBER, Category.SALARY, 1, "Forfeiture"))
    assert desk.view.journal_length() == before
    desk.run(ChargeOtherSource("1041", OCTOBER, Category.OVERTIME, 125_00, "Forfeiture"))


def test_pay_and_hours_that_come_after_the_certification_say_which_claim_lacks_them(desk: Book, clock: Clock) -> None:
    assert desk.run(RecordTime("1041", OCTOBER, 150_00)).notes == ()
    desk.run(CertifyClaim(OCTOBER, "R. Moss"))
    hint = "leadbook claim certify 2025-10 --by NAME --corrects 1 --reason CODE"
    said = f"claim 1 of 2025-10 was certified without this; correct it: {hint}"
    assert desk.run(RecordTime("1041", OCTOBER, 160_00)).notes == (said,)
    assert said not in desk.run(RecordTime("1041", NOVEMBER, 150_00)).notes
    assert desk.run(RecordPay("1052", 60_000_00, BEGAN)).notes == (said,)
    assert desk.run(RecordPay("1052", 61_000_00, date(2025, 11, 1))).notes == ()
    clock.move(days=10)
    desk.run(CertifyClaim(NOVEMBER, "R. Moss"))
    assert desk.run(RecordPay("1041", 80_000_00, BEGAN, None, 1_500_00, 0, 52_50)).notes == (
        f"claim 1 of 2025-10 and 1 more were certified without this; correct each: {hint}",
    )
