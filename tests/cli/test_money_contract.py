"""The contract's third table, read from outside: pay, claims and receipts on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.conftest import Leadbook


@pytest.fixture
def paid(leadbook: Leadbook, monkeypatch: pytest.MonkeyPatch) -> Leadbook:
    """One officer in training since 1 October, authorized from 14 November, with pay and a November's time."""
    monkeypatch.setenv("LEADBOOK_TODAY", "2025-10-01")
    assert leadbook("init", "--agency", "Example County", "--state", "TX").code == 0
    assert leadbook("officer", "add", "1041", "Ames, Pat").code == 0
    monkeypatch.setenv("LEADBOOK_TODAY", "2026-01-10")
    words = ("officer", "standing", "1041", "authorized", "--from", "2025-11-14", "--basis", "letter")
    assert leadbook(*words).code == 0
    ran = leadbook(
        *("pay", "1041", "--annual-salary", "72,800.00", "--from", "2025-10-01"),
        *("--benefits-monthly", "1,500", "--overtime-rate", "52.50"),
    )
    assert ran.code == 0, ran.err
    ran = leadbook(
        *("time", "1041", "--period", "2025-11", "--hours", "160"), *("--overtime-hours", "10", "--backfill-hours", "2")
    )
    assert ran.code == 0, ran.err
    return leadbook


def test_a_months_claim_is_the_contracts_arithmetic(paid: Leadbook) -> None:
    ran = paid("claim", "show", "2025-11", "--json")
    assert ran.code == 0, ran.err
    data = ran.data
    assert (data["period"], data["starts_on"], data["ends_on"]) == ("2025-11", "2025-11-01", "2025-11-30")
    assert data["status"] == "draft"
    words = [line.pop("arithmetic") for line in data["lines"]]
    assert all(words)
    assert "17 of 30" in words[0]
    assert data["lines"] == [
        line("salary", 606667, 343778, ("not_eligible", 262889)),
        line("benefits", 150000, 85000, ("not_eligible", 65000)),
        line("overtime", 52500, 23800, ("backfill", 10500), ("not_eligible", 18200)),
    ]
    assert data["totals"] == {"recorded_cents": 809167, "claimed_cents": 452578, "not_claimed_cents": 356589}
    assert data["overtime_cap"] == [
        {"badge": "1041", "cap_cents": 1600602, "used_before_cents": 0, "used_cents": 23800, "left_cents": 1576802}
    ]


def line(category: str, recorded: int, claimed: int, *not_claimed: tuple[str, int]) -> dict[str, Any]:
    return {
        "badge": "1041",
        "category": category,
        "recorded_cents": recorded,
        "claimed_cents": claimed,
        "not_claimed": [{"why": why, "cents": cents} for why, cents in not_claimed],
    }


def test_the_next_month_knows_what_was_used(paid: Leadbook) -> None:
    assert paid("time", "1041", "--period", "2025-12", "--hours", "160", "--overtime-hours", "400").code == 0
    data = paid("claim", "show", "2025-12", "--json").data
    overtime = next(line for line in data["lines"] if line["category"] == "overtime")
    assert overtime["recorded_cents"] == 2100000
    assert overtime["claimed_cents"] == 1576802
    assert overtime["not_claimed"] == [{"why": "over_cap", "cents": 523198}]
    assert data["overtime_cap"][0]["left_cents"] == 0


def test_a_quarters_claim_is_the_sum_of_its_months(paid: Leadbook) -> None:
    months = [paid("claim", "show", month, "--json").data for month in ("2025-10", "2025-11", "2025-12")]
    whole = paid("claim", "show", "FY2026-Q1", "--json").data
    for key in ("recorded_cents", "claimed_cents", "not_claimed_cents"):
        assert whole["totals"][key] == sum(month["totals"][key] for month in months)
    assert (whole["starts_on"], whole["ends_on"]) == ("2025-10-01", "2025-12-31")


@pytest.mark.parametrize(
    "words",
    [
        ("pay", "1041", "--annual-salary", "-1", "--from", "2025-10-01"),
        ("pay", "1041", "--annual-salary", "1.005", "--from", "2025-10-01"),
        ("pay", "1041", "--annual-salary", "72800", "--from", "2025-10-01", "--benefits-percent", "1000"),
        ("pay", "9999", "--annual-salary", "72800", "--from", "2025-10-01"),
        ("time", "1041", "--period", "2025-11", "--hours", "800"),
        ("time", "1041", "--period", "2025-11", "--hours", "-1"),
        ("time", "1041", "--period", "2025-13", "--hours", "1"),
        ("time", "1041", "--period", "2026-02", "--hours", "1"),
        ("time", "1041", "--period", "2025-11", "--hours", "10", "--overtime-hours", "1", "--backfill-hours", "2"),
        ("claim", "show", "2025"),
        ("receipt", "add", "--on", "2026-01-09", "--amount", "-5", "--ref", "R"),
        ("purchase", "add", "--on", "2026-01-09", "--amount", "5", "--for", "boat", "--what", "X"),
    ],
)
def test_bad_money_is_refused_with_words(paid: Leadbook, words: tuple[str, ...]) -> None:
    before = paid("journal", "--json").data["entries"]
    ran = paid(*words)
    assert ran.code == 2, ran
    assert ran.err.strip()
    assert paid("journal", "--json").data["entries"] == before


def test_a_claim_lives_from_draft_to_paid(paid: Leadbook) -> None:
    assert paid("claim", "certify", "2025-11", "--by", "Sheriff R. Moss").code == 0
    assert paid("claim", "show", "2025-11", "--json").data["status"] == "certified"
    assert paid("claim", "submit", "2025-11", "--on", "2026-01-02", "--ref", "S-1").code == 0
    assert paid("claim", "certify", "FY2026-Q1", "--by", "Sheriff R. Moss").code == 4
    assert paid("claim", "approve", "2025-11").code == 0
    ran = paid("receipt", "add", "--on", "2026-01-09", "--amount", "5,000", "--ref", "EFT-1", "--claim", "2025-11")
    assert ran.code == 0
    assert paid("claim", "show", "2025-11", "--json").data["status"] == "paid"
    receipts = paid("receipt", "list", "--json").data["receipts"]
    assert receipts[0]["amount_cents"] == 500000
    assert paid("receivables", "--json").code == 0
    assert [claim["period"] for claim in paid("claim", "list", "--json").data["claims"]] == ["2025-11"]
    assert paid("check", "--full").code == 0


def test_a_payroll_file_comes_in(paid: Leadbook, tmp_path: Path) -> None:
    file = tmp_path / "payroll.csv"
    file.write_text("Badge,Period,Hours,Overtime Hours\n1041,2025-12,160,3.5\n9999,2025-12,1,0\n")
    ran = paid("time", "import", str(file), "--json")
    assert ran.code == 5, ran.err
    assert (ran.data["new"], ran.data["rejected"]) == (1, 1)
    again = paid("time", "import", str(file), "--json")
    assert (again.data["new"], again.data["unchanged"]) == (0, 1)


def test_purchases_stand_against_their_envelopes(paid: Leadbook) -> None:
    words = ("purchase", "add", "--on", "2026-01-09", "--amount", "1,200.50", "--for", "equipment", "--what", "Radios")
    assert paid(*words).code == 0
    data = paid("purchase", "list", "--json").data
    assert data["purchases"][0]["amount_cents"] == 120050
    assert "7,500" in str(paid("purchase", "list").out)


def test_the_claims_packet_is_whole_and_a_draft_until_it_is_certified(paid: Leadbook, tmp_path: Path) -> None:
    from pypdf import PdfReader

    for folder, is_draft in (("a", True), ("b", False)):
        assert paid("claim", "packet", "2025-11", "--out", str(tmp_path / folder)).code == 0
        names = {path.name for path in (tmp_path / folder).iterdir()}
        assert names == {"claim.pdf", "claim.xlsx", "claim.csv", "claim.json", "MANIFEST.sha256"}
        pages = [page.extract_text() for page in PdfReader(tmp_path / folder / "claim.pdf").pages]
        assert all(("DRAFT" in page) == is_draft for page in pages)
        assert "$4,525.78" in pages[0]
        body = json.loads((tmp_path / folder / "claim.json").read_text())
        assert body["totals"]["claimed_cents"] == 452578
        lines = list(csv.DictReader(io.StringIO((tmp_path / folder / "claim.csv").read_text())))
        assert sum(int(line["claimed_cents"]) for line in lines) == 452578
        book = CalamineWorkbook.from_path(str(tmp_path / folder / "claim.xlsx"))
        assert sum(round(100 * float(str(row[3]))) for row in book.get_sheet_by_name("Lines").to_python()[1:]) == 452578
        paid("claim", "certify", "2025-11", "--by", "Sheriff R. Moss")
        verified = paid("claim", "verify", str(tmp_path / folder), "--book", str(tmp_path / "book.leadbook"), "--json")
        assert (verified.code, verified.data["findings"]) == (0, [])
    (tmp_path / "b" / "claim.csv").write_text("")
    spoilt = paid("claim", "verify", str(tmp_path / "b"))
    assert spoilt.code == 1
    assert spoilt.out.splitlines()[0] == "claim.csv: is not as the manifest has it"
    assert paid("claim", "verify", str(tmp_path)).code == 2
    assert paid("statement", "verify", str(tmp_path / "a")).code == 1
    again = paid("claim", "packet", "2025-11", "--out", str(tmp_path / "b"))
    assert (again.code, "holds other files" in again.err) == (2, True)
