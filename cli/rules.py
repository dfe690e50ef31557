"""What of pay may be claimed: the rule sets of the book, and an agency's own reading of the open points."""

from __future__ import annotations

import click

from cli.lead import run
from cli.parameters import coded
from cli.plumbing import Desk, command, iso_date, one_of
from program.rules.pay_rules import BenefitsBasis, ClaimPeriod, OvertimeCapBase, SalaryBasis
from reports.rules import rules_data, rules_text
from storage.commands.rules import ReadPayRules


@click.group("rules")
def rules() -> None:
    """What of pay may be claimed, and where each rule is from."""


@command("list", example="leadbook rules list")
def list_(desk: Desk) -> None:
    """The rule sets of the book with their sources."""
    with desk.open() as book:
        found = book.view.rule_sets()
    desk.answer(lambda: rules_data(found), lambda: rules_text(found))


@command("pay", example='leadbook rules pay --from 2025-11-01 --source "Letter of Nov 3" --salary-basis hours')
@click.option("--from", "from_on", required=True, metavar="DATE", help="The first day of the first month read so.")
@click.option("--source", required=True, metavar="TEXT", help="Where the reading is from, such as a letter.")
@click.option(
    "--salary-basis", metavar="|".join(SalaryBasis), type=coded(SalaryBasis), help="What of the salary is paid."
)
@click.option("--salary-percent", type=click.IntRange(1, 100), metavar="P", help="The per cent, with percent.")
@click.option(
    "--benefits-basis",
    metavar="|".join(BenefitsBasis),
    type=coded(BenefitsBasis),
    help="By days alone, or by the salary's share too.",
)
@click.option(
    "--overtime-cap-base",
    metavar="|".join(OvertimeCapBase),
    type=coded(OvertimeCapBase),
    help="What the overtime cap is a per cent of.",
)
@click.option(
    "--claim-period", metavar="|".join(ClaimPeriod), type=coded(ClaimPeriod), help="How often a claim is made."
)
def pay(
    desk: Desk,
    from_on: str,
    source: str,
    salary_basis: str | None,
    salary_percent: int | None,
    benefits_basis: str | None,
    overtime_cap_base: str | None,
    claim_period: str | None,
) -> None:
    """Read what may be claimed otherwise from a month on, as the agency's agreement has it.

    What is not named stays as it was. Certified claims and closed quarters keep the rules that they were made with.
    """
    run(
        desk,
        ReadPayRules(
            iso_date("from", from_on),
            source,
            one_of("salary_basis", SalaryBasis, salary_basis) if salary_basis else None,
            salary_percent,
            one_of("benefits_basis", BenefitsBasis, benefits_basis) if benefits_basis else None,
            one_of("overtime_cap_base", OvertimeCapBase, overtime_cap_base) if overtime_cap_base else None,
            one_of("claim_period", ClaimPeriod, claim_period) if claim_period else None,
        ),
    )


for subcommand in (list_, pay):
    rules.add_command(subcommand)
