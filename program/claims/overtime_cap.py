"""The overtime cap of a federal fiscal year per officer, how much of it is used, and when to warn (U14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from program.claims.paid_days import PaidDays
from program.rules.pay_rules import OvertimeCapBase, PayRules


class CapWarning(IntEnum):
    """How much of the cap is used, in percent, once it is worth a warning."""

    NEAR = 80
    REACHED = 100


@dataclass(frozen=True)
class CapUse:
    """One officer's overtime cap of a fiscal year in a claim, in cents.

    ``used_before`` is the overtime claimed in the earlier months of that year with what stands certified for its later
    months, ``used`` this claim's.
    """

    badge: str
    cap_cents: int
    used_before_cents: int
    used_cents: int

    @property
    def left_cents(self) -> int:
        """What is left of the cap after this claim; never below zero, though a cap that fell may be overdrawn."""
        return max(0, self.cap_cents - self.used_before_cents - self.used_cents)

    @property
    def warning(self) -> CapWarning | None:
        """The warning that the use has reached: 80 or 100 percent; None below, and where no overtime was claimed."""
        used = self.used_before_cents + self.used_cents
        if not used:
            return None
        return next((at for at in (CapWarning.REACHED, CapWarning.NEAR) if 100 * used >= at * self.cap_cents), None)


@dataclass(frozen=True)
class CertifiedCaps:
    """What a certified claim asks for of the caps of a fiscal year, with the caps as they were on that day.

    Claims are numbered in the order of their certification; ``corrects`` is the number of the claim that it replaces.
    """

    number: int
    corrects: int | None
    fiscal_year: int
    uses: tuple[CapUse, ...]


@dataclass(frozen=True)
class CapExcess:
    """Overtime certified for a fiscal year above the cap with which claim ``number`` was certified, in cents."""

    badge: str
    fiscal_year: int
    number: int
    cap_cents: int
    certified_cents: int


def cap_excesses(claims: Iterable[CertifiedCaps]) -> tuple[CapExcess, ...]:
    """The claims that ask for more than the others had left on the day of their certification, by number and badge.

    ``claims`` are by number. A cap that falls later, with a standing or a pay, makes no claim wrong that fitted when it
    was certified: each is held against its own day's cap. A claim that was replaced is no fault any more, nor is one
    whose cap holds what stands now, or that a later certification found within its cap.
    """
    standing: dict[int, CertifiedCaps] = {}
    certified: Counter[tuple[str, int]] = Counter()
    too_much: dict[tuple[str, int], dict[int, int]] = {}
    for one in claims:
        replaced = standing.pop(one.corrects or 0, None)
        if replaced is not None:
            certified.subtract(_asked(replaced))
        standing[one.number] = one
        certified.update(_asked(one))
        for use in one.uses:
            key = use.badge, one.fiscal_year
            together = certified[key]
            if together <= use.cap_cents:
                too_much.pop(key, None)
            elif use.used_cents:
                too_much.setdefault(key, {})[one.number] = use.cap_cents
    found = [
        CapExcess(badge, year, number, cap, certified[badge, year])
        for (badge, year), caps in too_much.items()
        for number, cap in caps.items()
        if number in standing and certified[badge, year] > cap
    ]
    return tuple(sorted(found, key=lambda one: (one.number, one.badge)))


def _asked(one: CertifiedCaps) -> dict[tuple[str, int], int]:
    return {(use.badge, one.fiscal_year): use.used_cents for use in one.uses}


def overtime_cap(rules: PayRules, days: PaidDays, fiscal_year: int, today: date) -> int:
    """The cap in cents, rounded down: a percent of the salary over the year's authorized days.

    Days through ``today`` count as recorded; days after it count with the standing and the pay of ``today``, whatever
    is recorded for them. With the reading ``annual_salary`` it is a percent of the annual salary in force today (on
    the year's last day once it has ended), or on the last day with pay before it in that year.
    """
    first, last = date(fiscal_year - 1, 10, 1).toordinal(), date(fiscal_year, 9, 30).toordinal()
    now = today.toordinal()
    known = min(now, last)
    if rules.overtime_cap_base is OvertimeCapBase.ANNUAL_SALARY:
        in_force = days.stretches(min(first, now), known)
        return in_force[-1].pay.annual_salary_cents * rules.overtime_cap_percent // 100 if in_force else 0
    base = _authorized_salary(days, first, known) if known >= first else 0
    to_come = last - max(now, first - 1)
    if to_come > 0:
        base += _authorized_salary(days, now, now) * to_come
    return base * rules.overtime_cap_percent // (100 * (last - first + 1))


def _authorized_salary(days: PaidDays, first: int, last: int) -> int:
    return sum(stretch.pay.annual_salary_cents * stretch.authorized for stretch in days.stretches(first, last))
