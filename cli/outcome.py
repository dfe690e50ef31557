"""What became of a lead."""

from __future__ import annotations

from datetime import date

import click

from cli.parameters import BADGE, DATE, OUTCOME, REFERENCE, reason
from cli.plumbing import Desk, command
from program.leads.outcome import CorrectionReason, Outcome
from storage.commands.outcome import RecordOutcomes


@command("outcome", example="leadbook outcome 24-1187 located --on 2025-11-21 --evidence A-4471", takes_text=True)
@click.argument("reference", type=REFERENCE)
@click.argument("outcome", type=OUTCOME)
@click.option("--on", type=DATE.named("outcome_on"), help="The day of the outcome; today by default.")
@click.option("--officer", type=BADGE, help="The officer who takes the lead over; otherwise nobody changes.")
@click.option("--evidence", metavar="TEXT", help="ICE's acknowledgment number or the like.")
@reason(CorrectionReason, "Why a recorded outcome is corrected")
def outcome(
    desk: Desk,
    reference: str,
    outcome: Outcome,
    on: date | None,
    officer: str | None,
    evidence: str | None,
    reason: CorrectionReason | None,
) -> None:
    """Record what became of a lead. To correct an outcome, record again with --reason."""
    desk.run(RecordOutcomes((reference,), outcome, on, officer, evidence, reason))
