"""What needs a second look: ICE's own count, review of outcomes, rejected rows of imports."""

from __future__ import annotations

import click

from cli.lead import run
from cli.parameters import QUARTER, REFERENCE, coded
from cli.plumbing import CommandsWithDefault, Desk, command, iso_date, iso_date_or_none, one_of
from cli.quarter import quarter_named
from program.leads.review import ReturnReason
from program.quarters.ice_count import QueryState
from reports.quarter import explaining_data, ice_count_data, ice_lines
from storage.commands.ice_count import MarkQueries, RecordIceCount
from storage.commands.rejects import SettleRejects
from storage.commands.review import ReturnOutcomes, TurnReview, VerifyOutcomes
from storage.moments import moment_iso, moment_words
from storage.text import number_of
from storage.views.rejects import RejectsLine
from storage.views.review import Review


class _IceCount(CommandsWithDefault):
    default = "enter"


@click.group("ice-count", cls=_IceCount)
def ice_count() -> None:
    """ICE's own count of a quarter, and what was talked over with ICE.

    ice-count Q --provided N --located N --received DATE enters it, as ice-count enter Q does.
    """


@command("enter", example="leadbook ice-count FY2026-Q1 --provided 2 --located 1 --received 2026-01-05")
@click.argument("quarter_name", metavar="Q", type=QUARTER)
@click.option("--provided", type=int, required=True, metavar="N", help="How many leads ICE has provided.")
@click.option("--located", type=int, required=True, metavar="N", help="How many of them ICE has as located.")
@click.option("--received", required=True, metavar="DATE", help="The day on which ICE's count came.")
@click.option("--ref", "reference", metavar="TEXT", help="The letter or message it stands in.")
def enter(desk: Desk, quarter_name: str, provided: int, located: int, received: str, reference: str | None) -> None:
    """Enter ICE's own figures of a quarter, in place of any entered before."""
    asked = quarter_named(quarter_name)
    run(desk, RecordIceCount(asked, provided, located, iso_date("received", received), reference))


@command("show", example="leadbook ice-count show FY2026-Q1")
@click.argument("quarter_name", metavar="Q", type=QUARTER)
def show_count(desk: Desk, quarter_name: str) -> None:
    """ICE's count beside ours, and the leads that could explain a difference."""
    asked = quarter_named(quarter_name)
    with desk.open() as book:
        found = book.view.quarter(asked)
    desk.answer(
        lambda: {
            "quarter": str(asked),
            **ice_count_data(found.ice_count),
            "could_explain": [explaining_data(line) for line in found.explaining],
        },
        lambda: "\n".join(ice_lines(found.ice_count, found.explaining)),
    )


@command("query", example="leadbook ice-count query 24-1187 --state query_sent")
@click.argument("references", metavar="REF...", type=REFERENCE, nargs=-1, required=True)
@click.option(
    "--state", required=True, metavar="STATE", type=coded(QueryState), help=f"How far it is: {', '.join(QueryState)}."
)
@click.option("--on", metavar="DATE", help="The day of it; today by default.")
@click.option("--ref", "reference", metavar="TEXT", help="The letter or message it stands in.")
def query(desk: Desk, references: tuple[str, ...], state: str, on: str | None, reference: str | None) -> None:
    """Mark how far leads have been talked over with ICE."""
    run(desk, MarkQueries(references, one_of("state", QueryState, state), iso_date_or_none("on", on), reference))


for subcommand in (enter, show_count, query):
    ice_count.add_command(subcommand)


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


class _Rejects(CommandsWithDefault):
    default = "list"


@click.group("rejects", cls=_Rejects)
def rejects() -> None:
    """Imports that kept rejected rows aside.

    rejects lists them, as rejects list does.
    """


@command("list", example="leadbook rejects list")
def list_rejects(desk: Desk) -> None:
    """Imports that kept rows aside, by their entry in the journal, and whether those have been dealt with."""
    with desk.open() as book:
        found = book.view.rejects()
    desk.answer(
        lambda: {
            "imports": [
                {
                    "entry": line.entry,
                    "at": moment_iso(line.at_ms),
                    "file": line.file,
                    "rejected": line.rejected,
                    "settled_on": line.settled_on.isoformat() if line.settled_on else None,
                }
                for line in found
            ]
        },
        lambda: "\n".join(map(_rejects_line, found)) or "No import has kept rows aside.",
    )


def _rejects_line(line: RejectsLine) -> str:
    settled = f", dealt with on {line.settled_on}" if line.settled_on else ""
    rows = number_of(line.rejected, "row")
    return f"{line.entry:>6}  {moment_words(line.at_ms)}  {line.file}: {rows} kept aside{settled}"


@command("settle", example="leadbook rejects settle 12")
@click.argument("entries", metavar="ENTRY...", nargs=-1, required=True, type=int)
def settle(desk: Desk, entries: tuple[int, ...]) -> None:
    """Mark the rejected rows of imports as dealt with."""
    run(desk, SettleRejects(entries))


for subcommand in (list_rejects, settle):
    rejects.add_command(subcommand)
