"""A list of leads as a file: what it holds, and what is refused."""

from __future__ import annotations

import csv
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from program.leads.outcome import Outcome
from program.refusals import BadInput
from reports.lead_file import write_leads
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.lead_import import ImportLeads
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery
from tests.books import new_book, staffed


@pytest.fixture
def book(tmp_path: Path, frozen: Surroundings) -> Iterator[Book]:
    """Two leads, one of them located."""
    with new_book(tmp_path / "book.leadbook", frozen) as made:
        staffed(made)
        made.run(AddLead("24-1", date(2025, 11, 1), date(2025, 11, 10), "1041"))
        made.run(AddLead("24-2", date(2025, 11, 2)))
        made.run(RecordOutcomes(["24-1"], Outcome.LOCATED, date(2025, 11, 9), evidence="\uff1dA-1"))
        yield made


@pytest.mark.parametrize("name", ["leads.csv", "leads.XLSX"])
def test_what_was_written_comes_in_again_unchanged(book: Book, tmp_path: Path, name: str) -> None:
    assert write_leads(book, LeadQuery(), "Leads", tmp_path / name) == 2
    if name == "leads.csv":
        report = book.rehearse(ImportLeads(tmp_path / name)).result
        assert (report.rows, report.new, report.changed, report.rejected) == (2, 0, 0, 0)
        assert report.columns_dropped == ("Officer name",)
    else:
        sheet = CalamineWorkbook.from_path(str(tmp_path / name)).get_sheet_by_name("Leads").to_python()
        assert [row[0] for row in sheet] == ["Reference", "24-2", "24-1"]
        assert sheet[2][1] == date(2025, 11, 1)
        assert "\uff1dA-1" in sheet[2]


def test_only_the_leads_of_the_query_are_written_and_no_cell_is_a_formula(book: Book, tmp_path: Path) -> None:
    book.run(RecordOutcomes(["24-2"], Outcome.LOCATED, date(2025, 11, 9), "1052", evidence="=1+1"))
    book.run(AddLead("24-3", date(2025, 11, 2)))
    assert write_leads(book, LeadQuery(outcome=Outcome.LOCATED), "Leads", tmp_path / "l.csv") == 2
    with (tmp_path / "l.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Reference"], row["Officer"], row["Outcome on"]) for row in rows] == [
        ("24-2", "1052", "2025-11-09"),
        ("24-1", "1041", "2025-11-09"),
    ]
    assert [row["Evidence"] for row in rows] == ["'=1+1", "'\uff1dA-1"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_the_file_is_its_owners_alone(book: Book, tmp_path: Path) -> None:
    write_leads(book, LeadQuery(), "Leads", tmp_path / "l.csv")
    assert stat.S_IMODE((tmp_path / "l.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("leads.pdf", "ends in .csv or .xlsx"),
        ("taken.csv", "is there already"),
        ("taken.csv/leads.csv", "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_nothing(
    book: Book, tmp_path: Path, name: str, problem: str
) -> None:
    (tmp_path / "taken.csv").write_text("mine")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BadInput, match=problem):
        write_leads(book, LeadQuery(), "Leads", tmp_path / name)
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "taken.csv").read_text() == "mine"
