"""Files coming in: good rows in, bad rows aside with their reason, the same file again changes nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite3

from program.leads.outcome import Outcome
from program.officers.standing import Standing
from program.refusals import BadInput
from storage.book import Book
from storage.commands.lead_import import ImportLeads
from storage.commands.officer_import import ImportOfficers
from storage.commands.outcome import RecordOutcomes
from storage.importing.agency_list import agencies_in, agency_named, matching
from storage.importing.date_order import DateOrder
from storage.importing.report import ImportReport, write_rejects
from storage.importing.values import Cell, read_date, read_text
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery

CSV = """Lead No.,Date Rec'd,Due Date,Badge,Disposition,Closed,Ack No,Subject
24-1,11/01/2025,11/20/2025,1041,Located,11/05/25,A-1,SOMEBODY
24-2,2025-11-02,,1052,,,,SOMEBODY ELSE

24-3,2025-11-03,,,Withdrawn by ICE,2025-11-04,,
24-4,2025-02-30,,,,,,
24-5,2025-11-03,,9999,,,,
,2025-11-03,,,,,,
24-6,2025-11-24,,,,,,
24-7,2025-11-03,2025-11-01,,,,,
24-8,2025-11-03,,,Located,,,
24-9,2025-11-03,,,,2025-11-05,,
24-10,2025-11-03,,,Located,2025-11-02,,
24-11,2025-11-03,,,Vanished,2025-11-05,,
24-1,2025-11-01,,,,,,
24-2,2025-11-02,,1052,,,,AGAIN
"""


def written(tmp_path: Path, text: str, name: str = "leads.csv", encoding: str = "utf-8") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    return file


def brought_in(book: Book, file: Path, **options: object) -> ImportReport:
    report: ImportReport = book.run(ImportLeads(file, **options)).result  # type: ignore[arg-type]
    assert report.new + report.changed + report.unchanged + report.rejected == report.rows
    return report


def references(book: Book) -> list[str]:
    return sorted(lead.reference for lead in book.view.leads(LeadQuery(), 1000).leads)


def test_a_spreadsheet_comes_in_whole_with_its_bad_rows_aside(book: Book, tmp_path: Path) -> None:
    report = brought_in(book, written(tmp_path, CSV))
    assert (report.rows, report.new, report.unchanged) == (14, 3, 1)
    assert [(reject.row, reject.field, reject.value_kind) for reject in report.rejects] == [
        (6, "received_on", "text"),
        (7, "officer", "text"),
        (8, "reference", "blank"),
        (9, "received_on", "text"),
        (10, "due_on", "date"),
        (11, "outcome_on", "blank"),
        (12, "outcome_on", "date"),
        (13, "outcome_on", "date"),
        (14, "outcome", "text"),
        (15, "reference", "text"),
    ]
    assert report.columns_used["reference"] == "Lead No."
    assert report.columns_dropped == ("Subject",)
    lead = book.view.lead("24-1").lead
    assert (lead.outcome, lead.outcome_on, lead.badge, lead.evidence) == (
        Outcome.LOCATED,
        date(2025, 11, 5),
        "1041",
        "A-1",
    )
    assert "SOMEBODY" not in json.dumps(report.as_data()) + report.as_text("leads")


def test_the_same_file_again_changes_nothing(book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, CSV)
    brought_in(book, file)
    before = book.view.journal_length()
    again = brought_in(book, file)
    assert (again.new, again.changed, again.unchanged, again.rejected) == (0, 0, 4, 10)
    assert book.view.journal_length() == before


def test_nothing_of_a_dropped_column_enters_the_file_of_the_book(tmp_path: Path, frozen: Surroundings) -> None:
    from tests.books import new_book, staffed

    with new_book(tmp_path / "book", frozen) as book:
        brought_in(staffed(book), written(tmp_path, CSV))
    assert b"SOMEBODY" not in (tmp_path / "book").read_bytes()


def test_an_import_is_taken_back_as_one_step(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, CSV))
    book.undo()
    assert references(book) == []
    book.redo()
    assert references(book) == ["24-1", "24-2", "24-3"]


def test_a_recorded_outcome_is_never_changed_by_a_file(book: Book, tmp_path: Path) -> None:
    header = "reference,received,outcome,closed,evidence\n"
    brought_in(book, written(tmp_path, header + "24-1,2025-11-01,,,\n"))
    book.run(RecordOutcomes(["24-1"], Outcome.LOCATED, date(2025, 11, 5)))
    report = brought_in(
        book,
        written(
            tmp_path,
            header + "24-1,2025-11-01,departed,2025-11-05,\n",
        ),
    )
    assert "located" in report.rejects[0].problem
    assert "departed" in report.rejects[0].problem
    report = brought_in(book, written(tmp_path, header + "24-1,2025-11-01,located,2025-11-06,\n"))
    assert report.rejects[0].field == "outcome_on"
    report = brought_in(book, written(tmp_path, header + "24-1,,located,2025-11-05,A-9\n"))
    assert report.changed == 1
    assert book.view.lead("24-1").lead.evidence == "A-9"


def test_a_file_changes_what_it_says_and_leaves_what_it_leaves_blank(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, "ref,received,due,officer\n24-1,2025-11-01,2025-11-20,1041\n"))
    brought_in(book, written(tmp_path, "ref,received,due,officer\n24-1,,2025-11-25,\n"))
    lead = book.view.lead("24-1").lead
    assert (lead.received_on, lead.due_on, lead.badge) == (date(2025, 11, 1), date(2025, 11, 25), "1041")
    brought_in(book, written(tmp_path, "ref,received,category,origin,reason\n24-1,2025-09-30,Welfare check,agency,\n"))
    lead = book.view.lead("24-1").lead
    assert (str(lead.quarter), lead.category.value, lead.origin.value) == ("FY2025-Q4", "welfare_check", "agency")


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("a.csv", "Reference;Received\nÄ-1;2025-11-01\n", "utf-8-sig"),
        ("a.tsv", "Reference\tReceived\nÄ-1\t2025-11-01\n", "utf-16"),
        ("a.txt", "Reference|Received\nÄ-1|2025-11-01\n", "cp1252"),
        ("a.csv", "\n\nReference,Received\r\nÄ-1,2025-11-01\r\n", "utf-16-le"),
        ("a.csv", 'Received,Note,Reference\n2025-11-01,"two\nlines",Ä-1\n', "utf-16-be"),
        ("a.jsonl", '{"reference": "Ä-1", "received_on": "2025-11-01", "subject": {"name": "X"}}\n', "utf-8"),
    ],
)
def test_encodings_and_separators_are_found_by_the_content(
    book: Book, tmp_path: Path, name: str, text: str, encoding: str
) -> None:
    report = brought_in(book, written(tmp_path, text, name, encoding))
    assert (report.new, report.rejected) == (1, 0)
    assert references(book) == ["Ä-1"]


def test_lines_that_are_no_objects_and_nested_values_are_kept_aside(book: Book, tmp_path: Path) -> None:
    lines = [
        '{"reference": "24-1", "received_on": "2025-11-01"}',
        "[1, 2]",
        '{"reference": ["24-2"], "received_on": "2025-11-01"}',
        '{"reference": "24-3", "received_on": true}',
        "nonsense",
    ]
    report = brought_in(book, written(tmp_path, "\n".join(lines), "a.jsonl"))
    assert (report.new, [reject.row for reject in report.rejects]) == (1, [2, 3, 4, 5])


def test_rows_too_long_are_kept_aside_and_short_ones_are_blank_at_the_end(book: Book, tmp_path: Path) -> None:
    report = brought_in(book, written(tmp_path, "ref,received,due\n24-1,2025-11-01\n24-2,2025-11-01,,,oops\n"))
    assert (report.new, report.rejects[0].field) == (1, "row")


def test_columns_are_named_by_the_user_where_the_table_does_not_know_them(book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, "Nr,Kam an\n24-1,1.11.2025\n")
    with pytest.raises(BadInput, match="--map reference=COLUMN"):
        brought_in(book, file)
    report = brought_in(book, file, mapping={"reference": "Nr", "received_on": "kam an"}, order=DateOrder.DMY)
    assert report.new == 1


@pytest.mark.parametrize(
    ("text", "mapping", "said"),
    [
        ("", {}, "empty"),
        ("\n \n", {}, "empty"),
        ("a,b\n1,2\n", {}, "no column"),
        ("ref,reference,received\n1,2,3\n", {}, "two columns"),
        ("ref,received\n1,2\n", {"reference": "none"}, "no such column"),
        ("ref,received\n1,2\n", {"color": "ref"}, "is no field"),
        ("x,x,received\n1,2,3\n", {"reference": "x"}, "two columns of this name"),
        ('ref,received\nA,2025-11-01\nB,"2025-11-01\nC,2025-11-01\n', {}, "quotation mark"),
        ('ref,received\nA,2025-11-01\nB,"2025"-11-01\n', {}, "line 3"),
        pytest.param('ref,received\n"' + "x" * 200_000 + '",2025-11-01\n', {}, "cannot be read as a table", id="wide"),
    ],
)
def test_what_is_no_table_of_leads_is_refused_whole(
    book: Book, tmp_path: Path, text: str, mapping: dict[str, str], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        brought_in(book, written(tmp_path, text), mapping=mapping)
    assert references(book) == []


def test_binary_files_folders_and_missing_files_are_refused(book: Book, tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "noise2").write_bytes(bytes([1, 2, 3, 4, 255]) * 400)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE leads (reference TEXT)")
    (tmp_path / "half.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    for name, said in (
        ("noise", "not a table"),
        ("noise2", "not a table"),
        ("other.db", "not a table"),
        ("half.xlsx", "damaged"),
        ("none", "no such file"),
        (".", "folder"),
    ):
        with pytest.raises(BadInput, match=said):
            brought_in(book, tmp_path / name)


def workbook(
    place: Path,
    rows: Sequence[Sequence[object]],
    addresses: Sequence[str] = (),
    *,
    raw: str = "",
    sheet: str = "worksheets/sheet1.xml",
    properties: str = "",
) -> Path:
    """A small XLSX, written by hand: text as inline strings, numbers as numbers, ``raw`` as it is after the rows."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for column, value in enumerate(row):
            at = f"{chr(65 + column)}{number}"
            if isinstance(value, int | float):
                cells.append(f'<c r="{at}"><v>{value}</v></c>')
            elif value is not None:
                cells.append(f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    lines += [f'<row r="1048576"><c r="{at}"><v>1</v></c></row>' for at in addresses]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}">{properties}<sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="{sheet}"/></Relationships>',
        )
        archive.writestr(
            f"xl/{sheet}",
            f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}{raw}</sheetData></worksheet>',
        )
    return place


def test_a_workbook_comes_in_with_serial_dates_and_whole_numbers(book: Book, tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "leads.xlsx",
        [
            ["Lead Number", "Received", "Officer"],
            [241187, 45962, 1041],
            ["24-2", "11/02/2025", None],
            [123456789012345678, 45962, None],
            [24.5, 45962, None],
        ],
    )
    report = brought_in(book, file)
    assert references(book) == ["24-2", "241187"]
    assert book.view.lead("241187").lead.received_on == date(2025, 11, 1)
    assert [(reject.row, reject.field) for reject in report.rejects] == [(4, "reference"), (5, "reference")]


def test_workbooks_made_to_hurt_are_refused_before_they_are_unpacked(book: Book, tmp_path: Path) -> None:
    far = workbook(tmp_path / "far.xlsx", [["ref", "received"]], addresses=["XFD1048576"])
    with pytest.raises(BadInput, match="spans"):
        brought_in(book, far)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 50_000_000)
    with pytest.raises(BadInput, match="unpacks to more"):
        brought_in(book, bomb)
    with zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    with pytest.raises(BadInput, match="damaged"):
        brought_in(book, tmp_path / "odd.xlsx")
    with pytest.raises(BadInput, match="every sheet is empty"):
        brought_in(book, workbook(tmp_path / "blank.xlsx", [[" "]]))


def test_ices_published_list_is_no_file_of_leads(book: Book, agency_list: Path) -> None:
    with pytest.raises(BadInput, match="--map reference=COLUMN") as refused:
        brought_in(book, agency_list)
    assert "STATE" in str(refused.value)


def test_ices_published_list_names_agencies_with_state_and_support_types(agency_list: Path) -> None:
    agencies = agencies_in(agency_list)
    names = [agency.name for agency in agencies]
    assert len(names) > 1000
    assert all(name == name.strip() for name in names)
    assert {kind for agency in agencies for kind in agency.support_types} == {
        "Jail Enforcement Model",
        "Task Force Model",
        "Warrant Service Officer",
    }
    autauga = agency_named(agency_list, "autauga county sheriff's office", None)
    assert (autauga.name, autauga.state, len(autauga.support_types)) == ("Autauga County Sheriff's Office", "AL", 3)
    assert matching(agencies, "autauga")[0] == autauga
    assert matching(agencies, " ") == ()
    twins = sorted(name for name in set(names) if names.count(name) > 1)
    with pytest.raises(BadInput, match="several states"):
        agency_named(agency_list, twins[0], None)
    with pytest.raises(BadInput, match="not in the list"):
        agency_named(agency_list, "Nowhere Police", None)


def test_a_file_of_leads_is_no_list_of_agencies(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no column STATE"):
        agencies_in(written(tmp_path, CSV))


def test_rejects_are_written_beside_and_never_over_the_file(book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, CSV)
    report = brought_in(book, file)
    write_rejects(report, file, tmp_path / "rejects.csv")
    lines = (tmp_path / "rejects.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "row,field,value_kind,problem"
    assert len(lines) == 11
    with pytest.raises(BadInput, match="the file that is imported"):
        write_rejects(report, file, file)
    with pytest.raises(BadInput, match="cannot be written"):
        write_rejects(report, file, tmp_path / "none" / "x.csv")


def test_a_long_list_of_rejects_is_cut_on_the_screen(book: Book, tmp_path: Path) -> None:
    rows = "".join(f"24-{number},never\n" for number in range(30))
    report = brought_in(book, written(tmp_path, "ref,received\n" + rows))
    assert "and 10 more rows" in report.as_text("leads")


def test_many_rows_come_in_by_chunks(book: Book, tmp_path: Path) -> None:
    rows = "".join(f"24-{number},2025-11-01\n" for number in range(4_500))
    file = written(tmp_path, "ref,received\n" + rows)
    assert brought_in(book, file).new == 4_500
    assert brought_in(book, file).unchanged == 4_500
    book.undo()
    assert references(book) == []


def test_a_roster_comes_in_by_badge(book: Book, tmp_path: Path) -> None:
    text = (
        "Badge,Officer Name,Authorized,Standing,From,Until,Basis\n"
        "77,Dale Robin,2025-10-15,,,,\n"
        "78,Ellis Casey,,,,,\n"
        "1041,Renamed Officer,,,,,\n"
        "1052,,,suspended,2025-11-01,2025-11-05,letter\n"
        "79,,,,,,\n,Nameless,,,,,\n80,Frost,never,,,,\n81,Frost,,resting,2025-11-01,,\n"
        "82,Frost,,revoked,,,\n83,Frost,,revoked,2025-11-05,2025-11-01,\n"
    )
    file = written(tmp_path, text, "roster.csv")
    report: ImportReport = book.run(ImportOfficers(file)).result
    assert (report.new, report.changed, report.unchanged) == (2, 2, 0)
    assert [reject.field for reject in report.rejects] == [
        "name",
        "badge",
        "authorized",
        "standing",
        "from",
        "until",
    ]
    by_badge = {officer.badge: officer for officer in book.view.roster().officers}
    assert by_badge["77"].standing is Standing.AUTHORIZED
    assert by_badge["78"].standing is Standing.TRAINING
    assert by_badge["1041"].name == "Renamed Officer"
    before = book.view.journal_length()
    again: ImportReport = book.run(ImportOfficers(file)).result
    assert (again.new, again.changed, again.unchanged) == (0, 0, 4)
    assert book.view.journal_length() == before


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_from_every_common_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    forms: list[Cell] = [
        day.isoformat(),
        f"{day.isoformat()}T14:03:00",
        f"{day:%m/%d/%Y}",
        f"{day.month}/{day.day}/{day:%y}",
        f"{day:%m-%d-%Y} 2:03 PM",
        f"{day:%Y%m%d}",
        f"{day:%d %b %Y}",
        f"{day:%B %d, %Y}",
        f"{day:%d-%b-%Y}",
        day,
        datetime(day.year, day.month, day.day, 23, 59),  # noqa: DTZ001 - as a workbook's cell comes
    ]
    if serial >= 36_526:
        forms.append(serial)
    assert {read_date(form) for form in forms} == {day}
    assert read_date(f"{day:%d.%m.%Y}", DateOrder.DMY) == day
    assert read_date(f"{day:%y/%m/%d}", DateOrder.YMD) == day


@pytest.mark.parametrize("cell", ["", "soon", "2025-13-01", "11/31/2025", True, 7, 9e9, None, "١/٢/٢٠٢٥"])
def test_what_is_no_date_is_not_guessed(cell: Cell) -> None:
    with pytest.raises(ValueError, match="date"):
        read_date(cell)


@pytest.mark.parametrize("cell", [1.5, 1e16, 10**15, True, date(2025, 1, 1), "\x1b\x07", "x" * 100])
def test_what_is_no_reference_is_not_repaired(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_text("reference", cell)
