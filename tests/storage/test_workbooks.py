"""Workbooks as they come from other programs, and as somebody makes them who means harm."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from program.refusals import BadInput
from storage.book import Book
from tests.storage.test_imports import brought_in, references, workbook


@pytest.mark.parametrize("properties", ["", '<workbookPr date1904="1"/>', "<workbookPr a='b' date1904='true'/>"])
def test_a_bare_number_is_a_day_by_the_workbooks_own_calendar(book: Book, tmp_path: Path, properties: str) -> None:
    day = 45_962 - (1_462 if properties else 0)
    brought_in(book, workbook(tmp_path / "a.xlsx", [["Ref", "Received"], ["X1", day]], properties=properties))
    assert book.view.lead("X1").lead.received_on == date(2025, 11, 1)


@pytest.mark.parametrize("name", ["leads.csv", "leads.ods", "leads.xls", "leads"])
def test_a_workbook_shows_in_its_content_not_in_its_name(book: Book, tmp_path: Path, name: str) -> None:
    brought_in(book, workbook(tmp_path / name, [["Ref", "Received"], ["X1", 45_962]]))
    assert references(book) == ["X1"]


_NUMBERS = [f"<v>{number}</v></c>" for number in range(16_384)]
_FAR = {
    "single quotes": "<c r='XFD1048576'><v>1</v></c>",
    "blanks around": '<c  s="0"\n r = "XFD1048576"><v>1</v></c>',
    "small letters": '<c r="xfd1048576"><v>1</v></c>',
    "no addresses": "<c>" + "<c>".join(_NUMBERS),
    "other attributes": '<c s="0">' + '<c s="0">'.join(_NUMBERS),
}


@pytest.mark.parametrize("way", _FAR)
@pytest.mark.parametrize("sheet", ["worksheets/sheet1.xml", "elsewhere/page.bin"])
def test_cells_far_apart_are_found_however_they_are_written(book: Book, tmp_path: Path, way: str, sheet: str) -> None:
    raw = f"<row r='1048576'>{_FAR[way]}</row>"
    with pytest.raises(BadInput, match="spans"):
        brought_in(book, workbook(tmp_path / "far.xlsx", [["ref", "received"]], raw=raw, sheet=sheet))


def spreadsheet(place: Path, rows: str, styles: str = "") -> Path:
    """A small ODS, written by hand."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
            f'xmlns:text="{names}:text:1.0" xmlns:style="{names}:style:1.0"><office:automatic-styles>{styles}'
            f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="S">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return place


def test_a_repeated_cell_of_a_spreadsheet_may_fill_the_end_of_a_row_and_nothing_else(
    book: Book, tmp_path: Path
) -> None:
    def cell(text: str, repeated: str = "") -> str:
        return f'<table:table-cell office:value-type="string"{repeated}><text:p>{text}</text:p></table:table-cell>'

    wide = ' table:number-columns-repeated="16382"'
    header = f"<table:table-row>{cell('Ref')}{cell('Received')}<table:table-cell{wide}/></table:table-row>"
    row = f"<table:table-row>{cell('X1')}{cell('2025-11-01')}<table:table-cell{wide}/></table:table-row>"
    brought_in(book, spreadsheet(tmp_path / "leads.ods", header + row))
    assert references(book) == ["X1"]
    for hurts in (cell("X1", wide), f"<table:table-cell{wide}/>{cell('X1')}"):
        bad = f'<table:table-row table:number-rows-repeated="1000">{hurts}</table:table-row>'
        with pytest.raises(BadInput, match="spans"):
            brought_in(book, spreadsheet(tmp_path / "wide.ods", header + bad))
