"""The roster."""

from __future__ import annotations

from datetime import date

import click

from cli.import_file import import_officers
from cli.parameters import BADGE, DATE, QUARTER, coded
from cli.plumbing import Desk, command
from program.calendar import Quarter
from program.officers.standing import Standing
from reports.clock import clocks_data, clocks_text, heads_data, heads_text
from reports.officer import roster_data, roster_text
from storage.commands.notice import RecordNotice
from storage.commands.officer import AddOfficer, SetStanding


@click.group("officer")
def officer() -> None:
    """The roster and each officer's standing."""


officer.add_command(import_officers)


@command("add", of=officer, example='leadbook officer add 1063 "Cole, Jordan" --authorized 2025-10-01', takes_text=True)
@click.argument("badge", type=BADGE)
@click.argument("name")
@click.option("--authorized", type=DATE, help="Authorized from this day for two years; else in training from today.")
def add(desk: Desk, badge: str, name: str, authorized: date | None) -> None:
    """Add an officer."""
    desk.run(AddOfficer(badge, name, authorized))


@command(
    "standing",
    of=officer,
    example='leadbook officer standing 1041 suspended --from 2025-12-01 --until 2025-12-14 --basis "Order 25-31"',
    takes_text=True,
)
@click.argument("badge", type=BADGE)
@click.argument("standing", type=coded(Standing, "STANDING"))
@click.option("--from", "from_on", type=DATE, required=True, help="Its first day.")
@click.option("--until", "until_on", type=DATE, help="Its last day; an authorization runs two years without one.")
@click.option("--basis", required=True, metavar="TEXT", help="What it rests on: a letter, a notice, an order.")
def standing(desk: Desk, badge: str, standing: Standing, from_on: date, until_on: date | None, basis: str) -> None:
    """Set an officer's standing for a span of days.

    STANDING is nominated, training, authorized, suspended, revoked or expired. The days are taken from what held
    before; what held before and after the span stays.
    """
    desk.run(SetStanding(badge, standing, from_on, until_on, basis))


@command("list", of=officer, example="leadbook officer list --on 2025-12-31")
@click.option("--on", type=DATE, help="The standing on this day; today by default.")
def list_(desk: Desk, on: date | None) -> None:
    """The roster by name: standing, open and overdue leads, outcomes recorded."""
    desk.show(lambda view: view.roster(on), roster_data, roster_text)


@command("clocks", of=officer, example="leadbook officer clocks")
@click.option("--on", type=DATE, help="On this day; today by default.")
def clocks(desk: Desk, on: date | None) -> None:
    """The clocks that run: authorizations that end within 90 days, suspensions, notices of revocations."""
    desk.show(lambda view: view.clocks(on), clocks_data, clocks_text)


@command("count", of=officer, example="leadbook officer count --quarter FY2026-Q1")
@click.option("--on", type=DATE, help="On this day; today by default.")
@click.option("--quarter", type=QUARTER, help="In this quarter; the one that holds the day by default.")
def count(desk: Desk, on: date | None, quarter: Quarter | None) -> None:
    """The head count of a day, and of a quarter under each reading, with the officers behind it."""
    desk.show(lambda view: view.heads(quarter, on), heads_data, heads_text)


@command("notice", of=officer, example="leadbook officer notice 1041 --on 2025-12-02")
@click.argument("badge", type=BADGE)
@click.option("--on", type=DATE, required=True, help="The day on which ICE was told.")
def notice(desk: Desk, badge: str, on: date) -> None:
    """Record that ICE was told of an officer's revocation, which is due within 48 hours."""
    desk.run(RecordNotice(badge, on))
