"""Officers' worksheets: whose leads stand on which page, and what the paper does not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from program.leads.outcome import Outcome
from program.refusals import BadInput
from reports import worksheet
from reports.worksheet import Printed, write_worksheets
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads


@pytest.fixture
def book(tmp_path: Path, frozen: Surroundings) -> Book:
    """Six leads, three of them nobody's, one of an officer with evidence, and one due on no day."""
    made = staffed(new_book(tmp_path / "book.leadbook", frozen))
    with_leads(made, 6)
    made.run(RecordOutcomes(["R-002"], Outcome.LOCATED, date(2025, 11, 20), evidence="ACK-77"))
    made.run(AddLead("漢-1", date(2025, 11, 20), None, "1052"))
    return made


def pages(place: Path) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(place).pages]


def test_each_officer_has_a_page_with_the_open_leads_and_a_box_for_each_outcome(book: Book, tmp_path: Path) -> None:
    with book:
        assert write_worksheets(book, None, tmp_path / "all.pdf") == Printed(3, 6)
    first, second, third = pages(tmp_path / "all.pdf")
    assert "Officer 1041, badge 1041" in first
    assert ("R-004" in first, "R-006" in first, "R-002" in first, "R-001" in first) == (True, True, False, False)
    assert first.index("R-004") < first.index("R-006")
    assert first.count("L N J D P W U M") == 3  # the heading's and a row's each
    assert "L located · N not located" in first.replace("\xa0", " ")
    assert "Officer 1052, badge 1052" in second
    assert "U+6F22-1" in second
    assert "No officer yet" in third
    assert "Nov 17 !" in third
    assert "ACK-77" not in first + second + third


def test_one_officers_sheet_goes_on_over_pages_under_the_same_heading_row(book: Book, tmp_path: Path) -> None:
    with book:
        for number in range(40):
            book.run(AddLead(f"M-{number:02}", date(2025, 11, 1), date(2025, 12, 1), "1052"))
        assert write_worksheets(book, "1052", tmp_path / "one.pdf") == Printed(1, 41)
    found = pages(tmp_path / "one.pdf")
    assert len(found) == 2
    assert all("Reference" in page and "Evidence" in page for page in found)


def test_the_same_book_prints_the_same_bytes(book: Book, tmp_path: Path) -> None:
    with book:
        for name in ("a.pdf", "b.pdf"):
            write_worksheets(book, None, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    ("badge", "name", "problem"),
    [
        ("9", "a.pdf", "no officer of this badge is on the roster"),
        (None, "a.csv", "name a file that ends in .pdf"),
        (None, "book.leadbook.pdf", "is there already"),
        ("1041", "a.pdf", "holds no open lead"),
        (None, "a.pdf", "more than 2 leads are open; print them officer by officer"),
    ],
)
def test_what_cannot_be_printed_is_refused_and_leaves_no_file(
    book: Book, tmp_path: Path, badge: str | None, name: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "book.leadbook.pdf").write_text("there")
    if "2 leads" in problem:
        monkeypatch.setattr(worksheet, "MOST", 2)
    with book:
        book.run(RecordOutcomes(["R-004", "R-006"], Outcome.DECEASED, date(2025, 11, 20)))
        with pytest.raises(BadInput) as refused:
            write_worksheets(book, badge, tmp_path / name)
    assert problem in str(refused.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.leadbook", "book.leadbook.pdf"]


def test_the_sign_of_a_lead_past_due_is_explained_on_the_pages_that_have_one_and_on_no_other(
    book: Book, tmp_path: Path
) -> None:
    with book:
        write_worksheets(book, None, tmp_path / "all.pdf")
    first, second, third = (page.replace("\xa0", " ") for page in pages(tmp_path / "all.pdf"))
    assert "Nov 20 !" in first
    assert "! past due · L located" in first
    assert "Nov 17 !" in third
    assert "! past due · L located" in third
    assert ("!" in second, "past due" in second) == (False, False)
