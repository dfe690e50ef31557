"""Imports that kept rejected rows aside."""

from __future__ import annotations

import click

from cli.lead import run
from cli.plumbing import CommandsWithDefault, Desk, command
from storage.commands.rejects import SettleRejects
from storage.moments import moment_iso, moment_words
from storage.text import number_of
from storage.views.rejects import RejectsLine


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
