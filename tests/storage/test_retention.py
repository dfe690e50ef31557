"""Retention: nothing goes by itself, what is due is shown, a hold stops it, and the chain holds when it is gone."""

from __future__ import annotations

from datetime import date

import pytest

from program.calendar import Quarter
from program.disclosure import Given
from program.leads.outcome import Outcome
from program.officers.standing import Standing
from program.refusals import BadInput
from program.retention import Kept
from program.strike_out import StrikeReason
from storage.book import Book
from storage.commands.closing import CloseQuarter
from storage.commands.disclosure import AddDisclosure
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.officer import SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.receipt import AddReceipt, Applied
from storage.commands.retention import DisposeOfDue, LiftHold, PlaceHold, SetRetention
from storage.commands.strike_out import StrikeOut
from storage.errors import Conflict
from storage.maintenance.check import check
from tests.frozen import Clock
from tests.money_books import OCTOBER, paid, submitted

Q4 = Quarter(2025, 4)


def due(book: Book) -> dict[str, list[str]]:
    """What is due today, by kind."""
    return {one.kind.value: [record.called for record in one.due] for one in book.view.retention().kinds if one.due}


def scheduled(book: Book, *kinds: Kept) -> Book:
    """Keeps each kind for a year."""
    for kind in kinds:
        book.run(SetRetention(kind, 1, "County schedule, item 3"))
    return book


def closed(book: Book, clock: Clock) -> None:
    """A quarter that was closed with two outcomes, and more than a year since."""
    for reference, outcome in (("OLD-1", Outcome.LOCATED), ("OLD-2", Outcome.WITHDRAWN), ("OLD-3", None)):
        book.run(AddLead(reference, date(2025, 9, 5)))
        if outcome is not None:
            book.run(RecordOutcomes([reference], outcome, date(2025, 9, 20), evidence=f"ACK {reference}"))
    book.run(CloseQuarter(Q4))
    clock.move(days=320)  # October 9, 2026


def test_without_a_schedule_nothing_is_ever_due(book: Book, clock: Clock) -> None:
    closed(book, clock)
    clock.move(days=3_650)
    assert due(book) == {}
    with pytest.raises(BadInput, match="has no retention schedule"):
        book.run(DisposeOfDue(Kept.LEADS))


def test_leads_of_a_closed_quarter_are_due_and_go_with_their_texts_while_every_figure_stays(
    book: Book, clock: Clock
) -> None:
    closed(book, clock)
    scheduled(book, Kept.LEADS)
    assert due(book) == {"leads": ["lead OLD-1", "lead OLD-2"]}  # OLD-3 is open
    before, head = book.view.status(Q4).figures, book.view.journal(limit=1)[0]
    confirmation = book.run(DisposeOfDue(Kept.LEADS, most=1))
    assert (confirmation.result, confirmation.notes) == (1, ("1 record more of leads are due; run it again",))
    assert book.run(DisposeOfDue(Kept.LEADS)).said.startswith("Disposed of what was due of leads: 1 record, ")
    assert book.run(DisposeOfDue(Kept.LEADS)).said == "Nothing is due of leads"
    assert due(book) == {}
    assert book.view.status(Q4).figures == before
    assert check(book, full=True, head=(head.number, head.hash)).findings == ()
    said = " ".join(str(line) for line in book.view.statement(Q4)["leads"])
    assert ("OLD-1" in said, "ACK OLD-2" in said, "OLD-3" in said) == (False, False, True)
    with pytest.raises(Conflict, match="gone for good"):
        book.undo(confirmation.entry)


def test_years_are_counted_whole_and_a_kind_can_leave_the_schedule(book: Book, clock: Clock) -> None:
    closed(book, clock)
    clock.move(days=-9)
    scheduled(book, Kept.LEADS)
    assert (due(book), book.surroundings.today()) == ({}, date(2026, 9, 30))
    clock.move(days=1)
    assert list(due(book)) == ["leads"]
    assert book.run(SetRetention(Kept.LEADS, 1, "County schedule, item 3")).entry is None
    book.run(SetRetention(Kept.LEADS, 2, "County schedule, item 4"))
    assert due(book) == {}
    assert book.run(SetRetention(Kept.LEADS, None)).said == "Took leads off the retention schedule"
    assert [one.years for one in book.view.retention().kinds] == [None] * len(Kept)
    assert book.run(SetRetention(Kept.LEADS, None)).entry is None
    for years in (0, 101):
        with pytest.raises(BadInput, match="is no number of years from 1 to 100"):
            book.run(SetRetention(Kept.LEADS, years, "x"))
    assert book.run(SetRetention(Kept.LEADS, 100, "x")).said == "Keeps leads for 100 years: x"


def test_a_hold_stops_disposal_until_somebody_lifts_it_with_a_reason(book: Book, clock: Clock) -> None:
    closed(book, clock)
    scheduled(book, Kept.LEADS, Kept.DISCLOSURES)
    assert book.run(PlaceHold("Litigation 2026-3")).result == 1
    assert book.run(PlaceHold("Audit of leads", Kept.LEADS)).result == 2
    assert due(book) == {"leads": ["lead OLD-1", "lead OLD-2"]}  # what is due is shown all the same
    with pytest.raises(Conflict, match="Holds 1, 2 stop the disposal of leads"):
        book.run(DisposeOfDue(Kept.LEADS))
    target = book.view.strike_target("evidence", reference="OLD-1")
    with pytest.raises(Conflict, match=r"hold 1 .Litigation 2026-3. stops"):
        book.run(StrikeOut(target, StrikeReason.RETENTION))
    book.run(LiftHold(1, "Settled"))
    assert book.run(LiftHold(1, "Settled")).entry is None
    with pytest.raises(Conflict, match=r"Hold 2 .Audit of leads. stops the disposal of leads"):
        book.run(DisposeOfDue(Kept.LEADS))
    assert book.run(DisposeOfDue(Kept.DISCLOSURES)).said == "Nothing is due of what was given to whom"
    book.run(StrikeOut(target, StrikeReason.COURT_ORDER))  # a hold stops the schedule, and no court
    book.run(LiftHold(2, "Done"))
    assert book.run(DisposeOfDue(Kept.LEADS)).result == 2
    first = book.view.retention().holds[0]
    assert (first.what, first.lifted_on, first.note) == ("Litigation 2026-3", book.surroundings.today(), "Settled")
    with pytest.raises(BadInput, match="no hold has this number"):
        book.run(LiftHold(3, "x"))


def test_officers_who_left_paid_claims_and_what_was_given_are_due_each_by_its_own_day(book: Book, clock: Clock) -> None:
    book.run(AddDisclosure(Given.OTHER, "Roster", "County attorney"))
    submitted(paid(book))
    [record] = book.view.claims()
    cents = record.money.claimed_cents
    book.run(AddLead("R-1", date(2025, 11, 3)))
    book.run(AssignLeads(["R-1"], "1052"))
    for badge in ("1041", "1052"):
        book.run(SetStanding(badge, Standing.EXPIRED, date(2025, 11, 10), None, "letter of the sheriff"))
    scheduled(book, Kept.OFFICERS, Kept.CLAIMS, Kept.DISCLOSURES)
    clock.move(days=366)
    assert due(book) == {"officers": ["officer 1041"], "disclosures": ["other given on 2025-11-23"]}
    book.run(AddReceipt(book.surroundings.today(), cents, "EFT 1", [Applied(OCTOBER)]))
    book.run(RecordOutcomes(["R-1"], Outcome.LOCATED))
    assert due(book)["officers"] == ["officer 1041", "officer 1052"]
    assert due(book)["claims"] == ["claim 1 of 2025-10"]
    for kind in (Kept.OFFICERS, Kept.CLAIMS, Kept.DISCLOSURES):
        book.run(DisposeOfDue(kind))
    assert due(book) == {}
    assert check(book, full=True).findings == ()
    assert book.view.officer("1041").name.startswith("struck-")
    assert all(basis.startswith("struck-") for basis in book.view.officer("1041").bases)
    assert book.view.disclosures()[0].recipient.startswith("struck-")
    assert book.view.claims()[0].money.claimed_cents == cents
