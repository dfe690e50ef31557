"""The claim of a month or a quarter: the lines of all officers, their sums, and the use of each overtime cap.

A pure function of its arguments. In the cap, days to come count at the standing and pay of ``today``, so the same month
computed later may have another cap. The arithmetic of a line is in ``claim_lines.py``, the cap in ``overtime_cap.py``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from program.calendar import Month, months_of_year
from program.claims.lines import Line, MonthDays, NotClaimed, OfficerMonth, WhyNot
from program.claims.overtime_cap import CapUse, overtime_cap
from program.claims.paid_days import PaidDays
from program.claims.pay import Category, MonthTime, PaidOfficer
from program.rules.pay_rules import PayRules
from program.rules.rule_set import RuleSet, in_force


@dataclass(frozen=True)
class Totals:
    """Sums over lines, in cents: recorded = claimed + not claimed."""

    recorded_cents: int
    claimed_cents: int
    not_claimed_cents: int


@dataclass(frozen=True)
class Claim:
    """What may be claimed for months that follow one another (one, or the three of a quarter).

    ``lines`` by badge, then salary, benefits, overtime; a category without recorded money has no line.
    ``overtime_cap`` by badge, for each officer with a line or a cap.
    """

    months: tuple[Month, ...]
    lines: tuple[Line, ...]
    overtime_cap: tuple[CapUse, ...]

    @property
    def totals(self) -> Totals:
        """The sums over all lines."""
        recorded = sum(line.recorded_cents for line in self.lines)
        claimed = sum(line.claimed_cents for line in self.lines)
        return Totals(recorded, claimed, recorded - claimed)


def month_claims(
    rule_sets: Sequence[RuleSet], officers: Iterable[PaidOfficer], months: Iterable[Month], today: date
) -> tuple[Claim, ...]:
    """The claim of each month, by time, with the rule set in force on the month's last day.

    Overtime of the earlier months of a fiscal year uses up its cap: they are computed too, in order, even where they
    are not among ``months``. So does what is certified for its later months: a month that is claimed late, or
    corrected, has what is left beside them. In a month that ended before the first rule set took effect nothing is
    eligible.
    """
    wanted = set(months)
    windows = [_window(rule_sets, month, wanted) for year in _years(wanted) for month in year]
    lines: dict[Month, list[Line]] = {month: [] for month in sorted(wanted)}
    caps: dict[Month, list[CapUse]] = {month: [] for month in sorted(wanted)}
    for officer in sorted(officers, key=lambda one: one.badge):
        for month, found, use in _officer_months(officer, windows, today):
            lines[month].extend(found)
            if found or use.cap_cents:
                caps[month].append(use)
    return tuple(Claim((month,), tuple(lines[month]), tuple(caps[month])) for month in lines)


def sum_of(claims: Sequence[Claim]) -> Claim:
    """The sum of months' claims, line by line; the cap is the last month's.

    The months are of one computation, in which none of them counted as certified; how the cap stands beside claims that
    were certified month by month, ``cap_uses`` says. Raises ValueError on no claims or on months of two fiscal years,
    which have two caps.
    """
    months = tuple(month for one in claims for month in one.months)
    if len({month.fiscal_year for month in months}) != 1:
        raise ValueError("a claim has months of one fiscal year")
    if len(claims) == 1:
        return claims[0]
    lines: dict[tuple[str, Category], list[tuple[Month, Line]]] = {}
    uses: dict[str, list[CapUse]] = {}
    for one in claims:
        for line in one.lines:
            lines.setdefault((line.badge, line.category), []).append((one.months[0], line))
        for use in one.overtime_cap:
            uses.setdefault(use.badge, []).append(use)
    order = {category: place for place, category in enumerate(Category)}
    return Claim(
        months,
        tuple(_line_sum(lines[key]) for key in sorted(lines, key=lambda key: (key[0], order[key[1]]))),
        tuple(
            CapUse(badge, of_one[-1].cap_cents, of_one[0].used_before_cents, sum(use.used_cents for use in of_one))
            for badge, of_one in sorted(uses.items())
        ),
    )


def cap_uses(
    rule_sets: Sequence[RuleSet], officers: Iterable[PaidOfficer], months: Sequence[Month], today: date
) -> tuple[CapUse, ...]:
    """How the caps stand today, by badge, for months that follow one another: a cap, or overtime that uses one.

    Used is what is certified for these months, and what would be claimed where nothing is.
    """
    windows = [_window(rule_sets, month, months) for year in _years(months) for month in year]
    found = []
    for officer in sorted(officers, key=lambda one: one.badge):
        certified = officer.overtime_claimed
        uses = [(month, use) for month, _, use in _officer_months(officer, windows, today)]
        cap_cents = uses[-1][1].cap_cents
        before = uses[0][1].used_before_cents - sum(certified.get(month, 0) for month, _ in uses[1:])
        used = sum(certified.get(month, use.used_cents) for month, use in uses)
        if cap_cents or before or used:
            found.append(CapUse(officer.badge, cap_cents, before, used))
    return tuple(found)


@dataclass(frozen=True)
class _Window:
    """A month of the run: its days, the rules on its last day if any were in force, and whether its lines are asked."""

    days: MonthDays
    rules: PayRules | None
    wanted: bool


def _years(wanted: Iterable[Month]) -> Iterator[tuple[Month, ...]]:
    """The months of each fiscal year from October through the last that is wanted."""
    for year, of_year in groupby(sorted(wanted), key=lambda month: month.fiscal_year):
        last = max(of_year)
        yield tuple(month for month in months_of_year(year) if month <= last)


def _window(rule_sets: Sequence[RuleSet], month: Month, wanted: Container[Month]) -> _Window:
    rules = in_force(rule_sets, month.ends_on)
    return _Window(MonthDays.of(month), rules.pay if rules else None, month in wanted)


def _officer_months(
    officer: PaidOfficer, windows: Sequence[_Window], today: date
) -> Iterator[tuple[Month, tuple[Line, ...], CapUse]]:
    """The lines and the use of the cap of each month that is wanted, the months of a year in order."""
    paid = PaidDays.of(officer.pay, officer.standing)
    times = {time.month: time for time in officer.time}
    charged: dict[tuple[Month, Category], int] = {}
    for other in officer.other_sources:
        charged[other.month, other.category] = charged.get((other.month, other.category), 0) + other.cents
    caps: dict[tuple[int, PayRules | None], int] = {}
    year, used_before = 0, 0
    for window in windows:
        month = window.days.month
        if month.fiscal_year != year:
            year, used_before = month.fiscal_year, 0
        if (year, window.rules) not in caps:
            caps[year, window.rules] = overtime_cap(window.rules, paid, year, today) if window.rules else 0
        cap = caps[year, window.rules]
        used_elsewhere = used_before + _certified_after(officer, month)
        of_month = OfficerMonth(
            window.rules,
            window.days,
            paid,
            times.get(month) or MonthTime(month),
            {category: charged.get((month, category), 0) for category in Category},
            max(0, cap - used_elsewhere),
        )
        used = of_month.overtime_claimed
        if window.wanted:
            yield month, of_month.lines(officer.badge), CapUse(officer.badge, cap, used_elsewhere, used)
        used_before += officer.overtime_claimed.get(month, used)


def _certified_after(officer: PaidOfficer, month: Month) -> int:
    """The cents of overtime that are certified for the later months of a month's fiscal year."""
    return sum(
        cents
        for later, cents in officer.overtime_claimed.items()
        if later > month and later.fiscal_year == month.fiscal_year
    )


def _line_sum(of_months: Sequence[tuple[Month, Line]]) -> Line:
    """The line of several months: its amounts added, its arithmetic month by month."""
    lines = [line for _, line in of_months]
    parts = dict.fromkeys(WhyNot, 0)
    for line in lines:
        for part in line.not_claimed:
            parts[part.why] += part.cents
    return Line(
        lines[0].badge,
        lines[0].category,
        sum(line.recorded_cents for line in lines),
        sum(line.claimed_cents for line in lines),
        tuple(NotClaimed(why, cents) for why, cents in parts.items() if cents),
        ". ".join(f"{month.words}: {line.arithmetic}" for month, line in of_months),
    )
