"""Leads and their outcomes."""

from __future__ import annotations

import click

from cli.parameters import BADGE, OUTCOME, QUARTER, REFERENCE, coded
from cli.plumbing import Desk, command, iso_date, iso_date_or_none, one_of
from cli.status import quarter_or_none
from program.leads.outcome import Category, CorrectionReason, Origin, Outcome
from program.leads.outcome_words import read_outcome
from reports.journal import receipt_data
from reports.lead import detail_data, detail_text, lead_data, lead_line
from storage.commands.base import Command
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.outcome import RecordOutcomes
from storage.errors import BadInput
from storage.views.lead import LeadQuery


def run(desk: Desk, action: Command) -> None:
    """Runs a command and prints its receipt."""
    with desk.open() as book:
        receipt = book.run(action)
    for note in receipt.notes:
        desk.narrate(note)
    desk.answer(lambda: receipt_data(receipt), lambda: receipt.said)


def outcome_word(text: str) -> Outcome:
    """The outcome that a code, letter or plain words mean; raises BadInput on anything else."""
    try:
        return read_outcome(text)
    except ValueError as error:
        raise BadInput("outcome", text, str(error)) from None


@click.group("lead")
def lead() -> None:
    """Enter, assign, show and list leads."""


@command("add", example="leadbook lead add 24-1190 --received 2025-11-10 --due 2025-11-24 --officer 1041")
@click.argument("reference", metavar="REF", type=REFERENCE)
@click.option("--received", required=True, metavar="DATE", help="The day ICE provided it.")
@click.option("--due", metavar="DATE", help="The day an answer is due.")
@click.option("--officer", metavar="BADGE", type=BADGE, help="The officer who holds it.")
@click.option("--category", default="standard", show_default=True, help="standard or welfare_check.")
@click.option("--origin", default="ice", show_default=True, help="ice, or agency for the agency's own encounters.")
def add(
    desk: Desk, reference: str, received: str, due: str | None, officer: str | None, category: str, origin: str
) -> None:
    """Enter one lead."""
    run(
        desk,
        AddLead(
            reference,
            iso_date("received_on", received),
            iso_date_or_none("due_on", due),
            officer,
            one_of("category", Category, category),
            one_of("origin", Origin, origin),
        ),
    )


@command("assign", example="leadbook lead assign 24-1187 24-1189 --officer 1052")
@click.argument("references", metavar="REF...", type=REFERENCE, nargs=-1, required=True)
@click.option("--officer", required=True, metavar="BADGE", type=BADGE, help="The officer who takes them.")
def assign(desk: Desk, references: tuple[str, ...], officer: str) -> None:
    """Give leads to an officer: all of them, or none where one is refused."""
    run(desk, AssignLeads(references, officer))


@command("show", example="leadbook lead show 24-1187")
@click.argument("reference", metavar="REF", type=REFERENCE)
def show(desk: Desk, reference: str) -> None:
    """One lead with what it counts as and its timeline."""
    with desk.open() as book:
        detail = book.view.lead(reference)
    desk.answer(lambda: detail_data(detail), lambda: detail_text(detail))


@command("list", example="leadbook lead list --quarter FY2026-Q1 --outcome open")
@click.option("--quarter", metavar="Q", type=QUARTER, help="Received in this federal fiscal quarter.")
@click.option("--outcome", "outcome_text", metavar="O", type=OUTCOME, help="With this outcome.")
@click.option("--officer", metavar="BADGE", type=BADGE, help="Held by this officer.")
@click.option("--overdue", is_flag=True, help="Open and past due.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="At most so many.")
@click.option("--after", metavar="CURSOR", help="Go on after the cursor that the page before gave.")
def list_(
    desk: Desk,
    quarter: str | None,
    outcome_text: str | None,
    officer: str | None,
    overdue: bool,
    limit: int,
    after: str | None,
) -> None:
    """Leads, newest first, page by page."""
    query = LeadQuery(
        quarter=quarter_or_none(quarter),
        outcome=outcome_word(outcome_text) if outcome_text else None,
        officer=officer,
        overdue=overdue,
    )
    with desk.open() as book:
        page = book.view.leads(query, limit, after)
    if page.after and not desk.as_json:
        desk.narrate(f"There are more; go on with --after '{page.after}'")
    desk.answer(
        lambda: {"leads": [lead_data(found) for found in page.leads], "after": page.after},
        lambda: "\n".join(map(lead_line, page.leads)) or "No lead fits.",
    )


for subcommand in (add, assign, show, list_):
    lead.add_command(subcommand)


@command("outcome", example="leadbook outcome 24-1187 located --on 2025-11-21 --evidence A-4471")
@click.argument("reference", metavar="REF", type=REFERENCE)
@click.argument("outcome_text", metavar="OUTCOME", type=OUTCOME)
@click.option("--on", metavar="DATE", help="The day of the outcome; today by default.")
@click.option(
    "--officer", metavar="BADGE", type=BADGE, help="The officer who takes the lead over; otherwise nobody changes."
)
@click.option("--evidence", metavar="TEXT", help="ICE's acknowledgement number or the like.")
@click.option(
    "--reason",
    metavar="CODE",
    type=coded(CorrectionReason),
    help=f"Why a recorded outcome is corrected: {', '.join(CorrectionReason)}.",
)
def outcome(
    desk: Desk,
    reference: str,
    outcome_text: str,
    on: str | None,
    officer: str | None,
    evidence: str | None,
    reason: str | None,
) -> None:
    """Record what became of a lead. To correct an outcome, record again with --reason."""
    run(
        desk,
        RecordOutcomes(
            (reference,),
            outcome_word(outcome_text),
            iso_date_or_none("outcome_on", on),
            officer,
            evidence,
            one_of("reason", CorrectionReason, reason) if reason else None,
        ),
    )
