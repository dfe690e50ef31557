"""Claims, pay and time as data, in the shapes of the contract, and claims back. Amounts are cents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from program.amounts import two_decimals
from program.calendar import Month, Quarter, months_of, read_period
from program.claims.claim import Claim
from program.claims.lines import Line, NotClaimed, WhyNot
from program.claims.overtime_cap import CapUse
from program.claims.pay import HOURS, Category, MonthTime, Pay

Period = Month | Quarter
"""What a claim is of."""


def claim_data(period: Period, claim: Claim) -> dict[str, Any]:
    """The period with its days, the lines, their totals and the use of each overtime cap."""
    totals = claim.totals
    return {
        "period": str(period),
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "lines": [
            {
                "badge": line.badge,
                "category": line.category.value,
                "recorded_cents": line.recorded_cents,
                "claimed_cents": line.claimed_cents,
                "not_claimed": [{"why": part.why.value, "cents": part.cents} for part in line.not_claimed],
                "arithmetic": line.arithmetic,
            }
            for line in claim.lines
        ],
        "totals": {
            "recorded_cents": totals.recorded_cents,
            "claimed_cents": totals.claimed_cents,
            "not_claimed_cents": totals.not_claimed_cents,
        },
        "overtime_cap": [
            {
                "badge": use.badge,
                "cap_cents": use.cap_cents,
                "used_before_cents": use.used_before_cents,
                "used_cents": use.used_cents,
                "left_cents": use.left_cents,
            }
            for use in claim.overtime_cap
        ],
    }


def pay_data(pay: Pay) -> dict[str, Any]:
    """Pay from a day on: cents, and the percent of benefits with two decimals."""
    return {
        "from": pay.from_.isoformat(),
        "until": pay.until.isoformat() if pay.until else None,
        "annual_salary_cents": pay.annual_salary_cents,
        "benefits_monthly_cents": pay.benefits_monthly_cents,
        "benefits_percent": two_decimals(pay.benefits_percent),
        "overtime_rate_cents": pay.overtime_rate_cents,
    }


def time_data(time: MonthTime) -> dict[str, str]:
    """The hours of a month, with two decimals each."""
    return {
        "period": str(time.month),
        **{field: two_decimals(getattr(time, part)) for field, part in HOURS.items()},
    }


def claim_from(data: Mapping[str, Any]) -> Claim:
    """The claim that ``claim_data`` wrote; raises KeyError or ValueError on anything else."""
    return Claim(
        months_of(read_period(data["period"])),
        tuple(
            Line(
                line["badge"],
                Category(line["category"]),
                line["recorded_cents"],
                line["claimed_cents"],
                tuple(NotClaimed(WhyNot(part["why"]), part["cents"]) for part in line["not_claimed"]),
                line["arithmetic"],
            )
            for line in data["lines"]
        ),
        tuple(
            CapUse(use["badge"], use["cap_cents"], use["used_before_cents"], use["used_cents"])
            for use in data["overtime_cap"]
        ),
    )
