"""What was given to whom, and what answers an open-records request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from cli.parameters import FOLDER, ON, QUARTER, RECIPIENT, WITHOUT_OFFICERS, coded
from cli.plumbing import Desk, command
from program.calendar import Quarter
from program.disclosure import Given, LeftOut
from reports.disclosure import disclosure_data, disclosure_lines, hand_out
from storage.commands.disclosure import AddDisclosure


def disclosed(
    desk: Desk, given: Given, about: str, recipient: str | None, left_out: Sequence[LeftOut] = ()
) -> AddDisclosure | None:
    """What is to be recorded of something that is handed out; None where no recipient is named."""
    if recipient is None:
        return None
    return AddDisclosure(given, about, recipient, left_out=left_out, harmless=desk.harmless)


@click.group("disclosures")
def disclosures() -> None:
    """What was given to whom."""


@command("list", of=disclosures, example="leadbook disclosures list")
def list_(desk: Desk) -> None:
    """All that was given, the last first."""
    desk.show(
        lambda view: view.disclosures(),
        lambda found: {"disclosures": [disclosure_data(one) for one in found]},
        lambda found: "\n".join(disclosure_lines(found)),
    )


@command(
    "add",
    of=disclosures,
    example='leadbook disclosures add other --about "Roster of December" --recipient "County attorney"',
    takes_text=True,
)
@click.argument("given", type=coded(Given))
@click.option("--about", required=True, metavar="TEXT", help="What it was, such as FY2026-Q1.")
@click.option("--recipient", required=True, metavar="TEXT", help="An office, an outlet, a request's number.")
@ON
@click.option("--sha256", metavar="HEX", help="Of the file, so that it can be told later which one it was.")
@click.option("--note", metavar="TEXT", help="What is to be remembered of it.")
def add(
    desk: Desk, given: Given, about: str, recipient: str, on: date | None, sha256: str | None, note: str | None
) -> None:
    """Record something that was given otherwise than by a command with --recipient; name no private person."""
    desk.run(AddDisclosure(given, about, recipient, on, (), sha256, note))


@command("open-records", example="leadbook open-records FY2026-Q1 --out answer --without-officers", takes_text=True)
@click.argument("quarter", type=QUARTER)
@click.option("--out", type=FOLDER, required=True, help="A folder that is empty or not there yet.")
@WITHOUT_OFFICERS
@click.option(
    "--without-references", "unnumbered", is_flag=True, help="Leave out every lead's reference, and what evidence says."
)
@RECIPIENT
def open_records(
    desk: Desk, quarter: Quarter, out: str, nameless: bool, unnumbered: bool, recipient: str | None
) -> None:
    """Write the leads and counts of a quarter for an open-records request, as PDF, XLSX, CSV and JSON.

    A closed quarter's are those of its last statement, another's those of now. Marks stand for what is left out.
    """
    from reports.packet.folder import MANIFEST, write_packet
    from reports.packet.open_records import COORDINATED, open_records, open_records_files, statement_now

    left_out = [part for part, asked in ((LeftOut.OFFICERS, nameless), (LeftOut.REFERENCES, unnumbered)) if asked]
    with desk.open() as book:

        def write_files() -> tuple[int, int | None, list[str]]:
            answer = open_records(statement_now(book, quarter), book.view.marks(), left_out)
            files = open_records_files(answer)
            given = disclosed(desk, Given.OPEN_RECORDS, f"Leads of {quarter}", recipient, left_out)
            entry = hand_out(book, given, lambda: write_packet(Path(out), files))
            return len(answer["leads"]), entry, [*sorted(files), MANIFEST]

        leads, entry, names = desk.work(write_files)
    desk.narrate(COORDINATED)
    desk.answer(
        lambda: {
            "quarter": str(quarter),
            "leads": leads,
            "left_out": [part.value for part in left_out],
            "out": out,
            "files": names,
            "disclosure": entry,
        },
        lambda: f"Wrote {leads:,} leads of {quarter} to {out}: {', '.join(names)}",
    )
