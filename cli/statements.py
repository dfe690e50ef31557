"""The statement's packet: written to a folder, and verified."""

from __future__ import annotations

from pathlib import Path

import click

from cli.plumbing import CommandsWithDefault, Desk, command
from cli.quarters import quarter_named
from storage.engine import shown
from storage.errors import BadInput
from storage.words import number_of


class _Statement(CommandsWithDefault):
    default = "write"


@click.group("statement", cls=_Statement)
def statement() -> None:
    """The packet of a quarter's statement: PDF, XLSX, CSV, JSON and a manifest.

    statement Q --out DIR writes it, as statement write Q --out DIR does.
    """


@command("write")
@click.argument("quarter_name", metavar="Q")
@click.option("--out", required=True, metavar="DIR", help="A folder that is empty or not there yet.")
@click.option("--draft", is_flag=True, help="As things stand now, marked DRAFT on every page.")
@click.option("--revision", type=click.IntRange(1), metavar="N", help="An earlier revision; the last one by default.")
@click.option("--without-officers", "nameless", is_flag=True, help="Leave out every officer's badge and name.")
def write(desk: Desk, quarter_name: str, out: str, draft: bool, revision: int | None, nameless: bool) -> None:
    """Write the statement of a closed quarter, or a draft, as PDF, XLSX, CSV and JSON with a manifest."""
    from reports.packet.folder import MANIFEST, write_packet
    from reports.packet.statement import statement_files, without_officers

    asked = quarter_named(quarter_name)
    if draft and revision is not None:
        raise BadInput("revision", revision, "a draft has none; leave out --draft or --revision")
    with desk.open() as book:
        body = book.view.draft_statement(asked) if draft else book.view.statement(asked, revision)
    files = statement_files(without_officers(body) if nameless else body)
    folder = Path(out)
    write_packet(folder, files)
    said = "draft" if body["revision"] is None else f"revision {body['revision']}"
    desk.answer(
        lambda: {"quarter": str(asked), "revision": body["revision"], "out": out, "files": [*sorted(files), MANIFEST]},
        lambda: f"Wrote {said} of {asked} to {out}: {', '.join([*sorted(files), MANIFEST])}",
    )


@command("verify")
@click.argument("folder", metavar="DIR")
@click.option("--book", metavar="PATH|URL", help="The book that the statement has to stand in.")
def verify(desk: Desk, folder: str, book: str | None) -> int:
    """Check a packet's manifest and arithmetic, and with --book its place in that book; 1 where something is wrong."""
    from reports.packet.verify import statement_problems

    where = book or desk.book_given
    named = shown(where) if where else None
    if where is None:
        problems = statement_problems(Path(folder))
    else:
        with desk.open(where) as opened:
            problems = statement_problems(Path(folder), opened)
    beside = f", against the book {named}" if named else ""
    desk.answer(
        lambda: {"folder": folder, "book": named, "findings": problems},
        lambda: "\n".join(problems) or f"{folder}: manifest and arithmetic hold{beside}",
    )
    if problems:
        desk.narrate(f"{number_of(len(problems), 'finding')} in {folder}{beside}")
    return 1 if problems else 0


for subcommand in (write, verify):
    statement.add_command(subcommand)
