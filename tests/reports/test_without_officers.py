"""Papers that leave officers and references out: nobody's name in any format, every figure as it was."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from pypdf import PdfReader

from program.calendar import Quarter
from program.disclosure import LeftOut
from program.leads.outcome import Outcome
from reports.packet.claim import claim_files
from reports.packet.folder import write_packet
from reports.packet.nameless import claim_without_officers
from reports.packet.open_records import open_records, open_records_files, statement_now
from reports.packet.verify import CLAIM, packet_problems
from storage.book import Book
from storage.commands.claim import CertifyClaim, NameDocument
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import RecordPay, RecordTime
from storage.snapshots.claim import Body
from tests.frozen import ACTOR, Clock
from tests.masters import Masters
from tests.reports.test_claim_packet import NOVEMBER, OCTOBER, SCHEMA, two_months

NAMES = ("Ames", "Birch", "Cole", "Jordan", "1041", "1052", "1063", "timesheet", ACTOR)
REFERENCES = ("24-77001", "24-77002", "24-77003", "ACK-9")


def texts(files: Mapping[str, bytes]) -> dict[str, str]:
    """All that each file says, its properties included, and its name."""
    said = {}
    for name, content in files.items():
        if name.endswith(".pdf"):
            reader = PdfReader(io.BytesIO(content))
            parts = [page.extract_text() for page in reader.pages]
            said[name] = " ".join([*parts, str(reader.metadata), str(reader.xmp_metadata)])
        elif name.endswith(".xlsx"):
            parts = [zipfile.ZipFile(io.BytesIO(content)).read(part).decode() for part in _parts(content)]
            said[name] = " ".join(parts)
        else:
            said[name] = content.decode()
        said[name] += name
    return said


def _parts(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def leaks(files: Mapping[str, bytes], words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Which file still tells of what was left out."""
    return [(name, word) for name, text in texts(files).items() for word in words if word in text]


@pytest.fixture
def book(tmp_path: Path, masters: Masters, clock: Clock) -> Iterator[Book]:
    """Two months with two certified claims, the first by an officer of it, and leads of two officers."""
    sheet = tmp_path / "timesheet-1041.pdf"
    sheet.write_bytes(b"hours")
    with masters.copy("sqlite", two_months, tmp_path / "book.leadbook", clock) as made:
        made.run(NameDocument(OCTOBER, sheet))
        made.run(RecordPay("1063", 60_000_00, date(2025, 10, 1), None, 0, 0, 40_00))
        for month in (OCTOBER, NOVEMBER):
            made.run(RecordTime("1063", month, 100_00, 0, 5_00))
        made.run(CertifyClaim(OCTOBER, "Pat Ames"))
        made.run(CertifyClaim(NOVEMBER, "Sheriff R. Moss"))
        for reference, badge in zip(REFERENCES, ("1041", "1052", None), strict=False):
            made.run(AddLead(reference, date(2025, 11, 3), None, badge))
        made.run(RecordOutcomes(["24-77001"], Outcome.LOCATED, date(2025, 11, 5), evidence="ACK-9"))
        made.run(RecordOutcomes(["24-77002"], Outcome.WITHDRAWN, date(2025, 11, 5)))
        yield made


def nameless(book: Book, period: object = OCTOBER) -> Body:
    """A claim without officers."""
    return claim_without_officers(book.view.claim_body(period), book.view.marks())  # type: ignore[arg-type]


def test_a_claim_without_officers_names_nobody_in_any_format(book: Book) -> None:
    assert leaks(claim_files(nameless(book)), NAMES) == []
    whole = claim_files(book.view.claim_body(OCTOBER))
    assert {word for _, word in leaks(whole, NAMES)} == {*NAMES}


def test_its_figures_are_those_of_the_claim_and_it_holds_against_the_book(book: Book, tmp_path: Path) -> None:
    for period in (OCTOBER, NOVEMBER):
        body, whole = nameless(book, period), book.view.claim_body(period)
        jsonschema.validate(body, SCHEMA)
        assert (body["totals"], body["by_category"]) == (whole["totals"], whole["by_category"])
        mine, theirs = (sorted(line["claimed_cents"] for line in one["lines"]) for one in (body, whole))
        assert mine == theirs
        folder = tmp_path / str(period)
        write_packet(folder, claim_files(body))
        assert packet_problems(CLAIM, folder, book) == []
    draft = claim_without_officers(book.view.claim_body(Quarter(2026, 1), draft=True), book.view.marks())
    write_packet(tmp_path / "draft", claim_files(draft))
    assert packet_problems(CLAIM, tmp_path / "draft") == []


def test_another_claim_without_officers_does_not_pass_for_it(book: Book, tmp_path: Path) -> None:
    body = nameless(book)
    forged = {**body, "officers": [{**one, "name": "officer 07"} for one in body["officers"]]}
    write_packet(tmp_path / "forged", claim_files(forged))
    assert "book: holds another claim 1 of 2025-10" in packet_problems(CLAIM, tmp_path / "forged", book)


def test_an_officer_who_certified_is_marked_and_anybody_else_stays(book: Book) -> None:
    october, november = nameless(book), nameless(book, NOVEMBER)
    assert october["certified"]["by"] in {one["badge"] for one in october["officers"]}
    assert november["certified"]["by"] == "Sheriff R. Moss"


@pytest.mark.parametrize("left_out", [[], [LeftOut.OFFICERS], [LeftOut.REFERENCES], list(LeftOut)])
def test_an_answer_to_a_request_leaves_out_what_was_asked_and_keeps_every_count(
    book: Book, left_out: list[LeftOut]
) -> None:
    answer = open_records(statement_now(book, Quarter(2026, 1)), book.view.marks(), left_out)
    files = open_records_files(answer)
    gone = {word for _, word in leaks(files, NAMES + REFERENCES)}
    assert ("Ames" in gone, "1041" in gone) == (LeftOut.OFFICERS not in left_out,) * 2
    assert {*REFERENCES} & gone == (set() if LeftOut.REFERENCES in left_out else {*REFERENCES})
    assert ACTOR not in gone
    counts = answer["counts"]
    assert (counts["provided"], counts["located"], counts["excluded"], counts["open"]) == (2, 1, 1, 1)
    rows = list(csv.DictReader(io.StringIO(files["open-records.csv"].decode())))
    assert Counter(row["outcome"] for row in rows) == counts["by_outcome"]
    assert sum(bool(row["evidence"]) for row in rows) == 1
    by_officer = Counter(row["officer"] for row in rows if row["officer"])
    told = {one["officer"]: one["open"] + sum(one["by_outcome"].values()) for one in answer["officers"]}
    assert by_officer == {officer: count for officer, count in told.items() if count}
    assert json.loads(files["open-records.json"]) == answer


def test_the_leads_of_one_day_stand_in_no_order_that_their_references_have(book: Book) -> None:
    for number in range(10, 40):
        book.run(AddLead(f"24-770{number}", date(2025, 12, 1)))
    body = statement_now(book, Quarter(2026, 1))
    answer = open_records(body, book.view.marks(), [LeftOut.REFERENCES])
    received = [lead["received_on"] for lead in answer["leads"]]
    assert received == sorted(received)
    assert [lead["reference"] for lead in answer["leads"]] == [f"lead {number:04}" for number in range(1, 34)]
    located = next(at for at, lead in enumerate(answer["leads"]) if lead["outcome"] == "located")
    assert located == next(at for at, lead in enumerate(answer["leads"]) if lead["evidence"] is not None)
