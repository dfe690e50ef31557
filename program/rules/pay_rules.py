"""The part of a rule set that says what of an officer's pay may be claimed, and what the start-up money is.

Every field is an assumption (U13 to U16) with its default, but for the start-up amounts, which were published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any


class SalaryBasis(StrEnum):
    """What of the salary is paid (U13): all of it, the share of hours on the program, or a fixed percent."""

    FULL = "full"
    HOURS = "hours"
    PERCENT = "percent"


class BenefitsBasis(StrEnum):
    """Whether benefits are claimed by days alone, or also by the share of hours or the percent of the salary."""

    DAYS = "days"
    AS_SALARY = "as_salary"


class OvertimeCapBase(StrEnum):
    """What the overtime cap is a percent of (U14): salary of the eligible days, or the annual salary in force."""

    ELIGIBLE_DAYS = "eligible_days"
    ANNUAL_SALARY = "annual_salary"


class ClaimPeriod(StrEnum):
    """How often a claim is made (U16)."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True)
class PayRules:
    """What may be claimed; percentages are whole numbers, amounts are cents.

    ``source`` says where an agency has its own reading from, such as its service agreement; empty for the defaults.
    """

    salary_basis: SalaryBasis = SalaryBasis.FULL
    salary_percent: int = 100
    benefits_basis: BenefitsBasis = BenefitsBasis.DAYS
    overtime_cap_percent: int = 25
    overtime_cap_base: OvertimeCapBase = OvertimeCapBase.ELIGIBLE_DAYS
    backfill_excluded: bool = True
    claim_period: ClaimPeriod = ClaimPeriod.MONTH
    equipment_cents_per_officer: int = 7_500_00
    vehicles_cents_per_agreement: int = 100_000_00
    source: str = ""

    def __post_init__(self) -> None:
        for name, percent in (("salary", self.salary_percent), ("overtime cap", self.overtime_cap_percent)):
            if not 0 <= percent <= 100:
                raise ValueError(f"pay rules: the {name}'s percent is {percent}; it lies between 0 and 100")
        if min(self.equipment_cents_per_officer, self.vehicles_cents_per_agreement) < 0:
            raise ValueError("pay rules: an amount of start-up money is negative")

    def as_data(self) -> dict[str, Any]:
        """What differs from the default, as JSON data.

        A field at its default is left out, so a rule set that says nothing about pay keeps its hash.
        """
        return {
            one.name: value.value if isinstance(value, StrEnum) else value
            for one in fields(self)
            if (value := getattr(self, one.name)) != one.default
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> PayRules:
        """The rules that ``as_data`` wrote; raises KeyError or ValueError on anything else."""
        kinds = {one.name: type(getattr(DEFAULT_PAY_RULES, one.name)) for one in fields(cls)}
        return cls(**{name: kinds[name](value) for name, value in data.items()})


DEFAULT_PAY_RULES = PayRules()


def pay_sources(rules: PayRules) -> dict[str, tuple[str, str]]:
    """What each field says and where that is from, in words: the agency's own reading, or the default."""
    own = rules.as_data()
    said = {}
    for field, text in PAY_SOURCES.items():
        source, _, words = text.partition(": ")
        said[field] = (str(own[field]).replace("_", " "), rules.source) if field in own else (words or source, source)
    return said


PAY_SOURCES: Mapping[str, str] = {
    "salary_basis": "assumed (U13): the full annual salary, a twelfth a month, by the days on which the officer is "
    "authorized; DHS release of 2 September 2025. Counties have read it as hours worked or as a per cent of time",
    "benefits_basis": "assumed (U13): benefits are claimed by days, as the full salary is",
    "overtime_cap_percent": "DHS release of 2 September 2025: overtime up to 25 % of the officer's annual salary",
    "overtime_cap_base": "assumed (U14): of the salary over the fiscal year's authorized days, those to come at "
    "today's standing and pay; benefits on overtime are not claimed",
    "backfill_excluded": "assumed (U15): backfill overtime is not reimbursed; Dallas police chief, November 2025",
    "salary_percent": "assumed (U13): all of the time, where the salary is paid by a per cent of it",
    "claim_period": "assumed (U16): a claim a month",
    "equipment_cents_per_officer": "Fraternal Order of Police, September 2025: $7,500 per credentialed officer",
    "vehicles_cents_per_agreement": "Fraternal Order of Police, September 2025: $100,000 per agreement",
}
"""Where each default is from: a citation where it is known, the number of the open point where it is assumed."""
