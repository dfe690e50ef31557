"""Claims: what may be asked for a month or a quarter, and the life of what was asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.disclosure import disclosed
from cli.parameters import (
    BADGE,
    DOLLARS,
    FILE,
    FOLDER,
    MONTH,
    ON,
    PERIOD,
    RECIPIENT,
    WITHOUT_OFFICERS,
    Typed,
    coded,
    reason,
)
from cli.plumbing import Desk, command
from cli.verify import add_verify
from program.calendar import Month, Quarter
from program.claims.life import CutReason
from program.claims.pay import Category
from program.disclosure import Given, LeftOut
from program.leads.outcome import CorrectionReason
from reports.claim import record_data, records_text, shown_data, shown_text, year_data, year_text
from storage.commands.claim import ApproveClaim, CertifyClaim, LineName, NameDocument, ReturnClaim, SubmitClaim
from storage.commands.pay import ChargeOtherSource

if TYPE_CHECKING:
    from storage.snapshots.claim import Body

_PERIOD = click.argument("period", type=PERIOD)
_CATEGORY = coded(Category)


def _line(text: str) -> LineName:
    badge, there, category = text.rpartition(":")
    if not there:
        raise ValueError(f"write it like 1041:overtime; a line is {', '.join(Category)}")
    return badge, _CATEGORY.read(category, "category")


def _approved_line(text: str) -> tuple[LineName, int]:
    name, there, amount = text.rpartition("=")
    if not there:
        raise ValueError("write it like 1041:overtime=200.00")
    line = _LINE.read(name, "line")
    return line, DOLLARS.read(amount, "approved", line[0])


_LINE = Typed("BADGE:CATEGORY", _line)
_APPROVED_LINE = Typed("BADGE:CATEGORY=USD", _approved_line)


@click.group("claim")
def claim() -> None:
    """What may be claimed, and what became of it.

    PERIOD is a month such as 2025-11 or a quarter such as FY2026-Q1.
    """


add_verify(claim)


@command("show", of=claim, example="leadbook claim show 2025-10")
@_PERIOD
@click.option("--draft", is_flag=True, help="What the book would claim now, whatever was certified.")
def show(desk: Desk, period: Month | Quarter, draft: bool) -> None:
    """A period's claim line by line: computed while it is a draft, frozen once it was certified."""
    desk.show(lambda view: view.claim(period, draft=draft), shown_data, shown_text)


@command("list", of=claim, example="leadbook claim list")
def list_(desk: Desk) -> None:
    """The certified claims and what became of each."""
    desk.show(lambda view: view.claims(), lambda found: {"claims": [record_data(one) for one in found]}, records_text)


@command("year", of=claim, example="leadbook claim year FY2026-Q1")
@click.argument("period", required=False, type=PERIOD)
def year(desk: Desk, period: Month | Quarter | None) -> None:
    """The year that holds PERIOD, or today: claimed, approved, received, open, still to come; awards beside."""
    desk.show(lambda view: view.claims_screen(period), year_data, year_text)


@command("certify", of=claim, example='leadbook claim certify 2025-10 --by "Pat Ames, Treasurer"', takes_text=True)
@_PERIOD
@click.option(
    "--by", metavar="NAME", help="The person who certifies it; in a book that names its people the one of --as."
)
@click.option("--corrects", type=int, metavar="NUMBER", help="The claim of the same period that it stands in place of.")
@reason(CorrectionReason, "Why it is corrected")
def certify(
    desk: Desk, period: Month | Quarter, by: str | None, corrects: int | None, reason: CorrectionReason | None
) -> None:
    """Freeze a period's claim under the name of the person who certifies it, from the day after its last."""
    desk.run(CertifyClaim(period, by, corrects, reason))


@command("submit", of=claim, example="leadbook claim submit 2025-10 --ref CLAIM-2025-10", takes_text=True)
@_PERIOD
@ON
@click.option("--ref", "reference", required=True, metavar="TEXT", help="Under which reference it went.")
def submit(desk: Desk, period: Month | Quarter, on: date | None, reference: str) -> None:
    """Note that a certified claim went to ICE."""
    desk.run(SubmitClaim(period, on or desk.surroundings.today(), reference))


@command(
    "approve", of=claim, example="leadbook claim approve 2025-10 --line 1041:overtime=200.00 --reason not_allowable"
)
@_PERIOD
@ON
@click.option("--line", "lines", type=_APPROVED_LINE, multiple=True, help="A line approved with less.")
@reason(CutReason, "Why less")
def approve(
    desk: Desk,
    period: Month | Quarter,
    on: date | None,
    lines: tuple[tuple[LineName, int], ...],
    reason: CutReason | None,
) -> None:
    """Record ICE's approval of a claim: all of it, or some lines with less."""
    desk.run(ApproveClaim(period, on or desk.surroundings.today(), dict(lines), reason))


@command("return", of=claim, example="leadbook claim return 2025-10 --reason documents_missing")
@_PERIOD
@ON
@click.option("--line", "lines", type=_LINE, multiple=True, help="Only this line; all without one.")
@reason(CutReason, "Why", required=True)
def return_(
    desk: Desk, period: Month | Quarter, on: date | None, lines: tuple[LineName, ...], reason: CutReason
) -> None:
    """Record that ICE gave a claim back, or some of its lines."""
    desk.run(ReturnClaim(period, on or desk.surroundings.today(), reason, lines))


@command(
    "charge",
    of=claim,
    example='leadbook claim charge 2025-10 --officer 1041 --category overtime --amount 100 --source "State grant"',
    takes_text=True,
)
@click.argument("month", metavar="MONTH", type=MONTH)
@click.option("--officer", "badge", type=BADGE, required=True, is_eager=True, help="Whose money it is.")
@click.option("--category", type=_CATEGORY, required=True, help="Which part of the claim.")
@click.option("--amount", type=DOLLARS, required=True, help="How much; 0 takes it back.")
@click.option("--source", required=True, metavar="TEXT", help="Who bears it: a state grant, forfeiture money.")
def charge(desk: Desk, month: Month, badge: str, category: Category, amount: int, source: str) -> None:
    """Note what of a line another source was charged with, so that it is not claimed twice."""
    desk.run(ChargeOtherSource(badge, month, category, amount, source))


@command("document", of=claim, example="leadbook claim document 2025-10 timesheets.pdf")
@_PERIOD
@click.argument("file", type=FILE)
def document(desk: Desk, period: Month | Quarter, file: str) -> None:
    """Name a paper behind a claim by its file name and SHA-256; the file stays where it is."""
    desk.run(NameDocument(period, Path(file)))


@command("packet", of=claim, example="leadbook claim packet 2025-10 --out claim-2025-10 --draft", takes_text=True)
@_PERIOD
@click.option("--out", type=FOLDER, required=True, help="A folder that is empty or not there yet.")
@click.option("--draft", is_flag=True, help="What the book would claim now, marked DRAFT on every page.")
@click.option("--number", type=click.IntRange(1), metavar="N", help="An earlier claim of the period.")
@WITHOUT_OFFICERS
@RECIPIENT
def packet(
    desk: Desk,
    period: Month | Quarter,
    out: str,
    draft: bool,
    number: int | None,
    nameless: bool,
    recipient: str | None,
) -> None:
    """Write a certified claim, or a draft, as PDF, XLSX, CSV and JSON with a manifest."""
    from reports.disclosure import hand_out
    from reports.packet.claim import claim_files
    from reports.packet.folder import MANIFEST, write_packet
    from reports.packet.nameless import claim_without_officers

    with desk.open() as book:

        def write_files() -> tuple[Body, int | None, list[str]]:
            body = book.view.claim_body(period, number, draft=draft)
            files = claim_files(claim_without_officers(body, book.view.marks()) if nameless else body)
            left_out = [LeftOut.OFFICERS] * nameless
            given = disclosed(desk, Given.CLAIM, f"{_said(body).capitalize()} of {period}", recipient, left_out)
            entry = hand_out(book, given, lambda: write_packet(Path(out), files))
            return body, entry, [*sorted(files), MANIFEST]

        body, entry, names = desk.work(write_files)
    desk.answer(
        lambda: {
            "period": str(period),
            "number": body["number"],
            "out": out,
            "files": names,
            "disclosure": entry,
        },
        lambda: f"Wrote {_said(body)} of {period} to {out}: {', '.join(names)}",
    )


def _said(body: Body) -> str:
    return "draft" if body["number"] is None else f"claim {body['number']}"
