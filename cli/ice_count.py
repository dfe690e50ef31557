"""ICE's own count of a quarter beside ours."""

from __future__ import annotations

from datetime import date

import click

from cli.parameters import DATE, ON, QUARTER, REFERENCE, coded
from cli.plumbing import Desk, GroupWithDefault, command
from program.calendar import Quarter
from program.quarters.ice_count import QueryState
from reports.ice_count import explaining_data, ice_count_data, ice_lines
from storage.commands.ice_count import MarkQueries, RecordIceCount

_REF = click.option("--ref", "reference", metavar="TEXT", help="The letter or message it stands in.")


@click.group("ice-count", cls=GroupWithDefault, default="enter")
def ice_count() -> None:
    """ICE's own count of a quarter, and what was talked over with ICE.

    ice-count Q --provided N --located N --received DATE enters it, as ice-count enter Q does.
    """


@command(
    "enter",
    of=ice_count,
    example="leadbook ice-count FY2026-Q1 --provided 2 --located 1 --received 2026-01-05",
    takes_text=True,
)
@click.argument("quarter", type=QUARTER)
@click.option("--provided", type=int, required=True, metavar="N", help="How many leads ICE has provided.")
@click.option("--located", type=int, required=True, metavar="N", help="How many of them ICE has as located.")
@click.option("--received", type=DATE, required=True, help="The day on which ICE's count came.")
@_REF
def enter(desk: Desk, quarter: Quarter, provided: int, located: int, received: date, reference: str | None) -> None:
    """Enter ICE's own figures of a quarter, in place of any entered before."""
    desk.run(RecordIceCount(quarter, provided, located, received, reference))


@command("show", of=ice_count, example="leadbook ice-count show FY2026-Q1")
@click.argument("quarter", type=QUARTER)
def show(desk: Desk, quarter: Quarter) -> None:
    """ICE's count beside ours, and the leads that could explain a difference."""
    desk.show(
        lambda view: view.quarter(quarter),
        lambda found: {
            "quarter": str(quarter),
            **ice_count_data(found.ice_count),
            "could_explain": [explaining_data(line) for line in found.explaining],
        },
        lambda found: "\n".join(ice_lines(found.ice_count, found.explaining)),
    )


@command("query", of=ice_count, example="leadbook ice-count query 24-1187 --state query_sent", takes_text=True)
@click.argument("references", type=REFERENCE, nargs=-1, required=True)
@click.option("--state", type=coded(QueryState), required=True, help="How far it is.")
@ON
@_REF
def query(desk: Desk, references: tuple[str, ...], state: QueryState, on: date | None, reference: str | None) -> None:
    """Mark how far leads have been talked over with ICE."""
    desk.run(MarkQueries(references, state, on, reference))
