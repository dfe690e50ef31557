"""Review of recorded outcomes by a second person."""

from __future__ import annotations

import click

from cli.lead import run
from cli.parameters import QUARTER, REFERENCE, coded
from cli.plumbing import Desk, command, one_of
from cli.quarter import quarter_named
from program.leads.review import ReturnReason
from storage.commands.review import ReturnOutcomes, TurnReview, VerifyOutcomes
from storage.views.review import Review


@click.group("review")
def review() -> None:
    """Review of recorded outcomes by a second person; off unless turned on."""


@command("on", example="leadbook review on")
def on_(desk: Desk) -> None:
    """Turn review on: an outcome is only reported until somebody else has verified it."""
    run(desk, TurnReview(on=True))


@command("off", example="leadbook review off")
def off(desk: Desk) -> None:
    """Turn review off; what was verified or returned stays in the book."""
    run(desk, TurnReview(on=False))


@command("list", example="leadbook review list FY2026-Q1")
@click.argument("quarter_name", metavar="Q", type=QUARTER)
def list_(desk: Desk, quarter_name: str) -> None:
    """The recorded outcomes of a quarter that nobody has verified."""
    asked = quarter_named(quarter_name)
    with desk.open() as book:
        found = book.view.review(asked)
    desk.answer(
        lambda: {
            "on": found.is_on,
            "outcomes": [
                {
                    "reference": line.reference,
                    "outcome": line.outcome.value,
                    "outcome_on": line.outcome_on.isoformat(),
                    "state": line.state.value if line.state else "reported",
                    "reason": line.reason.value if line.reason else None,
                    "by": line.by,
                }
                for line in found.outcomes
            ],
        },
        lambda: "\n".join(_review_lines(found)),
    )


def _review_lines(found: Review) -> list[str]:
    lines = [] if found.is_on else ["Review is off: outcomes count as recorded. leadbook review on turns it on."]
    for line in found.outcomes:
        back = f"  returned by {line.by}: {line.reason}" if line.state else ""
        lines.append(f"{line.reference:<16} {line.outcome.words} {line.outcome_on}{back}")
    return lines or ["Every recorded outcome is verified."]


@command("verify", example="leadbook review verify 24-1188")
@click.argument("references", metavar="REF...", type=REFERENCE, nargs=-1, required=True)
def verify(desk: Desk, references: tuple[str, ...]) -> None:
    """Mark outcomes as verified; not your own."""
    run(desk, VerifyOutcomes(references))


@command("return", example="leadbook review return 24-1188 --reason no_evidence")
@click.argument("references", metavar="REF...", type=REFERENCE, nargs=-1, required=True)
@click.option(
    "--reason", required=True, metavar="CODE", type=coded(ReturnReason), help=f"Why: {', '.join(ReturnReason)}."
)
def return_(desk: Desk, references: tuple[str, ...], reason: str) -> None:
    """Give outcomes back to whoever recorded them."""
    run(desk, ReturnOutcomes(references, one_of("reason", ReturnReason, reason)))


for subcommand in (on_, off, list_, verify, return_):
    review.add_command(subcommand)
