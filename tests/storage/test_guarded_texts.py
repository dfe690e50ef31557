"""What looks like a detail of a person does not enter the book, by no command and no file, and is nowhere repeated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from program.calendar import Month, Quarter
from program.claims.envelope import EnvelopeKind
from program.claims.pay import Category
from program.leads.outcome import CorrectionReason, Outcome
from program.officers.standing import Standing
from program.quarters.award import AwardStep
from program.quarters.ice_count import QueryState
from program.refusals import BadInput, LooksPersonal
from storage.book import Book
from storage.commands.award import RecordAward
from storage.commands.base import Command
from storage.commands.claim import CertifyClaim, NameDocument, SubmitClaim
from storage.commands.ice_count import MarkQueries, RecordIceCount
from storage.commands.lead import AddLead
from storage.commands.lead_import import ImportLeads
from storage.commands.lead_view import SaveView
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.officer_import import ImportOfficers
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import ChargeOtherSource
from storage.commands.receipt import AddPurchase, AddReceipt
from storage.commands.reference_shape import SetReferenceShape
from storage.commands.rules import ReadPayRules
from storage.maintenance.transfer import export, load
from tests.books import with_leads
from tests.storage.test_imports import brought_in, written

Q1 = Quarter.parse("FY2026-Q1")
DAY = date(2025, 11, 3)
SSN = "123-45-6789"


def commands(text: str) -> list[Command]:
    """Every command that takes free text, with the text in it."""
    month = Month.parse("2025-10")
    return [
        AddLead(text, DAY),
        RecordOutcomes(("R-001",), Outcome.LOCATED, DAY, evidence=text),
        AddOfficer(text, "Ames, Pat"),
        SetStanding("1041", Standing.SUSPENDED, DAY, basis=text),
        RecordIceCount(Q1, 1, 1, DAY, text),
        MarkQueries(("R-001",), QueryState.QUERY_SENT, DAY, text),
        RecordAward(Q1, AwardStep.CLAIMED, 1, DAY, text),
        CertifyClaim(month, text),
        SubmitClaim(month, DAY, text),
        ChargeOtherSource("1041", month, Category.OVERTIME, 1, text),
        AddReceipt(DAY, 1, text),
        AddPurchase(DAY, 1, EnvelopeKind.EQUIPMENT, text),
        ReadPayRules(date(2025, 11, 1), text),
        SaveView(text, "open"),
        SaveView("Mine", text),
    ]


@pytest.fixture
def filled(book: Book) -> Book:
    with_leads(book, 2)
    return book


def test_no_command_takes_it(filled: Book) -> None:
    length = filled.view.journal_length()
    for text in (SSN, "A123456789", "(555) 123-4567"):
        for command in commands(text):
            with pytest.raises(LooksPersonal) as refused:
                filled.run(command)
            assert text not in repr(refused.value.__dict__) + str(refused.value)
    assert filled.view.journal_length() == length


def test_no_command_takes_a_name_but_the_one_that_says_who_certifies(filled: Book) -> None:
    for command in commands("Xochitl Quispe 9"):
        if not isinstance(command, CertifyClaim):
            with pytest.raises(LooksPersonal, match="looks like a person's name"):
                filled.run(command)


def test_the_agency_and_its_officers_have_their_names(filled: Book) -> None:
    assert filled.run(AddOfficer("77", "Roe, John Q")).entry is not None


def test_what_is_said_to_be_harmless_is_taken_and_the_entry_says_what_it_looked_like(filled: Book) -> None:
    said = filled.run(AddLead(SSN, DAY, harmless=True)).said
    assert said == f"Entered lead {SSN}; accepted although reference looks like a social security number"
    assert filled.view.journal()[0].said == said
    assert "accepted" not in filled.run(AddLead("24-7", DAY, harmless=True)).said


def test_a_book_with_such_texts_goes_on_as_before_and_comes_back_whole(filled: Book, tmp_path: Path) -> None:
    filled.run(AddLead("Roe John", DAY, harmless=True))
    report = brought_in(filled, written(tmp_path, "ref,received,due\nRoe John,2025-11-03,2025-11-20\n"))
    assert (report.rejected, [lead.reference for lead in filled.view.completions("roe", 5)]) == (0, ["Roe John"])
    filled.run(RecordOutcomes(("Roe John",), Outcome.LOCATED, DAY, evidence="E 1"))
    filled.undo()
    filled.redo()
    export(filled, tmp_path / "all.jsonl")
    load(tmp_path / "all.jsonl", str(tmp_path / "again.leadbook"), filled.surroundings)
    with Book.open(tmp_path / "again.leadbook", filled.surroundings) as again:
        assert again.view.lead("Roe John").lead.outcome is Outcome.LOCATED
        assert again.run(RecordOutcomes(("Roe John",), Outcome.OPEN, reason=CorrectionReason.ENTRY_ERROR)).entry


FILE = "ref,received,evidence\n24-11,2025-11-03,ACK 4471\n24-12,2025-11-03,SSN 123-45-6789\nMaria Gomez,2025-11-03,\n"


def test_a_row_of_a_file_with_such_a_text_is_kept_aside_and_the_value_is_nowhere(filled: Book, tmp_path: Path) -> None:
    file = written(tmp_path, FILE, "Maria_Gomez_1990-01-02.csv")
    report = brought_in(filled, file)
    assert [(one.row, one.field, one.value_kind) for one in report.rejects] == [
        (3, "evidence", "text"),
        (4, "reference", "text"),
    ]
    everything = (
        str(report.as_data()) + report.as_text("leads") + str(filled.view.journal()) + str(filled.view.rejects())
    )
    for part in ("Gomez", "6789", "1990"):
        assert part not in everything
    assert report.file == "import.csv"


def test_rows_that_are_said_to_be_harmless_come_in_and_the_entry_says_so(filled: Book, tmp_path: Path) -> None:
    confirmation = filled.run(ImportLeads(written(tmp_path, FILE), harmless_rows=frozenset({3})))
    assert (confirmation.result.new, [one.row for one in confirmation.result.rejects]) == (2, [4])
    assert "accepted although evidence looks like a social security number" in confirmation.said


def test_a_roster_is_guarded_too_but_not_its_names(filled: Book, tmp_path: Path) -> None:
    rows = "badge,name,authorized,basis\n7,John Roe,2025-11-03,John Roe\n8,Jane Roe,2025-11-03,ICE letter 4\n"
    report = filled.run(ImportOfficers(written(tmp_path, rows, "roster.csv"))).result
    assert (report.new, [(one.row, one.field) for one in report.rejects]) == (1, [(2, "basis")])


def test_a_paper_behind_a_claim_is_named_without_a_person(filled: Book, tmp_path: Path) -> None:
    paper = tmp_path / "John Roe timesheet.pdf"
    paper.write_bytes(b"x")
    confirmation = filled.run(NameDocument(Month.parse("2025-10"), paper))
    assert "Roe" not in confirmation.said
    assert confirmation.said.startswith("Named document.pdf")
    assert any("is not kept" in note for note in confirmation.notes)


def test_an_agency_narrows_the_shape_of_new_references_and_the_others_stay(filled: Book, tmp_path: Path) -> None:
    filled.run(SetReferenceShape(("99-9999",)))
    assert filled.view.reference_shape() == ("99-9999",)
    with pytest.raises(LooksPersonal, match="write it like 99-9999"):
        filled.run(AddLead("24-118", DAY))
    filled.run(AddLead("24-1187", DAY))
    filled.run(RecordOutcomes(("R-001",), Outcome.LOCATED, DAY))
    text = "ref,received,due\n24-1188,2025-11-03,\n24-9,2025-11-03,\nR-002,2025-11-03,2025-12-24\n"
    report = brought_in(filled, written(tmp_path, text))
    assert (report.new, report.changed) == (1, 1)
    assert [(one.row, one.problem) for one in report.rejects] == [
        (3, "has not the shape of a reference: write it like 99-9999")
    ]
    said = report.as_text("leads")
    assert "1 row with a reference of another shape; --harmless ROWS takes those that ICE writes so:" in said
    assert "detail of a person" not in said
    assert (report.as_data()["rejects"][0]["group"], report.personal) == ("shape", ())
    assert "already" in filled.run(SetReferenceShape(("99-9999",))).said
    filled.run(SetReferenceShape(()))
    filled.run(AddLead("24-118", DAY))
    filled.undo()
    filled.undo()
    assert filled.view.reference_shape() == ("99-9999",)


@pytest.mark.parametrize(
    ("heading", "said"), [("Garcia", "column C"), ("Jane Roe", "column C"), ("Case notes", "Case notes")]
)
def test_a_row_that_is_said_to_be_the_header_names_nobody(
    filled: Book, tmp_path: Path, heading: str, said: str
) -> None:
    report = brought_in(filled, written(tmp_path, f"ref,received,{heading}\n24-1,2025-11-03,x\n"))
    assert report.columns_dropped == (said,)


def test_a_mask_that_can_be_none_changes_nothing(filled: Book) -> None:
    for masks in (("ICE-@",), ("999-99-9999",), ("9+9+9+",), ("1", "2", "3", "4", "5", "6")):
        with pytest.raises(BadInput):
            filled.run(SetReferenceShape(masks))
    assert filled.view.reference_shape() == ()


def test_an_agency_may_have_references_of_five_shapes_and_not_of_six(filled: Book) -> None:
    masks = ("9", "99", "99-9", "99-99", "99-9999")
    with pytest.raises(BadInput, match="at most 5 masks, these are 6"):
        filled.run(SetReferenceShape((*masks, "999-9999")))
    filled.run(SetReferenceShape(masks))
    assert filled.view.reference_shape() == masks


def test_a_reference_that_is_not_in_the_book_is_not_repeated_where_it_looks_like_somebody(filled: Book) -> None:
    for ask in (
        lambda: filled.run(RecordOutcomes(("John Q Roe",), Outcome.LOCATED)),
        lambda: filled.view.lead("John Q Roe"),
        lambda: filled.run(RecordOutcomes(("R-001",), Outcome.LOCATED, officer="John Q Roe")),
    ):
        with pytest.raises(BadInput) as refused:
            ask()
        assert "Roe" not in str(refused.value) + repr(refused.value.__dict__)
