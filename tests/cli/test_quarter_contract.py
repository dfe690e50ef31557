"""The contract's second table, read from outside: the quarter's end on the command line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Leadbook

Q = "FY2026-Q1"


@pytest.fixture
def ended(desk: Leadbook, monkeypatch: pytest.MonkeyPatch) -> Leadbook:
    """Ten leads of a quarter: seven located, one not, one withdrawn, one open; then the quarter is over."""
    outcomes = ["l"] * 7 + ["n", "w"]
    for number in range(1, 11):
        received = f"2025-10-{number:02}"
        assert desk("lead", "add", f"24-{number * 37}", "--received", received, "--officer", "1041").code == 0
    for number, letter in enumerate(outcomes, 1):
        evidence = ("--evidence", f"A-{number}") if number != 2 else ()
        assert desk("outcome", f"24-{number * 37}", letter, "--on", "2025-11-10", *evidence).code == 0
    monkeypatch.setenv("LEADBOOK_TODAY", "2026-01-05")
    return desk


def quarter(leadbook: Leadbook) -> Any:
    ran = leadbook("quarter", Q, "--json")
    assert ran.code == 0, ran.err
    return ran.data


def test_the_summary_has_the_status_and_the_quarters_own_keys(ended: Leadbook) -> None:
    data = quarter(ended)
    status = ended("status", "--quarter", Q, "--json").data
    assert {key: data[key] for key in status} == status
    assert data["counts"]["provided"] == 9
    assert data["counts"]["located"] == 7
    assert data["rate"]["percent"] == "77.77"
    assert data["expected_award_cents"] == 50000
    assert data["state"] == "ended"
    assert data["revision"] in (None, 0)
    assert data["weeks"][0]["starts_on"] == "2025-10-01"
    assert data["weeks"][-1]["provided"] == 9
    assert data["weeks"][-1]["located"] == 7
    provided = [week["provided"] for week in data["weeks"]]
    assert provided == sorted(provided)
    assert data["ice_count"]["verdict"] == "not_entered"
    listed = {item["code"]: item for item in data["checklist"]}
    assert {"no_evidence", "ice_count_missing"} <= set(listed)
    assert listed["no_evidence"]["references"] == ["24-74"]
    assert not any(item["blocks"] and item["count"] for item in data["checklist"])


def test_a_running_quarter_says_so_and_cannot_be_closed(ended: Leadbook) -> None:
    assert ended("quarter", "--json").data["state"] == "running"
    ran = ended("quarter", "close", "FY2026-Q2")
    assert ran.code == 2
    assert "FY2026-Q2" in ran.err
    assert ended("quarter", "close", "FY2027-Q2").code == 2


def test_ices_count_is_compared_and_goes_stale(ended: Leadbook) -> None:
    words = ("ice-count", Q, "--provided", "10", "--located", "7", "--received", "2026-01-04", "--ref", "ICE-1")
    assert ended(*words).code == 0
    count = quarter(ended)["ice_count"]
    assert (count["provided"], count["located"]) == (10, 7)
    assert count["verdict"] == "differs"
    assert count["difference"] in ({"provided": 1, "located": 0}, {"provided": -1, "located": 0})
    assert ended("ice-count", Q, "--provided", "9", "--located", "7", "--received", "2026-01-05").code == 0
    assert quarter(ended)["ice_count"]["verdict"] == "agrees"
    assert ended("outcome", "24-370", "l", "--on", "2025-12-30", "--evidence", "A-10").code == 0
    assert quarter(ended)["ice_count"]["verdict"] == "stale"


def test_ice_cannot_have_located_more_than_it_provided(ended: Leadbook) -> None:
    ran = ended("ice-count", Q, "--provided", "3", "--located", "4", "--received", "2026-01-04")
    assert ran.code == 2
    assert "4" in ran.err
    assert quarter(ended)["ice_count"]["verdict"] == "not_entered"


def test_a_closed_quarter_stands_until_it_is_amended(ended: Leadbook, tmp_path: Path) -> None:
    assert ended("officer", "add", "1042", "Birch, Alex").code == 0
    assert ended("quarter", "close", Q).code == 0
    data = quarter(ended)
    assert (data["state"], data["revision"]) == ("closed", 1)
    for words in (
        ("outcome", "24-370", "l", "--on", "2025-12-30"),
        ("outcome", "24-37", "n", "--on", "2025-11-10", "--reason", "entry_error"),
        ("lead", "add", "24-9", "--received", "2025-12-31"),
        ("undo",),
        ("quarter", "close", Q),
    ):
        ran = ended(*words)
        assert ran.code == 4, (words, ran)
        if words[0] != "undo":
            assert "amend" in ran.err, ran.err
    assert ended("lead", "assign", "24-370", "--officer", "1042").code == 0, "what it freezes names no officer anew"
    file = tmp_path / "late.csv"
    file.write_text("reference,received\n24-900,2025-12-30\n24-901,2026-01-02\n")
    ran = ended("import", str(file), "--json")
    assert (ran.code, ran.data["new"], ran.data["rejected"]) == (5, 1, 1)
    first = tmp_path / "first"
    assert ended("statement", Q, "--out", str(first)).code == 0
    assert ended("quarter", "amend", Q, "--reason", "banana").code == 2
    assert ended("quarter", "amend", Q, "--reason", "entry_error").code == 0
    assert quarter(ended)["state"] == "ended"
    assert ended("outcome", "24-370", "l", "--on", "2025-12-30", "--evidence", "A-10").code == 0
    assert ended("quarter", "close", Q).code == 0
    assert quarter(ended)["revision"] == 2
    again = tmp_path / "again"
    assert ended("statement", Q, "--revision", "1", "--out", str(again)).code == 0
    for name in ("statement.pdf", "statement.xlsx", "statement.csv", "statement.json", "MANIFEST.sha256"):
        assert (first / name).read_bytes() == (again / name).read_bytes(), name
    second = tmp_path / "second"
    assert ended("statement", Q, "--out", str(second)).code == 0
    changes = json.loads((second / "statement.json").read_text())["changes"]
    assert changes["award_cents"] == {"before": 50000, "after": 75000}
    assert "24-370" in {change["reference"] for change in changes["leads"]}
    assert ended("check", "--full").code == 0


def test_quarters_close_in_order(ended: Leadbook, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended("lead", "add", "25-1", "--received", "2026-01-02").code == 0
    monkeypatch.setenv("LEADBOOK_TODAY", "2026-04-01")
    ran = ended("quarter", "close", "FY2026-Q2")
    assert ran.code == 4
    assert Q in ran.err
    assert ended("quarter", "close", Q).code == 0
    assert ended("quarter", "close", "FY2026-Q2").code == 0


def test_amending_what_is_not_closed_is_refused(ended: Leadbook) -> None:
    ran = ended("quarter", "amend", Q, "--reason", "entry_error")
    assert ran.code in (2, 4)
    assert Q in ran.err


def test_the_packet_is_whole_and_verifies(ended: Leadbook, tmp_path: Path) -> None:
    assert ended("quarter", "close", Q).code == 0
    out = tmp_path / "packet"
    assert ended("statement", Q, "--out", str(out)).code == 0
    names = {"statement.pdf", "statement.xlsx", "statement.csv", "statement.json", "MANIFEST.sha256"}
    assert {path.name for path in out.iterdir()} == names
    for line in (out / "MANIFEST.sha256").read_text().splitlines():
        digest, name = line.split(maxsplit=1)
        assert hashlib.sha256((out / name.lstrip("*")).read_bytes()).hexdigest() == digest
    assert ended("statement", "verify", str(out)).code == 0
    (out / "statement.csv").write_bytes((out / "statement.csv").read_bytes().replace(b"located", b"departed", 1))
    ran = ended("statement", "verify", str(out), "--json")
    assert ran.code == 1
    assert "statement.csv" in ran.out
    again = tmp_path / "other"
    again.mkdir()
    (again / "notes.txt").write_text("mine")
    ran = ended("statement", Q, "--out", str(again))
    assert ran.code in (2, 4)
    assert [path.name for path in again.iterdir()] == ["notes.txt"]


def test_a_draft_is_to_be_had_before_the_close_and_a_statement_is_not(ended: Leadbook, tmp_path: Path) -> None:
    assert ended("statement", Q, "--out", str(tmp_path / "a")).code in (2, 4)
    assert not (tmp_path / "a").exists()
    assert ended("statement", Q, "--draft", "--out", str(tmp_path / "b")).code == 0
    from pypdf import PdfReader

    pages = [page.extract_text() for page in PdfReader(tmp_path / "b" / "statement.pdf").pages]
    assert pages
    assert all("DRAFT" in page for page in pages)


def test_officers_can_be_left_out(ended: Leadbook, tmp_path: Path) -> None:
    assert ended("quarter", "close", Q).code == 0
    assert ended("statement", Q, "--without-officers", "--out", str(tmp_path / "p")).code == 0
    for name in ("statement.csv", "statement.json"):
        text = (tmp_path / "p" / name).read_text()
        assert "Ames" not in text
        assert "1041" not in text
    assert ended("statement", "verify", str(tmp_path / "p")).code == 0


def test_the_book_tells_what_it_knew(ended: Leadbook, monkeypatch: pytest.MonkeyPatch) -> None:
    then = ended("status", "--quarter", Q, "--as-of", "2025-12-31", "--json").data["counts"]
    with monkeypatch.context() as that:
        that.setenv("LEADBOOK_TODAY", "2025-11-23")
        that_day = ended("status", "--quarter", Q, "--json").data
    assert ended("outcome", "24-37", "n", "--on", "2025-11-10", "--reason", "entry_error").code == 0
    assert ended("status", "--quarter", Q, "--json").data["counts"]["located"] == then["located"] - 1
    known = ended("status", "--quarter", Q, "--known-on", "2025-11-23", "--json").data
    assert known["counts"] == then
    assert known == that_day
    assert ended("status", "--quarter", Q, "--known-on", "2025-11-01").code == 2  # the book begins later


def test_the_awards_fate_is_kept(ended: Leadbook) -> None:
    assert ended("quarter", "close", Q).code == 0
    assert ended("award", Q, "--claimed", "50000", "--on", "2026-01-05", "--ref", "C-1").code == 0
    assert ended("award", Q, "--approved", "40000", "--on", "2026-01-05", "--json").code in (0, 2)
    ran = ended("award", Q, "--received", "-1", "--on", "2026-01-05")
    assert ran.code == 2


def test_after_the_quarters_end_a_tier_in_reach_says_until_when_a_location_counts(ended: Leadbook) -> None:
    for words in (["status", "--quarter", "FY2026-Q1"], ["quarter", "FY2026-Q1"]):
        out = ended(*words).out
        assert "can be reached if located on or before 2025-12-31" in out, out


def test_a_late_outcome_leaves_a_closed_quarters_statement_as_it_was(ended: Leadbook, tmp_path: Path) -> None:
    assert ended("quarter", "close", Q).code == 0
    assert ended("statement", Q, "--out", str(tmp_path / "before")).code == 0
    ran = ended("outcome", "24-370", "l", "--on", "2026-01-02")
    assert (ran.code, "Dated after 2025-12-31: does not count for FY2026-Q1, shown as late" in ran.err) == (0, True)
    assert quarter(ended)["counts"]["late_located"] == 1
    assert ended("statement", Q, "--out", str(tmp_path / "after")).code == 0
    for file in ("statement.json", "statement.csv"):
        assert (tmp_path / "after" / file).read_bytes() == (tmp_path / "before" / file).read_bytes()
    assert ended("statement", "verify", str(tmp_path / "before")).code == 0
    assert ended("check", "--full").code == 0
    assert ended("outcome", "24-370", "w", "--on", "2026-01-02", "--reason", "ice_advised").code == 4
