"""Claims: what may be asked for a month or a quarter, and the life of what was asked."""

from __future__ import annotations

from pathlib import Path

import click

from cli.amounts import cents, month_named, period_named
from cli.lead import run
from cli.parameters import BADGE, PERIOD, coded
from cli.plumbing import Desk, command, iso_date, one_of
from cli.verify import verify_command
from program.claims.life import CutReason
from program.claims.pay import Category
from program.leads.outcome import CorrectionReason
from reports.claim import record_data, records_text, shown_data, shown_text, year_data, year_text
from storage.commands.claim import ApproveClaim, CertifyClaim, LineName, NameDocument, ReturnClaim, SubmitClaim
from storage.commands.pay import ChargeOtherSource
from storage.errors import BadInput

_PERIOD = click.argument("period", type=PERIOD)
_ON = click.option("--on", metavar="DATE", help="The day of it; today by default.")


@click.group("claim")
def claim() -> None:
    """What may be claimed, and what became of it.

    PERIOD is a month such as 2025-11 or a quarter such as FY2026-Q1.
    """


@command("show", example="leadbook claim show 2025-10")
@_PERIOD
@click.option("--draft", is_flag=True, help="What the book would claim now, whatever was certified.")
def show(desk: Desk, period: str, draft: bool) -> None:
    """A period's claim line by line: computed while it is a draft, frozen once it was certified."""
    asked = period_named(period)
    with desk.open() as book:
        found = book.view.claim(asked, draft=draft)
    desk.answer(lambda: shown_data(found), lambda: shown_text(found))


@command("list", example="leadbook claim list")
def list_(desk: Desk) -> None:
    """The certified claims and what became of each."""
    with desk.open() as book:
        found = book.view.claims()
    desk.answer(lambda: {"claims": [record_data(one) for one in found]}, lambda: records_text(found))


@command("year", example="leadbook claim year FY2026-Q1")
@click.argument("period", required=False, type=PERIOD)
def year(desk: Desk, period: str | None) -> None:
    """The year that holds PERIOD, or today: claimed, approved, received, open, still to come; awards beside."""
    asked = period_named(period) if period else None
    with desk.open() as book:
        found = book.view.claims_screen(asked)
    desk.answer(lambda: year_data(found), lambda: year_text(found))


@command("certify", example='leadbook claim certify 2025-10 --by "Pat Ames, Treasurer"')
@_PERIOD
@click.option("--by", required=True, metavar="NAME", help="The person who certifies it.")
@click.option("--corrects", type=int, metavar="NUMBER", help="The claim of the same period that it stands in place of.")
@click.option(
    "--reason",
    metavar="CODE",
    type=coded(CorrectionReason),
    help=f"Why it is corrected: {', '.join(CorrectionReason)}.",
)
def certify(desk: Desk, period: str, by: str, corrects: int | None, reason: str | None) -> None:
    """Freeze a period's claim under the name of the person who certifies it, from the day after its last."""
    coded = one_of("reason", CorrectionReason, reason) if reason else None
    run(desk, CertifyClaim(period_named(period), by, corrects, coded))


@command("submit", example="leadbook claim submit 2025-10 --ref CLAIM-2025-10")
@_PERIOD
@_ON
@click.option("--ref", "reference", required=True, metavar="TEXT", help="Under which reference it went.")
def submit(desk: Desk, period: str, on: str | None, reference: str) -> None:
    """Note that a certified claim went to ICE."""
    asked = period_named(period)
    run(desk, SubmitClaim(asked, iso_date("on", on) if on else desk.surroundings.today(), reference))


@command("approve", example="leadbook claim approve 2025-10 --line 1041:overtime=200.00 --reason not_allowable")
@_PERIOD
@_ON
@click.option("--line", "lines", multiple=True, metavar="BADGE:CATEGORY=USD", help="A line approved with less.")
@click.option("--reason", metavar="CODE", type=coded(CutReason), help=f"Why less: {', '.join(CutReason)}.")
def approve(desk: Desk, period: str, on: str | None, lines: tuple[str, ...], reason: str | None) -> None:
    """Record ICE's approval of a claim: all of it, or some lines with less."""
    asked, less = period_named(period), {}
    for text in lines:
        name, there, amount = text.rpartition("=")
        if not there:
            raise BadInput("line", text, "write it like 1041:overtime=200.00")
        less[_line(name)] = cents("approved", amount, _line(name)[0])
    coded = one_of("reason", CutReason, reason) if reason else None
    run(desk, ApproveClaim(asked, iso_date("on", on) if on else desk.surroundings.today(), less, coded))


@command("return", example="leadbook claim return 2025-10 --reason documents_missing")
@_PERIOD
@_ON
@click.option("--line", "lines", multiple=True, metavar="BADGE:CATEGORY", help="Only this line; all without one.")
@click.option("--reason", required=True, metavar="CODE", type=coded(CutReason), help=f"Why: {', '.join(CutReason)}.")
def return_(desk: Desk, period: str, on: str | None, lines: tuple[str, ...], reason: str) -> None:
    """Record that ICE gave a claim back, or some of its lines."""
    asked, named = period_named(period), tuple(_line(text) for text in lines)
    day = iso_date("on", on) if on else desk.surroundings.today()
    run(desk, ReturnClaim(asked, day, one_of("reason", CutReason, reason), named))


@command(
    "charge",
    example='leadbook claim charge 2025-10 --officer 1041 --category overtime --amount 100 --source "State grant"',
)
@click.argument("month", metavar="MONTH")
@click.option("--officer", "badge", required=True, metavar="BADGE", type=BADGE, help="Whose money it is.")
@click.option("--category", required=True, metavar="C", type=coded(Category), help=f"Which: {', '.join(Category)}.")
@click.option("--amount", required=True, metavar="USD", help="How much; 0 takes it back.")
@click.option("--source", required=True, metavar="TEXT", help="Who bears it: a state grant, forfeiture money.")
def charge(desk: Desk, month: str, badge: str, category: str, amount: str, source: str) -> None:
    """Note what of a line another source was charged with, so that it is not claimed twice."""
    run(
        desk,
        ChargeOtherSource(
            badge, month_named(month), one_of("category", Category, category), cents("amount", amount, badge), source
        ),
    )


@command("document", example="leadbook claim document 2025-10 timesheets.pdf")
@_PERIOD
@click.argument("file")
def document(desk: Desk, period: str, file: str) -> None:
    """Name a paper behind a claim by its file name and SHA-256; the file stays where it is."""
    run(desk, NameDocument(period_named(period), Path(file)))


@command("packet", example="leadbook claim packet 2025-10 --out claim-2025-10 --draft")
@_PERIOD
@click.option("--out", required=True, metavar="DIR", help="A folder that is empty or not there yet.")
@click.option("--draft", is_flag=True, help="What the book would claim now, marked DRAFT on every page.")
@click.option("--number", type=click.IntRange(1), metavar="N", help="An earlier claim of the period.")
def packet(desk: Desk, period: str, out: str, draft: bool, number: int | None) -> None:
    """Write a certified claim, or a draft, as PDF, XLSX, CSV and JSON with a manifest."""
    from reports.packet.claim import claim_files
    from reports.packet.folder import MANIFEST, write_packet

    asked = period_named(period)
    with desk.open() as book:
        body = book.view.claim_body(asked, number, draft=draft)
    files = claim_files(body)
    write_packet(Path(out), files)
    said = "draft" if body["number"] is None else f"claim {body['number']}"
    names = [*sorted(files), MANIFEST]
    desk.answer(
        lambda: {"period": str(asked), "number": body["number"], "out": out, "files": names},
        lambda: f"Wrote {said} of {asked} to {out}: {', '.join(names)}",
    )


def _line(text: str) -> LineName:
    badge, there, category = text.rpartition(":")
    if not there:
        raise BadInput("line", text, f"write it like 1041:overtime; a line is {', '.join(Category)}")
    return badge, one_of("category", Category, category)


for subcommand in (
    show,
    list_,
    year,
    certify,
    submit,
    approve,
    return_,
    charge,
    document,
    packet,
    verify_command("claim"),
):
    claim.add_command(subcommand)
