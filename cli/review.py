"""Review of recorded outcomes by a second person."""

from __future__ import annotations

import click

from cli.parameters import QUARTER, REFERENCE, reason
from cli.plumbing import Desk, command
from program.calendar import Quarter
from program.leads.review import ReturnReason
from storage.commands.review import ReturnOutcomes, TurnReview, VerifyOutcomes
from storage.views.review import Review


@click.group("review")
def review() -> None:
    """Review of recorded outcomes by a second person; off unless turned on."""


@command("on", of=review, example="leadbook review on")
def on_(desk: Desk) -> None:
    """Turn review on: an outcome is only reported until somebody else has verified it."""
    desk.run(TurnReview(on=True))


@command("off", of=review, example="leadbook review off")
def off(desk: Desk) -> None:
    """Turn review off; what was verified or returned stays in the book."""
    desk.run(TurnReview(on=False))


@command("list", of=review, example="leadbook review list FY2026-Q1")
@click.argument("quarter", type=QUARTER)
def list_(desk: Desk, quarter: Quarter) -> None:
    """The recorded outcomes of a quarter that nobody has verified."""
    desk.show(
        lambda view: view.review(quarter),
        lambda found: {
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
        lambda found: "\n".join(_review_lines(found)),
    )


def _review_lines(found: Review) -> list[str]:
    lines = [] if found.is_on else ["Review is off: outcomes count as recorded. leadbook review on turns it on."]
    for line in found.outcomes:
        back = f"  returned by {line.by}: {line.reason}" if line.state else ""
        lines.append(f"{line.reference:<16} {line.outcome.words} {line.outcome_on}{back}")
    return lines or ["Every recorded outcome is verified."]


@command("verify", of=review, example="leadbook review verify 24-1188")
@click.argument("references", type=REFERENCE, nargs=-1, required=True)
def verify(desk: Desk, references: tuple[str, ...]) -> None:
    """Mark outcomes as verified; not your own."""
    desk.run(VerifyOutcomes(references))


@command("return", of=review, example="leadbook review return 24-1188 --reason no_evidence")
@click.argument("references", type=REFERENCE, nargs=-1, required=True)
@reason(ReturnReason, "Why", required=True)
def return_(desk: Desk, references: tuple[str, ...], reason: ReturnReason) -> None:
    """Return outcomes to whoever recorded them."""
    desk.run(ReturnOutcomes(references, reason))
