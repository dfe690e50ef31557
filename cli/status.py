"""The live figures."""

from __future__ import annotations

import click

from cli.parameters import QUARTER
from cli.plumbing import Desk, command, iso_date_or_none
from program.calendar import Quarter
from reports.figures import status_data, status_text
from storage.errors import BadInput


def quarter_or_none(text: str | None) -> Quarter | None:
    """The quarter that an option gives; raises BadInput on anything else."""
    if text is None:
        return None
    try:
        return Quarter.parse(text)
    except ValueError:
        raise BadInput("quarter", text, "is no quarter; write it like FY2026-Q1") from None


@command("status", example="leadbook status --quarter FY2026-Q1")
@click.option(
    "--quarter",
    metavar="Q",
    type=QUARTER,
    help="A federal fiscal quarter such as FY2026-Q1; the running one by default.",
)
@click.option("--as-of", metavar="DATE", help="As things stood at the end of this day; today by default.")
@click.option("--known-on", metavar="DATE", help="As the book knew them at the end of this day, from the journal.")
def status(desk: Desk, quarter: str | None, as_of: str | None, known_on: str | None) -> None:
    """The live figures of a quarter: rate, tier, expected award, bounds, next tier, other readings, officers."""
    asked, day = quarter_or_none(quarter), iso_date_or_none("as_of", as_of)
    then = iso_date_or_none("known_on", known_on)
    with desk.open() as book:
        found = book.view.status(asked, day, then)
    desk.answer(lambda: status_data(found), lambda: status_text(found))
