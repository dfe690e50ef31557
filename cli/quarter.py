"""A quarter: its summary, closing and reopening."""

from __future__ import annotations

import click

from cli.parameters import QUARTER, reason
from cli.plumbing import Desk, GroupWithDefault, command
from program.calendar import Quarter
from program.leads.outcome import CorrectionReason
from reports.quarter import line_data, quarter_data, quarter_text, quarters_lines
from storage.commands.closing import AmendQuarter, CloseQuarter


@click.group("quarter", cls=GroupWithDefault, default="show")
def quarter() -> None:
    """A quarter's summary; close it, amend it, list all.

    quarter [Q] shows the summary, as quarter show [Q] does.
    """


@command("show", of=quarter, example="leadbook quarter FY2026-Q1")
@click.argument("quarter", type=QUARTER, required=False)
def show(desk: Desk, quarter: Quarter | None) -> None:
    """Everything about a quarter, the running one by default: figures, checklist, ICE's count, award, weeks."""
    desk.show(lambda view: view.quarter(quarter), quarter_data, quarter_text)


@command("list", of=quarter, example="leadbook quarter list")
def list_(desk: Desk) -> None:
    """All quarters, oldest first: state, rate, award, ICE's count."""
    desk.show(
        lambda view: view.quarters(),
        lambda found: {"quarters": [line_data(line) for line in found]},
        lambda found: "\n".join(quarters_lines(found)),
    )


@command("close", of=quarter, example="leadbook quarter close FY2026-Q1")
@click.argument("quarter", type=QUARTER)
def close(desk: Desk, quarter: Quarter) -> None:
    """Freeze a quarter's statement, from the day after its last; from then on the quarter does not change."""
    desk.run(CloseQuarter(quarter))


@command("amend", of=quarter, example="leadbook quarter amend FY2026-Q1 --reason new_information")
@click.argument("quarter", type=QUARTER)
@reason(CorrectionReason, "Why", required=True)
def amend(desk: Desk, quarter: Quarter, reason: CorrectionReason) -> None:
    """Reopen a closed quarter; its statements stay, and closing it again makes the next revision."""
    desk.run(AmendQuarter(quarter, reason))
