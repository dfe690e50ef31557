"""Every message of an import, each provoked by a file, compared as a whole with ``import_messages.txt``.

``LEADBOOK_REWRITE=1`` in the environment writes that file anew: read what has changed before you commit it.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason, Outcome
from program.officers.standing import Standing
from program.refusals import BadInput
from storage.book import Book
from storage.commands.closing import CloseQuarter
from storage.commands.file_import import ImportFile
from storage.commands.lead import AddLead
from storage.commands.lead_import import ImportLeads
from storage.commands.officer import SetStanding
from storage.commands.officer_import import ImportOfficers
from storage.commands.outcome import RecordOutcomes
from storage.commands.time_import import ImportTime
from storage.importing import reader
from storage.importing.date_order import DateOrder
from storage.importing.delimiters import Delimiter
from storage.importing.encodings import Encoding
from storage.importing.limits import Limits
from storage.importing.report import ImportReport, Reject
from storage.importing.time import PayPeriod
from tests.frozen import Clock
from tests.masters import Masters, two_officers
from tests.storage.import_words import said_words
from tests.storage.test_imports import workbook
from tests.storage.test_sheets_and_dates import workbook_of
from tests.storage.test_workbooks import spreadsheet

GOLDEN = Path(__file__).with_name("import_messages.txt")
REWRITE = os.environ.get("LEADBOOK_REWRITE") == "1"

ELSEWHERE = ("agency_list.py", "limits.py", "report.py", "typed_dates.py", "look.py")
"""Files that speak where no file is imported: typed dates, options, lists of agencies and of rejects."""

NOT_BY_A_FILE = {
    "needs more memory than a table of leads can; save it as CSV, or in parts",  # these are provoked in test_reading
    "could not be read: the process that read it ended. Is it damaged?",
    "takes too long to read; is it damaged? Save it as CSV",
    "cannot be read to its end (",
    "it is damaged",
    "was changed while it was read; import it again",  # in test_tables
    "cannot be read (",  # no permission, below: root may read everything
    "has no character that can be compared",  # no text is known that is shown and comes to nothing
}


@dataclass
class Case:
    """A file's bytes, or what writes it, and how it is read."""

    content: bytes | Callable[[Path], object]
    name: str = "leads.csv"
    kind: type[ImportFile] = ImportLeads
    how: dict[str, Any] = field(default_factory=dict)


def csv(text: str, kind: type[ImportFile] = ImportLeads, **how: Any) -> Case:
    return Case(text.encode(), kind=kind, how=how)


def _zip(parts: dict[str, bytes]) -> Callable[[Path], None]:
    def write(place: Path) -> None:
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)

    return write


def _flagged(place: Path) -> None:
    """A zip whose parts say that they are encrypted, as a zip program with a password makes it."""
    workbook(place, [["Ref", "Received"], ["A-1", "2025-11-03"]])
    data = place.read_bytes()
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begins = 0
        while (begins := data.find(mark, begins)) >= 0:
            data = data[: begins + at] + bytes([data[begins + at] | 1]) + data[begins + at + 1 :]
            begins += 4
    place.write_bytes(data)


def _padded(place: Path) -> None:
    with xlsxwriter.Workbook(str(place)) as book:
        sheet, zeros = book.add_worksheet(), book.add_format({"num_format": "0000"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["Ref", "Received"])
        sheet.write_number(1, 0, 7, zeros)
        sheet.write_number(2, 0, 1.5)
        sheet.write_number(3, 0, 123_456_789_012_345_678)
        sheet.write_boolean(4, 0, True)
        sheet.write_datetime(5, 0, date(2025, 11, 3), day)
        sheet.write_column(1, 1, ["2025-11-03"] * 5)


def _sheets(sheets: dict[str, list[list[Any]]], hidden: tuple[str, ...] = ()) -> Callable[[Path], object]:
    return lambda place: workbook_of(place, sheets, hidden)


_HEAD = "reference,received,due,officer,outcome,closed,evidence,category,origin,reason\n"
_LEADS: list[list[Any]] = [["Ref", "Received"], ["A-1", "2025-11-03"]]
_NAMES = ["Badge", "Name", "Authorized", "Standing", "From", "Until"]

CASES: dict[str, Case] = {
    "rows of leads": csv(
        _HEAD + ",2025-11-03\nA-1,never\nA-2,2025-02-30\nA-3,2025-11-24\nA-4,2025-11-03,2025-11-01\n"
        "A-5,2025-11-03,,7777\nA-6,2025-11-03,,,located\nA-7,2025-11-03,,,,2025-11-05\n"
        "A-8,2025-11-03,,,located,2025-11-01\nA-9,2025-11-03,,,vanished,2025-11-05\nA-10,2025-11-03,,,,,,x\n"
        "A-11,2025-11-03,,,,,,,x\nA-12,2025-11-03,,,,,,,,x\nA-13\nA-14,2025-11-03,,,,,,,,,,x\n"
        f"{'A-15' * 20},2025-11-03\nA-16,2025-11-03\nA-16,2025-11-04\nA-17,2025-11-03T25:00Z\n"
        "A-18,2025-11-03,,,,,555-201-4477\nABCDEF,2025-11-03\n\u200b,2025-11-03\nA-20,2999-01-01\n"
        "-\u2060-,2025-11-03\nA-21,2025-11-03T06:30Z\n"
    ),
    "lines of JSON": Case(
        b'{"reference": ["A"], "received": "2025-11-03"}\n[1]\n{"reference": 1234567890123456}\n', "leads.jsonl"
    ),
    "numbers of a workbook": Case(_padded, "leads.xlsx"),
    "what the book has": csv(
        "reference,received,outcome,closed,evidence,officer\nOLD-1,2025-11-03,departed,2025-11-05\nOLD-1,2025-11-03\n"
        "OLD-2,2025-11-03,located,2025-11-06\nOLD-3,2025-11-03,located,2025-11-05,A-2\n"
        "OLD-4,2025-11-03,located,2025-11-05,A-1,1052\nOLD-5,2025-11-04,located,2025-11-05,A-1\n"
        "Q4-1,2025-08-03,located,2025-08-04\nQ4-2,2025-08-03\n"
    ),
    "no conflict to take": csv("ref,received\nA-1,2025-11-03\n", take={2: CorrectionReason.ENTRY_ERROR}),
    "rows of officers": csv(
        ",".join(_NAMES) + "\n,Lee\n7,,\n8,Lee,2025-10-01,authorized,2025-10-01,2025-09-01\n9,Lee,,suspended\n"
        "10,Lee,,absent\n11,Lee\n11,Kim\n1041,,2025-09-01\n12,Lee,never\n"
        "1052,,2025-09-01\n",
        ImportOfficers,
    ),
    "rows of hours": csv(
        "badge,month,hours,ot\n,2025-10,1\n1041,,1\n1041,2025-10,many\n1041,2025-10,-4\n1041,2025-13,1\n"
        "1041,sometime,1\n1041,2026-05,1\n7777,2025-10,1\n1041,2025-10,100\n1041,2025-10,101\n1052,2025-10,\n"
        "1052,2025-09,10000\n1041,2025-09,1,2,3,4\n",
        ImportTime,
    ),
    "lines of hours": Case(
        b'{"badge": "1041", "hours": 1, "month": "2025-10"}\n[]\n'
        b'{"badge": "1052", "hours": true, "month": "2025-10"}\n',
        "a.jsonl",
        ImportTime,
    ),
    "days of hours": csv(
        "badge,date,hours\n1041,2025-10-01,8\n1041,2025-10-01,8\n1041,2025-10-03,8\n1052,2025-10-02,none\n"
        "1052,2025-10-03,8\n",
        ImportTime,
    ),
    "pay periods": csv(
        "badge,period from,period to,hours\n1041,2025-10-26,2025-11-08,80\n1041,,2025-11-08,80\n"
        "1041,2025-10-12,2025-10-01,80\n1052,2025-10-01,2025-10-15,80\n1052,2025-10-10,2025-10-20,80\n"
        "1052,2025-12-01,2025-12-14,80\n",
        ImportTime,
    ),
    "ends of pay periods": csv("badge,period end,hours\n1041,2025-10-12,80\n", ImportTime),
    "half months": csv("badge,period end,hours\n1041,2025-10-12,80\n", ImportTime, pay_period=PayPeriod.SEMIMONTHLY),
    "a month that is named twice": csv("badge,month,hours\n1041,10/15/2025,8\n1041,10/31/2025,9\n", ImportTime),
    "hours of no days": csv("badge,hours\n1041,8\n", ImportTime),
    "an empty file": Case(b""),
    "blank lines": Case(b"\n,,\n;\n", "leads.csv"),
    "bytes": Case(bytes(range(256)) * 40),
    "an old workbook": Case(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "leads.xls"),
    "a workbook with a password": Case(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "leads.xlsx"
    ),
    "an ODS with a password": Case(
        _zip({"META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>", "content.xml": b"?"}), "leads.ods"
    ),
    "a zip with a password": Case(_flagged, "leads.xlsx"),
    "a web page": Case(b"<html><table>", "leads.xls"),
    "XML": Case(b"<?xml version='1.0'?><Workbook/>", "leads.xls"),
    "a PDF": Case(b"%PDF-1.7\n", "leads.pdf"),
    "rich text": Case(b"{\\rtf1 x}", "leads.txt"),
    "a packed file": Case(b"\x1f\x8b\x08\x00" + b"x" * 50, "leads.csv.gz"),
    "a letter": Case(_zip({"word/document.xml": b"<w/>"}), "leads.docx"),
    "a zip of something": Case(_zip({"readme.txt": b"no workbook"}), "leads.xlsx"),
    "half a workbook": Case(b"PK\x03\x04 and then nothing", "leads.xlsx"),
    "a bomb": Case(_zip({"xl/a.xml": b"\0" * 50_000_000}), "leads.xlsx"),
    "a large workbook": Case(lambda place: workbook(place, _LEADS), "leads.xlsx", how={"limits": Limits(unpacked=100)}),
    "thousands of parts": Case(_zip({f"xl/{number}": b"" for number in range(2_001)}), "leads.xlsx"),
    "cells far apart": Case(lambda place: workbook(place, _LEADS, addresses=["XFD1048576"]), "leads.xlsx"),
    "an ODS that claims 16,384 columns": Case(
        lambda place: spreadsheet(
            place,
            '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
            "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>",
        ),
        "leads.ods",
    ),
    "an empty workbook": Case(_sheets({"S": []}), "leads.xlsx"),
    "two sheets that fit": Case(_sheets({"New": _LEADS, "Old": _LEADS}), "leads.xlsx"),
    "no sheet that fits": Case(_sheets({"A": [["x"]], "B": [["y"]]}), "leads.xlsx"),
    "a sheet that is not there": Case(_sheets({"A": _LEADS}), "leads.xlsx", how={"sheet": "B"}),
    "a sheet that is empty": Case(_sheets({"A": _LEADS, "B": []}), "leads.xlsx", how={"sheet": "B"}),
    "a sheet of a text": csv("ref,received\nA-1,2025-11-03\n", sheet="A"),
    "a delimiter of a workbook": Case(_sheets({"A": _LEADS}), "leads.xlsx", how={"delimiter": Delimiter.TAB}),
    "headings of JSON": Case(b'{"ref": "A-1", "received": "2025-11-03"}', "leads.jsonl", how={"header_row": 2}),
    "no known heading": csv("A-1,2025-11-03\nA-2,2025-11-04\n"),
    "two headers": csv("ref,received\nA-1,2025-11-03\n\nlead,issued\nA-2,2025-11-03\n"),
    "a header row of blanks": csv("ref,received\n\nA-1,2025-11-03\n", header_row=2),
    "a header row below none": csv("ref,received\nA-1,2025-11-03\n", header_row=-1),
    "two columns of a field": csv("ref,received,issued\nA-1,2025-11-03,2025-11-04\n"),
    "a field that is none": csv("ref,received\nA-1,2025-11-03\n", mapping={"color": "ref"}),
    "a column that is none": csv("ref,received\nA-1,2025-11-03\n", mapping={"due_on": "Answer by"}),
    "a column that is two": csv("ref,received,x,x\nA-1,2025-11-03\n", mapping={"due_on": "x"}),
    "dates in no order": csv("ref,received\nA-1,11/14/2025\nA-2,14/11/2025\n"),
    "dates in no order, by one": csv("ref,received\nA-1,11/14/2025\nA-2,14/11/2025\n", order=DateOrder.MDY),
    "dates of two-digit years": csv("ref,received\nA-1,25/11/14\nA-2,25/11/03\nA-3,13/11/10\n"),
    "dates that another column casts a doubt on": csv(
        "ref,received,due,closed,outcome\nA-1,08/01/2025,14/09/2025,08/13/2025,located\n"
    ),
    "another encoding": Case(b"ref,received\nA\xff\xe9,2025-11-03\n", how={"encoding": Encoding.UTF_8}),
    "a quotation mark without end": csv('ref,received\n"A-1,2025-11-03\n'),
    "a line without end": Case(b"ref,received\n" + b"x" * 4_000_001),
    "a cell of 10 MB": Case(b'ref,received\nA-1,"' + (b"x" * 99 + b"\n") * 100_000 + b'"'),
    "a long cell of a workbook": Case(_sheets({"A": [*_LEADS, ["x" * 5_000]]}), "leads.xlsx"),
    "a large file": csv("ref,received\nA-1,2025-11-03\n", limits=Limits(disk=10)),
    "many rows": csv("ref,received\nA-1,2025-11-03\nA-2,2025-11-03\n", limits=Limits(rows=1)),
    "many columns": csv("ref,received" + ",x" * 16_382 + "\nA-1,2025-11-03\n"),
}


@contextmanager
def books(masters: Masters, folder: Path) -> Iterator[Book]:
    """A book with recorded outcomes and an officer who was suspended; the quarter before is closed."""
    with masters.copy("sqlite", two_officers, folder / "book", Clock()) as book:
        for number in range(1, 6):
            book.run(AddLead(f"OLD-{number}", date(2025, 11, 3), officer="1041"))
            book.run(RecordOutcomes([f"OLD-{number}"], Outcome.LOCATED, date(2025, 11, 5), evidence="A-1"))
        book.run(SetStanding("1041", Standing.SUSPENDED, date(2025, 11, 1), None, "letter"))
        book.run(AddLead("Q4-1", date(2025, 8, 3)))
        book.run(CloseQuarter(Quarter(2025, 4)))
        yield book


def said(book: Book, place: Path, case: Case) -> list[str]:
    """What is said of a file: why it is refused, or of each row why it is kept aside."""
    try:
        report: ImportReport = book.rehearse(case.kind(place, **case.how)).result
    except BadInput as problem:
        return [f"refused: {problem}"]
    return [f"row {one.row} {one.field} ({one.value_kind}): {one.problem}" for one in report.rejects]


def test_every_message_of_an_import_is_as_it_was_approved(
    masters: Masters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_answered", reader.answered_here)
    lines: list[str] = []
    with books(masters, tmp_path) as book:
        for title, case in CASES.items():
            folder = tmp_path / title
            folder.mkdir()
            monkeypatch.chdir(folder)
            place = Path(case.name)
            if isinstance(case.content, bytes):
                place.write_bytes(case.content)
            else:
                case.content(place)
            lines += [f"# {title}", *said(book, place, case), ""]
        for title, place in (("a folder", Path()), ("no file", Path("none")), ("no name", Path("\0"))):
            lines += [f"# {title}", *said(book, place, Case(b"")), ""]
        if hasattr(os, "mkfifo"):
            os.mkfifo("pipe")
            lines += ["# a pipe", *said(book, Path("pipe"), Case(b"")), ""]
    found = "\n".join(lines)
    if REWRITE:
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_every_word_of_a_refusal_stands_in_the_approved_messages() -> None:
    approved = GOLDEN.read_text(encoding="utf-8")
    missing = {
        text: where
        for text, where in said_words().items()
        if text not in approved and text not in NOT_BY_A_FILE and not where.startswith(ELSEWHERE)
    }
    assert missing == {}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such permissions here")
def test_a_file_that_may_not_be_read_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a.csv"
    place.write_text("ref,received\nA-1,2025-11-03\n")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)  # root, who runs tests somewhere, may read every file
    from storage.importing.files import look_at

    with pytest.raises(BadInput, match=r"cannot be read \(Permission denied\)"):
        look_at(place)


@pytest.mark.parametrize(
    ("new", "changed", "unchanged", "rejected", "thing", "said"),
    [
        (24, 0, 0, 0, "leads", "a.csv: 24 new leads"),
        (0, 1, 0, 0, "leads", "a.csv: 1 changed lead"),
        (1_200, 5, 10, 2, "officers", "a.csv: 1,200 new officers, 5 changed, 10 unchanged, 2 rejected"),
        (0, 0, 3, 1, "months of time", "a.csv: 3 unchanged months of time, 1 rejected"),
        (0, 0, 0, 0, "leads", "a.csv: 0 new leads"),
    ],
)
def test_an_import_is_said_without_what_there_is_none_of(
    new: int, changed: int, unchanged: int, rejected: int, thing: str, said: str
) -> None:
    rejects = tuple(Reject(row, "officer", "text", "no officer of this badge") for row in range(rejected))
    rows = new + changed + unchanged + rejected
    assert ImportReport("a.csv", "", rows, new, changed, unchanged, {}, (), rejects).said(thing) == said
