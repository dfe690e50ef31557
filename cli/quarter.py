"""The quarter's end: its summary, closing, reopening, what if, and the award's fate."""

from __future__ import annotations

import click

from cli.amounts import cents
from cli.lead import run
from cli.parameters import QUARTER, coded
from cli.plumbing import CommandsWithDefault, Desk, command, iso_date, one_of
from cli.status import quarter_or_none
from program.amounts import NotPossible
from program.calendar import Quarter
from program.leads.outcome import CorrectionReason
from program.quarters.award import AwardReason, AwardStep
from program.quarters.what_if import what_if as reckoned
from reports.award import award_data, award_lines, awards_lines
from reports.quarter import line_data, need_data, quarter_data, quarter_text, quarters_lines
from reports.what_if import what_if_data, what_if_text
from storage.commands.award import RecordAward
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.errors import BadInput


def quarter_named(text: str) -> Quarter:
    """The quarter that an argument gives; raises BadInput on anything else."""
    found = quarter_or_none(text)
    assert found is not None
    return found


@click.group("quarter", cls=CommandsWithDefault)
def quarter() -> None:
    """A quarter's summary; close it, amend it, list all.

    quarter [Q] shows the summary, as quarter show [Q] does.
    """


@command("show", example="leadbook quarter FY2026-Q1")
@click.argument("quarter_text_", metavar="[Q]", type=QUARTER, required=False)
def show(desk: Desk, quarter_text_: str | None) -> None:
    """Everything about a quarter, the running one by default: figures, checklist, ICE's count, award, weeks."""
    asked = quarter_or_none(quarter_text_)
    with desk.open() as book:
        found = book.view.quarter(asked)
    desk.answer(lambda: quarter_data(found), lambda: quarter_text(found))


@command("list", example="leadbook quarter list")
def all_quarters(desk: Desk) -> None:
    """All quarters, oldest first: state, rate, award, ICE's count."""
    with desk.open() as book:
        found = book.view.quarters()
    desk.answer(lambda: {"quarters": [line_data(line) for line in found]}, lambda: "\n".join(quarters_lines(found)))


@command("close", example="leadbook quarter close FY2026-Q1")
@click.argument("quarter_name", metavar="Q", type=QUARTER)
def close(desk: Desk, quarter_name: str) -> None:
    """Freeze a quarter's statement, from the day after its last; from then on the quarter does not change."""
    run(desk, CloseQuarter(quarter_named(quarter_name)))


@command("amend", example="leadbook quarter amend FY2026-Q1 --reason new_information")
@click.argument("quarter_name", metavar="Q", type=QUARTER)
@click.option(
    "--reason", required=True, metavar="CODE", type=coded(CorrectionReason), help=f"Why: {', '.join(CorrectionReason)}."
)
def amend(desk: Desk, quarter_name: str, reason: str) -> None:
    """Reopen a closed quarter; its statements stay, and closing it again makes the next revision."""
    run(desk, AmendQuarter(quarter_named(quarter_name), one_of("reason", CorrectionReason, reason)))


for subcommand in (show, all_quarters, close, amend):
    quarter.add_command(subcommand)


@command("what-if", example="leadbook what-if FY2026-Q1 --located 1")
@click.argument("quarter_name", metavar="[Q]", type=QUARTER, required=False)
@click.option("--located", type=int, default=0, show_default=True, help="So many of the open leads become located.")
@click.option("--withdrawn", type=int, default=0, show_default=True, help="So many of the open leads are withdrawn.")
@click.option("--officers", type=int, help="So many officers are eligible; as many as now by default.")
def what_if(desk: Desk, quarter_name: str | None, located: int, withdrawn: int, officers: int | None) -> None:
    """What the rate, tier and award would be, and what each tier takes. Nothing is saved."""
    asked = quarter_or_none(quarter_name)
    with desk.open() as book:
        shown = book.view.quarter(asked)
    figures = shown.figures
    if figures.rules is None:
        raise BadInput("quarter", figures.quarter, "ended before the program, so no tier and no award can be reckoned")
    head_count = figures.eligible_officers if officers is None else officers
    try:
        found = reckoned(figures.rules, figures.counts, head_count, located=located, withdrawn=withdrawn)
    except NotPossible as problem:
        raise BadInput(problem.field, problem.value, problem.problem) from None
    numbers = {"located": located, "withdrawn": withdrawn, "officers": head_count}
    desk.answer(
        lambda: {
            **what_if_data(str(figures.quarter), numbers, found),
            "needs": [need_data(need) for need in shown.needs],
        },
        lambda: what_if_text(shown, numbers, found),
    )


@command("award", example="leadbook award FY2026-Q1 --claimed 9000 --on 2026-01-05")
@click.argument("quarter_name", metavar="[Q]", type=QUARTER, required=False)
@click.option("--claimed", metavar="USD", help="So much was claimed.")
@click.option("--approved", metavar="USD", help="So much was approved.")
@click.option("--received", metavar="USD", help="So much has been received in all.")
@click.option("--on", metavar="DATE", help="The day of it.")
@click.option("--ref", "reference", metavar="TEXT", help="The letter or payment it stands in.")
@click.option(
    "--reason",
    metavar="CODE",
    type=coded(AwardReason),
    help=f"Why it differs from the step before: {', '.join(AwardReason)}.",
)
def award(
    desk: Desk,
    quarter_name: str | None,
    claimed: str | None,
    approved: str | None,
    received: str | None,
    on: str | None,
    reference: str | None,
    reason: str | None,
) -> None:
    """The fate of an award: record what was claimed, approved or received; without an amount show it.

    Without a quarter all of them are shown, with each difference and its reason.
    """
    asked = quarter_or_none(quarter_name)
    amounts = {AwardStep.CLAIMED: claimed, AwardStep.APPROVED: approved, AwardStep.RECEIVED: received}
    given = {step: text for step, text in amounts.items() if text is not None}
    if not given:
        _show_awards(desk, asked)
        return
    if asked is None or on is None or len(given) > 1:
        raise BadInput(
            "award", "", "name the quarter, one of --claimed, --approved, --received in dollars, and --on DATE"
        )
    [(step, text)] = given.items()
    coded = one_of("reason", AwardReason, reason) if reason else None
    run(desk, RecordAward(asked, step, cents(step.value, text), iso_date("on", on), reference, coded))


def _show_awards(desk: Desk, asked: Quarter | None) -> None:
    with desk.open() as book:
        if asked is not None:
            fate = book.view.quarter(asked).award
            desk.answer(lambda: {"quarter": str(asked), **award_data(fate)}, lambda: "\n".join(award_lines(fate)))
            return
        found = book.view.quarters()
    desk.answer(
        lambda: {"awards": [{"quarter": str(line.quarter), **award_data(line.award)} for line in found]},
        lambda: "\n".join(awards_lines(found)),
    )
