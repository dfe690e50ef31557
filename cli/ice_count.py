"""ICE's own count of a quarter beside ours."""

from __future__ import annotations

import click

from cli.lead import run
from cli.parameters import QUARTER, REFERENCE, coded
from cli.plumbing import CommandsWithDefault, Desk, command, iso_date, iso_date_or_none, one_of
from cli.quarter import quarter_named
from program.quarters.ice_count import QueryState
from reports.ice_count import explaining_data, ice_count_data, ice_lines
from storage.commands.ice_count import MarkQueries, RecordIceCount


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
