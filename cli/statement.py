"""The statement's packet: written to a folder, and verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.disclosure import disclosed
from cli.parameters import FOLDER, QUARTER, RECIPIENT, WITHOUT_OFFICERS
from cli.plumbing import Desk, GroupWithDefault, command
from cli.verify import add_verify
from program.calendar import Quarter
from program.disclosure import Given, LeftOut
from program.refusals import BadInput

if TYPE_CHECKING:
    from storage.snapshots.statement import Body


@click.group("statement", cls=GroupWithDefault, default="write")
def statement() -> None:
    """The packet of a quarter's statement: PDF, XLSX, CSV, JSON and a manifest.

    statement Q --out DIR writes it, as statement write Q --out DIR does.
    """


add_verify(statement)


@command("write", of=statement, example="leadbook statement FY2026-Q1 --out statement-2026-q1", takes_text=True)
@click.argument("quarter", type=QUARTER)
@click.option("--out", type=FOLDER, required=True, help="A folder that is empty or not there yet.")
@click.option("--draft", is_flag=True, help="As things stand now, marked DRAFT on every page.")
@click.option("--revision", type=click.IntRange(1), metavar="N", help="An earlier revision; the last one by default.")
@WITHOUT_OFFICERS
@RECIPIENT
def write(
    desk: Desk, quarter: Quarter, out: str, draft: bool, revision: int | None, nameless: bool, recipient: str | None
) -> None:
    """Write the statement of a closed quarter, or a draft, as PDF, XLSX, CSV and JSON with a manifest."""
    from reports.disclosure import hand_out
    from reports.packet.folder import MANIFEST, write_packet
    from reports.packet.nameless import statement_without_officers
    from reports.packet.statement import statement_files

    if draft and revision is not None:
        raise BadInput("revision", revision, "a draft has none; leave out --draft or --revision")
    with desk.open() as book:

        def write_files() -> tuple[Body, int | None, list[str]]:
            body = book.view.draft_statement(quarter) if draft else book.view.statement(quarter, revision)
            files = statement_files(statement_without_officers(body, book.view.marks()) if nameless else body)
            left_out = [LeftOut.OFFICERS] * nameless
            given = disclosed(desk, Given.STATEMENT, f"{quarter}, {_said(body)}", recipient, left_out)
            entry = hand_out(book, given, lambda: write_packet(Path(out), files))
            return body, entry, [*sorted(files), MANIFEST]

        body, entry, names = desk.work(write_files)
    desk.answer(
        lambda: {
            "quarter": str(quarter),
            "revision": body["revision"],
            "out": out,
            "files": names,
            "disclosure": entry,
        },
        lambda: f"Wrote {_said(body)} of {quarter} to {out}: {', '.join(names)}",
    )


def _said(body: Body) -> str:
    return "draft" if body["revision"] is None else f"revision {body['revision']}"
