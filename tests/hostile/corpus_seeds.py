"""The files that the fuzzer begins with: each kind as other programs write it. What has failed once lies in the corpus
beside them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from tests.storage.test_imports import CSV, workbook
from tests.storage.test_sheets_and_dates import ods_sheet
from tests.storage.test_workbooks import spreadsheet

CORPUS = Path(__file__).parent / "corpus"
SECRET = "Jane Q Roe"
"""Stands in every seed, in a column of no field: no message may repeat it."""

_HEADER = ["Lead No.", "Date Rec'd", "Due Date", "Badge", "Disposition", "Closed", "Ack No", "Subject"]
_ROWS = [
    ["24-1", "11/01/2025", "11/20/2025", "1041", "Located", "11/05/25", "A-1", SECRET],
    ["24-2", "11/14/2025", "", "1052", "", "", "", SECRET],
    ["24-3", "11/03/2025", "", "", "Withdrawn by ICE", "11/04/2025", "", SECRET],
]


def _lines(sign: str) -> str:
    return "\r\n".join(sign.join(row) for row in [_HEADER, *_ROWS]) + "\r\n"


def _json() -> str:
    return (
        '{"reference": "24-1", "received": "2025-11-01", "officer": 1041, "subject": "' + SECRET + '"}\n\n'
        '{"reference": "24-2", "received": "2026-01-01T02:00:00Z", "due": null, "x": [1]}\n[]\n'
        '{"ref\\u0065rence": 24.5, "received": 45962, "outcome": true}\n'
    )


def _xlsx() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        day, zeros = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0000"})
        sheet = book.add_worksheet("Leads")
        sheet.merge_range(0, 0, 0, 7, "Leads of the week")
        sheet.write_row(2, 0, _HEADER)
        for at, row in enumerate(_ROWS, start=3):
            sheet.write_row(at, 0, row)
            sheet.write_datetime(at, 1, date(2025, 11, at), day)
            sheet.write_number(at, 3, 41, zeros)
        sheet.write_formula(6, 1, "=[1]Other!A1", value=3)
        sheet.set_row(4, None, None, {"hidden": True})
        book.add_worksheet("Notes").write(0, 0, SECRET)
        book.add_worksheet("Hidden").hide()
    return made.getvalue()


def _by_hand(write: Callable[[Path], Path]) -> bytes:
    with TemporaryDirectory() as folder:
        return write(Path(folder) / "a").read_bytes()


def _dates(properties: str) -> bytes:
    rows: list[list[object]] = [["Ref", "Received"], ["X1", 44_500], ["X2", 44_501.5]]
    return _by_hand(lambda place: workbook(place, rows, properties=properties))


def _ods() -> bytes:
    number = '<table:table-cell office:value-type="float" office:value="12"><text:p>0012</text:p></table:table-cell>'
    rest = '<table:table-cell table:number-columns-repeated="1020"/>'
    return _by_hand(
        lambda place: spreadsheet(
            place,
            ods_sheet([_HEADER, *_ROWS])
            + f'<table:table-row table:visibility="collapse">{number}{rest}</table:table-row>'
            + f'<table:table-row table:number-rows-repeated="1048000">{rest}</table:table-row>',
        )
    )


SEEDS: Mapping[str, Callable[[], bytes]] = {
    "plain.csv": CSV.encode,
    "semicolons.csv": lambda: b"\xef\xbb\xbfsep=;\r\n" + _lines(";").encode(),
    "tabs.tsv": lambda: _lines("\t").encode("utf-16"),
    "bars.txt": lambda: _lines("|").replace("24-2", "24\u00b72").encode("cp1252"),
    "titles.csv": lambda: (b"Leads of the week,,\n\nLead,,Date\nNo.,,Received\nA1,,2025-11-01\nTotal,1,\n"),
    "quoted.csv": lambda: b'Reference,Received,Notes\n"24-1","2025-11-01","two\nlines, ""said"""\n',
    "moments.csv": lambda: b"ref,received,due\nA1,2025-11-01T23:30:00-05:00,1 Dec 2025\nA2,20251101,Dec 2, 2025\n",
    "roster.csv": lambda: b"Badge,Name,Authorized,Status,From,Until\n1041,Pat Ames,10/01/2025,,,\n7,Lee,,training,,\n",
    "payroll.csv": lambda: b"Badge,Pay period start,Pay period end,Hours,OT Hrs\n1041,11/02/2025,11/15/2025,80,4.25\n",
    "lines.jsonl": lambda: _json().encode(),
    "sheets.xlsx": _xlsx,
    "of-1900.xlsx": lambda: _dates(""),
    "of-1904.xlsx": lambda: _dates('<workbookPr date1904="1"/>'),
    "sheet.ods": _ods,
}  # fmt: skip
