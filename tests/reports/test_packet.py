"""The statement's packet: every format says the same, the same bytes each time, and nothing forged passes."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from program.calendar import Quarter
from program.leads.outcome import Category, CorrectionReason, Origin, Outcome
from program.refusals import BadInput
from reports.packet.folder import MANIFEST, manifest_problems, write_packet
from reports.packet.nameless import statement_without_officers
from reports.packet.statement import LEAD_FIELDS, statement_files
from reports.packet.verify import STATEMENT, packet_problems
from reports.words import short_dollars
from storage.book import Book
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.commands.ice_count import RecordIceCount
from storage.commands.lead import AddLead
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.snapshots.statement import Body
from storage.surroundings import Surroundings
from tests.books import new_book
from tests.conftest import ROOT
from tests.frozen import ACTOR, Clock
from tests.hostile.texts import HOSTILE, RAW
from tests.long_work import files_below, left_at_every_step
from tests.masters import Masters

Q = Quarter(2026, 1)
SCHEMA = json.loads((ROOT / "reports" / "packet" / "statement-1.schema.json").read_text(encoding="utf-8"))
FORMATS = ["statement.csv", "statement.json", "statement.pdf", "statement.xlsx"]


def closed(book: Book, clock: Clock) -> None:
    """A closed quarter: nine leads provided, seven of them located, one left out; ICE has counted one more."""
    book.run(AddOfficer("1041", "Ames, Pat", date(2025, 10, 1)))
    book.run(AddOfficer("1052", "Birch, Alex", date(2025, 10, 1)))
    for number in range(10):
        badge = ("1041", "1052")[number % 2]
        book.run(AddLead(f"24-{number:03}", date(2025, 10, 1 + number), date(2025, 11, 20), badge))
    for number in range(9):
        outcome = (Outcome.LOCATED, Outcome.NOT_LOCATED, Outcome.WITHDRAWN)[max(0, number - 6)]
        book.run(RecordOutcomes([f"24-{number:03}"], outcome, date(2025, 11, 10), evidence=f"=ACK-{number}"))
    clock.move(days=50)
    book.run(RecordIceCount(Q, 10, 7, date(2026, 1, 10), "LIST-1"))
    book.run(CloseQuarter(Q))


@pytest.fixture
def book(tmp_path: Path, masters: Masters, clock: Clock) -> Iterator[Book]:
    """A book whose quarter is closed."""
    with masters.copy("sqlite", closed, tmp_path / "book.leadbook", clock) as made:
        yield made


def packet(book: Book, folder: Path, body: Body | None = None) -> Path:
    """The packet in a folder."""
    write_packet(folder, statement_files(body or book.view.statement(Q)))
    return folder


def without_officers(book: Book, body: Body) -> Body:
    """The statement without anybody's badge or name, in the book's own order."""
    return statement_without_officers(body, book.view.marks())


def pages(pdf: bytes) -> list[str]:
    """What a PDF says, page by page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def sheet(xlsx: bytes, name: str) -> list[list[Any]]:
    """The cells of a sheet."""
    return CalamineWorkbook.from_filelike(io.BytesIO(xlsx)).get_sheet_by_name(name).to_python()


def statement_problems(folder: Path, book: Book | None = None) -> list[str]:
    """What is found in a statement's packet."""
    return packet_problems(STATEMENT, folder, book)


def seal_anew(folder: Path) -> None:
    """Makes the manifest fit what the folder holds now, as a forger would."""
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FORMATS]
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8")


def test_every_format_says_the_same_figures(book: Book) -> None:
    body = book.view.statement(Q)
    files = statement_files(body)
    figures = body["figures"]
    assert json.loads(files["statement.json"]) == body
    first = " ".join(pages(files["statement.pdf"])[0].split())
    facts = {row[0]: row[1] for row in sheet(files["statement.xlsx"], "Summary") if len(row) > 1}
    assert (figures["rate"]["located"], figures["rate"]["provided"], figures["rate"]["percent"]) == (7, 9, "77.77")
    for words in (
        "7 of 9 located",
        "77.77%",
        "◐ 70%",
        short_dollars(figures["expected_award_cents"]),
        "7/10",
        "received Jan 10, 2026",
    ):
        assert words in first
    assert facts["Leads provided"] == figures["counts"]["provided"]
    assert facts["Located"] == figures["counts"]["located"]
    assert facts["Open"] == figures["counts"]["open"]
    assert facts["Left out of the rate"] == figures["counts"]["excluded"]
    assert facts["Eligible officers"] == figures["eligible_officers"]
    assert facts["Expected award"] * 100 == figures["expected_award_cents"]
    assert facts["Rate"] == f"{figures['rate']['percent']}%"
    outcomes = {row[0]: row[1] for row in sheet(files["statement.xlsx"], "Outcomes")[1:]}
    assert outcomes == {Outcome(code).words: number for code, number in figures["counts"]["by_outcome"].items()}


def test_every_format_says_the_same_of_every_lead_and_officer(book: Book) -> None:
    body = book.view.statement(Q)
    files = statement_files(body)
    in_csv = list(csv.DictReader(io.StringIO(files["statement.csv"].decode())))
    assert [list(row) for row in in_csv] == [list(LEAD_FIELDS)] * 10
    assert [{name: value.removeprefix("'") or None for name, value in row.items()} for row in in_csv] == body["leads"]
    in_xlsx = sheet(files["statement.xlsx"], "Leads")[1:]
    text = "\n".join(pages(files["statement.pdf"]))
    for lead, row in zip(body["leads"], in_xlsx, strict=True):
        as_read = dict(
            zip(LEAD_FIELDS, (cell.isoformat()[:10] if isinstance(cell, date) else cell for cell in row), strict=True)
        )
        assert as_read == {
            **{name: value or "" for name, value in lead.items()},
            "origin": "ICE",
            "outcome": Outcome(lead["outcome"]).words,
            "counts_as": {"located": "● located", "provided": "○ provided", "excluded": "– left out"}[
                lead["counts_as"]
            ],
        }
        assert lead["reference"] in text
    officers = sheet(files["statement.xlsx"], "Officers")[1:]
    assert [row[:4] for row in officers] == [
        ["1041", "Ames, Pat", "authorized", "yes"],
        ["1052", "Birch, Alex", "authorized", "yes"],
    ]
    assert "Ames, Pat" in text


def test_the_form_is_the_documented_one(book: Book) -> None:
    drafted = book.view.draft_statement(Quarter(2026, 2))
    book.run(AmendQuarter(Q, CorrectionReason.ENTRY_ERROR))
    book.run(AddLead("24-777", date(2025, 12, 1), category=Category.WELFARE_CHECK, origin=Origin.AGENCY))
    book.run(RecordOutcomes(["24-009"], Outcome.LOCATED, date(2025, 12, 1)))
    book.run(CloseQuarter(Q))
    second = book.view.statement(Q)
    assert second["changes"]["leads"]
    for body in (book.view.statement(Q, 1), second, without_officers(book, second), drafted):
        jsonschema.validate(body, SCHEMA, format_checker=jsonschema.FormatChecker())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**second, "subject": "nobody"}, SCHEMA)


def test_the_same_revision_gives_the_same_bytes_in_another_process(book: Book, tmp_path: Path) -> None:
    body = book.view.statement(Q)
    (tmp_path / "body.json").write_text(json.dumps(body), encoding="utf-8")
    program = (
        "import hashlib, json, sys; from reports.packet.statement import statement_files;"
        "files = statement_files(json.load(open(sys.argv[1], encoding='utf-8')));"
        "print(json.dumps({name: hashlib.sha256(made).hexdigest() for name, made in files.items()}))"
    )
    for zone, seed in (("Pacific/Apia", "1"), ("UTC", "2")):
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "body.json")],
            cwd=ROOT,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        made = {name: hashlib.sha256(content).hexdigest() for name, content in statement_files(body).items()}
        assert json.loads(done.stdout) == made


def test_a_draft_says_so_on_each_page_and_a_demo_too(book: Book) -> None:
    body = book.view.draft_statement(Q)
    drafted = pages(statement_files(body)["statement.pdf"])
    assert all("DRAFT" in page for page in drafted)
    shown = pages(statement_files({**book.view.statement(Q), "demo": True})["statement.pdf"])
    assert len(shown) > 1
    assert all("DEMO" in page and "DRAFT" not in page for page in shown)


def test_what_changed_since_the_last_revision_stands_on_the_paper(book: Book) -> None:
    book.run(AmendQuarter(Q, CorrectionReason.ICE_ADVISED))
    book.run(RecordOutcomes(["24-009"], Outcome.LOCATED, date(2025, 12, 1)))
    book.run(CloseQuarter(Q))
    text = " ".join("\n".join(pages(statement_files(book.view.statement(Q))["statement.pdf"])).split())
    assert "In place of revision 1 (ICE advised): the award goes from $1,000 to $1,500, $500 more." in text
    assert "24-009 outcome open located" in text


def test_without_officers_no_format_names_one(book: Book) -> None:
    files = statement_files(without_officers(book, book.view.statement(Q)))
    everything = [
        files["statement.csv"].decode(),
        files["statement.json"].decode(),
        "\n".join(pages(files["statement.pdf"])),
        *(part.decode() for part in parts_of(files["statement.xlsx"])),
    ]
    for text in everything:
        for named in ("Ames", "Birch", "1041", "1052", ACTOR):
            assert named not in text
    assert "officer 1" in everything[2]


def parts_of(xlsx: bytes) -> list[bytes]:
    """The files of a workbook."""
    with zipfile.ZipFile(io.BytesIO(xlsx)) as archive:
        return [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("text", HOSTILE)
def test_data_is_text_in_every_format(book: Book, text: str) -> None:
    body = book.view.statement(Q)
    body["agency"]["name"] = body["officers"][0]["name"] = body["leads"][0]["evidence"] = text
    body["checklist"][0]["references"] = [text]
    files = statement_files(body)
    assert not any(b"<f>" in part or b"<hyperlink" in part for part in parts_of(files["statement.xlsx"]))
    [row, *_] = list(csv.DictReader(io.StringIO(files["statement.csv"].decode())))
    assert not row["evidence"].startswith(("=", "+", "-", "@"))
    said = "\n".join(pages(files["statement.pdf"]))
    assert not (RAW - {"\x00"}) & set(said)
    if text.isascii() and text.isprintable() and len(text) < 20:
        assert "".join(text.split()) in "".join(said.split())


@pytest.mark.parametrize(
    "text",
    [
        "#set page(width: 1cm)",
        "$x^2$",
        "*b*",
        '#eval("1")',
        "\\u{41}",
        "@ref",
        "<label>",
        "= Heading",
        "// gone",
        "`raw`",
    ],
)
def test_nothing_in_the_data_is_read_as_typesetting(book: Book, text: str) -> None:
    body = book.view.statement(Q)
    body["agency"]["name"] = text
    assert "".join(text.split()) in "".join(pages(statement_files(body)["statement.pdf"])[0].split())


def test_a_whole_packet_verifies_in_its_book_and_in_no_other(book: Book, tmp_path: Path, clock: Clock) -> None:
    folder = packet(book, tmp_path / "packet")
    assert statement_problems(folder) == []
    assert statement_problems(folder, book) == []
    nameless = packet(book, tmp_path / "nameless", without_officers(book, book.view.statement(Q)))
    assert statement_problems(nameless, book) == []
    draft = packet(book, tmp_path / "draft", book.view.draft_statement(Q))
    assert statement_problems(draft, book) == []
    with new_book(tmp_path / "other.leadbook", clock.surroundings()) as other:
        problems = statement_problems(folder, other)
    assert len(problems) == 2
    assert all(problem.startswith("book: ") for problem in problems)


@pytest.mark.parametrize("name", FORMATS)
def test_a_changed_file_is_found(book: Book, tmp_path: Path, name: str) -> None:
    folder = packet(book, tmp_path / "packet")
    path = folder / name
    path.write_bytes(path.read_bytes() + b" ")
    assert f"{name}: is not as the manifest has it" in statement_problems(folder)
    path.unlink()
    assert f"{name}: is missing" in statement_problems(folder)


@pytest.mark.parametrize("name", ["statement.csv", "statement.pdf", "statement.xlsx"])
def test_a_changed_file_is_found_though_the_manifest_was_made_to_fit(book: Book, tmp_path: Path, name: str) -> None:
    folder = packet(book, tmp_path / "packet")
    path = folder / name
    path.write_bytes(path.read_bytes() + b" ")
    seal_anew(folder)
    assert statement_problems(folder) == [f"{name}: does not say what statement.json says"]


def forge(body: Body, what: str) -> None:
    """Changes one thing in a statement, to the agency's advantage."""
    figures = body["figures"]
    if what == "award":
        figures["expected_award_cents"] += 100_000
    elif what == "counts":
        figures["counts"]["located"] += 1
    elif what == "rate":
        figures["rate"]["percent"] = "97.77"
    elif what == "tier":
        figures["tier"]["from_percent"] = 90
    elif what == "lead":
        body["leads"][7].update(outcome="located")
    elif what == "officer":
        body["officers"].append({**body["officers"][0], "badge": "9", "name": "Nobody"})
    elif what == "rules":
        body["rule_set"]["body"]["tiers"][0]["cents_per_officer"] = 10**7


@pytest.mark.parametrize("what", ["award", "counts", "rate", "tier", "lead", "officer", "rules"])
def test_a_forged_statement_is_found_though_all_files_were_made_to_fit(book: Book, tmp_path: Path, what: str) -> None:
    body = book.view.statement(Q)
    forge(body, what)
    folder = packet(book, tmp_path / "packet", body)
    assert any(problem.startswith("statement.json: ") for problem in statement_problems(folder))
    assert "book: holds another revision 1 of FY2026-Q1" in statement_problems(folder, book)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "leadbook-statement/1"}', "\x00", '{"schema": "leadbook-statement/2"}']
)
def test_what_is_no_statement_is_a_finding(book: Book, tmp_path: Path, text: str) -> None:
    folder = packet(book, tmp_path / "packet")
    (folder / "statement.json").write_text(text, encoding="utf-8")
    seal_anew(folder)
    assert any(problem.startswith("statement.json: is no ") for problem in statement_problems(folder, book))


def test_a_folder_without_a_manifest_is_no_packet(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"MANIFEST\.sha256"):
        statement_problems(tmp_path)


def test_a_file_that_is_not_of_the_packet_is_found(book: Book, tmp_path: Path) -> None:
    folder = packet(book, tmp_path / "packet")
    (folder / "extra.pdf").write_bytes(b"")
    assert statement_problems(folder) == ["extra.pdf: is not in the manifest"]


def test_a_manifest_cannot_name_a_file_elsewhere(book: Book, tmp_path: Path) -> None:
    folder = packet(book, tmp_path / "packet")
    with (folder / MANIFEST).open("a") as manifest:
        manifest.write("0" * 64 + "  ../book.leadbook\n")
    assert f"{MANIFEST}: is not as a manifest is written; it was altered" in statement_problems(folder)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_no_half_packet(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = sorted(tmp_path.iterdir())
    files = statement_files(book.view.statement(Q))
    monkeypatch.setattr(os if failing == "fsync" else Path, failing, full)
    with pytest.raises(BadInput, match="No space left on device"):
        write_packet(tmp_path / "packet", files)
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_holds_anything_is_refused_and_an_empty_one_taken(book: Book, tmp_path: Path) -> None:
    taken, empty, file = tmp_path / "taken", tmp_path / "empty", tmp_path / "file"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    empty.mkdir()
    file.write_text("mine")
    for out in (taken, file):
        with pytest.raises(BadInput, match="holds other files"):
            packet(book, out)
    with pytest.raises(BadInput, match="is not a name"):
        write_packet(tmp_path / "nul\x00", {})
    assert sorted(path.name for path in packet(book, empty).iterdir()) == sorted([*FORMATS, MANIFEST])
    assert [path.name for path in taken.iterdir()] == ["mine.txt"]


def test_every_byte_of_a_manifest_counts_and_an_unreadable_one_is_a_finding(book: Book, tmp_path: Path) -> None:
    folder = packet(book, tmp_path / "packet")
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o177 == 0 for path in folder.iterdir())
    whole = (folder / MANIFEST).read_bytes()
    for at, byte in enumerate(whole):
        for other in {0, 0x0B, 0x0D, 0xFF, byte ^ 1} - {byte}:
            (folder / MANIFEST).write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
            assert manifest_problems(folder), (at, other)
    for text in (b"", whole[:-1], whole + b"\n", whole + whole, b"\xef\xbb\xbf" + whole):
        (folder / MANIFEST).write_bytes(text)
        assert manifest_problems(folder)
    (folder / MANIFEST).write_bytes(whole)
    assert manifest_problems(folder) == []


def test_of_a_packet_that_is_left_at_any_step_nothing_stays(tmp_path: Path, frozen: Surroundings) -> None:
    out = tmp_path / "papers" / "packet"
    with new_book(tmp_path / "book", frozen) as book:
        told = left_at_every_step(
            lambda: write_packet(out, statement_files(book.view.draft_statement(Quarter(2026, 1)))),
            lambda: _holds_nothing(out.parent),
        )
    assert [step.doing for step in told][:2] == ["Making statement.pdf", "Making statement.xlsx"]
    assert told[-1].doing == f"Writing {MANIFEST}"
    assert manifest_problems(out) == []


def _holds_nothing(folder: Path) -> None:
    assert files_below(folder) == {}
