"""The days that a book can hold. What lies outside them is a slip of the finger: 0025 for 2025, 1205 for 2025."""

from __future__ import annotations

from datetime import date

FIRST_DAY = date(1950, 1, 1)
LAST_DAY = date(2199, 12, 31)


def held(day: date) -> date:
    """The day, where a book can hold it; raises ValueError, in words, where it cannot."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"lies outside the years {FIRST_DAY.year} to {LAST_DAY.year}")
    return day
