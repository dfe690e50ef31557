"""Days that a book can hold."""

from __future__ import annotations

import pytest

from program.calendar import FIRST_DAY, LAST_DAY, read_day


def test_the_first_and_the_last_day_are_read_and_those_beside_them_refused() -> None:
    assert (read_day("1950-01-01"), read_day("2199-12-31")) == (FIRST_DAY, LAST_DAY)
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
