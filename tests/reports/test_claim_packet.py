"""The claim's packet: every format says the same to the cent, its form is the documented one, nothing forged passes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from program.amounts import dollars
from program.calendar import Month, Quarter
from program.claims.pay import Category
from program.leads.outcome import CorrectionReason
from program.officers.standing import Standing
from reports.packet.claim import LINE_FIELDS, claim_files
from reports.packet.folder import MANIFEST, write_packet
from reports.packet.verify import CLAIM, packet_problems
from storage.book import Book
from storage.commands.claim import CertifyClaim, NameDocument, SubmitClaim
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.pay import ChargeOtherSource, RecordPay, RecordTime
from storage.journal.format import canonical
from storage.snapshots.claim import Body
from tests.books import new_book
from tests.conftest import ROOT
from tests.frozen import Clock
from tests.masters import Masters
from tests.reports.test_packet import pages, sheet

OCTOBER, NOVEMBER = Month(2025, 10), Month(2025, 11)
QUARTER = Quarter(2026, 1)
SCHEMA = json.loads((ROOT / "reports" / "packet" / "claim-1.schema.json").read_text(encoding="utf-8"))
FORMATS = ["claim.csv", "claim.json", "claim.pdf", "claim.xlsx"]


def two_months(made: Book, clock: Clock) -> None:
    """October and November: backfill, a suspension, a raise, the cap, a state grant. It is 12 January 2026."""
    for badge, name in (("1041", "Ames, Pat"), ("1052", "Birch, Alex"), ("1063", "Cole, Jordan")):
        made.run(AddOfficer(badge, name, date(2025, 10, 1)))
    made.run(RecordPay("1041", 72_800_00, date(2025, 10, 1), None, 1_500_00, 0, 52_50))
    made.run(RecordPay("1041", 75_000_00, date(2025, 11, 15), None, 1_500_00, 0, 54_00))
    made.run(RecordPay("1052", 100_003, date(2025, 10, 1), None, 0, 31_45, 99_99))
    made.run(RecordTime("1041", OCTOBER, 160_00, 0, 10_00, 2_00))
    made.run(RecordTime("1052", OCTOBER, 160_00, 0, 9_25))
    made.run(SetStanding("1052", Standing.SUSPENDED, date(2025, 10, 20), date(2025, 11, 9), "complaint"))
    clock.move(days=50)
    made.run(RecordTime("1041", NOVEMBER, 140_00, 120_00, 4_00, 1_00))
    made.run(ChargeOtherSource("1041", OCTOBER, Category.SALARY, 500_00, "State grant"))


@pytest.fixture
def book(tmp_path: Path, masters: Masters, clock: Clock) -> Iterator[Book]:
    """The two months, certified; a time sheet stands behind October."""
    paper = tmp_path / "hours.pdf"
    paper.write_bytes(b"hours")
    with masters.copy("sqlite", two_months, tmp_path / "book.leadbook", clock) as made:
        made.run(NameDocument(OCTOBER, paper))
        made.run(CertifyClaim(OCTOBER, "Sheriff R. Moss"))
        made.run(CertifyClaim(NOVEMBER, "Sheriff R. Moss"))
        yield made


def packet(book: Book, folder: Path, body: Body | None = None) -> Path:
    """October's packet, or another body's, in a folder."""
    write_packet(folder, claim_files(body or book.view.claim_body(OCTOBER)))
    return folder


def on_paper(amount: int) -> str:
    """An amount as a table of the paper has it."""
    return dollars(amount) if amount else "–"


def cents(cell: float) -> int:
    """The cents of a cell of money."""
    return round(100 * cell)


def test_every_line_and_total_is_read_back_from_every_format_to_the_cent(book: Book) -> None:
    body = book.view.claim_body(OCTOBER)
    files = claim_files(body)
    assert {part["why"] for line in body["lines"] for part in line["not_claimed"]} == {
        "backfill",
        "not_eligible",
        "over_cap",
        "other_source",
    }
    assert json.loads(files["claim.json"]) == body
    in_csv = list(csv.DictReader(io.StringIO(files["claim.csv"].decode())))
    in_xlsx = sheet(files["claim.xlsx"], "Lines")[1:]
    text = " ".join("\n".join(pages(files["claim.pdf"])).split())
    for line, row, cells in zip(body["lines"], in_csv, in_xlsx, strict=True):
        amounts = [line["recorded_cents"], line["claimed_cents"], line["recorded_cents"] - line["claimed_cents"]]
        assert list(row) == list(LINE_FIELDS)
        assert (row["badge"], row["category"], row["arithmetic"]) == tuple(
            line[name] for name in ("badge", "category", "arithmetic")
        )
        assert [int(row[name]) for name in ("recorded_cents", "claimed_cents", "not_claimed_cents")] == amounts
        assert cells[:2] == [line["badge"], line["category"].capitalize()]
        assert [cents(cell) for cell in cells[2:5]] == amounts
        assert cells[6] == line["arithmetic"]
        assert " ".join([line["badge"], line["category"].capitalize(), *map(on_paper, amounts)]) in text
    totals = [body["totals"][key] for key in ("recorded_cents", "claimed_cents", "not_claimed_cents")]
    assert f"Total {' '.join(map(on_paper, totals))}" in text
    assert [cents(cell) for cell in sheet(files["claim.xlsx"], "Totals by category")[-1][1:]] == totals
    assert [sum(int(row[name]) for row in in_csv) for name in LINE_FIELDS[2:5]] == totals


def test_the_cover_has_totals_by_category_and_by_fund(book: Book) -> None:
    body = book.view.claim_body(OCTOBER)
    cover = " ".join(pages(claim_files(body)["claim.pdf"])[0].split())
    for one in body["by_category"]:
        amounts = (one["recorded_cents"], one["claimed_cents"], one["not_claimed_cents"])
        assert f"{one['category'].capitalize()} {' '.join(map(on_paper, amounts))}" in cover
    assert f"Reimbursement by ICE {dollars(body['totals']['claimed_cents'])} State grant $500.00" in cover
    assert "October 2025 ! no pay on 31 authorized days 1063" in cover
    assert "! hours typed, no payroll file 1041, 1052" in cover
    assert "Oct 1 – Oct 31, 2025 · Claim 1, certified Jan 12, 2026 by Sheriff R. Moss" in cover


def test_each_officer_has_a_line_with_what_is_claimed(book: Book) -> None:
    body = book.view.claim_body(OCTOBER)
    files = claim_files(body)
    text = " ".join("\n".join(pages(files["claim.pdf"])).split())
    rows = sheet(files["claim.xlsx"], "Officers")[1:]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("1041", "Ames, Pat", "31/31"),
        ("1052", "Birch, Alex", "19/31"),
        ("All officers", "", ""),
    ]
    for row in rows[:2]:
        claimed = [line["claimed_cents"] for line in body["lines"] if line["badge"] == row[0]]
        assert sum(cents(cell) for cell in row[3:6]) == cents(row[6]) == sum(claimed)
        assert " ".join([row[0], row[1], row[2], *(on_paper(cents(cell)) for cell in row[3:])]) in text
    assert cents(rows[2][6]) == body["totals"]["claimed_cents"]


def test_papers_stand_by_name_and_hash_and_lines_wait_for_signatures(book: Book) -> None:
    files = claim_files(book.view.claim_body(OCTOBER))
    digest = hashlib.sha256(b"hours").hexdigest()
    assert sheet(files["claim.xlsx"], "Documents")[1:] == [["hours.pdf", digest]]
    text = "".join("".join(pages(files["claim.pdf"])).split())
    assert f"hours.pdf{digest}" in text
    assert "Certifiedby,dateHeadofagency,date" in text


def test_the_form_is_the_documented_one(book: Book, clock: Clock) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    bodies = [
        book.view.claim_body(OCTOBER),
        book.view.claim_body(NOVEMBER),
        book.view.claim_body(Month(2025, 12)),
        book.view.claim_body(QUARTER),
        book.view.claim_body(Quarter(2025, 4)),
        book.view.claim_body(Month(2026, 1)),
    ]
    book.run(CertifyClaim(OCTOBER, "Sheriff R. Moss", 1, CorrectionReason.ENTRY_ERROR))
    for body in (*bodies, book.view.claim_body(OCTOBER)):
        jsonschema.validate(json.loads(canonical(body)), SCHEMA)
    for name in SCHEMA["required"]:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({key: value for key, value in bodies[0].items() if key != name}, SCHEMA)


def test_no_standing_but_authorized_days_is_given_away(book: Book) -> None:
    text = canonical(book.view.claim_body(OCTOBER))
    assert "suspended" not in text
    assert "complaint" not in text


def test_the_same_claim_gives_the_same_bytes(book: Book) -> None:
    assert claim_files(book.view.claim_body(OCTOBER)) == claim_files(book.view.claim_body(OCTOBER))


def test_whole_packets_verify_in_their_book_and_in_no_other(book: Book, tmp_path: Path, clock: Clock) -> None:
    folders = {
        name: packet(book, tmp_path / name, book.view.claim_body(period, draft=draft))
        for name, period, draft in (
            ("october", OCTOBER, False),
            ("november", NOVEMBER, False),
            ("draft", Month(2025, 12), True),
            ("quarter", QUARTER, True),
            ("before", Quarter(2025, 4), True),
        )
    }
    book.run(SubmitClaim(OCTOBER, date(2026, 1, 12), "S-1"))
    book.run(RecordPay("1041", 99_999_00, date(2025, 10, 1)))
    for folder in folders.values():
        assert packet_problems(CLAIM, folder) == []
        assert packet_problems(CLAIM, folder, book) == []
    with new_book(tmp_path / "other.leadbook", clock.surroundings()) as other:
        problems = packet_problems(CLAIM, folders["october"], other)
    assert len(problems) == 2
    assert problems[1] == "book: holds no claim 1 of 2025-10"


@pytest.mark.parametrize("name", FORMATS)
def test_a_changed_file_is_found(book: Book, tmp_path: Path, name: str) -> None:
    folder = packet(book, tmp_path / "packet")
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    assert f"{name}: is not as the manifest has it" in packet_problems(CLAIM, folder)


def _more_salary(body: Body) -> None:
    line = body["lines"][0]
    line["recorded_cents"] += 1
    line["claimed_cents"] += 1
    for sums in (body["by_category"][0], body["totals"]):
        sums["recorded_cents"] += 1
        sums["claimed_cents"] += 1


def _more_days(body: Body) -> None:
    body["officers"][1]["authorized"] = [{"from": "2025-10-01", "until": None}]


def _more_hours(body: Body) -> None:
    body["officers"][0]["time"][0]["overtime_hours"] = "12.00"


def _more_pay(body: Body) -> None:
    body["officers"][0]["pay"][0]["annual_salary_cents"] += 12


def _less_charged(body: Body) -> None:
    body["other_sources"][0]["cents"] = 0


def _more_cap(body: Body) -> None:
    body["overtime_cap"][1]["cap_cents"] += 100


def _other_rules(body: Body) -> None:
    body["rule_sets"][0]["body"]["pay"] = {"overtime_cap_percent": 50}


def _other_person(body: Body) -> None:
    body["certified"]["by"] = "Somebody Else"


@pytest.mark.parametrize(
    ("forge", "by_itself"),
    [
        (_more_salary, "claim.json: 1041 salary: does not follow from pay, time, authorized days and rules"),
        (_more_days, "claim.json: 1052: the days authorized are not those of the period"),
        (_more_hours, "claim.json: 1041 overtime: does not follow from pay, time, authorized days and rules"),
        (_more_pay, "claim.json: 1041 salary: does not follow from pay, time, authorized days and rules"),
        (_less_charged, "claim.json: 1041 salary: does not follow from pay, time, authorized days and rules"),
        (_more_cap, "claim.json: 1052 overtime cap: does not follow from pay, time, authorized days and rules"),
        (_other_rules, "claim.json: a rule set is not the one that its hash names"),
        (_other_person, None),
    ],
)
def test_a_forged_claim_is_found_though_all_files_were_made_to_fit(
    book: Book, tmp_path: Path, forge: Any, by_itself: str | None
) -> None:
    body = book.view.claim_body(OCTOBER)
    forge(body)
    folder = packet(book, tmp_path / "packet", body)
    if by_itself is not None:
        assert by_itself in packet_problems(CLAIM, folder)
    assert "book: holds another claim 1 of 2025-10" in packet_problems(CLAIM, folder, book)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "leadbook-claim/1"}', '{"schema": "leadbook-claim/2"}'])
def test_what_is_no_claim_is_a_finding(book: Book, tmp_path: Path, text: str) -> None:
    folder = packet(book, tmp_path / "packet")
    (folder / "claim.json").write_text(text, encoding="utf-8")
    (folder / MANIFEST).write_text(
        "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FORMATS)
    )
    [problem] = packet_problems(CLAIM, folder, book)
    assert problem.startswith("claim.json: is no ")
