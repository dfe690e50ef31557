"""Pay and time as JSON and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from program.amounts import decimal
from program.claims.data import pay_data as from_day
from program.claims.data import time_data as of_month
from program.claims.pay import Pay
from reports.words import short_dollars
from storage.views.pay import OfficerPay, TimeLine


def pay_data(officer: OfficerPay) -> dict[str, Any]:
    """An officer's pay by effective date: cents, and the percent of benefits with two decimals."""
    return {
        "badge": officer.badge,
        "name": officer.name,
        "pay": [from_day(pay) for pay in officer.pay],
    }


def pay_text(officer: OfficerPay) -> str:
    """An officer's pay, a line for each day on which it changed."""
    lines = [f"{officer.badge} {officer.name}"]
    lines += [f"  from {pay.from_}{f' through {pay.until}' if pay.until else ''}  {_words(pay)}" for pay in officer.pay]
    if not officer.pay:
        lines.append(f"  no pay yet; leadbook pay {officer.badge} --annual-salary USD --from DATE")
    return "\n".join(lines)


def time_data(lines: Sequence[TimeLine]) -> dict[str, Any]:
    """The recorded hours, with two decimals each; ``file`` is null where they were typed."""
    return {
        "time": [{"badge": line.badge, "name": line.name, **of_month(line.time), "file": line.file} for line in lines]
    }


def time_text(lines: Sequence[TimeLine]) -> str:
    """The recorded hours as a table."""
    if not lines:
        return "No hours are recorded for that; leadbook time BADGE --period MONTH --hours H, or leadbook time import"
    rows = ["Month    Officer                            Hours    Program  Overtime  Backfill  From"]
    for line in lines:
        time = line.time
        rows.append(
            f"{time.month}  {f'{line.badge} {line.name}'[:32]:<32}{decimal(time.hours):>8}{decimal(time.programme):>11}"
            f"{decimal(time.overtime):>10}{decimal(time.backfill):>10}  {line.file or 'typed'}"
        )
    return "\n".join(rows)


def _words(pay: Pay) -> str:
    parts = [f"{short_dollars(pay.annual_salary_cents)} a year"]
    if pay.benefits_monthly_cents:
        parts.append(f"benefits {short_dollars(pay.benefits_monthly_cents)} a month")
    if pay.benefits_percent:
        parts.append(f"benefits {decimal(pay.benefits_percent)}%")
    if pay.overtime_rate_cents:
        parts.append(f"overtime {short_dollars(pay.overtime_rate_cents)} an hour")
    return ", ".join(parts)
