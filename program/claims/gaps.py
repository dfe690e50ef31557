"""What is missing before a month can be claimed in full: pay, hours, an overtime rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from program.calendar import Month
from program.claims.paid_days import PaidDays
from program.claims.pay import MonthTime, PaidOfficer
from program.rules.pay_rules import PayRules, SalaryBasis


class Missing(StrEnum):
    """What is missing of an officer's month."""

    PAY = "pay"
    HOURS = "hours"
    OVERTIME_RATE = "overtime_rate"
    PAYROLL_FILE = "payroll_file"


@dataclass(frozen=True)
class Gap:
    """Something missing: ``days`` are the authorized days without pay, or those that lack the hours or the rate.

    Typed hours that lack their payroll file have no days.
    """

    badge: str
    month: Month
    missing: Missing
    days: int


def gaps(rules: PayRules, officers: Iterable[PaidOfficer], month: Month) -> tuple[Gap, ...]:
    """What is missing in a month, by badge; an officer who is not authorized on any of its days misses nothing."""
    first, last = month.starts_on.toordinal(), month.ends_on.toordinal()
    found = []
    for officer in sorted(officers, key=lambda one: one.badge):
        paid = PaidDays.of(officer.pay, officer.standing)
        stretches = paid.stretches(first, last)
        authorized = paid.authorized(first, last)
        without_pay = authorized - sum(stretch.authorized for stretch in stretches)
        time = next((time for time in officer.time if time.month == month), MonthTime(month))
        rate = stretches[-1].pay.overtime_rate_cents if stretches else 0
        if without_pay:
            found.append(Gap(officer.badge, month, Missing.PAY, without_pay))
        if authorized and rules.salary_basis is SalaryBasis.HOURS and not time.hours:
            found.append(Gap(officer.badge, month, Missing.HOURS, authorized))
        if authorized and time.overtime and not rate:
            found.append(Gap(officer.badge, month, Missing.OVERTIME_RATE, authorized))
    return tuple(found)
