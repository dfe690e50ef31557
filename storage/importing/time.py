"""From a row of a payroll file to what it says of an officer's hours. What the book makes of it is in ``commands/``.

A payroll file has a row a month, a pay period, or a day. Which one, its columns say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from program.amounts import read_hundredths
from program.calendar import Month
from program.claims.pay import HOURS
from program.refusals import BadInput
from storage.importing.date_order import DateOrder
from storage.importing.headers import Columns
from storage.importing.report import Reject
from storage.importing.values import Cell, is_blank, kind_of, read_date, read_text
from storage.text import compared

_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})", re.ASCII)
_DAY = timedelta(days=1)


class PayPeriod(StrEnum):
    """How long a pay period is, for a file that has only the days on which they end."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    SEMIMONTHLY = "semimonthly"
    MONTHLY = "monthly"

    def start(self, end: date) -> date:
        """The first day of the period that ends on a day. Raises ValueError where none of this kind ends then."""
        month_ends = Month.of(end).ends_on
        if self in (PayPeriod.WEEKLY, PayPeriod.BIWEEKLY):
            return end - (6 if self is PayPeriod.WEEKLY else 13) * _DAY
        if self is PayPeriod.SEMIMONTHLY and end.day == 15:
            return end.replace(day=1)
        if end != month_ends:
            raise ValueError(f"no {self} pay period ends on {end}")
        return end.replace(day=16 if self is PayPeriod.SEMIMONTHLY else 1)


@dataclass(frozen=True)
class TimeInFile:
    """What one row says; hours that the row leaves blank are not in ``hours``. Hundredths of an hour.

    ``badge`` is compared, ``first`` and ``last`` are the days that the hours are of, ``unit`` is what the file has a
    row of: month, period, or day. ``stated`` is what stands in the cell of a month.
    """

    row: int
    badge: str
    badge_kind: str
    unit: str
    first: date
    last: date
    hours: Mapping[str, int]
    stated: str = ""

    @property
    def month(self) -> Month:
        """The month of its last day."""
        return Month.of(self.last)


@dataclass(frozen=True)
class TimeReader:
    """Reads rows of a payroll file. ``orders`` has the order of each column of dates, ``width`` is the header's.

    ``length`` is the pay period's, where the file does not say when one starts.
    """

    columns: Columns
    orders: Mapping[str, DateOrder]
    today: date
    width: int
    length: PayPeriod | None = None
    zones: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises BadInput where the columns do not say of which days the hours are."""
        there = self.columns.positions
        if self.unit == "period" and "period_start" not in there and self.length is None:
            lengths = "|".join(PayPeriod)
            raise BadInput(
                "period_start",
                "",
                f"the file has only the ends of its pay periods; say how long one is with --pay-period {lengths}, or "
                "name the column of their first days with --map period_start=COLUMN",
            )

    @property
    def unit(self) -> str:
        """What the file has a row of: days go before pay periods, and those before months."""
        there = self.columns.positions
        if "date" in there:
            return "day"
        if "period_end" in there:
            return "period"
        if "period" in there:
            return "month"
        raise BadInput(
            "period", "", "no column says of which days the hours are; name it with --map period=, period_end= or date="
        )

    def read(self, row: int, cells: Sequence[Cell]) -> TimeInFile | Reject:
        """What a row says, or why it is kept aside."""
        if not cells:
            return Reject(row, "row", "text", "is no JSON object")
        if any(not is_blank(cell) for cell in cells[self.width :]):
            return Reject(row, "row", "text", "has more cells than the header has columns")
        badge = badge_kind = ""
        days: dict[str, date] = {}
        stated = ""
        hours: dict[str, int] = {}
        for field, at in self.columns.positions.items():
            cell = cells[at] if at < len(cells) else None
            if is_blank(cell):
                continue
            try:
                if field == "badge":
                    badge, badge_kind = compared(read_text("badge", cell)), kind_of(cell)
                elif field == "period":
                    if self.unit == "month":
                        month = read_month(cell, self.orders[field])
                        days |= {"first": month.starts_on, "last": month.ends_on}
                        stated = str(cell).strip()
                elif field in ("period_start", "period_end", "date"):
                    days[field] = read_date(cell, self.orders[field], self.zones)
                else:
                    hours[HOURS[field]] = read_hours(cell)
            except ValueError as problem:
                return Reject(row, field, kind_of(cell), str(problem), badge)
        if not badge:
            return Reject(row, "badge", "blank", "is blank; hours are matched by badge")
        span = self._span(row, days)
        if isinstance(span, Reject):
            return replace(span, about=badge)
        return TimeInFile(row, badge, badge_kind, self.unit, *span, hours, stated)

    def _span(self, row: int, days: Mapping[str, date]) -> tuple[date, date] | Reject:
        """The days that a row's hours are of, all in one month."""
        field = {"month": "period", "period": "period_end", "day": "date"}[self.unit]
        last = days.get({"month": "last", "period": "period_end", "day": "date"}[self.unit])
        if last is None:
            return Reject(row, field, "blank", "is blank; hours belong to a month")
        try:
            first = self._first(days, last)
        except ValueError as none_ends:
            return Reject(row, field, "date", str(none_ends))
        if first is None:
            return Reject(row, "period_start", "blank", "is blank; a pay period needs its first day")
        if first > last:
            return Reject(row, "period_start", "date", f"lies after the pay period's end, {last}")
        if Month.of(first) != Month.of(last):
            problem = f"the pay period runs from {first} to {last}, across two months; its hours are needed by day"
            return Reject(row, field, "date", problem)
        if first > self.today:
            return Reject(row, field, "date", f"is {Month.of(last)}, which has not begun; today is {self.today}")
        return first, last

    def _first(self, days: Mapping[str, date], last: date) -> date | None:
        if self.unit == "month":
            return days["first"]
        if self.unit == "day":
            return last
        if "period_start" in self.columns.positions:
            return days.get("period_start")
        assert self.length is not None
        return self.length.start(last)


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
    except BadInput as error:
        raise ValueError(error.expected) from None
