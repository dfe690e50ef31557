"""The fate of awards."""

from __future__ import annotations

from datetime import date

import click

from cli.parameters import DATE, DOLLARS, QUARTER, reason
from cli.plumbing import Desk, command
from program.calendar import Quarter
from program.quarters.award import AwardReason, AwardStep
from program.refusals import BadInput
from reports.award import award_data, award_lines, awards_lines
from storage.commands.award import RecordAward


@command("award", example="leadbook award FY2026-Q1 --claimed 9000 --on 2026-01-05", takes_text=True)
@click.argument("quarter", type=QUARTER, required=False)
@click.option("--claimed", type=DOLLARS, help="So much was claimed.")
@click.option("--approved", type=DOLLARS, help="So much was approved.")
@click.option("--received", type=DOLLARS, help="So much has been received in all.")
@click.option("--on", type=DATE, help="The day of it.")
@click.option("--ref", "reference", metavar="TEXT", help="The letter or payment it stands in.")
@reason(AwardReason, "Why it differs from the step before")
def award(
    desk: Desk,
    quarter: Quarter | None,
    claimed: int | None,
    approved: int | None,
    received: int | None,
    on: date | None,
    reference: str | None,
    reason: AwardReason | None,
) -> None:
    """The fate of an award: record what was claimed, approved or received; without an amount show it.

    Without a quarter all of them are shown, with each difference and its reason.
    """
    amounts = {AwardStep.CLAIMED: claimed, AwardStep.APPROVED: approved, AwardStep.RECEIVED: received}
    given = [(step, cents) for step, cents in amounts.items() if cents is not None]
    if not given:
        _show_awards(desk, quarter)
        return
    if quarter is None or on is None or len(given) > 1:
        raise BadInput(
            "award", "", "name the quarter, one of --claimed, --approved, --received in dollars, and --on DATE"
        )
    [(step, cents)] = given
    desk.run(RecordAward(quarter, step, cents, on, reference, reason))


def _show_awards(desk: Desk, quarter: Quarter | None) -> None:
    if quarter is None:
        desk.show(
            lambda view: view.quarters(),
            lambda found: {"awards": [{"quarter": str(line.quarter), **award_data(line.award)} for line in found]},
            lambda found: "\n".join(awards_lines(found)),
        )
        return
    desk.show(
        lambda view: view.quarter(quarter).award,
        lambda fate: {"quarter": str(quarter), **award_data(fate)},
        lambda fate: "\n".join(award_lines(fate)),
    )
