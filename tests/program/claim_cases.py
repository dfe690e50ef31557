"""Random officers for claims, as plain data that both the rules and the oracle are given. Dates, cents, hundredths.

Joiners, leavers, suspensions in mid-month, raises in mid-year, leap years, a fiscal year's edge, zero salary: each is
common here, since most months of real officers are dull.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

Span = tuple[str, date, date | None]
YearMonth = tuple[int, int]


@dataclass(frozen=True)
class PaidFrom:
    """Pay from a day, and through a day where it ends; benefits in cents a month or hundredths of a percent."""

    from_: date
    until: date | None
    salary: int
    benefits_monthly: int
    benefits_percent: int
    overtime_rate: int


@dataclass(frozen=True)
class Case:
    """One officer and one federal fiscal year; ``today`` may lie before, in or after it."""

    fiscal_year: int
    today: date
    spans: list[Span]
    pays: list[PaidFrom]
    hours: dict[YearMonth, tuple[int, int, int, int]]
    charged: dict[tuple[YearMonth, str], int]
    certified: dict[YearMonth, int] = field(default_factory=dict)
    salary_basis: str = "full"
    salary_percent: int = 100
    benefits_basis: str = "days"
    cap_percent: int = 25
    cap_base: str = "eligible_days"
    backfill_excluded: bool = True
    rules_from: date = date(2000, 1, 1)


def random_case(chance: random.Random) -> Case:
    """A case; every kind of trouble of the list above is in one of a few."""
    year = chance.choice((2024, 2025, 2026, 2027, 2028))
    begins, ends = date(year - 1, 10, 1), date(year, 9, 30)
    usual = chance.random() < 0.5
    certified = chance.choice((0.0, 0.1, 0.5))
    return Case(
        fiscal_year=year,
        today=begins + timedelta(days=chance.randrange(-40, 420)),
        spans=_spans(chance, begins),
        pays=_pays(chance, begins),
        hours={month: _hours(chance) for month in _months(year) if chance.random() < 0.8},
        charged={
            (month, category): chance.choice((1, 100, 50_000, 900_000))
            for month in _months(year)
            for category in ("salary", "benefits", "overtime")
            if chance.random() < 0.04
        },
        certified={month: chance.randrange(300_000) for month in _months(year) if chance.random() < certified},
        salary_basis="full" if usual else chance.choice(("full", "hours", "percent")),
        salary_percent=100 if usual else chance.randrange(101),
        benefits_basis="days" if usual else chance.choice(("days", "as_salary")),
        cap_percent=25 if usual else chance.randrange(101),
        cap_base="eligible_days" if usual else chance.choice(("eligible_days", "annual_salary")),
        backfill_excluded=usual or chance.random() < 0.5,
        rules_from=date(2000, 1, 1) if usual else chance.choice((begins, begins + timedelta(days=40), ends)),
    )


def _months(year: int) -> list[YearMonth]:
    return [(year - 1, number) for number in (10, 11, 12)] + [(year, number) for number in range(1, 10)]


def _spans(chance: random.Random, begins: date) -> list[Span]:
    """Spans of standing one after the other, some with a gap between; the last may run on."""
    found: list[Span] = []
    day = begins + timedelta(days=chance.choice((-900, -400, -30, 0, 13, 100, 200)))
    for _ in range(chance.randrange(6)):
        word = chance.choice(("authorized", "authorized", "authorized", "training", "suspended", "revoked"))
        last = day + timedelta(days=chance.choice((0, 1, 6, 16, 30, 60, 200, 730)))
        if chance.random() < 0.15:
            return [*found, (word, day, None)]
        found.append((word, day, last))
        day = last + timedelta(days=chance.choice((1, 1, 1, 2, 20)))
    return found


def _pays(chance: random.Random, begins: date) -> list[PaidFrom]:
    """Pay from a day and raises after it; a salary may be zero, and pay may end before the next begins."""
    found = []
    day = begins + timedelta(days=chance.choice((-700, -10, 0, 1, 15, 31, 151)))
    for _ in range(chance.randrange(4)):
        percent = chance.choice((0, 0, 3145, chance.randrange(1, 10_000)))
        until = day + timedelta(days=chance.randrange(150)) if chance.random() < 0.15 else None
        salary = chance.choice((0, 1, 72_800_00, chance.randrange(30_000_00, 150_000_00)))
        monthly = 0 if percent else chance.choice((0, 1_500_00, chance.randrange(300_000)))
        found.append(PaidFrom(day, until, salary, monthly, percent, chance.choice((0, 1, 52_50, 87_37))))
        day += timedelta(days=chance.randrange(1, 200))
    return found


def _hours(chance: random.Random) -> tuple[int, int, int, int]:
    """Hours, those on the program, overtime, and of it backfill, in hundredths; seldom far above the cap."""
    hours = chance.choice((0, 160_00, 173_25, chance.randrange(200_00)))
    overtime = chance.choice((0, 0, 10_00, 3_33, chance.randrange(60_00), 400_00))
    return hours, chance.randrange(hours + 1), overtime, chance.choice((0, overtime, chance.randrange(overtime + 1)))
