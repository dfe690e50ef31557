"""What has come due: the ended quarter, the claim, the authorization, the notice; and nothing where nothing has."""

from __future__ import annotations

from datetime import date
from typing import NoReturn

import pytest

from program.calendar import Month, Quarter
from program.leads.outcome import Outcome
from program.officers.standing import Standing
from program.rules.pay_rules import ClaimPeriod
from reports.due import due_lines
from storage.book import Book
from storage.commands.audit_review import FollowAuditReviews
from storage.commands.claim import CertifyClaim
from storage.commands.closing import CloseQuarter
from storage.commands.lead import AddLead
from storage.commands.notice import RecordNotice
from storage.commands.officer import SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import RecordPay, RecordTime
from storage.commands.rules import ReadPayRules
from storage.views.due import due
from storage.views.reader import Reader
from tests.books import with_leads, worked_at_random
from tests.frozen import TODAY, Clock
from tests.money_books import paid


def said(book: Book) -> list[str]:
    """What the strip says of it."""
    return [line.text for line in due_lines(book.view.due(), book.surroundings.today())]


def test_nothing_is_due_in_the_middle_of_a_quarter(book: Book) -> None:
    with_leads(book, 3)
    assert said(book) == []


def test_an_ended_quarter_is_due_until_it_is_closed(book: Book, clock: Clock) -> None:
    with_leads(book, 3)
    clock.move(days=(date(2026, 1, 5) - TODAY).days)
    [line] = due_lines(book.view.due(), book.surroundings.today())
    assert line.text == "FY2026-Q1 ended 5 days ago and is not closed: 0.00%, no award"
    assert (line.brief, line.action) == ("FY2026-Q1 not closed: 0.00%, no award", "quarter")
    book.run(CloseQuarter(Quarter(2026, 1)))
    assert said(book) == []


def test_of_several_open_quarters_the_newest_is_shown_and_the_others_are_counted(book: Book, clock: Clock) -> None:
    book.run(AddLead("OLD-1", date(2025, 9, 20)))
    with_leads(book, 2)
    clock.move(days=(date(2026, 1, 1) - TODAY).days)
    assert said(book) == ["FY2026-Q1 ended yesterday and is not closed: 0.00%, no award, and 1 earlier"]
    due = book.view.due()
    assert due.ended is not None
    assert (due.ended.quarter, due.ended_quarters) == (Quarter(2026, 1), 2)


def test_an_ended_quarter_without_leads_is_not_due(book: Book, clock: Clock) -> None:
    clock.move(days=60)
    assert said(book) == []


def test_the_last_month_is_due_until_somebody_certifies_it(book: Book) -> None:
    paid(book)
    [line] = due_lines(book.view.due(), TODAY)
    assert (line.text, line.action) == ("The claim of October 2025 can be certified: $7,986.67", "claims")
    book.run(CertifyClaim(Month(2025, 10), "Sheriff R. Moss"))
    assert said(book) == []


def test_of_several_months_that_nobody_claimed_the_oldest_is_named_and_the_others_are_counted(
    book: Book, clock: Clock
) -> None:
    paid(book)
    clock.move(days=(date(2026, 1, 5) - TODAY).days)
    oldest = "The claim of October 2025 can be certified: $7,986.67"
    assert said(book) == [f"{oldest}, and 2 later ones"]
    book.run(CertifyClaim(Month(2025, 12), "Sheriff R. Moss"))
    assert said(book) == [f"{oldest}, and 1 later one"], "the last month's claim is certified, earlier ones are not"
    book.run(CertifyClaim(Month(2025, 10), "Sheriff R. Moss"))
    [line] = due_lines(book.view.due(), book.surroundings.today())
    assert line.text.startswith("The claim of November 2025 can be certified: $")
    assert line.brief == "November 2025's claim can be certified"
    book.run(CertifyClaim(Month(2025, 11), "Sheriff R. Moss"))
    assert said(book) == []


def test_what_an_unclaimed_month_asks_for_is_what_its_claim_asks_for(book: Book, clock: Clock) -> None:
    book.run(RecordPay("1041", 72_800_00, date(2025, 8, 1), None, 1_500_00, 0, 52_50))
    for month in (Month(2025, 9), Month(2025, 10), Month(2025, 11)):
        book.run(RecordTime("1041", month, 160_00, 0, 200_00))  # more overtime than the cap has room for
    clock.move(days=(date(2026, 1, 5) - TODAY).days)
    waiting = book.view.due().claims
    assert [one.period for one in waiting] == [Month(2025, 10), Month(2025, 11), Month(2025, 12)], (
        "before the program there was nothing to claim"
    )
    for one in waiting:
        assert one.cents == book.view.claim(one.period).claimed_now_cents


def test_where_claims_are_made_by_the_quarter_the_quarter_waits_or_what_is_left_of_it(book: Book, clock: Clock) -> None:
    paid(book)
    book.run(ReadPayRules(date(2025, 10, 1), "agreement", claim_period=ClaimPeriod.QUARTER))
    assert book.view.due().claims == ()
    clock.move(days=(date(2026, 4, 2) - TODAY).days)
    assert [one.period for one in book.view.due().claims] == [Quarter(2026, 1), Quarter(2026, 2)]
    book.run(CertifyClaim(Month(2025, 11), "Sheriff R. Moss"))
    periods = [one.period for one in book.view.due().claims]
    assert periods == [Month(2025, 10), Month(2025, 12), Quarter(2026, 2)]
    for period in periods:
        book.run(CertifyClaim(period, "Sheriff R. Moss"))
    assert book.view.due().claims == ()


def test_the_authorization_that_ends_first_is_named_and_the_others_are_counted(book: Book) -> None:
    book.run(SetStanding("1052", Standing.AUTHORIZED, date(2025, 10, 1), date(2025, 12, 13), "letter"))
    book.run(SetStanding("1041", Standing.AUTHORIZED, date(2025, 10, 1), date(2025, 12, 1), "letter"))
    assert said(book) == []  # each is authorized again from the next day on, as it was before
    book.run(SetStanding("1052", Standing.EXPIRED, date(2025, 12, 14), None, "letter"))
    assert said(book) == ["1052 Officer 1052: authorization ends Dec 13, in 20 days"]
    book.run(SetStanding("1041", Standing.EXPIRED, date(2025, 12, 2), None, "letter"))
    assert said(book) == ["1041 Officer 1041: authorization ends Dec 1, in 8 days, and 1 more within 30 days"]


def test_a_revocation_is_due_until_ice_was_told_and_stands_first(book: Book, clock: Clock) -> None:
    book.run(AddLead("R-1", date(2025, 11, 3)))
    book.run(RecordOutcomes(["R-1"], Outcome.LOCATED))
    clock.move(days=60)
    book.run(SetStanding("1041", Standing.REVOKED, book.surroundings.today(), None, "letter"))
    assert said(book)[0] == "1041 Officer 1041 was revoked: ICE must be told"
    assert len(said(book)) == 2
    book.run(RecordNotice("1041", book.surroundings.today()))
    assert [line.split(" ended")[0] for line in said(book)] == ["FY2026-Q1"]


def test_what_is_overdue_stands_before_what_may_still_be_done(book: Book, clock: Clock) -> None:
    paid(book)
    with_leads(book, 1)
    book.run(FollowAuditReviews(on=True))
    clock.move(days=60)
    book.run(SetStanding("1052", Standing.EXPIRED, date(2026, 2, 1), None, "letter"))
    actions = [line.action for line in due_lines(book.view.due(), clock.today())]
    assert actions == ["journal", "quarter", "claims", "officers"]
    book.run(SetStanding("1041", Standing.REVOKED, clock.today(), None, "letter"))
    actions = [line.action for line in due_lines(book.view.due(), clock.today())]
    assert actions[:3] == ["officers", "journal", "quarter"]


def test_what_is_kept_of_what_is_due_is_what_is_read_anew_whatever_is_done(book: Book, clock: Clock) -> None:
    paid(book)
    clock.move(days=(date(2025, 10, 3) - TODAY).days)
    for step in range(24):
        worked_at_random(book, step, 2)
        if step == 12:
            clock.move(days=1)
        if step == 20:
            book.run(SetStanding("1052", Standing.REVOKED, date(2025, 10, 1), None, "letter"))
        assert book.view.due() == due(Reader(book.engine, book.agency_id, book.surroundings))


def test_an_outcome_of_the_running_quarter_is_no_reason_to_read_what_is_due_anew(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_leads(book, 3)
    before = book.view.due()

    def read_anew(*_: object) -> NoReturn:
        raise AssertionError

    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, TODAY))
    monkeypatch.setattr("storage.views.due._due_in", read_anew)
    assert book.view.due() is before
