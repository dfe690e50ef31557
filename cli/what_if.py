"""What the rate and award would be."""

from __future__ import annotations

import click

from cli.parameters import QUARTER
from cli.plumbing import Desk, command
from program.calendar import Quarter
from program.quarters.what_if import what_if as reckoned
from program.refusals import BadInput
from reports.quarter import need_data
from reports.what_if import what_if_data, what_if_text


@command("what-if", example="leadbook what-if FY2026-Q1 --located 1")
@click.argument("quarter", type=QUARTER, required=False)
@click.option("--located", type=int, default=0, show_default=True, help="So many of the open leads become located.")
@click.option("--withdrawn", type=int, default=0, show_default=True, help="So many of the open leads are withdrawn.")
@click.option("--officers", type=int, help="So many officers are eligible; as many as now by default.")
def what_if(desk: Desk, quarter: Quarter | None, located: int, withdrawn: int, officers: int | None) -> None:
    """What the rate, tier and award would be, and what each tier takes. Nothing is saved."""
    with desk.open() as book:
        shown = book.view.quarter(quarter)
    figures = shown.figures
    if figures.rules is None:
        raise BadInput("quarter", figures.quarter, "ended before the program, so no tier and no award can be reckoned")
    head_count = figures.eligible_officers if officers is None else officers
    found = reckoned(figures.rules, figures.counts, head_count, located=located, withdrawn=withdrawn)
    numbers = {"located": located, "withdrawn": withdrawn, "officers": head_count}
    desk.answer(
        lambda: {
            **what_if_data(str(figures.quarter), numbers, found),
            "needs": [need_data(need) for need in shown.needs],
        },
        lambda: what_if_text(shown, numbers, found),
    )
