"""Giving something to somebody from the command line: recorded where a recipient is named, else not written."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Leadbook


@pytest.fixture
def office(desk: Leadbook) -> Leadbook:
    """A lead, and pay of October."""
    assert desk("lead", "add", "24-1", "--received", "2025-11-03", "--officer", "1041").code == 0
    assert desk("pay", "1041", "--annual-salary", "72800", "--from", "2025-10-01").code == 0
    return desk


def sha256(path: Path) -> str:
    """Of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_each_thing_that_is_handed_out_is_recorded_with_its_hash(office: Leadbook, tmp_path: Path) -> None:
    to = ("--recipient", "County auditor")
    out = {name: str(tmp_path / name) for name in ("statement", "claim", "records")}
    for words in (
        ("statement", "FY2026-Q1", "--draft", "--out", out["statement"], "--without-officers"),
        ("claim", "packet", "2025-10", "--draft", "--out", out["claim"], "--without-officers"),
        ("open-records", "FY2026-Q1", "--out", out["records"], "--without-references"),
        ("export", str(tmp_path / "book.jsonl")),
    ):
        assert office(*words, *to, "--json").data["disclosure"] is not None
    given = office("disclosures", "list", "--json").data["disclosures"]
    assert [(one["given"], one["about"], one["left_out"]) for one in reversed(given)] == [
        ("statement", "FY2026-Q1, draft", ["officers"]),
        ("claim", "Draft of 2025-10", ["officers"]),
        ("open_records", "Leads of FY2026-Q1", ["references"]),
        ("export", "The whole book", []),
    ]
    hashes = [sha256(tmp_path / name / "MANIFEST.sha256") for name in out]
    assert [one["sha256"] for one in reversed(given)] == [*hashes, sha256(tmp_path / "book.jsonl")]
    assert "Claim: Draft of 2025-10, without officers, to County auditor" in office("disclosures", "list").out
    assert office("claim", "verify", out["claim"]).code == 0


def test_what_cannot_be_recorded_is_not_written(office: Leadbook, tmp_path: Path) -> None:
    out = str(tmp_path / "answer")
    refused = office("open-records", "FY2026-Q1", "--out", out, "--recipient", "Jane Roe, 512-555-0147")
    assert (refused.code, "--harmless" in refused.err, "512" in refused.err) == (2, True, False)
    assert not Path(out).exists()
    assert office("open-records", "FY2026-Q1", "--out", out, "--json").data["disclosure"] is None
    assert "coordinated with ICE first" in office("open-records", "FY2026-Q1", "--out", out + "2").err
    assert office("disclosures", "list").out == "Nothing is recorded as given to anybody.\n"
    assert office("open-records", "FY2027-Q1", "--out", out + "3").code == 2
