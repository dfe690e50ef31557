"""What of pay may be claimed: the rule sets of the book, and an agency's own reading of the open points."""

from __future__ import annotations

from datetime import date

import click

from cli.parameters import DATE, coded
from cli.plumbing import Desk, command
from program.rules.pay_rules import BenefitsBasis, ClaimPeriod, OvertimeCapBase, SalaryBasis
from reports.rules import rules_data, rules_text
from storage.commands.rules import ReadPayRules


@click.group("rules")
def rules() -> None:
    """What of pay may be claimed, and where each rule is from."""


@command("list", of=rules, example="leadbook rules list")
def list_(desk: Desk) -> None:
    """The rule sets of the book with their sources."""
    desk.show(lambda view: view.rule_sets(), rules_data, rules_text)


@command(
    "pay",
    of=rules,
    example='leadbook rules pay --from 2025-11-01 --source "Letter of Nov 3" --salary-basis hours',
    takes_text=True,
)
@click.option("--from", "from_on", type=DATE, required=True, help="The first day of the first month read so.")
@click.option("--source", required=True, metavar="TEXT", help="Where the reading is from, such as a letter.")
@click.option("--salary-basis", type=coded(SalaryBasis), help="What of the salary is paid.")
@click.option("--salary-percent", type=click.IntRange(1, 100), metavar="P", help="What percentage of it, with percent.")
@click.option("--benefits-basis", type=coded(BenefitsBasis), help="By days alone, or by the salary's share too.")
@click.option("--overtime-cap-base", type=coded(OvertimeCapBase), help="What the overtime cap is a percentage of.")
@click.option("--claim-period", type=coded(ClaimPeriod), help="How often a claim is made.")
def pay(
    desk: Desk,
    from_on: date,
    source: str,
    salary_basis: SalaryBasis | None,
    salary_percent: int | None,
    benefits_basis: BenefitsBasis | None,
    overtime_cap_base: OvertimeCapBase | None,
    claim_period: ClaimPeriod | None,
) -> None:
    """Read what may be claimed otherwise from a month on, as the agency's agreement has it.

    What is not named stays as it was. Certified claims and closed quarters keep the rules that they were made with.
    """
    desk.run(
        ReadPayRules(from_on, source, salary_basis, salary_percent, benefits_basis, overtime_cap_base, claim_period)
    )
