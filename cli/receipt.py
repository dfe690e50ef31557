"""Money that came, money that is still to come, and what start-up money was spent on."""

from __future__ import annotations

from datetime import date

import click

from cli.parameters import DATE, DOLLARS, PERIOD, Typed, coded
from cli.plumbing import Desk, command
from program.claims.envelope import EnvelopeKind
from program.refusals import BadInput
from reports.receipt import (
    receipts_data,
    receipts_text,
    receivables_data,
    receivables_text,
    start_up_data,
    start_up_text,
)
from storage.commands.receipt import AddPurchase, AddReceipt, Applied, ApplyReceipt, StartUp


def _applied(text: str) -> Applied:
    period, _, amount = text.partition("=")
    return Applied(PERIOD.read(period, "period"), DOLLARS.read(amount, "claim") if amount else None)


_CLAIMS = click.option(
    "--claim",
    "claims",
    type=Typed("PERIOD[=USD]", _applied, PERIOD.words),
    multiple=True,
    help="A claim it pays, up to what is open of it.",
)


@click.group("receipt")
def receipt() -> None:
    """Money that came: book it, apply it to claims, list it."""


@command(
    "add",
    of=receipt,
    example="leadbook receipt add --on 2026-01-05 --amount 6,366.67 --ref TREAS-118 --claim 2025-10",
    takes_text=True,
)
@click.option("--on", type=DATE, required=True, help="The day it came.")
@click.option("--amount", type=DOLLARS, required=True, help="How much.")
@click.option("--ref", "reference", required=True, metavar="TEXT", help="The payment's reference.")
@_CLAIMS
@click.option("--start-up", is_flag=True, help="It is start-up money: vehicles per agreement, equipment per officer.")
@click.option("--agreements", type=int, metavar="N", help="Start-up money of so many agreements; 1 by default.")
@click.option("--officers", type=int, metavar="N", help="Start-up money of so many officers.")
def add(
    desk: Desk,
    on: date,
    amount: int,
    reference: str,
    claims: tuple[Applied, ...],
    start_up: bool,
    agreements: int | None,
    officers: int | None,
) -> None:
    """Book money that came. What pays no claim stays unapplied and can be applied later."""
    if start_up and officers is None:
        raise BadInput("officers", "", "say for how many officers the start-up money is: --officers N")
    if not start_up and (agreements, officers) != (None, None):
        raise BadInput("start-up", "", "agreements and officers are of start-up money: --start-up")
    one_off = StartUp(1 if agreements is None else agreements, officers) if start_up and officers is not None else None
    desk.run(AddReceipt(on, amount, reference, claims, one_off))


@command("apply", of=receipt, example="leadbook receipt apply 1 --claim 2025-10=500")
@click.argument("number", type=int)
@_CLAIMS
def apply(desk: Desk, number: int, claims: tuple[Applied, ...]) -> None:
    """Apply what is left of a receipt to claims."""
    if not claims:
        raise BadInput("claim", "", "say which claim it pays: --claim PERIOD")
    desk.run(ApplyReceipt(number, claims))


@command("list", of=receipt, example="leadbook receipt list")
def list_(desk: Desk) -> None:
    """The receipts, what each pays, and what is not applied."""
    desk.show(lambda view: view.receipts(), receipts_data, receipts_text)


@command("receivables", example="leadbook receivables")
def receivables(desk: Desk) -> None:
    """The money still to come, by age: 0 to 30, 31 to 60, 61 to 90, over 90 days."""
    desk.show(lambda view: view.receivables(), receivables_data, receivables_text)


@click.group("purchase")
def purchase() -> None:
    """What start-up money was spent on, and what is left of its envelopes."""


@command(
    "add",
    of=purchase,
    example='leadbook purchase add --on 2026-01-05 --amount 7,350 --for equipment --what "Body armor"',
    takes_text=True,
)
@click.option("--on", type=DATE, required=True, help="The day of it.")
@click.option("--amount", type=DOLLARS, required=True, help="How much.")
@click.option("--for", "is_for", type=coded(EnvelopeKind), required=True, help="From which envelope.")
@click.option("--what", required=True, metavar="TEXT", help="What was bought.")
def spend(desk: Desk, on: date, amount: int, is_for: EnvelopeKind, what: str) -> None:
    """Note a purchase."""
    desk.run(AddPurchase(on, amount, is_for, what))


@command("list", of=purchase, example="leadbook purchase list")
def purchases(desk: Desk) -> None:
    """The envelopes, the payments of start-up money, and the purchases."""
    desk.show(lambda view: view.start_up(), start_up_data, start_up_text)
