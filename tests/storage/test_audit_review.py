"""The weekly audit review: what of the journal has to be looked at, who has signed a week off, what is overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from program.audit_review import AuditKind, week_of
from program.calendar import Month, Quarter
from program.disclosure import Given as Disclosed
from program.leads.outcome import CorrectionReason, Outcome
from program.people import Role
from program.refusals import BadInput
from program.strike_out import StrikeReason
from reports.due import due_lines
from storage.book import Book
from storage.commands.audit_review import FollowAuditReviews, SignAuditReview
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.commands.disclosure import AddDisclosure
from storage.commands.ice_count import RecordIceCount
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.lead_import import ImportLeads
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import RecordTime
from storage.commands.people import ChangePerson, SetPin, SignOn
from storage.commands.strike_out import StrikeOut
from storage.maintenance.check import check
from tests.books import BEGAN, with_leads
from tests.frozen import ACTOR, TODAY, Clock
from tests.people import name_people, run_as, sit_down

MONDAY = week_of(TODAY)
NEXT = MONDAY + timedelta(days=7)


def listed(book: Book, week: date = MONDAY) -> dict[str, list[str]]:
    """What has to be looked at: by the sentence of each entry its kinds."""
    return {line.entry.said: [kind.value for kind in line.kinds] for line in book.view.audit_week(week).lines}


def test_what_people_do_all_day_need_not_be_looked_at(book: Book) -> None:
    with_leads(book, 2)
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    book.run(AssignLeads(["R-002"], "1052"))
    book.run(RecordTime("1041", Month(2025, 10), 16_000, 0, 0, 0))
    week = book.view.audit_week(TODAY)
    assert (week.lines, week.line.entries) == ((), book.view.journal_length())


def test_corrections_are_looked_at_whatever_was_replaced(book: Book) -> None:
    with_leads(book, 1)
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    for outcome, hours in ((Outcome.NOT_LOCATED, 15_000), (Outcome.LOCATED, 14_000)):
        book.run(RecordOutcomes(["R-001"], outcome, reason=CorrectionReason.ENTRY_ERROR))
        book.run(RecordTime("1041", Month(2025, 10), hours, 0, 0, 0))
        book.run(RecordIceCount(Quarter(2026, 1), 1, hours // 15_000, TODAY))
    corrections = book.view.audit_week(TODAY).of(AuditKind.CORRECTION)
    assert [line.entry.command for line in corrections] == [
        *("RecordOutcomes", "RecordOutcomes", "RecordTime", "RecordIceCount")
    ]


def test_a_lead_of_an_ended_quarter_is_late_in_all_but_its_officer(book: Book) -> None:
    book.run(AddLead("OLD-1", date(2025, 9, 30)))
    book.run(RecordOutcomes(["OLD-1"], Outcome.LOCATED, date(2025, 9, 30)))
    book.run(AssignLeads(["OLD-1"], "1041"))
    book.run(AddLead("NEW-1", BEGAN))
    assert listed(book) == {
        "Entered lead OLD-1": ["late_change"],
        "Recorded located for lead OLD-1": ["late_change"],
    }


def test_undone_struck_out_reopened_and_imported_are_looked_at(book: Book, clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.write_text("reference,received,evidence\nI-1,2025-09-10,\n")
    book.run(ImportLeads(file))
    with_leads(book, 1)
    book.undo()
    book.redo()
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, evidence="SECRET-1"))
    clock.move(days=60)
    week = book.surroundings.today()
    book.run(StrikeOut(book.view.strike_target("evidence", reference="R-001"), StrikeReason.PERSONAL_DETAIL))
    book.run(CloseQuarter(Quarter(2025, 4)))
    book.run(AmendQuarter(Quarter(2025, 4), CorrectionReason.NEW_INFORMATION))
    assert sorted(listed(book).values()) == [["import"], ["undone"], ["undone"]]
    assert list(listed(book, week).values()) == [["strike_out"], ["unlock"]]


def test_an_entry_stamped_long_before_the_one_before_it_is_looked_at(book: Book, clock: Clock) -> None:
    book.run(AddLead("A-1", BEGAN))
    clock.move(seconds=-1_800)  # clocks of two desks
    book.run(AddLead("A-2", BEGAN))
    clock.move(days=-2)
    book.run(AddLead("A-3", BEGAN))
    assert listed(book) == {"Entered lead A-3": ["set_back"]}


def test_a_week_is_signed_off_once_it_is_over_with_who_when_and_the_head(book: Book, clock: Clock) -> None:
    with_leads(book, 1)
    head = book.view.journal(limit=1)[0]
    with pytest.raises(BadInput, match="runs through 2025-11-23; it can be signed off from 2025-11-24"):
        book.run(SignAuditReview(TODAY))
    clock.move(days=1)
    assert book.run(SignAuditReview(TODAY, "looked at each")).said.startswith("Signed off the audit review from 2025")
    line = book.view.audit_week(MONDAY).line
    assert line.signed
    signature = line.signature
    assert signature is not None
    assert (signature.by, signature.on, signature.note) == (book.surroundings.actor, NEXT, "looked at each")
    assert (signature.head_number, signature.head_hash) == (head.number, head.hash)
    assert check(book, full=True, head=(signature.head_number, signature.head_hash)).ok
    again = book.run(SignAuditReview(MONDAY))
    assert (again.entry, again.said.endswith("off already, on 2025-11-24")) == (None, True)
    book.undo()
    assert not book.view.audit_week(MONDAY).line.signed


def test_what_a_clock_set_back_puts_into_a_signed_week_has_it_signed_again(book: Book, clock: Clock) -> None:
    with_leads(book, 1)
    book.run(FollowAuditReviews(on=True))
    clock.move(days=8)
    assert book.view.due().reviews == (MONDAY,)
    book.run(SignAuditReview(MONDAY))
    assert book.view.due().reviews == ()
    clock.move(days=-8)
    book.run(AddLead("BACK-1", BEGAN))
    clock.move(days=8)
    assert book.view.due().reviews == (MONDAY,)
    [_, line] = book.view.audit_weeks()
    assert (line.week, line.unsigned, line.signed) == (MONDAY, 1, False)
    assert listed(book) == {"Entered lead BACK-1": ["set_back"]}
    book.run(SignAuditReview(MONDAY))
    assert [line.unsigned for line in book.view.audit_weeks()] == [2, 0]
    assert book.view.due().reviews == ()


def test_nothing_nags_until_the_agency_asks_for_it_and_then_only_of_weeks_from_then_on(
    book: Book, clock: Clock
) -> None:
    def told() -> list[str]:
        return [line.text for line in due_lines(book.view.due(), book.surroundings.today()) if "audit" in line.text]

    with_leads(book, 1)
    clock.move(days=14)
    assert told() == []
    book.run(FollowAuditReviews(on=True))
    assert book.run(FollowAuditReviews(on=True)).entry is None
    clock.move(days=7)
    assert told() == []  # within seven days after its week
    book.run(AddLead("A-1", BEGAN))
    clock.move(days=1)
    assert told() == ["The audit review of Dec 1 to Dec 7 is not signed off"]
    clock.move(days=7)
    assert told() == ["The audit review of Dec 1 to Dec 7 is not signed off, and 1 later week"]
    assert book.view.audit_week(MONDAY).followed
    for week in (date(2025, 12, 1), date(2025, 12, 8)):
        book.run(SignAuditReview(week))
    assert told() == []
    clock.move(days=30)
    assert len(told()) == 1
    book.run(FollowAuditReviews(on=False))
    assert told() == []


def test_who_changes_what_one_may_do_oneself_and_who_is_shut_out_stands_there_by_name(book: Book) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    run_as(book, "Pat Ames", ChangePerson("Robin Grove", roles=[Role.RECORD]))
    run_as(book, "Pat Ames", SetPin("Pat Ames", pin="141421"))
    pat = sit_down(book, "Pat Ames", "141421").person_id
    book.run(replace(ChangePerson("Pat Ames", roles=[Role.RECORD, Role.CERTIFY]), acting=pat))
    for _ in range(5):
        book.run(SignOn("Robin Grove", pin="000000"))
    book.run(replace(AddDisclosure(Disclosed.OTHER, "Roster", "County"), acting=pat))
    week = book.view.audit_week(TODAY)
    [own] = week.of(AuditKind.OWN_ROLE)
    assert own.kinds == (AuditKind.ROLE_CHANGE, AuditKind.OWN_ROLE)
    assert own.entry.who == f"Pat Ames ({ACTOR})"
    assert [line.entry.command for line in week.of(AuditKind.UNLOCK)] == ["SignOn"]
    assert book.view.disclosures()[0].by == own.entry.who
