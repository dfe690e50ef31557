"""Bad money on the command line: words that name officer, field and value, exit 2 or 4, and nothing changed."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Leadbook


@pytest.fixture
def claimed(desk: Leadbook, monkeypatch: pytest.MonkeyPatch) -> Leadbook:
    """An officer authorized since October, paid; October submitted, November certified. It is 10 January 2026."""
    monkeypatch.setenv("LEADBOOK_TODAY", "2026-01-10")
    for words in (
        "pay 1041 --annual-salary 72,800 --from 2025-10-01 --benefits-monthly 1,500 --overtime-rate 52.50",
        "time 1041 --period 2025-10 --hours 160 --overtime-hours 10",
        "claim certify 2025-10 --by Moss",
        "claim submit 2025-10 --on 2025-12-02 --ref S-1",
        "claim certify 2025-11 --by Moss",
    ):
        assert desk(*words.split()).code == 0, words
    return desk


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            "officer standing 1041 suspended --from 2025-12-10 --until 2025-12-01 --basis letter",
            2,
            ("until", "'2025-12-01'", "officer 1041 Ames, Pat", "before the standing begins, 2025-12-10"),
        ),
        (
            "pay 1041 --annual-salary 70,000 --from 2025-12-10 --until 2025-12-01",
            2,
            ("until", "'2025-12-01'", "officer 1041 Ames, Pat", "before the pay begins, 2025-12-10"),
        ),
        ("pay 1041 --annual-salary -1 --from 2025-12-01", 2, ("annual_salary", "'-1'", "officer 1041", "negative")),
        (
            "pay 1041 --annual-salary 1 --from 2025-12-01 --overtime-rate -52.50",
            2,
            ("overtime_rate", "'-52.50'", "officer 1041", "negative"),
        ),
        ("time 1041 --period 2025-12 --hours -8", 2, ("hours", "'-8'", "officer 1041", "negative")),
        (
            "time 1041 --period 2025-12 --hours 800",
            2,
            ("hours", "'800'", "officer 1041 Ames, Pat", "December 2025 has 744 hours"),
        ),
        (
            "time 1041 --period 2025-12 --hours 160 --overtime-hours 800",
            2,
            ("overtime_hours", "'800'", "officer 1041 Ames, Pat", "December 2025 has 744 hours"),
        ),
        (
            "time 1041 --period 2025-12 --hours 160 --program-hours 161",
            2,
            ("program_hours", "'161'", "officer 1041 Ames, Pat", "160 hours worked"),
        ),
        (
            "time 1041 --period 2025-12 --hours 160 --overtime-hours 4 --backfill-hours 5",
            2,
            ("backfill_hours", "'5'", "officer 1041 Ames, Pat", "part of the overtime, which is 4 hours"),
        ),
        (
            "time 1041 --period 2026-02 --hours 8",
            2,
            ("period", "'2026-02'", "officer 1041 Ames, Pat", "has not begun"),
        ),
        (
            "time 1041 --period 2026-01 --hours 300",
            2,
            ("hours", "'300'", "officer 1041 Ames, Pat", "has had 240 hours so far"),
        ),
        (
            "pay 1041 --annual-salary 70,000 --from 2025-10-01 --benefits-percent 1000",
            2,
            ("benefits_percent", "'1000'", "officer 1041 Ames, Pat", "give at most 100, or the amount a month"),
        ),
        ("pay 9 --annual-salary 70,000 --from 2025-10-01", 2, ("officer", "'9'", "no officer of this badge")),
        ("claim show 2026-02", 2, ("period", "'2026-02'", "after today, 2026-01-10")),
        ("claim show FY2026-Q3", 2, ("period", "'FY2026-Q3'", "after today, 2026-01-10")),
        ("claim certify 2026-01 --by Moss", 2, ("period", "'2026-01'", "can be certified from 2026-02-01")),
        ("claim packet 2026-02 --out nowhere", 2, ("period", "'2026-02'", "after today")),
        ("claim certify 2025-10 --by Moss", 4, ("2025-10 is claimed already, by claim 1 of 2025-10", "--corrects 1")),
        ("claim certify FY2026-Q1 --by Moss", 4, ("FY2026-Q1 is claimed already, by claim 1 of 2025-10",)),
        ("claim submit 2025-10 --ref S-2", 4, ("claim 1 of 2025-10 was submitted on 2025-12-02 already, as S-1",)),
        ("claim approve 2025-11", 4, ("claim 2 of 2025-11 has not been submitted",)),
        (
            "claim approve 2025-10 --line 1041:overtime=525.01 --reason late",
            2,
            ("approved", "'$525.01'", "officer 1041, overtime", "$525.00 was claimed"),
        ),
        (
            "claim approve 2025-10 --line 1041:overtime=-1 --reason late",
            2,
            ("approved", "'-1'", "officer 1041", "negative"),
        ),
        (
            "claim charge 2025-12 --officer 1041 --category salary --amount 6,066.68 --source Grant",
            2,
            ("amount", "'$6,066.68'", "officer 1041 Ames, Pat", "$6,066.67 of salary is recorded for 2025-12"),
        ),
        (
            "receipt add --on 2026-01-09 --amount 5 --ref R --claim 2025-11",
            4,
            ("claim 2 of 2025-11 has not been submitted",),
        ),
        ("receipt add --on 2026-01-09 --amount 5 --ref R --claim 2025-12", 2, ("claim", "'2025-12'", "is a draft")),
        ("receipt add --on 2026-01-09 --amount -5 --ref R", 2, ("amount", "'-5'", "negative")),
        ("receipt add --on 2026-01-11 --amount 5 --ref R", 2, ("on", "'2026-01-11'", "after today")),
        ("purchase add --on 2026-01-09 --amount -5 --for equipment --what Radios", 2, ("amount", "'-5'", "negative")),
        ("purchase add --on 2026-01-11 --amount 5 --for vehicle --what Car", 2, ("on", "'2026-01-11'", "after today")),
    ],
)
def test_bad_money_is_refused_by_officer_field_and_value(
    claimed: Leadbook, words: str, code: int, said: tuple[str, ...]
) -> None:
    before = claimed("journal", "--json").data
    ran = claimed(*words.split())
    assert (ran.code, ran.out) == (code, ""), ran
    for part in said:
        assert part in ran.err
    assert claimed("journal", "--json").data == before


def test_a_receipt_larger_than_what_is_open_is_booked_and_its_rest_is_kept_and_said(claimed: Leadbook) -> None:
    words = "receipt add --on 2026-01-09 --amount 10,000 --ref EFT-1 --claim 2025-10"
    ran = claimed(*words.split())
    assert ran.code == 0
    assert "$1,908.33 of receipt 1 is not applied" in ran.err
    found = claimed("receipt", "list", "--json").data
    assert found["unapplied_cents"] == 1_908_33
    assert found["receipts"][0]["claims"] == [{"number": 1, "period": "2025-10", "cents": 8_091_67}]


def test_a_receipt_is_split_over_claims_in_the_order_given(claimed: Leadbook) -> None:
    assert claimed("claim", "submit", "2025-11", "--on", "2025-12-03", "--ref", "S-2").code == 0
    words = "receipt add --on 2026-01-09 --amount 9,000 --ref EFT-1 --claim 2025-11 --claim 2025-10"
    assert claimed(*words.split()).code == 0
    [receipt] = claimed("receipt", "list", "--json").data["receipts"]
    assert {share["period"]: share["cents"] for share in receipt["claims"]} == {
        "2025-11": 7_566_67,
        "2025-10": 1_433_33,
    }
    assert receipt["unapplied_cents"] == 0
    assert [claim["status"] for claim in claimed("claim", "list", "--json").data["claims"]] == ["submitted", "paid"]
