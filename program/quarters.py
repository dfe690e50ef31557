"""Federal fiscal quarters: FY2026-Q1 runs from 1 Oct 2025 to 31 Dec 2025 (both days included)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"FY\s*(\d{4})\s*-?\s*Q([1-4])", re.IGNORECASE | re.ASCII)


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
        """Reads ``FY2026-Q1``; raises ValueError on anything else."""
        match = _WRITTEN.fullmatch(text.strip())
        if match is None or not 1901 <= int(match[1]) <= 9998:
            raise ValueError(f"{text!r} is not a quarter; write it like FY2026-Q1")
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
