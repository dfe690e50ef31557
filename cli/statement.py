"""The statement's packet: written to a folder, and verified."""

from __future__ import annotations

from pathlib import Path

import click

from cli.parameters import QUARTER
from cli.plumbing import CommandsWithDefault, Desk, command
from cli.quarter import quarter_named
from cli.verify import verify_command
from storage.errors import BadInput


class _Statement(CommandsWithDefault):
    default = "write"


@click.group("statement", cls=_Statement)
def statement() -> None:
    """The packet of a quarter's statement: PDF, XLSX, CSV, JSON and a manifest.

    statement Q --out DIR writes it, as statement write Q --out DIR does.
    """


@command("write", example="leadbook statement FY2026-Q1 --out statement-2026-q1")
@click.argument("quarter_name", metavar="Q", type=QUARTER)
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


for subcommand in (write, verify_command("statement")):
    statement.add_command(subcommand)
