"""The yearly overtime cap over all claims that stand, in whatever order months are certified, corrected, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from program.calendar import Month, Quarter, months_of
from program.claims.claim import Claim, month_claims
from program.claims.data import Period
from program.claims.life import CutReason
from program.claims.pay import Category
from program.claims.recount import problems_of
from program.leads.outcome import CorrectionReason
from program.officers.standing import Standing
from storage.book import Book
from storage.commands.claim import ApproveClaim, CertifyClaim, ReturnClaim, SubmitClaim
from storage.commands.officer import SetStanding
from storage.commands.pay import RecordPay, RecordTime
from storage.errors import Conflict
from storage.maintenance.check import check
from storage.views.ledger import Ledger
from tests.books import new_book, staffed
from tests.frozen import Clock
from tests.money_books import BEGAN, NOVEMBER, OCTOBER

DECEMBER = Month(2025, 12)
ENTRY_ERROR = CorrectionReason.ENTRY_ERROR
CAP = 10_000_00


@pytest.fixture
def desk(book: Book, clock: Clock) -> Book:
    """It is January 5. 1041 has a cap of $10,000 and $100 an hour of overtime, 45 hours in October, 55 in November."""
    clock.move(days=43)
    book.run(RecordPay("1041", 40_000_00, BEGAN, None, 0, 0, 100_00))
    worked(book, OCTOBER, 45)
    worked(book, NOVEMBER, 55)
    return book


def worked(book: Book, month: Month, overtime: int) -> None:
    book.run(RecordTime("1041", month, 160_00, 0, overtime * 100))


def certify(book: Book, period: Period, corrects: int | None = None) -> int:
    confirmation = book.run(CertifyClaim(period, "R. Moss", corrects, None if corrects is None else ENTRY_ERROR))
    assert isinstance(confirmation.result, int)
    return confirmation.result


def cap_of(book: Book, period: Period) -> tuple[int, int, int, int]:
    """The cap of 1041, used before, used, left, in cents."""
    (use,) = (one for one in book.view.claim(period).claim.overtime_cap if one.badge == "1041")
    return use.cap_cents, use.used_before_cents, use.used_cents, use.left_cents


def overtime(claim: Claim) -> tuple[int, dict[str, int]]:
    """What is claimed of the overtime of 1041, and what not, by reason."""
    (line,) = (one for one in claim.lines if one.category is Category.OVERTIME)
    return line.claimed_cents, {part.why.value: part.cents for part in line.not_claimed}


def cap_problems(book: Book, *, full: bool = False) -> list[str]:
    return [found.problem for found in check(book, full=full).findings if found.code == "overtime_cap"]


def blind_to_later_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """Certifies as a program does that counts the earlier months of the year alone."""

    def computed(ledger: Ledger, period: Period) -> tuple[Claim, ...]:
        months = months_of(period)
        paid = (
            replace(one, overtime_claimed={m: cents for m, cents in one.overtime_claimed.items() if m < months[0]})
            for one in ledger.paid
        )
        return month_claims(ledger.rule_sets, paid, months, ledger.today)

    monkeypatch.setattr(Ledger, "computed", computed)


@pytest.fixture
def exceeded(desk: Book, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Claims 1 of October, 2 of November, and 3 that corrects October: $9,000 and $5,500 under a cap of $10,000."""
    certify(desk, OCTOBER)
    certify(desk, NOVEMBER)
    worked(desk, OCTOBER, 90)
    with monkeypatch.context() as patch:
        blind_to_later_months(patch)
        certify(desk, OCTOBER, 1)
    return desk


def test_a_correction_of_an_earlier_month_leaves_what_later_months_have_certified(desk: Book) -> None:
    certify(desk, OCTOBER)
    certify(desk, NOVEMBER)
    assert cap_of(desk, NOVEMBER) == (CAP, 4_500_00, 5_500_00, 0)
    worked(desk, OCTOBER, 90)
    certify(desk, OCTOBER, 1)
    assert overtime(desk.view.claim(OCTOBER).claim) == (4_500_00, {"over_cap": 4_500_00})
    assert cap_of(desk, OCTOBER) == (CAP, 5_500_00, 4_500_00, 0)
    assert problems_of(desk.view.claim_body(OCTOBER)) == []
    assert check(desk, full=True).ok


def test_a_correction_of_a_correction_counts_neither_of_the_claims_that_it_replaces(desk: Book) -> None:
    certify(desk, OCTOBER)
    certify(desk, NOVEMBER)
    for corrects, hours, claimed in ((1, 20, 2_000_00), (3, 90, 4_500_00), (4, 44, 4_400_00)):
        worked(desk, OCTOBER, hours)
        certify(desk, OCTOBER, corrects)
        assert overtime(desk.view.claim(OCTOBER).claim)[0] == claimed
    assert check(desk, full=True).ok


def test_a_month_that_is_certified_after_later_ones_has_what_they_left(desk: Book) -> None:
    certify(desk, NOVEMBER)
    worked(desk, OCTOBER, 90)
    assert overtime(desk.view.claim(OCTOBER).claim) == (4_500_00, {"over_cap": 4_500_00})
    assert desk.view.claims_screen(OCTOBER).year[0].reimbursement.expected_cents == 3_333_33 + 4_500_00
    certify(desk, OCTOBER)
    assert check(desk, full=True).ok


def test_a_quarters_correction_leaves_what_later_months_have_certified(desk: Book, clock: Clock) -> None:
    clock.move(days=60)
    certify(desk, Quarter(2026, 1))
    worked(desk, Month(2026, 1), 30)
    worked(desk, OCTOBER, 20)
    certify(desk, Quarter(2026, 1), 1)
    certify(desk, Month(2026, 1))
    worked(desk, OCTOBER, 90)
    certify(desk, Quarter(2026, 1), 2)
    (line,) = (one for one in desk.view.claim(Quarter(2026, 1)).claim.lines if one.category is Category.OVERTIME)
    assert line.claimed_cents == CAP - 2_500_00
    assert cap_of(desk, Quarter(2026, 1)) == (CAP, 2_500_00, 7_500_00, 0)
    assert problems_of(desk.view.claim_body(Quarter(2026, 1))) == []
    assert check(desk, full=True).ok


def test_the_cap_is_shown_as_it_stands_and_not_as_it_stood_at_certification(desk: Book) -> None:
    worked(desk, DECEMBER, 0)
    certify(desk, OCTOBER)
    assert cap_of(desk, OCTOBER) == (CAP, 0, 4_500_00, 5_500_00)
    certify(desk, NOVEMBER)
    assert cap_of(desk, OCTOBER) == (CAP, 5_500_00, 4_500_00, 0)
    assert cap_of(desk, Quarter(2026, 1)) == (CAP, 0, 10_000_00, 0)
    [frozen] = [use for use in desk.view.claim_body(OCTOBER)["overtime_cap"] if use["badge"] == "1041"]
    assert (frozen["used_before_cents"], frozen["left_cents"]) == (0, 5_500_00)


def test_a_claim_that_ice_returned_stands_until_one_corrects_it(desk: Book) -> None:
    certify(desk, OCTOBER)
    certify(desk, NOVEMBER)
    for month in (OCTOBER, NOVEMBER):
        desk.run(SubmitClaim(month, desk.surroundings.today(), "S"))
    desk.run(ReturnClaim(NOVEMBER, desk.surroundings.today(), CutReason.DOCUMENTS_MISSING))
    desk.run(ApproveClaim(OCTOBER, desk.surroundings.today(), {("1041", Category.OVERTIME): 1_00}, CutReason.OTHER))
    worked(desk, DECEMBER, 50)
    assert overtime(desk.view.claim(DECEMBER).claim) == (0, {"over_cap": 5_000_00})
    worked(desk, NOVEMBER, 10)
    certify(desk, NOVEMBER, 2)
    assert overtime(desk.view.claim(DECEMBER).claim) == (4_500_00, {"over_cap": 500_00})
    assert check(desk, full=True).ok


@pytest.mark.parametrize("full", [False, True])
def test_check_finds_claims_that_exceed_a_cap_together(exceeded: Book, full: bool) -> None:
    assert cap_of(exceeded, OCTOBER) == (CAP, 5_500_00, 9_000_00, 0)
    assert cap_of(exceeded, NOVEMBER) == (CAP, 9_000_00, 5_500_00, 0)
    [problem] = cap_problems(exceeded, full=full)
    assert problem == (
        "officer 1041: $14,500.00 of overtime is certified for FY2026, above the cap of $10,000.00 with which claim 3 "
        "of 2025-10 was certified; to correct it: "
        "leadbook claim certify 2025-10 --by NAME --corrects 3 --reason CODE"
    )


def test_a_correction_mends_an_exceeded_cap_and_check_is_silent_again(exceeded: Book) -> None:
    certify(exceeded, OCTOBER, 3)
    assert cap_of(exceeded, OCTOBER) == (CAP, 5_500_00, 4_500_00, 0)
    assert check(exceeded, full=True).ok


def test_a_correction_of_the_other_month_mends_it_too(exceeded: Book) -> None:
    certify(exceeded, NOVEMBER, 2)
    assert cap_of(exceeded, NOVEMBER) == (CAP, 9_000_00, 1_000_00, 0)
    assert check(exceeded, full=True).ok


def test_a_cap_that_falls_after_a_claim_was_certified_is_shown_and_is_no_fault(desk: Book) -> None:
    certify(desk, OCTOBER)
    certify(desk, NOVEMBER)
    desk.run(SetStanding("1041", Standing.REVOKED, date(2025, 12, 1), None, "letter"))
    cap = 40_000_00 * 61 * 25 // 36500
    assert cap_of(desk, NOVEMBER) == (cap, 4_500_00, 5_500_00, 0)
    assert check(desk, full=True).ok
    worked(desk, OCTOBER, 90)
    certify(desk, OCTOBER, 1)
    assert overtime(desk.view.claim(OCTOBER).claim) == (
        max(0, cap - 5_500_00),
        {"over_cap": 9_000_00 - max(0, cap - 5_500_00)},
    )
    assert check(desk, full=True).ok


def test_an_undo_that_would_bring_the_year_above_its_cap_is_a_conflict(desk: Book) -> None:
    certify(desk, OCTOBER)
    certify(desk, NOVEMBER)
    worked(desk, OCTOBER, 10)
    certify(desk, OCTOBER, 1)
    correction = desk.view.journal(limit=1)[0].number
    worked(desk, DECEMBER, 50)
    certify(desk, DECEMBER)
    before = desk.view.journal_length()
    with pytest.raises(
        Conflict,
        match=r"entry \d+ cannot be taken back: officer 1041: \$13,500.00 of overtime would be certified for FY2026, "
        r"above the cap of \$10,000.00",
    ):
        desk.undo(correction)
    assert desk.view.journal_length() == before
    assert check(desk, full=True).ok
    desk.undo()
    desk.undo(correction)
    assert check(desk, full=True).ok


def test_a_book_above_its_cap_still_takes_entries_back(exceeded: Book) -> None:
    worked(exceeded, DECEMBER, 1)
    certify(exceeded, DECEMBER)
    exceeded.undo()
    assert cap_problems(exceeded)


def test_a_claim_whose_frozen_text_is_damaged_does_not_end_the_search(engine_url: str, clock: Clock) -> None:
    from sqlalchemy import text

    clock.move(days=43)
    with new_book(engine_url, clock.surroundings()) as book:
        staffed(book)
        book.run(RecordPay("1041", 40_000_00, BEGAN, None, 0, 0, 100_00))
        worked(book, OCTOBER, 45)
        certify(book, OCTOBER)
        for damaged in ("{", "[]", "{}", '{"overtime_cap": [{"badge": 3}]}'):
            with book.engine.connect() as connection, connection.begin():
                connection.execute(text("UPDATE claim_body SET body = :body"), {"body": damaged})
            assert cap_problems(book) == []
            assert not check(book).ok
