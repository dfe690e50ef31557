"""Public files of governments, their shapes rebuilt by hand: as they are they are no leads, and are refused; the same
shapes filled with leads come in right.

The shapes are those of the FBI's Table 8 (offenses by city), New York's 311 service requests as its open data site
gives them out, ICE's statistics of detention by facility, and ICE's list of participating agencies.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from storage.book import Book
from tests.storage.test_imports import brought_in, references, written
from tests.storage.test_tables import refused

pytestmark = pytest.mark.no_cover  # large files, in code that other tests cover

Rows = list[list[Any]]


def sheet_of(place: Path, rows: Rows, merged: tuple[int, ...] = (), name: str = "Sheet1") -> Path:
    """A workbook; of merged rows the first cell reaches over the whole width."""
    width = max(map(len, rows)) - 1
    with xlsxwriter.Workbook(str(place)) as book:
        day = book.add_format({"num_format": "m/d/yyyy"})
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            if at in merged:
                sheet.merge_range(at, 0, at, width, row[0])
                continue
            for column, cell in enumerate(row):
                sheet.write(at, column, cell, day if isinstance(cell, date) else None)
        book.add_worksheet("Footnotes").write(0, 0, "See the methodology.")
    return place


def table_8(header: list[str], rows: Rows) -> Callable[[Path], Path]:
    """Three title rows, headings with line breaks, the state in its first row only, footnotes below."""
    titles: Rows = [["Table 8"], ["TEXAS"], ["Offenses Known to Law Enforcement by State by City, 2019"]]
    notes: Rows = [["1 The figures shown in this column were reported using the revised definition."], ["2 Not whole."]]
    return lambda folder: sheet_of(folder / "Table_8.xlsx", [*titles, header, *rows, *notes], (0, 1, 2))


def service_requests(header: str, rows: str) -> Callable[[Path], Path]:
    """A CSV with times of day in every date and quoted free text."""
    return lambda folder: written(folder, f"{header}\n{rows}", "311_Service_Requests.csv", "utf-8-sig")


def facilities(header: list[str], rows: Rows) -> Callable[[Path], Path]:
    """A title and notes above, two lines of headings of which the upper is merged, a source below."""
    above: Rows = [
        ["ICE FACILITIES DATA, FY25"],
        ["This list is limited to facilities with a population count greater than or equal to 1."],
        [],
        ["", "", "", "FY25 ADP: Detainee Classification Level", "", ""],
    ]
    below: Rows = [[], ["Source: ICE Integrated Decision Support (IIDS), 11/03/2025"]]
    return lambda folder: sheet_of(folder / "FY25_detentionStats.xlsx", [*above, header, *rows, *below], (0, 1))


def agencies(header: list[str], rows: Rows) -> Callable[[Path], Path]:
    """Blanks behind names and codes, empty columns and rows in the middle, ``#NA`` and ``link pending``."""
    wide = [*header, "", "", ""]
    return lambda folder: sheet_of(folder / "participatingAgencies.xlsx", [wide, *rows[:1], [], *rows[1:], ["  "]])


WRONG = {
    "Table 8": (
        table_8(
            ["State", "City", "Population", "Violent\ncrime", "Murder and\nnonnegligent\nmanslaughter"],
            [["TEXAS", "Abilene", 123_665, 506, 5], ["", "Addison", 16_330, 47, 0]],
        ),
        "sheet: none of 'Sheet1' and 'Footnotes' has the columns needed",
    ),
    "311": (
        service_requests(
            "Unique Key,Created Date,Closed Date,Agency,Complaint Type,Incident Address,Status,Due Date,Latitude",
            '5912,11/01/2025 12:00:00 AM,,NYPD,Noise,"1 MAIN STREET, APT 2",Open,11/09/2025 12:00:00 AM,40.7\n',
        ),
        "reference: no column of the file means it; row 1 has 'Agency', 'Status', 'Due Date', 6 other columns",
    ),
    "facilities": (
        facilities(
            ["Name", "Address", "State", "Level A", "Level B", "Last Inspection\nEnd Date"],
            [["ADAMS COUNTY DET CENTER", "20 HOBO FORK RD", "MS", 1_490.2, 71.9, date(2025, 6, 26)]],
        ),
        "none of 'Sheet1' and 'Footnotes' has the columns needed",
    ),
    "agencies": (
        agencies(
            ["STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "SUPPORT TYPE", "SIGNED", "MOA"],
            [["ALABAMA ", "Example County SO ", "County", "Task Force Model ", date(2025, 3, 3), "link pending"]],
        ),
        "none of 'Sheet1' and 'Footnotes' has the columns needed",
    ),
}

RIGHT = {
    "Table 8": table_8(
        ["State", "Lead\nNo.", "Date\nReceived", "Officer", "Due\nDate"],
        [["TEXAS", "24-1", "2025-11-03", 1041, "2025-12-01"], ["", "24-2", "2025-11-04", 1052, ""]],
    ),
    "311": service_requests(
        "Case No,Date Received,Closed Date,Agency,Complaint Type,Incident Address,Due Date",
        '24-1,11/03/2025 12:00:00 AM,,NYPD,Noise,"1 MAIN STREET, ""REAR""\nAPT 2",12/01/2025 12:00:00 AM\n'
        "24-2,11/04/2025 11:59:59 PM,,NYPD,Noise,,\n",
    ),
    "facilities": facilities(
        ["Lead ID", "Received", "State", "Level A", "Level B", "Respond By"],
        [
            ["24-1", date(2025, 11, 3), "MS", 1_490.2, 71.9, date(2025, 12, 1)],
            ["24-2", date(2025, 11, 4), "MS", 0, 0, ""],
        ],
    ),
    "agencies": agencies(
        ["STATE", "REFERENCE ", "TYPE", " RECEIVED", "DUE", "MOA"],
        [
            ["ALABAMA ", "24-1 ", "County", date(2025, 11, 3), date(2025, 12, 1), "link pending"],
            ["ALABAMA", "24-2\u00a0", "#NA", date(2025, 11, 4), "", "#NA"],
        ],
    ),
}


@pytest.mark.parametrize("shape", WRONG)
def test_a_public_file_that_holds_no_leads_is_refused_for_the_columns_it_lacks(tmp_path: Path, shape: str) -> None:
    made, words = WRONG[shape]
    said = refused(made(tmp_path))
    assert words in said
    assert not [cell for cell in ("NYPD", "Abilene", "MAIN STREET", "ADAMS") if cell in said]


@pytest.mark.parametrize("shape", RIGHT)
def test_leads_in_the_shape_of_a_public_file_come_in_right(book: Book, tmp_path: Path, shape: str) -> None:
    report = brought_in(book, RIGHT[shape](tmp_path))
    assert references(book) == ["24-1", "24-2"]
    first, second = (book.view.lead(reference).lead for reference in references(book))
    assert (first.received_on, first.due_on) == (date(2025, 11, 3), date(2025, 12, 1))
    assert (second.received_on, second.due_on) == (date(2025, 11, 4), None)
    assert (first.badge, second.badge) == (("1041", "1052") if shape == "Table 8" else (None, None))
    assert len(report.rejects) == {"Table 8": 2, "facilities": 1}.get(shape, 0)  # notes below are told, never taken
    assert report.left_out == ()
