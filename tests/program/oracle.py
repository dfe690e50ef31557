"""The figures once more, on fractions and plain day loops, from the published rules. Shares no code with ours."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

BANDS = ((90, 100_000), (80, 75_000), (70, 50_000))
DAY = timedelta(days=1)


def band(located: int, provided: int, *, half_up: bool, bands: tuple[tuple[int, int], ...] = BANDS) -> int | None:
    """The percent from which the rate's band runs, or None."""
    if provided == 0:
        return None
    rate = Fraction(100 * located, provided)
    if half_up:
        whole = rate.numerator // rate.denominator
        rate = Fraction(whole + (1 if rate - whole >= Fraction(1, 2) else 0))
    for begins, _ in bands:
        if rate >= begins:
            return begins
    return None


def first_reaching(provided: int, begins: int, *, half_up: bool) -> int:
    """The smallest located count that reaches a band, by the band's edge as a fraction."""
    edge = Fraction(begins) - (Fraction(1, 2) if half_up else 0)
    needed = edge * provided / 100
    return max(0, -((-needed.numerator) // needed.denominator))


def percent(located: int, provided: int) -> str:
    """The percent cut after two decimals."""
    hundredths = Fraction(10_000 * located, provided)
    whole = hundredths.numerator // hundredths.denominator
    return f"{whole // 100}.{whole % 100:02d}"


def quarter_of(day: date) -> tuple[int, int]:
    """Fiscal year and quarter of a day."""
    table = {10: 1, 11: 1, 12: 1, 1: 2, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 4, 8: 4, 9: 4}
    return (day.year + 1 if day.month >= 10 else day.year), table[day.month]


def days_of_quarter(year: int, number: int) -> list[date]:
    """All days of a quarter."""
    day = date(year - 1, 10, 1)
    days = []
    while day < date(year, 10, 1):
        if quarter_of(day) == (year, number):
            days.append(day)
        day += DAY
    return days


def standings(spans: list[tuple[str, date, date | None]], first: date, last: date) -> dict[date, str]:
    """The standing of every day from first through last, each span taking its days from those before it."""
    held: dict[date, str] = {}
    for standing, begins, ends in spans:
        day = max(begins, first)
        while day <= (last if ends is None else min(ends, last)):
            held[day] = standing
            day += DAY
    return held


Lead = tuple[date, str, date | None, str]
"""received, outcome, outcome day, origin"""


def counted(
    leads: list[Lead],
    year: int,
    number: int,
    as_of: date,
    *,
    excluded: frozenset[str],
    located: frozenset[str],
    open_during: bool = False,
    late_counts: bool = False,
) -> dict[str, int]:
    """The counts of a quarter, lead by lead."""
    days = days_of_quarter(year, number)
    first, last = days[0], days[-1]
    result = {"provided": 0, "located": 0, "open": 0, "excluded": 0, "late": 0}
    for received, outcome, day, origin in leads:
        if origin != "ice" or received > as_of:
            continue
        if day is not None and day > as_of:
            outcome, day = "open", None
        open_in_it = received <= last and (day is None or day >= first)
        inside = open_in_it if open_during else first <= received <= last
        if not inside:
            continue
        if outcome == "open":
            result["open"] += 1
        if outcome in excluded:
            result["excluded"] += 1
            continue
        result["provided"] += 1
        if outcome in located:
            is_late = day is not None and day > last
            result["late"] += is_late
            result["located"] += late_counts or not is_late
    return result
