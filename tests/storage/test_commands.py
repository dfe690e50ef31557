"""What each command records, tells and refuses, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pkgutil import walk_packages

import pytest

import storage.commands
from program.leads.outcome import CorrectionReason, Origin, Outcome
from program.officers.standing import Standing
from program.refusals import BadInput
from storage.book import Book
from storage.commands import lead_likeness
from storage.commands.agency import CreateAgency
from storage.commands.base import Command
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.restored import NoteRestore
from storage.commands.undo import Redo, Undo
from storage.errors import BookUnavailable, Conflict
from storage.journal.history import NEVER_TAKEN_BACK, PASSED_OVER
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery
from tests.books import AGENCY, with_leads
from tests.frozen import TODAY, Clock

RECEIVED = date(2025, 11, 3)


def test_a_lead_is_entered_with_officer_quarter_and_due_date(book: Book) -> None:
    confirmation = book.run(AddLead("24-1187", RECEIVED, date(2025, 11, 20), "1041"))
    found = book.view.lead("24-1187").lead
    assert confirmation.said == "Entered lead 24-1187"
    assert (found.badge, str(found.quarter), found.due_on) == ("1041", "FY2026-Q1", date(2025, 11, 20))
    assert found.outcome is Outcome.OPEN


@pytest.mark.parametrize("typed", ["24-1187", " 24 - 1187 ", "２４－１１８７", "24–1187"])
def test_references_are_one_without_case_blanks_and_unicode_variants(book: Book, typed: str) -> None:
    book.run(AddLead("24-1187", RECEIVED))
    assert book.view.lead(typed).lead.reference == "24-1187"
    with pytest.raises(BadInput, match="in the book already"):
        book.run(AddLead(typed, RECEIVED))


LOOKS = "24-\u0410l88"
"""A Cyrillic letter, and a small L for a one."""


@pytest.mark.parametrize(
    ("there", "typed", "notes"),
    [
        (
            ["24-A188"],
            LOOKS,
            (
                f"{LOOKS}: \u0410 is a Cyrillic letter that only looks Latin",
                f"{LOOKS} is nearly 24-A188 in the book; is it the same lead?",
            ),
        ),
        ([], "\u03911\u041d2", ("\u03911\u041d2: \u0391, \u041d are Greek and Cyrillic letters that only look Latin",)),
        (["24-1178"], "24-1187", ("24-1187 is nearly 24-1178 in the book; is it the same lead?",)),
        (["24-1178", "24-1179", "24-1186"], "24-1187", ()),
        (["A-007"], "A-7", ("A-7 is nearly A-007 in the book; is it the same lead?",)),
        (["A%7"], "A-%7", ("A-%7 is nearly A%7 in the book; is it the same lead?",)),
        (["AX7"], "A-%7", ()),
        (["24-1188", "25-1187", "24-118"], "24-1187", ()),
        (
            ["7", "07", "007", "0007"],
            "00007",
            ("00007 is nearly 0007, 007, 07 and 1 more in the book; is it the same lead?",),
        ),
    ],
)
def test_a_reference_that_is_nearly_another_is_noted_and_entered_all_the_same(
    book: Book, there: list[str], typed: str, notes: tuple[str, ...]
) -> None:
    for reference in there:
        book.run(AddLead(reference, RECEIVED))
    assert book.run(AddLead(typed, RECEIVED, harmless=True)).notes == notes
    assert book.view.lead(typed).lead.reference == typed


def test_in_a_book_too_large_to_compare_swapped_digits_are_noted_still(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lead_likeness, "_MOST_IN_BOOK", 1)
    for reference in ("24-1178", "24-A188"):
        book.run(AddLead(reference, RECEIVED))
    assert book.run(AddLead("24-A18B", RECEIVED)).notes == ()
    assert book.run(AddLead("24-a1-88", RECEIVED)).notes == ()
    assert len(book.run(AddLead("24-1187", RECEIVED)).notes) == 1


def test_an_outcome_is_recorded_for_today_and_the_officer_who_holds_the_lead(book: Book) -> None:
    book.run(AddLead("24-1187", RECEIVED, None, "1041"))
    book.run(RecordOutcomes(["24-1187"], Outcome.LOCATED, evidence="A-4471"))
    found = book.view.lead("24-1187").lead
    assert (found.outcome, found.outcome_on, found.badge, found.evidence) == (
        Outcome.LOCATED,
        TODAY,
        "1041",
        "A-4471",
    )


def test_many_leads_get_one_outcome_or_none_does(book: Book) -> None:
    references = with_leads(book, 5)
    with pytest.raises(BadInput, match="R-999"):
        book.run(RecordOutcomes([*references, "R-999"], Outcome.LOCATED))
    assert book.view.work().open == 5
    confirmation = book.run(RecordOutcomes(references, Outcome.LOCATED, officer="1052"))
    assert (confirmation.changes, confirmation.said) == (5, "Recorded located for 5 leads")
    assert {lead.badge for lead in book.view.leads(_all(), 10).leads} == {"1052"}


def test_correcting_asks_for_a_coded_reason_and_keeps_it(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED))
    book.run(RecordOutcomes(["24-1"], Outcome.LOCATED))
    with pytest.raises(BadInput, match="entry_error"):
        book.run(RecordOutcomes(["24-1"], Outcome.NOT_LOCATED))
    book.run(RecordOutcomes(["24-1"], Outcome.NOT_LOCATED, reason=CorrectionReason.NEW_INFORMATION))
    assert book.view.lead("24-1").lead.reason == "new_information"
    assert book.view.journal(limit=1)[0].reason == "new_information"
    book.run(RecordOutcomes(["24-1"], Outcome.OPEN, reason=CorrectionReason.ENTRY_ERROR))
    assert book.view.lead("24-1").lead.outcome_on is None


def test_a_correction_among_first_outcomes_is_told(book: Book) -> None:
    with_leads(book, 3)
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    confirmation = book.run(RecordOutcomes(["R-001", "R-002"], Outcome.DEPARTED, reason=CorrectionReason.ICE_ADVISED))
    assert confirmation.said == "Recorded departed for 2 leads, 1 of them corrected"


def test_the_same_outcome_again_changes_nothing(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED))
    book.run(RecordOutcomes(["24-1"], Outcome.LOCATED))
    confirmation = book.run(RecordOutcomes(["24-1"], Outcome.LOCATED))
    assert (confirmation.entry, confirmation.changes) == (None, 0)


def test_assigning_again_changes_nothing_and_nobody_can_hold_a_lead_too(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED))
    book.run(AssignLeads(["24-1"], "1041"))
    assert book.run(AssignLeads(["24-1"], "1041")).entry is None
    assert book.run(AssignLeads(["24-1"], None)).said == "Assigned lead 24-1 to nobody"
    assert book.view.lead("24-1").lead.badge is None


def test_an_officer_whose_authorization_lies_ahead_is_said_not_to_be_authorized_yet(book: Book) -> None:
    assert book.run(AddOfficer("77", "New, A", TODAY)).notes == ()
    told = book.run(AddOfficer("78", "New, B", date(2026, 3, 15)))
    assert (told.said, told.notes) == ("Added officer 78 New, B", ("Not authorized yet, only from 2026-03-15 on",))


def test_a_lead_for_an_officer_without_authorization_is_taken_and_noted(book: Book) -> None:
    book.run(AddOfficer("77", "New Officer"))
    confirmation = book.run(AddLead("24-1", RECEIVED, officer="77"))
    assert confirmation.notes == ("77 New Officer is in training on 2025-11-23",)


def test_a_standing_takes_its_days_from_what_held_before(book: Book) -> None:
    book.run(SetStanding("1041", Standing.SUSPENDED, date(2025, 11, 10), date(2025, 11, 12), "complaint 25-014"))
    record = book.view.officer("1041")
    assert [(p.standing.value, p.from_, p.until) for p in record.periods] == [
        ("authorized", date(2025, 10, 1), date(2025, 11, 9)),
        ("suspended", date(2025, 11, 10), date(2025, 11, 12)),
        ("authorized", date(2025, 11, 13), date(2027, 9, 30)),
    ]
    book.run(SetStanding("1041", Standing.AUTHORIZED, date(2025, 9, 1), None, "letter"))
    assert len(book.view.officer("1041").periods) == 2


def test_an_officer_who_leaves_leaves_a_list_of_open_leads(book: Book) -> None:
    with_leads(book, 4)
    confirmation = book.run(SetStanding("1041", Standing.REVOKED, TODAY, None, "notice"))
    assert confirmation.result == 2
    assert confirmation.notes == (
        "2 open leads still with 1041: reassign",
        "ICE is to be told by 2025-11-25; then leadbook officer notice 1041 --on DATE",
    )


def _all() -> LeadQuery:
    return LeadQuery()


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (AddLead("", RECEIVED), "reference"),
        (AddLead("\x1b\u202e", RECEIVED), "reference"),
        (AddLead("x" * 10_000, RECEIVED), "reference"),
        (AddLead("24-9", date(2025, 11, 24)), "received_on"),
        (AddLead("24-9", RECEIVED, date(2025, 11, 2)), "due_on"),
        (AddLead("24-9", RECEIVED, officer="9999"), "officer"),
        (AssignLeads([], "1041"), "reference"),
        (AssignLeads(["24-9"], "1041"), "reference"),
        (AssignLeads(["24-1"], "9999"), "officer"),
        (RecordOutcomes(["24-1"], Outcome.LOCATED, date(2025, 11, 24)), "outcome_on"),
        (RecordOutcomes(["24-1"], Outcome.LOCATED, date(2025, 11, 2)), "outcome_on"),
        (RecordOutcomes(["24-1"], Outcome.LOCATED, officer="9999"), "officer"),
        (RecordOutcomes(["24-1"], Outcome.LOCATED, evidence="e" * 300), "evidence"),
        (AddOfficer("1041", "Twin"), "badge"),
        (AddOfficer("", "Nobody"), "badge"),
        (AddOfficer("12", "\x00"), "name"),
        (SetStanding("9999", Standing.REVOKED, TODAY, None, "x"), "officer"),
        (SetStanding("1041", Standing.REVOKED, TODAY, None, " "), "basis"),
        (SetStanding("1041", Standing.REVOKED, TODAY, date(2025, 11, 1), "x"), "until"),
        (Undo(999), "entry"),
        (Undo(1), "entry"),
        (Redo(), "redo"),
        (CreateAgency("Another", "TX"), "agency"),
    ],
)
def test_bad_input_names_its_field_and_changes_nothing(book: Book, command: Command, field: str) -> None:
    book.run(AddLead("24-1", RECEIVED))
    before = book.view.journal_length()
    with pytest.raises(BadInput) as refused:
        book.run(command)
    assert refused.value.field == field
    assert field in str(refused.value)
    assert book.view.journal_length() == before


@pytest.mark.parametrize(
    ("agency", "field"),
    [
        (CreateAgency(" ", "TX"), "agency"),
        (CreateAgency("A", "XX"), "state"),
        (CreateAgency("A", "TX", "x" * 99), "ori"),
    ],
)
def test_an_agency_that_cannot_be_taken_leaves_no_book(
    tmp_path: object, frozen: Surroundings, agency: CreateAgency, field: str
) -> None:
    place = f"{tmp_path}/book"
    with pytest.raises(BadInput) as refused:
        Book.create(place, agency, frozen)
    assert refused.value.field == field
    with pytest.raises(BookUnavailable):
        Book.open(place, frozen)


def test_a_command_run_twice_with_one_id_records_once(book: Book) -> None:
    command = AddLead("24-1", RECEIVED, command_id="the-one")
    first = book.run(command)
    again = book.run(command)
    assert (again.entry, again.said) == (first.entry, first.said)
    assert book.view.work().open == 1


def test_a_rehearsal_answers_and_changes_nothing(book: Book) -> None:
    assert book.rehearse(AddLead("24-1", RECEIVED)).said == "Entered lead 24-1"
    assert not book.view.work().leads


def test_undo_and_redo_restore_each_row(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED, officer="1041"))
    open_lead = book.view.lead("24-1").lead
    book.run(RecordOutcomes(["24-1"], Outcome.LOCATED))
    located = book.view.lead("24-1").lead
    assert book.undo().said.startswith("Took back entry")
    assert book.view.lead("24-1").lead == open_lead
    assert book.redo().said.startswith("Put back entry")
    assert book.view.lead("24-1").lead == located
    book.undo()
    book.undo()
    with pytest.raises(BadInput):
        book.view.lead("24-1")
    book.redo()
    book.redo()
    assert book.view.lead("24-1").lead == located


def test_a_redo_by_number_puts_back_that_undo_or_nothing(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED))
    book.run(AddLead("24-2", RECEIVED))
    book.undo()
    shown = book.rehearse(Redo()).result
    another = book.undo().entry
    with pytest.raises(
        Conflict, match=f"entry {shown} is not the undo to put back any more: the last is entry {another}"
    ):
        book.run(Redo(shown))
    assert book.run(Redo(another)).said.endswith("Entered lead 24-1")
    assert book.run(Redo(shown)).said.endswith("Entered lead 24-2")
    with pytest.raises(Conflict, match="nothing is left to put back"):
        book.run(Redo(shown))


def test_a_reopened_lead_carries_nothing_of_its_outcome_and_undo_gives_it_back(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED))
    book.run(RecordOutcomes(["24-1"], Outcome.LOCATED, evidence="ACK 7"))
    located = book.view.lead("24-1").lead
    again = RecordOutcomes(["24-1"], Outcome.OPEN, reason=CorrectionReason.ENTRY_ERROR)
    book.run(again)
    reopened = book.view.lead("24-1").lead
    assert (reopened.outcome_on, reopened.evidence, reopened.reason) == (None, None, None)
    assert any("ACK 7" in str(entry) for entry in book.view.lead("24-1").timeline)
    book.undo()
    assert book.view.lead("24-1").lead == located
    book.redo()
    book.run(RecordOutcomes(["24-1"], Outcome.LOCATED))
    checklist = {item.check.value: item.references for item in book.view.quarter().checklist}
    assert checklist["no_evidence"] == ("24-1",)


def test_undo_works_across_a_restart_and_by_number(engine_url: str, frozen: Surroundings) -> None:
    with Book.create(engine_url, AGENCY, frozen) as book:
        entry = book.run(AddLead("24-1", RECEIVED)).entry
        book.run(AddLead("24-2", RECEIVED))
    with Book.open(engine_url, frozen) as book:
        book.undo(entry)
        with pytest.raises(Conflict, match="taken back already"):
            book.undo(entry)
        assert [lead.reference for lead in book.view.leads(_all(), 9).leads] == ["24-2"]
        book.undo()
        with pytest.raises(BadInput, match="nothing to take back"):
            book.undo()


def test_a_row_changed_since_is_a_conflict_that_names_who_and_when(book: Book, clock: Clock) -> None:
    entry = book.run(AddLead("24-1", RECEIVED)).entry
    clock.move(seconds=60)
    book.run(RecordOutcomes(["24-1"], Outcome.LOCATED))
    with pytest.raises(Conflict, match=r"lead 24-1 .* coordinator@desk on 2025-11-23 12:01:00 UTC"):
        book.undo(entry)


def test_an_officer_who_holds_leads_by_now_cannot_be_taken_back(book: Book) -> None:
    entry = book.run(AddOfficer("77", "New Officer")).entry
    book.run(AddLead("24-1", RECEIVED, officer="77"))
    with pytest.raises(Conflict, match=r"lead 24-1"):
        book.undo(entry)


def test_what_no_longer_fits_is_not_put_back(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED))
    taken_back = book.undo().entry
    book.run(AddLead("24-1", RECEIVED))
    with pytest.raises(BadInput, match="nothing to put back"):
        book.redo()
    with pytest.raises(Conflict, match="no longer fits"):
        book.undo(taken_back)


def test_a_large_command_is_taken_back_as_one(book: Book) -> None:
    references = with_leads(book, 30)
    book.run(RecordOutcomes(references, Outcome.LOCATED))
    book.undo()
    assert book.view.work().open == 30


def test_agency_begun_leads_are_kept_apart(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED, origin=Origin.AGENCY))
    assert book.view.status().figures.rate is None
    assert book.view.lead("24-1").verdict.counts_as is None


def test_two_agencies_on_one_database_do_not_see_each_other(
    postgresql_url: str, frozen: Surroundings, clock: Clock
) -> None:
    make: Callable[[], Book] = lambda: Book.create(postgresql_url, AGENCY, frozen)  # noqa: E731
    with make() as first, make() as second:
        first.run(AddLead("24-1", RECEIVED))
        assert not second.view.work().leads
        with pytest.raises(BookUnavailable, match="2 agencies"):
            Book.open(postgresql_url, frozen)
        with Book.open(postgresql_url, frozen, agency_id=first.agency_id) as again:
            assert again.view.work().open == 1


def test_evidence_that_was_missing_is_filled_in_without_a_reason_and_nothing_else_is(book: Book) -> None:
    book.run(AddLead("24-1187", RECEIVED))
    book.run(RecordOutcomes(["24-1187"], Outcome.LOCATED, date(2025, 11, 20)))
    confirmation = book.run(RecordOutcomes(["24-1187"], Outcome.LOCATED, evidence="A-1"))
    assert confirmation.said == "Filled in the evidence of lead 24-1187, located"
    found = book.view.lead("24-1187").lead
    assert (found.outcome_on, found.evidence, found.reason) == (date(2025, 11, 20), "A-1", None)
    for changed in (
        RecordOutcomes(["24-1187"], Outcome.LOCATED, evidence="A-2"),
        RecordOutcomes(["24-1187"], Outcome.LOCATED, date(2025, 11, 19)),
        RecordOutcomes(["24-1187"], Outcome.DECEASED, evidence="A-1"),
    ):
        with pytest.raises(BadInput, match="to correct it give one of"):
            book.run(changed)


def test_an_undo_by_number_leaves_what_is_never_taken_back_and_says_what_to_do_instead(book: Book) -> None:
    restored = book.run(NoteRestore(replaced=True)).entry
    with pytest.raises(Conflict, match=rf"entry {restored} is not taken back: .* leadbook restore puts another copy"):
        book.undo(restored)
    with pytest.raises(BadInput, match="the beginning of the book cannot be taken back"):
        book.undo(1)


def test_every_name_that_undo_treats_apart_is_a_commands() -> None:
    for module in walk_packages(storage.commands.__path__, "storage.commands."):
        import_module(module.name)
    commands = {kind.__name__ for kind in _kinds_of(Command)}  # type: ignore[type-abstract]
    assert {*NEVER_TAKEN_BACK, *PASSED_OVER} <= commands


def _kinds_of(kind: type[Command]) -> Iterator[type[Command]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds_of(below)
