"""How long records are kept, holds, and the disposal of what is due."""

from __future__ import annotations

import click

from cli.parameters import coded
from cli.plumbing import Desk, GroupWithDefault, command
from program.refusals import BadInput
from program.retention import MOST_YEARS, Kept
from reports.retention import retention_data, retention_text
from storage.commands.retention import DisposeOfDue, LiftHold, PlaceHold, SetRetention
from storage.maintenance.erase import erase

_KIND = click.argument("kind", type=coded(Kept))


@click.group("retention", cls=GroupWithDefault, default="show")
def retention() -> None:
    """How long records are kept; off unless the agency sets it, and nothing is ever deleted by itself."""


@command("show", of=retention, example="leadbook retention")
def show(desk: Desk) -> None:
    """The schedule, what is due today, and holds."""
    desk.show(lambda view: view.retention(), retention_data, retention_text)


@command(
    "set",
    of=retention,
    example='leadbook retention set leads --years 5 --source "State schedule, item 12"',
    takes_text=True,
)
@_KIND
@click.option("--years", type=click.IntRange(1, MOST_YEARS), required=True, metavar="N", help="So many whole years.")
@click.option("--source", required=True, metavar="TEXT", help="Where your agency has it from.")
def set_(desk: Desk, kind: Kept, years: int, source: str) -> None:
    """Say for how long your agency keeps a kind of record; the program assumes no law."""
    desk.run(SetRetention(kind, years, source))


@command("off", of=retention, example="leadbook retention off leads")
@_KIND
def off(desk: Desk, kind: Kept) -> None:
    """Take a kind of record off the schedule; nothing of it is due then."""
    desk.run(SetRetention(kind, None))


@command("hold", of=retention, example='leadbook retention hold --reason "Litigation 2026-3"', takes_text=True)
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@click.option("--kind", type=coded(Kept), help="Of this kind alone; of all records by default.")
def hold(desk: Desk, reason: str, kind: Kept | None) -> None:
    """Stop that anything goes since it is due, until the hold is lifted."""
    desk.run(PlaceHold(reason, kind))


@command("lift", of=retention, example='leadbook retention lift 1 --reason "Settled"', takes_text=True)
@click.argument("number", type=click.IntRange(1))
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
def lift(desk: Desk, number: int, reason: str) -> None:
    """Lift a hold by its number."""
    desk.run(LiftHold(number, reason))


@command("dispose", of=retention, example="leadbook retention dispose disclosures --yes")
@_KIND
@click.option("--yes", is_flag=True, help="Do not ask once more.")
@click.option("--limit", type=click.IntRange(1), default=100, metavar="N", help="At most so many records; 100.")
def dispose(desk: Desk, kind: Kept, yes: bool, limit: int) -> None:
    """Strike out for good what names somebody or something in records that are due, the longest due first.

    Dates, outcomes, hours and amounts stay, and the journal's chain holds. No undo brings it back.
    """
    action = DisposeOfDue(kind, limit)
    with desk.open() as book:
        seen = desk.work(lambda: book.rehearse(action)) if not yes else None
        if seen is not None and seen.result is not None:
            said = seen.said.replace("Disposed of what was due", "To be disposed of", 1)
            desk.narrate(f"{said}. {kind.goes.capitalize()} will be gone for good; undo brings nothing back")
            try:
                click.confirm("Dispose of it?", abort=True, err=True)
            except click.Abort:
                raise BadInput("yes", "", "was not answered, nor --yes given; nothing was changed") from None
        confirmation = desk.work(lambda: book.run(action))
        problems = erase(book, desk.config.backups).problems if confirmation.entry is not None else ()
    for note in (*confirmation.notes, *problems):
        desk.narrate(note)
    desk.answer(
        lambda: {"entry": confirmation.entry, "said": confirmation.said, "records": confirmation.result or 0},
        lambda: confirmation.said,
    )
