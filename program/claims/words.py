"""A claim line's arithmetic in words, from the numbers that it was computed with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from program.amounts import decimal, dollars
from program.claims.paid_days import Stretch
from program.claims.pay import MonthTime, Pay
from program.rules.pay_rules import PayRules, SalaryBasis


class Cents(NamedTuple):
    """A line's cents on its way: recorded, backfill, what could be claimed, cut at the cap, less what is charged."""

    recorded: int
    backfill: int
    claimable: int
    over_cap: int
    charged: int

    @property
    def claimed(self) -> int:
        """What is claimed in the end."""
        return self.claimable - self.over_cap - self.charged


class Terms(NamedTuple):
    """What a line multiplies: for recorded, backfill (empty without any), and claimed (empty where nothing is)."""

    recorded: str
    backfill: str
    claimed: str


def arithmetic(standing: str, terms: Terms, cents: Cents) -> str:
    """One line's arithmetic: ``17 of 30 days authorized, recorded … = $6,066.67; claimed … = $3,437.78``."""
    said = f"{standing}, recorded {terms.recorded} = {dollars(cents.recorded)}"
    if terms.backfill:
        said += f"; backfill {terms.backfill} = {dollars(cents.backfill)}"
    if not terms.claimed:
        return f"{said}; nothing claimed"
    said += f"; claimed {terms.claimed} = {dollars(cents.claimable)}"
    if cents.over_cap:
        said += f", cut at the {dollars(cents.claimable - cents.over_cap)} left of the year's overtime cap"
    if cents.charged:
        said += f", less {dollars(cents.charged)} charged to another source = {dollars(cents.claimed)}"
    return said


def standing_words(authorized: int, days: int) -> str:
    """``17 of 30 days authorized``."""
    return f"{authorized} of {days} days authorized"


def salary_terms(stretches: Sequence[Stretch], days: int, share: str) -> Terms:
    """``$72,800.00 / 12 × 17/30`` for each pay of the month."""
    return _by_days([(f"{dollars(s.pay.annual_salary_cents)} / 12", s) for s in stretches], days, share)


def benefits_terms(stretches: Sequence[Stretch], days: int, share: str) -> Terms:
    """``$1,850.00 × 17/30`` or ``31.45% of $72,800.00 / 12 × 17/30`` for each pay of the month."""
    return _by_days([(_benefits(s.pay), s) for s in stretches], days, share)


def overtime_terms(time: MonthTime, rate_cents: int, *, authorized: int, days: int, backfill: int) -> Terms:
    """``16 h × $52.50 × 17/30``; ``backfill`` in hundredths of an hour, 0 where the rules do not leave it out."""
    rate = dollars(rate_cents)
    rest = time.overtime - backfill
    return Terms(
        f"{decimal(time.overtime)} h × {rate}",
        f"{decimal(backfill)} h × {rate}" if backfill else "",
        f"{decimal(rest)} h × {rate} × {authorized}/{days}" if rest and authorized else "",
    )


def share_words(rules: PayRules, time: MonthTime) -> str:
    """What the basis multiplies the claimed salary with: nothing, the share of hours, or the rules' per cent."""
    if rules.salary_basis is SalaryBasis.HOURS:
        of_hours = f"{decimal(time.programme)}/{decimal(time.hours)} hours on the program"
        return f" × {of_hours}" if time.hours else " × 0, as no hours are recorded,"
    if rules.salary_basis is SalaryBasis.PERCENT:
        return f" × {rules.salary_percent}%"
    return ""


def _benefits(pay: Pay) -> str:
    if pay.benefits_percent:
        return f"{decimal(pay.benefits_percent)}% of {dollars(pay.annual_salary_cents)} / 12"
    return dollars(pay.benefits_monthly_cents)


def _by_days(rates: Sequence[tuple[str, Stretch]], days: int, share: str) -> Terms:
    recorded = [f"{rate} × {stretch.days}/{days}" for rate, stretch in rates]
    claimed = [f"{rate} × {stretch.authorized}/{days}" for rate, stretch in rates if stretch.authorized]
    together = " + ".join(claimed)
    if share and claimed:
        together = f"({together}){share}" if len(claimed) > 1 else together + share
    return Terms(" + ".join(recorded), "", together)
