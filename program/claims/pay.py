"""What an officer is paid and works: pay by effective date, the time of a month, money from another source.

The records only, and what is impossible in them. What of it may be claimed is in ``claims.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from program.amounts import decimal
from program.calendar import Month
from program.officers.standing import Period
from program.refusals import BadInput

HOURS_OF_A_DAY = 24_00

HOURS: Mapping[str, str] = {
    "hours": "hours",
    "programme_hours": "programme",
    "overtime_hours": "overtime",
    "backfill_hours": "backfill",
}
"""The kinds of hours: the field that people type, and its part of a ``MonthTime``."""


class Category(StrEnum):
    """The kinds of money on a claim, in the order of its lines."""

    SALARY = "salary"
    BENEFITS = "benefits"
    OVERTIME = "overtime"


@dataclass(frozen=True)
class Pay:
    """Pay in force from a day until the next pay begins, or through ``until`` (included) where that comes first.

    ``annual_salary_cents`` a year; benefits either as ``benefits_monthly_cents`` or as ``benefits_percent`` in
    hundredths of a percent of the salary (31.45% is 3145), never both; ``overtime_rate_cents`` an hour.
    Raises BadInput on a negative amount, both kinds of benefits, or an end before the beginning.
    """

    from_: date
    annual_salary_cents: int
    benefits_monthly_cents: int = 0
    benefits_percent: int = 0
    overtime_rate_cents: int = 0
    until: date | None = None

    def __post_init__(self) -> None:
        for name in ("annual_salary_cents", "benefits_monthly_cents", "benefits_percent", "overtime_rate_cents"):
            _not_negative(name, getattr(self, name))
        if self.benefits_monthly_cents and self.benefits_percent:
            raise BadInput("benefits_percent", "", "benefits are a monthly amount or a percent, not both")
        if self.until is not None and self.until < self.from_:
            raise BadInput("until", self.until, f"lies before the pay begins, {self.from_}")


@dataclass(frozen=True)
class MonthTime:
    """The time of one officer in one month, in hundredths of an hour.

    ``programme`` hours are part of ``hours``; ``backfill`` hours fill a vacated shift and are part of ``overtime``.
    Raises BadInput on a negative number, on a part above its whole, and on more hours than the month has.
    """

    month: Month
    hours: int = 0
    programme: int = 0
    overtime: int = 0
    backfill: int = 0

    def __post_init__(self) -> None:
        most = HOURS_OF_A_DAY * self.month.days
        for name in ("hours", "programme", "overtime", "backfill"):
            value = getattr(self, name)
            _not_negative(name, value)
            if value > most:
                raise BadInput(name, decimal(value), f"{self.month.words} has {decimal(most)} hours")
        if self.programme > self.hours:
            raise BadInput("programme", decimal(self.programme), f"is more than the {decimal(self.hours)} hours worked")
        if self.backfill > self.overtime:
            raise BadInput(
                "backfill", decimal(self.backfill), f"is part of the overtime, which is {decimal(self.overtime)} hours"
            )


@dataclass(frozen=True)
class OtherSource:
    """Money of one line (officer, month, category) that another source was charged with: a state grant, forfeiture."""

    month: Month
    category: Category
    cents: int

    def __post_init__(self) -> None:
        _not_negative("other_source", self.cents)


@dataclass(frozen=True)
class PaidOfficer:
    """All that an officer's claim lines rest on.

    ``standing`` holds periods that do not overlap, in any order (``standing.set_span`` makes them so); no two of
    ``pay`` begin on one day and no two of ``time`` are of one month. ``overtime_claimed`` has the cents of overtime
    that a month's certified claim asked for: that month then uses up so much of the cap, of the months before it as of
    those after, whatever would be computed today. Raises BadInput where the same day or month is there twice.
    """

    badge: str
    standing: Sequence[Period] = ()
    pay: Sequence[Pay] = ()
    time: Sequence[MonthTime] = ()
    other_sources: Sequence[OtherSource] = ()
    overtime_claimed: Mapping[Month, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        begins = [pay.from_ for pay in self.pay]
        if len(set(begins)) < len(begins):
            raise BadInput("pay", self.badge, "two records of pay begin on the same day")
        months = [time.month for time in self.time]
        if len(set(months)) < len(months):
            raise BadInput("time", self.badge, "two records of time are of the same month")
        in_order = sorted(self.standing, key=lambda period: period.from_)
        if any(earlier.until is None or later.from_ <= earlier.until for earlier, later in pairwise(in_order)):
            raise BadInput("standing", self.badge, "two standings hold the same day")


def _not_negative(name: str, value: int) -> None:
    if value < 0:
        raise BadInput(name, value, "cannot be negative")
