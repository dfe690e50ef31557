"""From a row of a payroll file to what it says of an officer's month. What the book makes of it is in ``commands/``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from program.amounts import NotPossible, read_hundredths
from program.months import Month
from program.pay import HOURS
from storage.importing.date_order import DateOrder
from storage.importing.headers import Columns
from storage.importing.report import Reject
from storage.importing.values import Cell, is_blank, kind_of, read_date, read_text
from storage.journal import Row
from storage.text import compared

_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class TimeInFile:
    """What one row says; hours that the row leaves blank are not in ``hours``. Hundredths of an hour."""

    row: int
    officer: Row
    month: Month
    hours: Mapping[str, int]


@dataclass(frozen=True)
class TimeReader:
    """Reads rows of a payroll file. ``officers`` maps the compared badge to the officer's row."""

    columns: Columns
    order: DateOrder
    today: date
    officers: Mapping[str, Row]
    width: int

    def read(self, row: int, cells: Sequence[Cell]) -> TimeInFile | Reject:
        """What a row says, or why it is kept aside."""
        if not cells:
            return Reject(row, "row", "text", "is no JSON object")
        if any(not is_blank(cell) for cell in cells[self.width :]):
            return Reject(row, "row", "text", "has more cells than the header has columns")
        officer: Row | None = None
        month: Month | None = None
        hours: dict[str, int] = {}
        for field, at in self.columns.positions.items():
            cell = cells[at] if at < len(cells) else None
            if is_blank(cell):
                continue
            try:
                if field == "badge":
                    officer = self._officer(cell)
                elif field == "period":
                    month = self._month(cell)
                else:
                    hours[HOURS[field]] = read_hours(cell)
            except ValueError as problem:
                return Reject(row, field, kind_of(cell), str(problem))
        if officer is None:
            return Reject(row, "badge", "blank", "is blank; hours are matched by badge")
        if month is None:
            return Reject(row, "period", "blank", "is blank; hours belong to a month")
        return TimeInFile(row, officer, month, hours)

    def _officer(self, cell: Cell) -> Row:
        found = self.officers.get(compared(read_text("badge", cell)))
        if found is None:
            raise ValueError("no officer of this badge is on the roster; add the officer, then import again")
        return found

    def _month(self, cell: Cell) -> Month:
        month = read_month(cell, self.order)
        if month.starts_on > self.today:
            raise ValueError(f"is {month}, which has not begun; today is {self.today}")
        return month


def read_month(cell: Cell, order: DateOrder = DateOrder.MDY) -> Month:
    """The month of a cell: ``2025-11``, ``11/2025``, or the month of a date. Raises ValueError on anything else."""
    if isinstance(cell, str):
        text = cell.strip()
        last, first = _MONTH_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
        found = (last[2], last[1]) if last else (first[1], first[2]) if first else None
        if found is not None:
            try:
                return Month.parse(f"{found[0]}-{found[1]:0>2}")
            except ValueError:
                raise ValueError("is a month that does not exist; write it like 2025-11") from None
    try:
        return Month.of(read_date(cell, order))
    except ValueError:
        raise ValueError("is no month; write it like 2025-11, or give a date of the month") from None


def read_hours(cell: Cell) -> int:
    """The hundredths of an hour of a cell; raises ValueError on what is no number, negative, or finer than that."""
    if kind_of(cell) not in ("text", "number"):
        raise ValueError("is no number of hours; write them like 173.25")
    text = repr(cell) if isinstance(cell, float) else str(cell).strip()
    if text.startswith("-"):
        raise ValueError("is negative; hours are never below zero")
    try:
        return read_hundredths(text)
    except NotPossible as error:
        raise ValueError(error.problem) from None
