"""The journal, taking back and putting back."""

from __future__ import annotations

from datetime import date

import click

from cli.parameters import DATE, REFERENCE
from cli.plumbing import Desk, command
from reports.journal import entry_data, entry_line
from storage.commands.undo import Redo, Undo
from storage.views.journal_filter import JournalQuery


@command("undo", example="leadbook undo")
@click.argument("entry", required=False, type=click.IntRange(1))
def undo(desk: Desk, entry: int | None) -> None:
    """Take back the last command, or the entry of that number; a row changed since is a conflict."""
    desk.run(Undo(entry))


@command("redo", example="leadbook redo")
def redo(desk: Desk) -> None:
    """Put back what the last undo took."""
    desk.run(Redo())


@command("journal", example="leadbook journal --by desk --command outcome --since 2025-11-01")
@click.option("--lead", type=REFERENCE, help="Only entries that changed this lead.")
@click.option("--by", metavar="WHO", default="", help="Only entries of whoever's name holds this.")
@click.option(
    "--command", "name", metavar="NAME", default="", help="Only what was done so: outcome, assign, undo, and the like."
)
@click.option("--since", type=DATE, help="Only entries since this day began (UTC).")
@click.option("--until", type=DATE, help="Only entries before this day ended (UTC).")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many entries.")
def journal(
    desk: Desk, lead: str | None, by: str, name: str, since: date | None, until: date | None, limit: int | None
) -> None:
    """Every change, newest first: number, when, who, what."""
    query = JournalQuery(by=by, command=name, first=since, last=until)
    desk.show(
        lambda view: view.journal(limit=limit or view.journal_length(), lead_reference=lead, query=query),
        lambda entries: {"entries": [entry_data(entry) for entry in entries]},
        lambda entries: "\n".join(map(entry_line, entries)) or "No entry fits.",
    )
