"""Days that no book can hold are a slip of the finger: they are refused wherever a day is given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from program.calendar import FIRST_DAY, LAST_DAY, held
from tests.cli.conftest import Leadbook


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["lead", "add", "24-2", "--received", "0025-11-01"], "received_on"),
        (["lead", "add", "24-2", "--received", "2025-11-01", "--due", "9999-12-31"], "due_on"),
        (["outcome", "24-1", "l", "--on", "0001-01-01"], "outcome_on"),
        (["officer", "add", "2", "Bell, Kim", "--authorized", "9999-12-31"], "authorized"),
        (["officer", "standing", "1041", "authorized", "--from", "9998-12-31", "--basis", "x"], "from"),
        (
            ["officer", "standing", "1041", "expired", "--from", "2025-11-01", "--until", "9999-12-31", "--basis", "x"],
            "until",
        ),
        (["officer", "list", "--on", "0001-01-01"], "on"),
        (["status", "--as-of", "1949-12-31"], "as_of"),
        (["journal", "--since", "0001-01-01"], "since"),
    ],
)
def test_a_day_outside_the_years_of_a_book_is_exit_2(
    desk: Leadbook, tmp_path: Path, words: list[str], field: str
) -> None:
    desk("lead", "add", "24-1", "--received", "2025-11-01")
    before = (tmp_path / "book.leadbook").read_bytes()
    ran = desk(*words)
    assert (ran.code, ran.out) == (2, "")
    assert f"leadbook: {field}: " in ran.err
    assert "lies outside the years 1950 to 2199" in ran.err
    assert (tmp_path / "book.leadbook").read_bytes() == before


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
def test_a_today_outside_the_years_of_a_book_is_exit_2(
    desk: Leadbook, monkeypatch: pytest.MonkeyPatch, today: str
) -> None:
    monkeypatch.setenv("LEADBOOK_TODAY", today)
    assert desk("status").code == 2
    assert desk("quarter").code == 2


def test_a_year_that_lost_its_first_digits_in_a_file_is_kept_aside(desk: Leadbook, tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.write_text("ref,received,due\nL1,11/01/0025,\nL2,1205-11-01,\nL3,2025-11-01,9999-12-31\nL4,2025-11-01,\n")
    ran = desk("import", str(file), "--json")
    assert ran.code == 5
    assert [(reject["row"], reject["field"]) for reject in ran.data["rejects"]] == [
        (2, "received_on"),
        (3, "received_on"),
        (4, "due_on"),
    ]
    assert [lead["reference"] for lead in desk("lead", "list", "--json").data["leads"]] == ["L4"]


def test_the_first_and_the_last_day_are_held() -> None:
    assert [held(day) for day in (FIRST_DAY, LAST_DAY)] == [date(1950, 1, 1), date(2199, 12, 31)]
