"""Imports that kept rejected rows aside."""

from __future__ import annotations

import click

from cli.plumbing import Desk, GroupWithDefault, command
from storage.commands.rejects import SettleRejects
from storage.moments import moment_iso, moment_words
from storage.text import number_of
from storage.views.rejects import RejectsLine


@click.group("rejects", cls=GroupWithDefault, default="list")
def rejects() -> None:
    """Imports that kept rejected rows aside.

    rejects lists them, as rejects list does.
    """


@command("list", of=rejects, example="leadbook rejects list")
def list_(desk: Desk) -> None:
    """Imports that kept rows aside, by their entry in the journal, and whether those have been dealt with."""
    desk.show(
        lambda view: view.rejects(),
        lambda found: {
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
        lambda found: "\n".join(map(_rejects_line, found)) or "No import has kept rows aside.",
    )


def _rejects_line(line: RejectsLine) -> str:
    settled = f", dealt with on {line.settled_on}" if line.settled_on else ""
    rows = number_of(line.rejected, "row")
    return f"{line.entry:>6}  {moment_words(line.at_ms)}  {line.file}: {rows} kept aside{settled}"


@command("settle", of=rejects, example="leadbook rejects settle 12")
@click.argument("entries", metavar="ENTRY...", nargs=-1, required=True, type=int)
def settle(desk: Desk, entries: tuple[int, ...]) -> None:
    """Mark the rejected rows of imports as dealt with."""
    desk.run(SettleRejects(entries))
