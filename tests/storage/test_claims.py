"""Claims from the draft to the money: what a certification freezes, what each step refuses, what receipts pay."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from program.calendar import Month, Quarter
from program.claims.envelope import EnvelopeKind
from program.claims.gaps import Missing
from program.claims.life import ClaimStatus, CutReason
from program.claims.pay import Category
from program.claims.receivable import Age, Owed
from program.leads.outcome import CorrectionReason
from program.quarters.award import AwardStep
from program.refusals import BadInput, LeadbookError
from storage.book import Book
from storage.commands.award import RecordAward
from storage.commands.claim import ApproveClaim, CertifyClaim, NameDocument, ReturnClaim, SubmitClaim
from storage.commands.pay import RecordPay, RecordTime
from storage.commands.receipt import AddPurchase, AddReceipt, Applied, ApplyReceipt, StartUp
from storage.errors import Conflict
from storage.journal.format import canonical
from storage.maintenance.check import check
from storage.maintenance.transfer import export, load
from storage.surroundings import Surroundings
from storage.views.claim_record import ClaimRecord
from storage.views.money_year import Cash
from tests.books import new_book, staffed
from tests.frozen import TODAY, Clock
from tests.money_books import NOVEMBER, OCTOBER, money_at_random, paid, submitted

Q1 = Quarter(2026, 1)
CLAIMED = 6_066_67 + 1_500_00 + 420_00
SALARY, OVERTIME = ("1041", Category.SALARY), ("1041", Category.OVERTIME)


@pytest.fixture
def desk(book: Book) -> Book:
    """A book with two authorized officers; 1041 has pay and hours."""
    return paid(book)


def only(book: Book) -> ClaimRecord:
    (record,) = book.view.claims()
    return record


def test_a_draft_is_computed_and_a_certified_claim_stays_as_it_was(desk: Book) -> None:
    draft = desk.view.claim(OCTOBER)
    assert (draft.status, draft.record) == (ClaimStatus.DRAFT, None)
    confirmation = desk.run(CertifyClaim(OCTOBER, "  Sheriff R. Moss "))
    assert (confirmation.result, confirmation.said) == (
        1, "Certified claim 1 of 2025-10 by Sheriff R. Moss: $7,986.67"
    )  # fmt: skip
    desk.run(RecordPay("1041", 99_999_00, date(2025, 10, 1)))
    shown = desk.view.claim(OCTOBER)
    assert (shown.status, shown.claim.lines) == (ClaimStatus.CERTIFIED, draft.claim.lines)
    assert shown.claim.totals.claimed_cents == CLAIMED
    assert shown.claimed_now_cents == desk.view.claim(OCTOBER, draft=True).claim.totals.claimed_cents != CLAIMED
    assert check(desk, full=True).ok


def test_the_frozen_body_says_everything_and_has_the_hash_in_the_journal(desk: Book, tmp_path: Path) -> None:
    sheet = tmp_path / "timesheet.pdf"
    sheet.write_bytes(b"hours")
    desk.run(NameDocument(OCTOBER, sheet))
    assert "named for 2025-10 already" in desk.run(NameDocument(OCTOBER, sheet)).said
    head = desk.view.journal(limit=1)[0]
    draft = desk.view.claim_body(OCTOBER)
    desk.run(CertifyClaim(OCTOBER, "R. Moss"))
    body = desk.view.claim_body(OCTOBER)
    assert hashlib.sha256(canonical(body).encode()).hexdigest() == only(desk).sha256
    assert {**body, "number": None, "certified": None} == draft
    assert body["journal"] == {"number": head.number, "hash": head.hash}
    assert body["certified"] == {"by": "R. Moss", "at": "2025-11-23T12:00:00.00Z", "entered_by": "coordinator@desk"}
    assert body["documents"] == [{"file": "timesheet.pdf", "sha256": hashlib.sha256(b"hours").hexdigest()}]
    [officer] = body["officers"]
    assert (officer["badge"], officer["name"], officer["days"], officer["days_authorized"]) == (
        *("1041", "Officer 1041"),
        *(31, 31),
    )
    assert officer["authorized"] == [{"from": "2025-10-01", "until": "2027-09-30"}]
    assert [pay["annual_salary_cents"] for pay in officer["pay"]] == [72_800_00]
    assert [(time["period"], time["overtime_hours"]) for time in officer["time"]] == [("2025-10", "10.00")]
    assert body["missing"] == [
        {"badge": "1052", "month": "2025-10", "missing": "pay", "days": 31},
        {"badge": "1041", "month": "2025-10", "missing": "payroll_file", "days": 0},
    ]
    assert body["overtime"] == [{"badge": "1041", "month": "2025-10", "cents": 420_00}]
    assert sum(one["claimed_cents"] for one in body["by_category"]) == body["totals"]["claimed_cents"] == CLAIMED
    assert "is certified" in desk.run(NameDocument(OCTOBER, _other(tmp_path))).notes[0]
    with pytest.raises(BadInput, match="cannot be read"):
        desk.run(NameDocument(OCTOBER, tmp_path / "none"))


def _other(folder: Path) -> Path:
    (folder / "other.pdf").write_bytes(b"x")
    return folder / "other.pdf"


def test_a_period_that_is_not_over_is_not_certified_and_one_to_come_has_no_draft(desk: Book) -> None:
    with pytest.raises(BadInput, match=r"2025-11.*runs through 2025-11-30; it can be certified from 2025-12-01"):
        desk.run(CertifyClaim(NOVEMBER, "R. Moss"))
    with pytest.raises(BadInput, match=r"2025-12.*begins on 2025-12-01"):
        desk.view.claim(Month(2025, 12))
    with pytest.raises(BadInput, match="begins on"):
        desk.view.claims_screen(Quarter(2026, 2))
    with pytest.raises(BadInput, match="has nothing to claim"):
        desk.run(CertifyClaim(Month(2025, 9), "R. Moss"))
    with pytest.raises(BadInput, match="by: ' ' must not be empty"):
        desk.run(CertifyClaim(OCTOBER, " "))


def test_a_month_is_claimed_once_and_a_correction_names_the_old_claim(desk: Book, clock: Clock) -> None:
    submitted(desk)
    clock.move(days=43)
    for period in (OCTOBER, Q1):
        with pytest.raises(Conflict, match=r"claimed already, by claim 1 of 2025-10.*--corrects 1"):
            desk.run(CertifyClaim(period, "R. Moss"))
    with pytest.raises(Conflict, match="not of 2025-11, which is not claimed"):
        desk.run(CertifyClaim(NOVEMBER, "R. Moss", 1, CorrectionReason.ENTRY_ERROR))
    with pytest.raises(BadInput, match="no claim of that number"):
        desk.run(CertifyClaim(OCTOBER, "R. Moss", 9, CorrectionReason.ENTRY_ERROR))
    with pytest.raises(BadInput, match="reason"):
        desk.run(CertifyClaim(OCTOBER, "R. Moss", 1))
    desk.run(AddReceipt(TODAY, 1_000_00, "EFT", [Applied(OCTOBER)]))
    desk.run(RecordTime("1041", OCTOBER, 160_00, 0, 0))
    desk.run(CertifyClaim(OCTOBER, "R. Moss", 1, CorrectionReason.NEW_INFORMATION))
    old, new = desk.view.claims()
    assert (old.status, old.corrected_by, old.money.open_cents) == (ClaimStatus.CORRECTED, 2, 0)
    assert (new.corrects, new.money.claimed_cents, new.money.received_cents) == (1, CLAIMED - 420_00, 1_000_00)
    assert desk.view.claim_body(OCTOBER, 1)["totals"]["claimed_cents"] == CLAIMED
    assert desk.view.claim(OCTOBER).record == new
    with pytest.raises(Conflict, match="claimed already, by claim 2"):
        desk.run(CertifyClaim(OCTOBER, "R. Moss", 1, CorrectionReason.NEW_INFORMATION))
    with pytest.raises(BadInput, match="no claim of"):
        desk.view.claim_body(OCTOBER, 7)
    assert check(desk, full=True).ok


def test_a_quarters_claim_covers_its_months_and_uses_up_the_cap(desk: Book, clock: Clock) -> None:
    clock.move(days=43)
    desk.run(CertifyClaim(Q1, "R. Moss"))
    assert desk.view.claim(NOVEMBER).status is ClaimStatus.CERTIFIED
    assert desk.view.claim(NOVEMBER).record is None
    with pytest.raises(Conflict, match="claim 1 of FY2026-Q1"):
        desk.run(CertifyClaim(NOVEMBER, "R. Moss"))
    january = desk.view.claim(Month(2026, 1)).claim
    assert [use.used_before_cents for use in january.overtime_cap if use.badge == "1041"] == [420_00 + 210_00]
    year = desk.view.claims_screen(Q1).year
    assert [line.claimed_cents for line in year[:3]] == [0, 0, only(desk).money.claimed_cents]
    assert {line.period for line in year[:3]} == {Q1}


def test_what_was_certified_uses_up_the_cap_and_not_what_would_be_computed_now(desk: Book) -> None:
    desk.run(CertifyClaim(OCTOBER, "R. Moss"))
    desk.run(RecordTime("1041", OCTOBER, 160_00, 0, 90_00))
    (use,) = (one for one in desk.view.claim(NOVEMBER).claim.overtime_cap if one.badge == "1041")
    assert use.used_before_cents == 420_00
    again = desk.view.claim(OCTOBER, draft=True).claim
    assert [one.used_before_cents for one in again.overtime_cap if one.badge == "1041"] == [0]


def test_steps_out_of_order_are_refused_with_what_to_do(desk: Book) -> None:
    with pytest.raises(BadInput, match="is a draft; certify it first"):
        desk.run(SubmitClaim(OCTOBER, TODAY, "S-1"))
    desk.run(CertifyClaim(OCTOBER, "R. Moss"))
    for command in (
        ApproveClaim(OCTOBER, TODAY),
        ReturnClaim(OCTOBER, TODAY, CutReason.LATE),
        AddReceipt(TODAY, 1, "EFT", [Applied(OCTOBER)]),
    ):
        with pytest.raises(Conflict, match="has not been submitted"):
            desk.run(command)
    with pytest.raises(BadInput, match="lies after today"):
        desk.run(SubmitClaim(OCTOBER, date(2025, 11, 24), "S-1"))
    with pytest.raises(BadInput, match="before 2025-10 was over"):
        desk.run(SubmitClaim(OCTOBER, date(2025, 10, 31), "S-1"))
    desk.run(SubmitClaim(OCTOBER, TODAY, "S-1"))
    with pytest.raises(Conflict, match="was submitted on 2025-11-23 already, as S-1"):
        desk.run(SubmitClaim(OCTOBER, TODAY, "S-2"))


def test_lines_are_cut_for_coded_reasons_and_a_later_word_takes_an_earlier_ones_place(desk: Book) -> None:
    submitted(desk)
    confirmation = desk.run(ReturnClaim(OCTOBER, TODAY, CutReason.LATE, (OVERTIME,)))
    assert confirmation.said == "Returned on 2025-11-23: 1041 overtime of claim 1 of 2025-10, late"
    assert only(desk).status is ClaimStatus.SUBMITTED
    desk.run(ApproveClaim(OCTOBER, TODAY, {SALARY: 6_000_00}, CutReason.OTHER))
    record = only(desk)
    assert [(cut.category, cut.cents, cut.reason) for cut in record.cuts] == [
        (Category.OVERTIME, 420_00, CutReason.LATE),
        (Category.SALARY, 66_67, CutReason.OTHER),
    ]
    assert (record.status, record.money.approved_cents) == (ClaimStatus.SHORT_PAID, CLAIMED - 486_67)
    desk.run(ApproveClaim(OCTOBER, TODAY, {OVERTIME: 420_00, SALARY: 6_066_66}, CutReason.OVER_CAP))
    assert [(cut.cents, cut.reason) for cut in only(desk).cuts] == [(1, CutReason.OVER_CAP)]
    assert "as recorded already" in desk.run(ApproveClaim(OCTOBER, TODAY)).said
    desk.run(ReturnClaim(OCTOBER, TODAY, CutReason.DOCUMENTS_MISSING))
    record = only(desk)
    assert (record.status, record.money.open_cents, len(record.cuts)) == (ClaimStatus.RETURNED, 0, 3)
    with pytest.raises(Conflict, match=r"claim 1 of 2025-10 was returned on 2025-11-23\. To claim it again"):
        desk.run(ApproveClaim(OCTOBER, TODAY))
    assert only(desk).status is ClaimStatus.RETURNED
    assert check(desk, full=True).ok


def test_an_approval_of_nothing_is_said_to_be_a_return(desk: Book) -> None:
    submitted(desk)
    nothing = {SALARY: 0, OVERTIME: 0, ("1041", Category.BENEFITS): 0}
    confirmation = desk.run(ApproveClaim(OCTOBER, TODAY, nothing, CutReason.OTHER))
    assert confirmation.said == "Returned on 2025-11-23: claim 1 of 2025-10, of which nothing was approved"
    assert only(desk).status is ClaimStatus.RETURNED


def test_a_cut_that_cannot_be_is_refused_by_officer_and_amount(desk: Book) -> None:
    submitted(desk)
    with pytest.raises(BadInput, match=r"approved.*\$6,066.68.*officer 1041, salary: \$6,066.67 was claimed"):
        desk.run(ApproveClaim(OCTOBER, TODAY, {SALARY: 6_066_68}, CutReason.OTHER))
    with pytest.raises(BadInput, match="say why less is approved"):
        desk.run(ApproveClaim(OCTOBER, TODAY, {SALARY: 1}))
    with pytest.raises(BadInput, match="claims nothing there for officer 1052"):
        desk.run(ReturnClaim(OCTOBER, TODAY, CutReason.LATE, (("1052", Category.SALARY),)))


def test_a_receipt_is_split_over_claims_and_the_rest_is_kept_and_applied_later(desk: Book, clock: Clock) -> None:
    submitted(desk)
    clock.move(days=20)
    submitted(desk, NOVEMBER)
    confirmation = desk.run(AddReceipt(TODAY, 20_000_00, "EFT-1", [Applied(OCTOBER, 5_000_00), Applied(NOVEMBER)]))
    (line,) = desk.view.receipts()
    assert [(share.period, share.cents) for share in line.shares] == [(OCTOBER, 5_000_00), (NOVEMBER, 7_776_67)]
    assert line.unapplied_cents == 7_223_33
    assert confirmation.notes == ("$7,223.33 of receipt 1 is not applied: leadbook receipt apply 1 --claim PERIOD",)
    assert [record.status for record in desk.view.claims()] == [ClaimStatus.SUBMITTED, ClaimStatus.PAID]
    desk.run(ApplyReceipt(1, [Applied(OCTOBER)]))
    assert desk.view.receipts()[0].unapplied_cents == 7_223_33 - (CLAIMED - 5_000_00)
    assert {record.status for record in desk.view.claims()} == {ClaimStatus.PAID}
    assert "Nothing of receipt 1" in desk.run(ApplyReceipt(1, [Applied(OCTOBER)])).said
    assert check(desk, full=True).ok
    desk.undo()
    with pytest.raises(Conflict, match="cannot be taken back"):
        desk.undo(_entry(desk, "Certified claim 2"))


def _entry(book: Book, begins: str) -> int:
    return next(entry.number for entry in book.view.journal(limit=50) if entry.said.startswith(begins))


def test_money_that_cannot_be_is_refused(desk: Book) -> None:
    submitted(desk)
    for cents in (0, -5, 10**15):
        with pytest.raises(BadInput, match="amount"):
            desk.run(AddReceipt(TODAY, cents, "EFT"))
    with pytest.raises(BadInput, match="amount"):
        desk.run(AddReceipt(TODAY, 5, "EFT", [Applied(OCTOBER, 0)]))
    with pytest.raises(BadInput, match="lies after today"):
        desk.run(AddReceipt(date(2025, 11, 24), 5, "EFT"))
    with pytest.raises(BadInput, match="each claim once"):
        desk.run(AddReceipt(TODAY, 5, "EFT", [Applied(OCTOBER), Applied(OCTOBER)]))
    with pytest.raises(BadInput, match="pays no claim; book two"):
        desk.run(AddReceipt(TODAY, 5, "EFT", [Applied(OCTOBER)], StartUp(1, 1)))
    with pytest.raises(BadInput, match="officers: '-1': give 0 or more"):
        desk.run(AddReceipt(TODAY, 5, "EFT", start_up=StartUp(1, -1)))
    desk.run(AddReceipt(TODAY, 5, "EFT-7"))
    with pytest.raises(BadInput, match="booked already, as receipt 1"):
        desk.run(AddReceipt(TODAY, 5, "eft-7"))
    desk.run(AddReceipt(TODAY, 122_515_00, "W", start_up=StartUp(1, 3)))
    with pytest.raises(BadInput, match="start-up money, which pays no claim"):
        desk.run(ApplyReceipt(2, [Applied(OCTOBER)]))
    with pytest.raises(BadInput, match="no receipt of that number"):
        desk.run(ApplyReceipt(9, [Applied(OCTOBER)]))
    with pytest.raises(BadInput, match="above zero"):
        desk.run(AddPurchase(TODAY, 0, EnvelopeKind.VEHICLE, "Car"))


def test_start_up_money_is_booked_as_it_came_beside_the_envelopes(desk: Book) -> None:
    confirmation = desk.run(AddReceipt(TODAY, 122_515_00, "W", start_up=StartUp(1, 3)))
    assert confirmation.said.endswith("start-up: vehicles $100,000.00, equipment $22,500.00, residual $15.00")
    spent = desk.run(AddPurchase(TODAY, 16_000_00, EnvelopeKind.EQUIPMENT, "Radios"))
    assert spent.notes == ("$1,000.00 more is spent than the envelope holds",)
    desk.run(AddPurchase(TODAY, 60_000_00, EnvelopeKind.VEHICLE, "Car"))
    money = desk.view.start_up()
    assert [(one.units, one.left_cents, one.over_cents) for one in money.envelopes] == [
        (2, 0, 1_000_00),
        (1, 40_000_00, 0),
    ]
    assert [one.payment.residual_cents for one in money.receipts] == [15_00]
    assert [one.what for one in money.purchases] == ["Radios", "Car"]
    assert desk.view.receipts()[0].unapplied_cents == 0


def test_receivables_age_from_submission_and_awards_stand_beside(desk: Book, clock: Clock) -> None:
    submitted(desk)
    clock.move(days=45)
    desk.run(RecordAward(Q1, AwardStep.CLAIMED, 2_000_00, clock.today()))
    buckets = {bucket.age: bucket for bucket in desk.view.receivables()}
    assert [(item.owed, item.period, item.cents) for item in buckets[Age.TO_60].items] == [
        (Owed.CLAIM, "2025-10", CLAIMED)
    ]
    assert [(item.owed, item.period, item.cents) for item in buckets[Age.TO_30].items] == [
        (Owed.AWARD, "FY2026-Q1", 2_000_00)
    ]
    desk.run(RecordAward(Q1, AwardStep.RECEIVED, 2_000_00, clock.today()))
    assert not desk.view.receivables()[0].items


def test_the_screen_keeps_certain_claimed_and_expected_apart(desk: Book, clock: Clock) -> None:
    submitted(desk)
    clock.move(days=20)
    submitted(desk, NOVEMBER)
    desk.run(ApproveClaim(NOVEMBER, clock.today()))
    screen = desk.view.claims_screen()
    october, november, december = screen.year[:3]
    assert screen.shown.period == Month(2025, 12)
    assert october.reimbursement == Cash(claimed_cents=CLAIMED)
    assert november.reimbursement == Cash(approved_cents=7_776_67)
    assert december.reimbursement == Cash(expected_cents=7_566_67)
    assert (october.approved_cents, november.approved_cents) == (0, 7_776_67)
    assert len(screen.year) == 12
    missing = {(gap.badge, gap.missing) for gap in screen.shown.gaps}
    assert missing == {("1052", Missing.PAY)}
    for step, cash in (
        (AwardStep.CLAIMED, Cash(claimed_cents=500_00)),
        (AwardStep.APPROVED, Cash(approved_cents=500_00)),
        (AwardStep.RECEIVED, Cash()),
    ):
        desk.run(RecordAward(Q1, step, 500_00, clock.today()))
        assert desk.view.claims_screen(Q1).year[2].award == cash
    assert desk.view.claims_screen().unapplied_cents == 0


def test_everything_is_taken_back_and_put_back(desk: Book) -> None:
    submitted(desk)
    desk.run(ApproveClaim(OCTOBER, TODAY, {SALARY: 1_00}, CutReason.OTHER))
    desk.run(AddReceipt(TODAY, 500_00, "EFT", [Applied(OCTOBER)]))
    full = desk.view.claims_screen(OCTOBER)
    for _ in range(4):
        desk.undo()
    assert desk.view.claims() == ()
    assert desk.view.receipts() == ()
    assert desk.view.claim(OCTOBER).status is ClaimStatus.DRAFT
    for _ in range(4):
        desk.redo()
    assert desk.view.claims_screen(OCTOBER) == full
    assert check(desk, full=True).ok


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_done_with_money_the_book_is_sound_and_its_export_is_the_book(
    engine_url: str, tmp_path: Path, seed: int, clock: Clock
) -> None:
    clock.move(days=30)
    with new_book(engine_url, clock.surroundings()) as book:
        money_at_random(paid(staffed(book)), seed, 120)
        found = check(book, full=True)
        assert found.findings == ()
        for record in book.view.claims():
            assert 0 <= record.money.cut_cents <= record.money.claimed_cents
        export(book, tmp_path / "book.jsonl")
        before = book.view.claims_screen()
    assert load(tmp_path / "book.jsonl", str(tmp_path / "again"), clock.surroundings()).head == found.head
    with Book.open(tmp_path / "again", clock.surroundings()) as again:
        assert again.view.claims_screen() == before


def test_both_engines_say_the_same_of_money(tmp_path: Path, postgresql_url: str) -> None:
    said = []
    for place in (str(tmp_path / "book"), postgresql_url):
        clock = Clock(date(2025, 12, 23))
        with new_book(place, clock.surroundings()) as book:
            money_at_random(paid(staffed(book)), 3, 150)
            said.append(
                (book.view.claims_screen(), book.view.clocks(), book.view.heads(), book.view.journal(limit=500))
            )
    assert said[0] == said[1]


def test_a_claim_that_was_altered_is_found(tmp_path: Path, frozen: Surroundings) -> None:
    def problems(name: str, *statements: str) -> set[str]:
        with new_book(tmp_path / name, frozen) as book:
            submitted(paid(staffed(book)))
            book.run(AddReceipt(TODAY, 1_00, "EFT", [Applied(OCTOBER)]))
            book.run(ApproveClaim(OCTOBER, TODAY, {SALARY: 1_00}, CutReason.OTHER))
            with book.engine.connect() as connection, connection.begin():
                for statement in statements:
                    connection.execute(text(statement))
            return {found.problem for found in check(book, full=True).findings if found.code in ("claim", "receipt")}

    name = "claim 1 of 2025-10: "
    assert problems("a", "UPDATE claim_body SET body = replace(body, '606667', '906667')") == {
        name + "is not the text that was certified"
    }
    assert problems("b", "DELETE FROM claim_body") == {name + "what was certified is gone"}
    assert problems("c", "UPDATE claim SET claimed_cents = 1") == {name + "asks for another amount than its lines"}
    assert problems("d", "UPDATE claim SET number = 7") == {"claim 7 of 2025-10: is the text of another claim"}
    assert problems("f", "UPDATE claim_cut SET cents = 606668") == {name + "more was cut of a line than it claims"}
    assert problems("e", "UPDATE receipt_share SET cents = 101") == {"receipt 1 pays more than it is"}


def test_a_body_whose_figures_do_not_follow_is_found(desk: Book) -> None:
    from program.claims.recount import problems_of

    body = desk.view.claim_body(OCTOBER)
    assert problems_of(body) == []
    for path, value, problem in (
        (("lines", 0, "claimed_cents"), 1, "claimed and not claimed are not what was recorded"),
        (("totals", "claimed_cents"), 1, "the total of claimed_cents is not that of the lines"),
        (("overtime_cap", 0, "used_cents"), 1, "the use of the overtime cap is not the overtime claimed"),
        (("rule_sets", 0, "sha256"), "0", "a rule set is not the one that its hash names"),
        (("overtime", 0, "cents"), 1, "the overtime of a month is not that of its lines"),
        (("officers", 0, "days_authorized"), 1, "the days authorized are not those of the period"),
    ):
        altered = json.loads(canonical(body))
        place = altered
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        assert any(problem in found for found in problems_of(altered)), problem


def test_no_refusal_changes_anything(desk: Book) -> None:
    before = desk.view.journal_length()
    with pytest.raises(LeadbookError):
        desk.run(CertifyClaim(NOVEMBER, "R. Moss"))
    assert desk.view.journal_length() == before
