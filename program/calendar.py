"""The calendar: days that a book can hold, fiscal quarters and months. The federal fiscal year begins in October."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY = date(1950, 1, 1)
LAST_DAY = date(2199, 12, 31)


def held(day: date) -> date:
    """The day, where a book can hold it; raises ValueError, in words, where it cannot."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"lies outside the years {FIRST_DAY.year} to {LAST_DAY.year}")
    return day


def read_day(text: str) -> date:
    """Reads ``2025-11-23``; raises ValueError, in words, on anything but an ISO date that a book can hold."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("is no date that exists; write it like 2025-11-23") from None
    if day.isoformat() != text:
        raise ValueError("is no date; write it like 2025-11-23")
    return held(day)


_QUARTER_WRITTEN = re.compile(r"FY\s*(\d{4})\s*-?\s*Q([1-4])", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, order=True)
class Quarter:
    """One federal fiscal quarter; quarters sort by time.

    ``fiscal_year`` is the year in which the fiscal year ends, ``number`` is 1 to 4.
    """

    fiscal_year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that holds a day."""
        months_since_october = (day.month - 10) % 12
        return cls(day.year + (day.month >= 10), months_since_october // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Reads ``FY2026-Q1``; raises ValueError, in words, on anything else."""
        match = _QUARTER_WRITTEN.fullmatch(text.strip())
        if match is None or not 1901 <= int(match[1]) <= 9998:
            raise ValueError("is no quarter; write it like FY2026-Q1")
        return cls(int(match[1]), int(match[2]))

    @property
    def starts_on(self) -> date:
        """The quarter's first day."""
        if self.number == 1:
            return date(self.fiscal_year - 1, 10, 1)
        return date(self.fiscal_year, 3 * self.number - 5, 1)

    @property
    def ends_on(self) -> date:
        """The quarter's last day."""
        return self.next().starts_on - timedelta(days=1)

    def next(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.fiscal_year, self.number + 1) if self.number < 4 else Quarter(self.fiscal_year + 1, 1)

    def previous(self) -> Quarter:
        """The quarter before this one."""
        return Quarter(self.fiscal_year, self.number - 1) if self.number > 1 else Quarter(self.fiscal_year - 1, 4)

    def days_left(self, today: date) -> int:
        """Days after ``today`` that still belong to the quarter; 0 once it has ended."""
        return max(0, (self.ends_on - max(today, self.starts_on - timedelta(days=1))).days)

    def __str__(self) -> str:
        return f"FY{self.fiscal_year}-Q{self.number}"


_MONTH_WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
MONTH_NAMES = (  # written out, so that no locale has a say
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month; months sort by time. ``number`` is 1 to 12."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that holds a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Reads ``2025-11``; raises ValueError, in words, on anything else."""
        match = _MONTH_WRITTEN.fullmatch(text.strip())
        if match is None or not (1900 <= int(match[1]) <= 9998 and 1 <= int(match[2]) <= 12):
            raise ValueError("is no month; write it like 2025-11")
        return cls(int(match[1]), int(match[2]))

    @property
    def starts_on(self) -> date:
        """The month's first day."""
        return date(self.year, self.number, 1)

    @property
    def ends_on(self) -> date:
        """The month's last day."""
        return self.next().starts_on - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it has, 28 to 31."""
        return self.ends_on.day

    @property
    def fiscal_year(self) -> int:
        """The federal fiscal year that holds it, named by the year in which it ends."""
        return self.year + (self.number >= 10)

    @property
    def words(self) -> str:
        """The month as a person says it: ``November 2025``."""
        return f"{MONTH_NAMES[self.number - 1]} {self.year}"

    def next(self) -> Month:
        """The month after this one."""
        return Month(self.year, self.number + 1) if self.number < 12 else Month(self.year + 1, 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


def months_of_year(fiscal_year: int) -> tuple[Month, ...]:
    """The twelve months of a federal fiscal year, October first."""
    return tuple(Month(fiscal_year - (number >= 10), number) for number in (10, 11, 12, *range(1, 10)))


def months_of(period: Month | Quarter) -> tuple[Month, ...]:
    """The months of a claim's period: itself, or the three of a quarter."""
    if isinstance(period, Month):
        return (period,)
    return months_of_year(period.fiscal_year)[3 * period.number - 3 : 3 * period.number]


def read_period(text: str) -> Month | Quarter:
    """A claim's period as people write it: ``2025-11`` or ``FY2026-Q1``; raises ValueError on anything else."""
    reads: tuple[type[Month | Quarter], ...] = (Month, Quarter)
    for kind in reads:
        try:
            return kind.parse(text)
        except ValueError:
            continue
    raise ValueError("is neither a month like 2025-11 nor a quarter like FY2026-Q1")
