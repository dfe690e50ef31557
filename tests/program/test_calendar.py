"""Days that a book can hold."""

from __future__ import annotations

import pytest

from program.calendar import FIRST_DAY, LAST_DAY, read_day


def test_the_first_and_the_last_day_are_read_and_those_beside_them_refused() -> None:
    assert (read_day("1950-01-01"), read_day("2199-12-31")) == (FIRST_DAY, LAST_DAY)
    for text in ("1949-12-31", "2200-01-01"):
        with pytest.raises(ValueError, match="outside the years 1950 to 2199"):
            read_day(text)
