"""Days that a book can hold; quarters and months as they are written."""

from __future__ import annotations

from datetime import date

import pytest

from program.calendar import Month, Quarter, read_day, read_period


def test_the_first_and_the_last_day_are_read_and_those_beside_them_refused() -> None:
    assert (read_day("1950-01-01"), read_day("2199-12-31")) == (date(1950, 1, 1), date(2199, 12, 31))
    for text in ("1949-12-31", "2200-01-01"):
        with pytest.raises(ValueError, match="outside the years 1950 to 2199"):
            read_day(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2025-02-30", "is no date that exists; write it like 2025-11-23"),
        ("11/23/2025", "is no date that exists; write it like 2025-11-23"),
        ("20251123", "is no date; write it like 2025-11-23"),
    ],
)
def test_anything_but_an_iso_date_is_refused_in_words(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{problem}$"):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("FY1901-Q1", Quarter(1901, 1)),
        ("fy 9998 - q4", Quarter(9998, 4)),
        ("1900-01", Month(1900, 1)),
        (" 9998-12 ", Month(9998, 12)),
    ],
)
def test_the_first_and_the_last_quarter_and_month_are_read(text: str, period: Quarter | Month) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(
    "text", ["FY1900-Q4", "FY9999-Q1", "FY2026-Q0", "FY2026-Q5", "1899-12", "9999-01", "2025-00", "2025-13", "2025", ""]
)
def test_those_beside_them_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^is neither a month like 2025-11 nor a quarter like FY2026-Q1$"):
        read_period(text)
