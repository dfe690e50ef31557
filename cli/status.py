"""The live figures."""

from __future__ import annotations

from datetime import date

import click

from cli.parameters import DATE, QUARTER
from cli.plumbing import Desk, command
from program.calendar import Quarter
from reports.figures import status_data, status_text


@command("status", example="leadbook status --quarter FY2026-Q1")
@click.option("--quarter", type=QUARTER, help="A federal fiscal quarter such as FY2026-Q1; the running one by default.")
@click.option("--as-of", type=DATE, help="As things stood at the end of this day; today by default.")
@click.option("--known-on", type=DATE, help="As the book knew them at the end of this day, from the journal.")
def status(desk: Desk, quarter: Quarter | None, as_of: date | None, known_on: date | None) -> None:
    """The live figures of a quarter: rate, tier, expected award, bounds, next tier, other readings, officers."""
    desk.show(lambda view: view.status(quarter, as_of, known_on), status_data, status_text)
