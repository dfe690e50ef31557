"""Pay, time, claims, receipts, start-up money and clocks as a coordinator types them, and what they print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leadbook


@pytest.fixture
def paid(desk: Leadbook, monkeypatch: pytest.MonkeyPatch) -> Leadbook:
    """An officer authorized since October with pay and an October's time; today is 10 January 2026."""
    monkeypatch.setenv("LEADBOOK_TODAY", "2026-01-10")
    rates = ("--benefits-percent", "31.45", "--overtime-rate", "52.50")
    assert desk("pay", "1041", "--annual-salary", "72,800", "--from", "2025-10-01", *rates).code == 0
    assert desk("time", "1041", "--period", "2025-10", "--hours", "160", "--overtime-hours", "10").code == 0
    return desk


@pytest.fixture
def submitted(paid: Leadbook) -> Leadbook:
    """The same with October's claim submitted on 2 December."""
    assert paid("claim", "certify", "2025-10", "--by", "Sheriff R. Moss").code == 0
    assert paid("claim", "submit", "2025-10", "--on", "2025-12-02", "--ref", "S-1").code == 0
    return paid


def test_pay_and_time_are_shown_as_they_are_recorded(paid: Leadbook) -> None:
    (pay,) = paid("pay", "1041", "--json").data["pay"]
    assert (pay["annual_salary_cents"], pay["benefits_percent"], pay["until"]) == (72_800_00, "31.45", None)
    assert "benefits 31.45%, overtime $52.50 an hour" in paid("pay", "1041").out
    (time,) = paid("time", "list", "--json").data["time"]
    assert (time["hours"], time["overtime_hours"], time["file"]) == ("160.00", "10.00", None)
    assert "typed" in paid("time", "list", "--period", "2025-10", "--officer", "1041").out
    assert "No hours are recorded" in paid("time", "list", "--period", "2025-11").out
    assert paid("officer", "add", "1052", "Baker, Sam").code == 0
    assert "no pay yet" in paid("pay", "1052").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pay", "1041", "--annual-salary", "5"), "from"),
        (("pay", "1041", "--from", "2025-11-01"), "annual_salary"),
        (("pay", "1041", "--overtime-rate", "5"), "annual_salary"),
        (
            ("pay", "1041", "--annual-salary", "5", "--from", "2025-11-01", "--benefits-monthly", "1",
             "--benefits-percent", "1"),
            "benefits_percent",
        ),
        (("pay", "1041", "--annual-salary", "5", "--from", "2025-11-01", "--benefits-percent", "x"), "officer 1041"),
        (("pay", "1041", "--annual-salary", "-5", "--from", "2025-11-01"), "officer 1041: is negative"),
        (("claim", "certify", "2026-01", "--by", "R. Moss"), "2026-01"),
        (("claim", "show", "2026-02"), "after today"),
        (("claim", "approve", "2025-10", "--line", "1041:overtime"), "write it like 1041:overtime=200.00"),
        (("claim", "approve", "2025-10", "--line", "overtime=5"), "write it like 1041:overtime"),
        (("claim", "return", "2025-10", "--reason", "whim"), "reason"),
        (("claim", "charge", "2025-10", "--officer", "1041", "--category", "boat", "--amount", "1", "--source", "S"),
         "category"),
        (("receipt", "add", "--on", "2026-01-09", "--amount", "5", "--ref", "R", "--start-up"), "--officers N"),
        (("receipt", "add", "--on", "2026-01-09", "--amount", "5", "--ref", "R", "--officers", "3"), "--start-up"),
        (("receipt", "add", "--on", "2026-01-11", "--amount", "5", "--ref", "R"), "after today"),
        (("receipt", "apply", "1"), "--claim PERIOD"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_changes(paid: Leadbook, words: tuple[str, ...], said: str) -> None:
    before = paid("journal", "--json").data
    ran = paid(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert paid("journal", "--json").data == before


def test_a_claim_is_shown_with_its_arithmetic_and_what_is_missing(paid: Leadbook) -> None:
    out = paid("claim", "show", "2025-10").out
    assert "31 of 31 days authorized" in out
    assert "10 h × $52.50 × 31/31 = $525.00" in out
    assert "Overtime cap, 1041 Ames, Pat: $525.00 of $18,200.00 used" in out
    assert "hours typed, no payroll file" in out
    assert "No claim is certified yet" in paid("claim", "list").out


def test_lines_are_returned_and_approved_with_less(submitted: Leadbook) -> None:
    assert submitted("claim", "return", "2025-10", "--line", "1041:overtime", "--reason", "late").code == 0
    less = ("--line", "1041:salary=6,000.00", "--reason", "other")
    assert submitted("claim", "approve", "2025-10", "--on", "2026-01-05", *less).code == 0
    (claim,) = submitted("claim", "list", "--json").data["claims"]
    assert (claim["status"], claim["cut_cents"]) == ("short_paid", 525_00 + 66_67)
    assert [cut["reason"] for cut in claim["cuts"]] == ["late", "other"]
    text = submitted("claim", "list").out
    assert "short-paid" in text
    assert "cut: 1041 overtime $525.00, late" in text
    assert "decided on 2026-01-05" in submitted("claim", "show", "2025-10").out


def test_a_correction_takes_the_place_of_the_old_claim(submitted: Leadbook) -> None:
    grant = ("--officer", "1041", "--category", "salary", "--amount", "500", "--source", "State grant")
    charged = submitted("claim", "charge", "2025-10", *grant)
    assert "correct it: leadbook claim certify 2025-10 --by NAME --corrects 1" in charged.err
    assert "The book has changed since: it would claim" in submitted("claim", "show", "2025-10").out
    draft = submitted("claim", "show", "2025-10", "--draft", "--json").data
    assert draft["lines"][0]["not_claimed"] == [{"why": "other_source", "cents": 500_00}]
    assert submitted("claim", "certify", "2025-10", "--by", "R. Moss").code == 4
    words = ("--corrects", "1", "--reason", "new_information")
    assert submitted("claim", "certify", "2025-10", "--by", "R. Moss", *words).code == 0
    old, new = submitted("claim", "list", "--json").data["claims"]
    assert (old["status"], old["corrected_by"], new["corrects"]) == ("corrected", 2, 1)
    assert "in place of claim 1" in submitted("claim", "show", "2025-10").out


def test_papers_are_named_by_file_and_hash(paid: Leadbook, tmp_path: Path) -> None:
    sheet = tmp_path / "timesheet.pdf"
    sheet.write_bytes(b"hours")
    assert "Named timesheet.pdf for 2025-10" in paid("claim", "document", "2025-10", str(sheet)).out
    assert paid("claim", "document", "2025-10", str(tmp_path / "none.pdf")).code == 2


def test_money_is_applied_in_parts_and_what_is_open_ages(submitted: Leadbook) -> None:
    ran = submitted("receipt", "add", "--on", "2026-01-09", "--amount", "1,000", "--ref", "EFT-1")
    assert "not applied" in ran.err
    assert submitted("receipt", "apply", "1", "--claim", "2025-10=400.00").code == 0
    (receipt,) = submitted("receipt", "list", "--json").data["receipts"]
    assert (receipt["claims"][0]["cents"], receipt["unapplied_cents"]) == (400_00, 600_00)
    assert "$400.00 to claim 1 of 2025-10, $600.00 not applied" in submitted("receipt", "list").out
    data = submitted("receivables", "--json").data
    assert [bucket["age"] for bucket in data["receivables"] if bucket["items"]] == ["31-60"]
    assert "claim 2025-10, since 2025-12-02" in submitted("receivables").out
    year = submitted("claim", "year", "--json").data["months"]
    assert year[0]["received_cents"] == 400_00
    assert year[1]["to_come"]["reimbursement"]["expected_cents"] > 0
    assert "2025-10" in submitted("claim", "year", "FY2026-Q1").out


def test_start_up_money_is_booked_with_its_residual(paid: Leadbook) -> None:
    assert "No money is booked yet" in paid("receipt", "list").out
    words = ("--on", "2026-01-09", "--amount", "122,515", "--ref", "W", "--start-up", "--officers", "3")
    assert "residual $15.00" in paid("receipt", "add", *words).out
    data = paid("purchase", "list", "--json").data
    assert data["receipts"][0]["residual_cents"] == 15_00
    assert [one["left_cents"] for one in data["envelopes"]] == [7_500_00, 100_000_00]
    text = paid("purchase", "list").out
    assert "$7,500.00 for 1 credentialed officer," in text
    assert "start-up money" in paid("receipt", "list").out


def test_clocks_and_head_counts_name_officers(paid: Leadbook) -> None:
    assert "No clock runs" in paid("officer", "clocks").out
    (near,) = paid("officer", "clocks", "--on", "2027-09-01", "--json").data["officers"]
    assert near["expiry"] == {"ends_on": "2027-09-30", "days_left": 29, "warning": 30}
    heads = paid("officer", "count", "--quarter", "FY2026-Q1", "--json").data
    assert heads["authorized"] == [{"badge": "1041", "name": "Ames, Pat"}]
    assert [one["count"] for one in heads["readings"]] == [1, 1, 1]
    assert "as the rules count: 1" in paid("officer", "count").out
    assert paid("officer", "standing", "1041", "suspended", "--from", "2025-12-01", "--basis", "complaint").code == 0
    assert "suspended since 2025-12-01, day 40 of 90, through 2026-03-01" in paid("officer", "clocks").out
    assert paid("officer", "standing", "1041", "revoked", "--from", "2026-01-05", "--basis", "letter").code == 0
    assert "ICE was to be told by 2026-01-07" in paid("officer", "clocks").out
    assert paid("officer", "notice", "1041", "--on", "2026-01-06").code == 0
    assert "ICE was told in time" in paid("officer", "clocks").out
    (told,) = paid("officer", "clocks", "--json").data["officers"]
    assert told["revocation_notice"]["notice"] == "recorded"


def test_awards_stand_beside_the_years_reimbursements(submitted: Leadbook) -> None:
    assert submitted("award", "FY2026-Q1", "--claimed", "1,000.00", "--on", "2026-01-05").code == 0
    assert submitted("award", "FY2026-Q1", "--received", "600", "--on", "2026-01-09", "--reason", "other").code == 0
    data = submitted("claim", "year", "2025-10", "--json").data
    [award] = [one for one in data["awards"] if one["quarter"] == "FY2026-Q1"]
    assert {name: award[name] for name in ("claimed_cents", "approved_cents", "received_cents", "open_cents")} == {
        "claimed_cents": 1_000_00,
        "approved_cents": 0,
        "received_cents": 600_00,
        "open_cents": 400_00,
    }
    assert len(data["months"]) == 12
    [line] = [line for line in submitted("claim", "year", "2025-10").out.splitlines() if line.startswith("Q1 award")]
    assert line.split()[2:6] == ["$1,000.00", "-", "$600.00", "$400.00"]


def test_an_agencys_own_reading_of_the_rules_is_recorded_with_its_source(paid: Leadbook) -> None:
    words = ("--from", "2025-10-01", "--salary-basis", "percent", "--salary-percent", "50", "--source", "agreement, 4")
    ran = paid("rules", "pay", *words)
    assert (ran.code, ran.out) == (
        0,
        "From 2025-10-01 on claims are read so: salary basis percent, salary percent 50; agreement, 4\n",
    )
    salary = paid("claim", "show", "2025-10", "--json").data["lines"][0]
    assert (salary["claimed_cents"], salary["not_claimed"]) == (
        3_033_33,
        [{"why": "not_eligible", "cents": 3_033_34}],
    )
    shown = paid("claim", "show", "2025-10").out
    assert "Read by the agency's own rules: salary basis percent, salary percent 50; agreement, 4" in shown
    assert "× 50%" in shown
    [rules] = paid("rules", "list", "--json").data["rule_sets"]
    assert (rules["id"], rules["pay"]["salary_basis"], rules["sources"]["salary_basis"]) == (
        *("agency-2025-10-01", "percent"),
        "agreement, 4",
    )
    assert "salary basis = percent: percent (agreement, 4)" in paid("rules", "list").out
    for bad in (("--salary-basis", "boat"), ("--salary-percent", "0"), ("--salary-basis", "percent")):
        assert paid("rules", "pay", "--from", "2025-10-01", "--source", "x", *bad).code == 2
    assert paid("check", "--full").code == 0
