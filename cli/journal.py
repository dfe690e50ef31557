"""The journal, taking back and putting back."""

from __future__ import annotations

import click

from cli.lead import run
from cli.parameters import REFERENCE
from cli.plumbing import Desk, command, iso_date_or_none
from reports.journal import entry_data, entry_line
from storage.commands.undo import Redo, Undo


@command("undo", example="leadbook undo")
@click.argument("entry", required=False, type=click.IntRange(1))
def undo(desk: Desk, entry: int | None) -> None:
    """Take back the last command, or the entry of that number; a row changed since is a conflict."""
    run(desk, Undo(entry))


@command("redo", example="leadbook redo")
def redo(desk: Desk) -> None:
    """Put back what the last undo took."""
    run(desk, Redo())


@command("journal", example="leadbook journal --lead 24-1187")
@click.option("--lead", metavar="REF", type=REFERENCE, help="Only entries that changed this lead.")
@click.option("--since", metavar="DATE", help="Only entries since this day began (UTC).")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many entries.")
def journal(desk: Desk, lead: str | None, since: str | None, limit: int | None) -> None:
    """Every change, newest first: number, when, who, what."""
    day = iso_date_or_none("since", since)
    with desk.open() as book:
        entries = book.view.journal(limit=limit or book.view.journal_length(), lead_reference=lead, since=day)
    desk.answer(
        lambda: {"entries": [entry_data(entry) for entry in entries]},
        lambda: "\n".join(map(entry_line, entries)) or "No entry fits.",
    )
