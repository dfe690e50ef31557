"""A claim once more, on fractions and plain day loops, from the contract's words. Shares no code with ours."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from tests.program.claim_cases import Case, PaidFrom, YearMonth

DAY = timedelta(days=1)
CATEGORIES = ("salary", "benefits", "overtime")

Line = tuple[str, int, int, list[tuple[str, int]]]
"""Category, recorded cents, claimed cents, why not with its cents."""

Cap = tuple[int, int, int, int]
"""The cap, used before, used in the month, left."""


def months(year: int) -> list[YearMonth]:
    """The months of a federal fiscal year."""
    return [(year - (number > 9), number) for number in (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)]


def year_of(case: Case) -> dict[YearMonth, tuple[list[Line], Cap]]:
    """Every month of the case's year: its lines, and the use of the cap."""
    found = {}
    spent: dict[YearMonth, int] = {}
    for month in months(case.fiscal_year):
        days = [date(*month, number) for number in range(1, monthrange(*month)[1] + 1)]
        in_force = days[-1] >= case.rules_from
        cap = cap_of(case) if in_force else 0
        used_before = sum(spent.values()) + certified_after(case, month)
        left = max(0, cap - used_before)
        lines = [line for category in CATEGORIES if (line := line_of(case, month, days, category, left)) is not None]
        used = sum(claimed for category, _, claimed, _ in lines if category == "overtime")
        found[month] = (lines, (cap, used_before, used, max(0, cap - used_before - used)))
        spent[month] = case.certified.get(month, used)
    return found


def certified_after(case: Case, month: YearMonth) -> int:
    """What stands certified for the months of the year that come after a month; a draft there asks for nothing yet."""
    year = months(case.fiscal_year)
    return sum(case.certified[later] for later in year[year.index(month) + 1 :] if later in case.certified)


def line_of(case: Case, month: YearMonth, days: list[date], category: str, left: int) -> Line | None:
    """One line, or None where nothing was recorded."""
    recorded, backfill, claimed = FRACTIONS[category](case, month, days)
    cents = to_the_cent(claimed)
    over_cap = max(0, cents - left) if category == "overtime" else 0
    other = min(cents - over_cap, case.charged.get((month, category), 0))
    whole, asked = to_the_cent(recorded), cents - over_cap - other
    if whole == 0:
        return None
    reasons = [
        ("backfill", backfill),
        ("not_eligible", recorded - backfill - claimed),
        ("over_cap", Fraction(over_cap)),
        ("other_source", Fraction(other)),
    ]
    reasons = [(why, amount) for why, amount in reasons if amount > 0]
    rest = whole - asked
    parts = []
    for why, amount in reasons[:-1]:
        part = min(rest, to_the_cent(amount))
        parts.append((why, part))
        rest -= part
    parts += [(why, rest) for why, _ in reasons[-1:]]
    return category, whole, asked, [(why, part) for why, part in parts if part]


def salary_of(case: Case, month: YearMonth, days: list[date]) -> tuple[Fraction, Fraction, Fraction]:
    """A twelfth of the annual salary, day by day."""
    recorded = eligible = 0
    for day in days:
        pay = pay_on(case, day)
        if pay is not None:
            recorded += pay.salary
            eligible += pay.salary if counts(case, day, days[-1]) else 0
    share = basis(case, month)
    return Fraction(recorded, 12 * len(days)), Fraction(0), share * Fraction(eligible, 12 * len(days))


def benefits_of(case: Case, month: YearMonth, days: list[date]) -> tuple[Fraction, Fraction, Fraction]:
    """The monthly amount, or the percent of a twelfth of the salary, day by day."""
    recorded = eligible = Fraction(0)
    for day in days:
        pay = pay_on(case, day)
        if pay is not None:
            of_salary = Fraction(pay.benefits_percent, 10_000) * Fraction(pay.salary, 12)
            amount = (of_salary if pay.benefits_percent else Fraction(pay.benefits_monthly)) / len(days)
            recorded += amount
            eligible += amount if counts(case, day, days[-1]) else 0
    share = basis(case, month) if case.benefits_basis == "as_salary" else Fraction(1)
    return recorded, Fraction(0), share * eligible


def overtime_of(case: Case, month: YearMonth, days: list[date]) -> tuple[Fraction, Fraction, Fraction]:
    """Hours at the rate of the month's last day with pay; backfill aside, the rest by authorized days.

    Only rules that are in force can let backfill be claimed.
    """
    rate = 0
    for day in days:
        pay = pay_on(case, day)
        rate = rate if pay is None else pay.overtime_rate
    _, _, overtime, backfill = case.hours.get(month, (0, 0, 0, 0))
    set_aside = case.backfill_excluded or days[-1] < case.rules_from
    kept_out = Fraction(backfill, 100) * rate if set_aside else Fraction(0)
    recorded = Fraction(overtime, 100) * rate
    authorized = sum(counts(case, day, days[-1]) for day in days)
    return recorded, kept_out, (recorded - kept_out) * Fraction(authorized, len(days))


FRACTIONS = {"salary": salary_of, "benefits": benefits_of, "overtime": overtime_of}


def basis(case: Case, month: YearMonth) -> Fraction:
    """The share of the salary that the agency's basis pays."""
    hours, programme, _, _ = case.hours.get(month, (0, 0, 0, 0))
    if case.salary_basis == "hours":
        return Fraction(programme, hours) if hours else Fraction(0)
    return Fraction(case.salary_percent, 100) if case.salary_basis == "percent" else Fraction(1)


def cap_of(case: Case) -> int:
    """The cap of the year in cents, from each of its days; days to come are as today."""
    first, last = date(case.fiscal_year - 1, 10, 1), date(case.fiscal_year, 9, 30)
    if case.cap_base == "annual_salary":
        day = min(case.today, last)
        while pay_on(case, day) is None:
            if day <= first:
                return 0
            day -= DAY
        pay = pay_on(case, day)
        assert pay is not None
        return pay.salary * case.cap_percent // 100
    total, days = 0, 0
    day = first
    while day <= last:
        seen = min(day, case.today)
        pay = pay_on(case, seen)
        if pay is not None and authorized_on(case, seen):
            total += pay.salary
        day += DAY
        days += 1
    cap = Fraction(total, days) * Fraction(case.cap_percent, 100)
    return cap.numerator // cap.denominator


def counts(case: Case, day: date, last: date) -> bool:
    """Whether a day is paid for: authorized, in a month on whose last day rules were in force."""
    return last >= case.rules_from and authorized_on(case, day)


def authorized_on(case: Case, day: date) -> bool:
    """Whether the officer is authorized on a day."""
    return any(
        word == "authorized" and begins <= day and (ends is None or day <= ends) for word, begins, ends in case.spans
    )


def pay_on(case: Case, day: date) -> PaidFrom | None:
    """The pay in force on a day."""
    begun = [pay for pay in case.pays if pay.from_ <= day]
    if not begun or ((until := begun[-1].until) is not None and until < day):
        return None
    return begun[-1]


def to_the_cent(amount: Fraction) -> int:
    """Half up."""
    doubled = 2 * amount + 1
    return doubled.numerator // (2 * doubled.denominator)
