"""The journal, taking back and putting back."""

from __future__ import annotations

from datetime import date

import click

from cli.parameters import DATE, REFERENCE
from cli.plumbing import Desk, command
from reports.journal import entry_data, entry_line
from storage.commands.undo import Redo, Undo


@command("undo", example="leadbook undo")
@click.argument("entry", required=False, type=click.IntRange(1))
def undo(desk: Desk, entry: int | None) -> None:
    """Take back the last command, or the entry of that number; a row changed since is a conflict."""
    desk.run(Undo(entry))


@command("redo", example="leadbook redo")
def redo(desk: Desk) -> None:
    """Put back what the last undo took."""
    desk.run(Redo())


@command("journal", example="leadbook journal --lead 24-1187")
@click.option("--lead", type=REFERENCE, help="Only entries that changed this lead.")
@click.option("--since", type=DATE, help="Only entries since this day began (UTC).")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many entries.")
def journal(desk: Desk, lead: str | None, since: date | None, limit: int | None) -> None:
    """Every change, newest first: number, when, who, what."""
    desk.show(
        lambda view: view.journal(limit=limit or view.journal_length(), lead_reference=lead, since=since),
        lambda entries: {"entries": [entry_data(entry) for entry in entries]},
        lambda entries: "\n".join(map(entry_line, entries)) or "No entry fits.",
    )
