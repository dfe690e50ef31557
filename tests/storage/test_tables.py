"""Where the table stands in a file: above, below and beside it may be what is none of it."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from program.refusals import BadInput
from storage.importing.child import About, Piece, Request, answers
from storage.importing.date_order import DateOrder
from storage.importing.delimiters import Delimiter
from storage.importing.encodings import Encoding
from storage.importing.lead import LeadInFile
from storage.importing.limits import Limits, read_limit
from storage.importing.look import Look
from storage.importing.manner import Manner
from tests.frozen import TODAY
from tests.storage.test_imports import written
from tests.storage.test_sheets_and_dates import LEADS, NOTES, workbook_of

SECRET = "Jane Q Roe"
"""What no message may repeat."""


def read(place: Path, kind: str = "leads", **how: Any) -> tuple[About, list[str], list[tuple[int, str]]]:
    """What a file is, the references in it, and the rows left out."""
    about, *pieces = answers(Request(kind, place, TODAY, Manner(**how)))
    assert isinstance(about, About)
    read: list[str] = []
    left_out: list[tuple[int, str]] = []
    for piece in pieces:
        assert isinstance(piece, Piece)
        assert len(piece.read) + len(piece.rejects) + piece.repeated == piece.rows
        read += [LeadInFile._make(one).reference for one in piece.read]  # type: ignore[arg-type]
        left_out += piece.left_out
    return about, read, left_out


def refused(place: Path, **how: Any) -> str:
    with pytest.raises(BadInput) as problem:
        read(place, **how)
    assert SECRET not in str(problem.value)
    assert "\n" not in str(problem.value)
    return f"{problem.value.field}: {problem.value.expected}"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("ICE leads of the week\nPrinted 11/24/2025\n\nReference,Received\nA,2025-11-01\n", 4),
        ("\n\nReference,Received\nA,2025-11-01\n", 3),
        ("sep=;\nReference;Received\nA;2025-11-01\n", 1),
        ("sep=\t\n\nReference\tReceived\nA\t2025-11-01\n", 2),
        ("Leads; week 47, all desks\nReference;Received\nA;2025-11-01\n", 2),
        (",,\n,Reference,Received\n,A,2025-11-01\n", 2),
        ("Lead,Date,\nNo.,Received,Due\nA,2025-11-01,\n", 1),
        ("Case,,Dates,\nNumber,Badge,Received,Due\nA,,2025-11-01,\n", 1),
        ("Reference,Received,Outcome\n,,Date\nA,2025-11-01,\n", 1),
        ("Officer\nReference,Received\nA,2025-11-01\n", 2),
    ],
)
def test_the_row_of_the_headings_is_found_by_its_words(tmp_path: Path, text: str, row: int) -> None:
    about, references, _ = read(written(tmp_path, text))
    assert (about.header_row, references) == (row, ["A"])


def test_a_heading_in_two_lines_means_what_both_say_together(tmp_path: Path) -> None:
    about, _, _ = read(written(tmp_path, "Lead,Due,Date\nNo.,Date,Received\nA,2025-11-20,2025-11-01\n"))
    assert about.columns.positions == {"reference": 0, "due_on": 1, "received_on": 2}
    about, _, _ = read(written(tmp_path, "Case,Outcome,,Received\nNumber,,Date,\nA,,,2025-11-01\n"))
    assert about.columns.positions == {"reference": 0, "outcome": 1, "outcome_on": 2, "received_on": 3}


def test_merged_headings_of_a_workbook_stand_above_all_their_columns(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(place)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.merge_range(0, 0, 0, 5, "Leads provided")
        sheet.merge_range(2, 1, 2, 2, "Lead")
        sheet.merge_range(2, 3, 2, 4, "Outcome")
        sheet.write_row(3, 1, ["No.", "Received", "Outcome", "Date"])
        sheet.write_row(4, 1, ["A", "2025-11-01", "Located", "2025-11-02"])
    about, references, _ = read(place)
    assert (about.header_row, references) == (3, ["A"])
    assert set(about.columns.positions) == {"reference", "received_on", "outcome", "outcome_on"}


def test_totals_and_headings_that_come_again_are_no_leads_and_no_rejects(tmp_path: Path) -> None:
    text = "Reference,Received,Outcome\nA,2025-11-01,\nReference,Received,Outcome\nB,2025-11-01,\n\nTotal leads: 2,,\n"
    about, references, left_out = read(written(tmp_path, text + "Grand Total,2,\nSubtotal-7,2025-11-02,\n"))
    assert references == ["A", "B", "Subtotal-7"]
    assert left_out == [(3, "the header again"), (6, "a row of totals"), (7, "a row of totals")]
    assert about.header_row == 1


def test_two_different_headers_that_fit_are_asked_for(tmp_path: Path) -> None:
    place = written(tmp_path, f"Reference,Received\nA,2025-11-01\n\nLead No,Date Received,{SECRET}\nB,2025-11-02,x\n")
    assert "rows 1 and 4 may both be the header; say which with --header-row N" in refused(place)
    assert read(place, header_row=4)[1] == ["B"]
    assert "nothing stands in that row" in refused(place, header_row=3)


def test_a_file_without_headings_is_told_so_and_none_of_its_cells_is_repeated(tmp_path: Path) -> None:
    place = written(tmp_path, f"A-1,2025-11-01,{SECRET}\nA-2,2025-11-02,{SECRET}\n")
    said = refused(place)
    assert "row 1 has 3 columns of unknown names" in said
    assert "--map reference=COLUMN" in said
    assert "--header-row N" in said
    assert "A-1" not in said
    assert "--map reference=COLUMN" in refused(place, mapping={"received_on": "B"})
    about, references, _ = read(place, mapping={"reference": "A", "received_on": "b"}, header_row=0)
    assert (references, about.header_row, about.columns.dropped) == (["A-1", "A-2"], 0, ("C",))


def test_a_column_is_named_by_its_letter_where_two_have_one_heading(tmp_path: Path) -> None:
    place = written(tmp_path, "Reference,Date,Date\nA,2025-11-20,2025-11-01\n")
    assert "name it by its letter" in refused(place, mapping={"received_on": "Date"})
    assert read(place, mapping={"received_on": "C"})[0].columns.positions["received_on"] == 2


def test_known_words_of_a_header_that_lacks_a_column_are_repeated_and_no_others(tmp_path: Path) -> None:
    said = refused(written(tmp_path, f"{SECRET},Reference,Badge,B\nx,A,1041,\n"))
    assert "row 1 has 'Reference', 'Badge', 2 other columns" in said


def test_a_file_of_json_lines_has_no_row_of_headings(tmp_path: Path) -> None:
    place = written(tmp_path, json.dumps({"reference": "A", "received_on": "2025-11-01"}), "a.jsonl")
    assert "no row of headings" in refused(place, header_row=1)


def test_delimiter_and_encoding_are_what_a_person_says(tmp_path: Path) -> None:
    place = written(tmp_path, "Reference|Received|Note\n\u00c4-1|2025-11-01|a,b,c,d\n", encoding="mac_roman")
    about, references, _ = read(place, delimiter=Delimiter.BAR, encoding=Encoding.MAC)
    assert (references, about.delimiter, about.encoding) == (["\u00c4-1"], Delimiter.BAR, Encoding.MAC)
    assert "none such text" in refused(place, encoding=Encoding.UTF_8)


def test_hidden_sheets_and_rows_are_said(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(place)) as workbook:
        sheet = workbook.add_worksheet("Leads")
        for row, cells in enumerate([*LEADS, ["24-2", "2025-11-02"]]):
            sheet.write_row(row, 0, cells)
        sheet.set_row(2, None, None, {"hidden": True})
        workbook.add_worksheet("Old").hide()
    about, references, _ = read(place)
    assert (about.hidden, about.hidden_rows, references) == (("Old",), 1, ["24-1", "24-2"])


def test_the_sheet_whose_header_stands_below_a_title_fits_too(tmp_path: Path) -> None:
    titled: list[list[object]] = [["Week 47"], [], *LEADS]
    about, references, _ = read(workbook_of(tmp_path / "a.xlsx", {"Notes": NOTES, "Data": titled}))
    assert (about.sheet, about.header_row, references) == ("Data", 3, ["24-1"])


INSTEAD = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old .xls workbook; open it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    (b"<html><table><tr><td>Ref</td></tr></table></html>", "is a web page"),
    (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "is XML"),
    (b"%PDF-1.7\n", "is a PDF"),
    (b"\x1f\x8b\x08\x00" + b"x" * 50, "is packed"),
]


@pytest.mark.parametrize(("data", "said"), INSTEAD, ids=[said for _, said in INSTEAD])
def test_what_is_taken_for_a_table_is_said_with_what_to_do(tmp_path: Path, data: bytes, said: str) -> None:
    place = tmp_path / "leads.xls"
    place.write_bytes(data)
    assert said in refused(place)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(disk=20), "--limit disk=NUMBER"),
        (Limits(rows=1), "more than 1 rows; --limit rows=NUMBER"),
        (Limits(columns=2), "has 3 columns, more than 2"),
        (Limits(cell=10), "a cell has more than 10 characters"),
    ],
)
def test_a_file_above_a_limit_is_refused_and_comes_in_when_it_is_raised(
    tmp_path: Path, limits: Limits, said: str
) -> None:
    place = written(tmp_path, "Reference,Received,Evidence\nA,2025-11-01,\nB,2025-11-01,01234567890\n")
    assert said in refused(place, limits=limits)
    assert read(place)[1] == ["A", "B"]


def test_limits_are_read_with_their_units() -> None:
    said = (read_limit("disk=2GB"), read_limit("rows=5"))
    assert Limits().raised(said) == Limits(disk=2 * 1024**3, rows=5)
    for wrong in ("disk", "rows=none", "pages=3", "cell=0"):
        with pytest.raises(ValueError, match="there are disk, unpacked"):
            read_limit(wrong)


def test_a_cell_of_a_workbook_that_is_too_long_refuses_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [*LEADS, ["x" * 5_000, "2025-11-01"]]
    assert "row 3: a cell has more than 4,096" in refused(workbook_of(tmp_path / "a.xlsx", {"S": rows}))


def test_a_file_that_changes_or_goes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    place = written(tmp_path, "Reference,Received\n" + "A,2025-11-01\n" * 3_000)
    reading = answers(Request("leads", place, TODAY))
    next(reading)
    os.truncate(place, 1_000)
    with pytest.raises(BadInput, match="was changed while it was read"):
        list(reading)


def test_a_file_that_vanishes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    place = written(tmp_path, "Reference,Received\n" + "A,2025-11-01\n" * 3_000)
    reading = answers(Request("leads", place, TODAY))
    next(reading)
    place.unlink()
    with pytest.raises(OSError, match="No such file"):  # which the reading process says in words
        list(reading)
    place = written(tmp_path, "Reference,Received\n" + "A,2025-11-01\n" * 3_000)
    reading = answers(Request("leads", place, TODAY))
    next(reading)
    place.write_text("Reference,Received\n" + "B,2025-11-02\n" * 3_000)
    with pytest.raises(BadInput, match="was changed while it was read"):
        list(reading)


def test_what_a_workbook_shows_of_other_files_is_read_and_said(tmp_path: Path) -> None:
    place = workbook_of(tmp_path / "a.xlsx", {"S": LEADS})
    assert not read(place)[0].linked
    with zipfile.ZipFile(place, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    about, references, _ = read(place)
    assert (about.linked, references) == (True, ["24-1"])


def test_a_file_is_looked_at_column_by_column_before_anything_is_taken(tmp_path: Path) -> None:
    text = "Lead;Suspense Date;Came;Badge\nA;01/12/2025;14/11/2025;1041\nB;02/12/2025;15/11/2025;\n"
    request = Request("leads", written(tmp_path, text), TODAY, only_look=True)
    [look] = answers(request)
    assert isinstance(look, Look)
    assert [(column.letters, column.field, column.holds_dates) for column in look.columns] == [
        ("A", "reference", False),
        ("B", None, True),
        ("C", None, True),
        ("D", "officer", False),
    ]
    assert look.columns[1].samples == ("01/12/2025", "02/12/2025")
    assert look.offers == (("received_on", "B"), ("due_on", "C"))
    assert "received_on: no column of the file means it" in look.problem
    mapping = {"received_on": "Came", "due_on": "B", "officer": "-"}
    [look] = answers(replace(request, manner=Manner(mapping=mapping)))
    assert isinstance(look, Look)
    assert (look.problem, look.orders["due_on"], look.delimiter) == ("", DateOrder.DMY, Delimiter.SEMICOLON)
    assert [column.field for column in look.columns] == ["reference", "due_on", "received_on", None]
