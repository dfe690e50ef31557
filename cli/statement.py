"""The statement's packet: written to a folder, and verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.parameters import FOLDER, QUARTER
from cli.plumbing import Desk, GroupWithDefault, command
from cli.verify import add_verify
from program.calendar import Quarter
from program.refusals import BadInput

if TYPE_CHECKING:
    from storage.snapshots.statement import Body


@click.group("statement", cls=GroupWithDefault, default="write")
def statement() -> None:
    """The packet of a quarter's statement: PDF, XLSX, CSV, JSON and a manifest.

    statement Q --out DIR writes it, as statement write Q --out DIR does.
    """


add_verify(statement)


@command("write", of=statement, example="leadbook statement FY2026-Q1 --out statement-2026-q1")
@click.argument("quarter", type=QUARTER)
@click.option("--out", type=FOLDER, required=True, help="A folder that is empty or not there yet.")
@click.option("--draft", is_flag=True, help="As things stand now, marked DRAFT on every page.")
@click.option("--revision", type=click.IntRange(1), metavar="N", help="An earlier revision; the last one by default.")
@click.option("--without-officers", "nameless", is_flag=True, help="Leave out every officer's badge and name.")
def write(desk: Desk, quarter: Quarter, out: str, draft: bool, revision: int | None, nameless: bool) -> None:
    """Write the statement of a closed quarter, or a draft, as PDF, XLSX, CSV and JSON with a manifest."""
    from reports.packet.folder import MANIFEST, write_packet
    from reports.packet.statement import statement_files, without_officers

    if draft and revision is not None:
        raise BadInput("revision", revision, "a draft has none; leave out --draft or --revision")
    with desk.open() as book:

        def write_files() -> tuple[Body, list[str]]:
            body = book.view.draft_statement(quarter) if draft else book.view.statement(quarter, revision)
            files = statement_files(without_officers(body) if nameless else body)
            write_packet(Path(out), files)
            return body, [*sorted(files), MANIFEST]

        body, names = desk.work(write_files)
    said = "draft" if body["revision"] is None else f"revision {body['revision']}"
    desk.answer(
        lambda: {"quarter": str(quarter), "revision": body["revision"], "out": out, "files": names},
        lambda: f"Wrote {said} of {quarter} to {out}: {', '.join(names)}",
    )
