"""Money that came, money that is still to come, and what start-up money was spent on."""

from __future__ import annotations

from collections.abc import Sequence

import click

from cli.amounts import cents, period_named
from cli.lead import run
from cli.parameters import coded
from cli.plumbing import Desk, command, iso_date, one_of
from program.claims.envelope import EnvelopeKind
from reports.receipt import (
    receipts_data,
    receipts_text,
    receivables_data,
    receivables_text,
    start_up_data,
    start_up_text,
)
from storage.commands.receipt import AddPurchase, AddReceipt, Applied, ApplyReceipt, StartUp
from storage.errors import BadInput

_CLAIMS = click.option(
    "--claim", "claims", multiple=True, metavar="PERIOD[=USD]", help="A claim it pays, up to what is open of it."
)


@click.group("receipt")
def receipt() -> None:
    """Money that came: book it, apply it to claims, list it."""


@command("add", example="leadbook receipt add --on 2026-01-05 --amount 6,366.67 --ref TREAS-118 --claim 2025-10")
@click.option("--on", required=True, metavar="DATE", help="The day it came.")
@click.option("--amount", required=True, metavar="USD", help="How much.")
@click.option("--ref", "reference", required=True, metavar="TEXT", help="The payment's reference.")
@_CLAIMS
@click.option("--start-up", is_flag=True, help="It is start-up money: vehicles per agreement, equipment per officer.")
@click.option("--agreements", type=int, metavar="N", help="Start-up money of so many agreements; 1 by default.")
@click.option("--officers", type=int, metavar="N", help="Start-up money of so many officers.")
def add(
    desk: Desk,
    on: str,
    amount: str,
    reference: str,
    claims: tuple[str, ...],
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
    run(desk, AddReceipt(iso_date("on", on), cents("amount", amount), reference, _applied(claims), one_off))


@command("apply", example="leadbook receipt apply 1 --claim 2025-10=500")
@click.argument("number", type=int)
@_CLAIMS
def apply(desk: Desk, number: int, claims: tuple[str, ...]) -> None:
    """Apply what is left of a receipt to claims."""
    if not claims:
        raise BadInput("claim", "", "say which claim it pays: --claim PERIOD")
    run(desk, ApplyReceipt(number, _applied(claims)))


@command("list", example="leadbook receipt list")
def list_(desk: Desk) -> None:
    """The receipts, what each pays, and what is not applied."""
    with desk.open() as book:
        found = book.view.receipts()
    desk.answer(lambda: receipts_data(found), lambda: receipts_text(found))


def _applied(claims: Sequence[str]) -> tuple[Applied, ...]:
    found = []
    for text in claims:
        period, _, amount = text.partition("=")
        found.append(Applied(period_named(period), cents("claim", amount) if amount else None))
    return tuple(found)


for subcommand in (add, apply, list_):
    receipt.add_command(subcommand)


@command("receivables", example="leadbook receivables")
def receivables(desk: Desk) -> None:
    """The money still to come, by age: 0 to 30, 31 to 60, 61 to 90, over 90 days."""
    with desk.open() as book:
        found = book.view.receivables()
    desk.answer(lambda: receivables_data(found), lambda: receivables_text(found))


@click.group("purchase")
def purchase() -> None:
    """What start-up money was spent on, and what is left of its envelopes."""


@command("add", example='leadbook purchase add --on 2026-01-05 --amount 7,350 --for equipment --what "Body armor"')
@click.option("--on", required=True, metavar="DATE", help="The day of it.")
@click.option("--amount", required=True, metavar="USD", help="How much.")
@click.option(
    "--for",
    "is_for",
    required=True,
    metavar="|".join(EnvelopeKind),
    type=coded(EnvelopeKind),
    help="From which envelope.",
)
@click.option("--what", required=True, metavar="TEXT", help="What was bought.")
def spend(desk: Desk, on: str, amount: str, is_for: str, what: str) -> None:
    """Note a purchase."""
    run(desk, AddPurchase(iso_date("on", on), cents("amount", amount), one_of("for", EnvelopeKind, is_for), what))


@command("list", example="leadbook purchase list")
def purchases(desk: Desk) -> None:
    """The envelopes, the payments of start-up money, and the purchases."""
    with desk.open() as book:
        found = book.view.start_up()
    desk.answer(lambda: start_up_data(found), lambda: start_up_text(found))


for subcommand in (spend, purchases):
    purchase.add_command(subcommand)
