"""The roster."""

from __future__ import annotations

import click

from cli.import_file import import_officers
from cli.lead import run
from cli.parameters import BADGE, QUARTER
from cli.plumbing import Desk, command, iso_date, iso_date_or_none, one_of
from cli.status import quarter_or_none
from program.officers.standing import Standing
from reports.clock import clocks_data, clocks_text, heads_data, heads_text
from reports.officer import roster_data, roster_text
from storage.commands.notice import RecordNotice
from storage.commands.officer import AddOfficer, SetStanding


@click.group("officer")
def officer() -> None:
    """The roster and each officer's standing."""


@command("add", example='leadbook officer add 1063 "Cole, Jordan" --authorized 2025-10-01')
@click.argument("badge", type=BADGE)
@click.argument("name")
@click.option(
    "--authorized", metavar="DATE", help="Authorized from this day for two years; else in training from today."
)
def add(desk: Desk, badge: str, name: str, authorized: str | None) -> None:
    """Add an officer."""
    run(desk, AddOfficer(badge, name, iso_date_or_none("authorized", authorized)))


@command(
    "standing",
    example='leadbook officer standing 1041 suspended --from 2025-12-01 --until 2025-12-14 --basis "Order 25-31"',
)
@click.argument("badge", type=BADGE)
@click.argument("standing_text", metavar="STANDING")
@click.option("--from", "from_on", required=True, metavar="DATE", help="Its first day.")
@click.option("--until", "until_on", metavar="DATE", help="Its last day; an authorization runs two years without one.")
@click.option("--basis", required=True, metavar="TEXT", help="What it rests on: a letter, a notice, an order.")
def standing(desk: Desk, badge: str, standing_text: str, from_on: str, until_on: str | None, basis: str) -> None:
    """Set an officer's standing for a span of days.

    STANDING is nominated, training, authorized, suspended, revoked or expired. The days are taken from what held
    before; what held before and after the span stays.
    """
    run(
        desk,
        SetStanding(
            badge,
            one_of("standing", Standing, standing_text),
            iso_date("from", from_on),
            iso_date_or_none("until", until_on),
            basis,
        ),
    )


@command("list", example="leadbook officer list --on 2025-12-31")
@click.option("--on", metavar="DATE", help="The standing on this day; today by default.")
def list_(desk: Desk, on: str | None) -> None:
    """The roster by name: standing, open and overdue leads, outcomes recorded."""
    day = iso_date_or_none("on", on)
    with desk.open() as book:
        found = book.view.roster(day)
    desk.answer(lambda: roster_data(found), lambda: roster_text(found))


@command("clocks", example="leadbook officer clocks")
@click.option("--on", metavar="DATE", help="On this day; today by default.")
def clocks(desk: Desk, on: str | None) -> None:
    """The clocks that run: authorizations that end within 90 days, suspensions, notices of revocations."""
    day = iso_date_or_none("on", on)
    with desk.open() as book:
        found = book.view.clocks(day)
    desk.answer(lambda: clocks_data(found), lambda: clocks_text(found))


@command("count", example="leadbook officer count --quarter FY2026-Q1")
@click.option("--on", metavar="DATE", help="On this day; today by default.")
@click.option("--quarter", metavar="Q", type=QUARTER, help="In this quarter; the one that holds the day by default.")
def count(desk: Desk, on: str | None, quarter: str | None) -> None:
    """The head count of a day, and of a quarter under each reading, with the officers behind it."""
    day, asked = iso_date_or_none("on", on), quarter_or_none(quarter)
    with desk.open() as book:
        found = book.view.heads(asked, day)
    desk.answer(lambda: heads_data(found), lambda: heads_text(found))


@command("notice", example="leadbook officer notice 1041 --on 2025-12-02")
@click.argument("badge", type=BADGE)
@click.option("--on", required=True, metavar="DATE", help="The day on which ICE was told.")
def notice(desk: Desk, badge: str, on: str) -> None:
    """Record that ICE was told of an officer's revocation, which is due within 48 hours."""
    run(desk, RecordNotice(badge, iso_date("on", on)))


for subcommand in (add, standing, list_, clocks, count, notice, import_officers):
    officer.add_command(subcommand)
