"""The lines of one officer and month: what is recorded, what is claimed, what is not and why.

Integers throughout. A line is a fraction with one denominator, rounded once, half up, to the cent; what is not claimed
stands beside by reason, so that recorded = claimed + not claimed to the cent. The words are in ``claim_words.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from program.amounts import half_up
from program.calendar import Month
from program.claims import words as claim_words
from program.claims.paid_days import PaidDays
from program.claims.pay import Category, MonthTime
from program.claims.words import Cents, Terms
from program.rules.pay_rules import DEFAULT_PAY_RULES, BenefitsBasis, PayRules, SalaryBasis


class WhyNot(StrEnum):
    """Why money that was recorded is not claimed, in the order in which it stands on a line."""

    BACKFILL = "backfill"
    NOT_ELIGIBLE = "not_eligible"
    OVER_CAP = "over_cap"
    OTHER_SOURCE = "other_source"


@dataclass(frozen=True)
class NotClaimed:
    """Cents of a line that are not claimed, never 0."""

    why: WhyNot
    cents: int


@dataclass(frozen=True)
class Line:
    """One officer's money of one category: recorded = claimed + the sum of not claimed, in cents.

    ``arithmetic`` says in words how the month's line came about; a quarter's line has its months' in order.
    """

    badge: str
    category: Category
    recorded_cents: int
    claimed_cents: int
    not_claimed: tuple[NotClaimed, ...]
    arithmetic: str


@dataclass(frozen=True)
class MonthDays:
    """A month with its first and last day as ordinals."""

    month: Month
    first: int
    last: int

    @classmethod
    def of(cls, month: Month) -> MonthDays:
        """The days of a month."""
        return cls(month, month.starts_on.toordinal(), month.ends_on.toordinal())

    @property
    def days(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


class Fraction(NamedTuple):
    """A line's money before rounding, over one denominator; what is neither backfill nor claimed is not eligible."""

    recorded: int
    backfill: int
    claimed: int
    denominator: int


class OfficerMonth:
    """One officer's month under the rules (None where none were in force: then nothing is eligible).

    ``charged`` has the cents of each category that another source bears, ``cap_left`` the cents that are left of the
    year's overtime cap.
    """

    def __init__(
        self,
        rules: PayRules | None,
        month: MonthDays,
        paid: PaidDays,
        time: MonthTime,
        charged: Mapping[Category, int],
        cap_left: int,
    ) -> None:
        self._in_force = rules is not None
        self._rules = rules or DEFAULT_PAY_RULES
        self._month = month
        self._time = time
        self._charged = charged
        self._cap_left = cap_left
        self._stretches = paid.stretches(month.first, month.last)
        self._authorized = paid.authorized(month.first, month.last)
        if not self._in_force:
            self._stretches = [stretch._replace(authorized=0) for stretch in self._stretches]
            self._authorized = 0

    @property
    def overtime_claimed(self) -> int:
        """The cents of overtime that are claimed."""
        return self._cents(Category.OVERTIME, self._overtime()).claimed

    def lines(self, badge: str) -> tuple[Line, ...]:
        """The lines of the categories for which money was recorded: salary, benefits, overtime."""
        fractions = {
            Category.SALARY: self._salary(),
            Category.BENEFITS: self._benefits(),
            Category.OVERTIME: self._overtime(),
        }
        found = []
        for category, fraction in fractions.items():
            cents = self._cents(category, fraction)
            if cents.recorded:
                found.append(
                    Line(
                        badge,
                        category,
                        cents.recorded,
                        cents.claimed,
                        tuple(_not_claimed(cents, fraction)),
                        claim_words.arithmetic(self._standing_words(), self._terms(category), cents),
                    )
                )
        return tuple(found)

    def _salary(self) -> Fraction:
        """A twelfth of the annual salary by days, claimed by authorized days and the basis's share (U13)."""
        recorded = sum(stretch.pay.annual_salary_cents * stretch.days for stretch in self._stretches)
        claimed = sum(stretch.pay.annual_salary_cents * stretch.authorized for stretch in self._stretches)
        share, of = self._share()
        return Fraction(recorded * of, 0, claimed * share, 12 * self._month.days * of)

    def _benefits(self) -> Fraction:
        """The monthly amount, or a percent of the salary recorded, by days as the salary."""
        recorded = claimed = 0
        for pay, days, authorized in self._stretches:
            # hundredths of a percent of a twelfth: both kinds of benefits over one denominator
            a_month = pay.benefits_monthly_cents * 120_000 + pay.benefits_percent * pay.annual_salary_cents
            recorded += a_month * days
            claimed += a_month * authorized
        share, of = self._share() if self._rules.benefits_basis is BenefitsBasis.AS_SALARY else (1, 1)
        return Fraction(recorded * of, 0, claimed * share, 120_000 * self._month.days * of)

    def _overtime(self) -> Fraction:
        """Hours at the rate of the month's last day with pay; backfill aside, claimed by authorized days (U15)."""
        days, backfill = self._month.days, self._backfill()
        per_hour = self._rate() * days
        rest = (self._time.overtime - backfill) * self._rate()
        return Fraction(self._time.overtime * per_hour, backfill * per_hour, rest * self._authorized, 100 * days)

    def _share(self) -> tuple[int, int]:
        """The share of the salary that the basis pays, as numerator and denominator; no hours, no share."""
        if self._rules.salary_basis is SalaryBasis.PERCENT:
            return self._rules.salary_percent, 100
        if self._rules.salary_basis is SalaryBasis.HOURS:
            return (self._time.programme, self._time.hours) if self._time.hours else (0, 1)
        return 1, 1

    def _rate(self) -> int:
        return self._stretches[-1].pay.overtime_rate_cents if self._stretches else 0

    def _backfill(self) -> int:
        return self._time.backfill if self._rules.backfill_excluded else 0

    def _cents(self, category: Category, fraction: Fraction) -> Cents:
        """The fraction in cents: rounded, cut at the cap's remainder, less what another source was charged with."""
        claimable = half_up(fraction.claimed, fraction.denominator)
        kept = min(claimable, self._cap_left) if category is Category.OVERTIME else claimable
        return Cents(
            recorded=half_up(fraction.recorded, fraction.denominator),
            backfill=half_up(fraction.backfill, fraction.denominator),
            claimable=claimable,
            over_cap=claimable - kept,
            charged=min(kept, self._charged[category]),
        )

    def _terms(self, category: Category) -> Terms:
        days = self._month.days
        if category is Category.OVERTIME:
            return claim_words.overtime_terms(
                self._time, self._rate(), authorized=self._authorized, days=days, backfill=self._backfill()
            )
        if category is Category.SALARY:
            share = claim_words.share_words(self._rules, self._time)
            return claim_words.salary_terms(self._stretches, days, share)
        follows = self._rules.benefits_basis is BenefitsBasis.AS_SALARY
        share = claim_words.share_words(self._rules, self._time) if follows else ""
        return claim_words.benefits_terms(self._stretches, days, share)

    def _standing_words(self) -> str:
        if not self._in_force:
            return f"nothing was reimbursed yet in {self._month.month.words}"
        return claim_words.standing_words(self._authorized, self._month.days)


def _not_claimed(cents: Cents, fraction: Fraction) -> Iterator[NotClaimed]:
    """The parts in their order, each rounded but the last, which is what is left; no part exceeds what is left.

    Three amounts rounded up can exceed their sum rounded down, by a cent.
    """
    not_eligible = fraction.recorded - fraction.backfill - fraction.claimed
    parts = [
        (WhyNot.BACKFILL, fraction.backfill > 0, cents.backfill),
        (WhyNot.NOT_ELIGIBLE, not_eligible > 0, half_up(not_eligible, fraction.denominator)),
        (WhyNot.OVER_CAP, cents.over_cap > 0, cents.over_cap),
        (WhyNot.OTHER_SOURCE, cents.charged > 0, cents.charged),
    ]
    present = [(why, rounded) for why, is_there, rounded in parts if is_there]
    left = cents.recorded - cents.claimed
    for place, (why, rounded) in enumerate(present, start=1):
        part = left if place == len(present) else min(rounded, left)
        left -= part
        if part:
            yield NotClaimed(why, part)
