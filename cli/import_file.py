"""Bringing in files of leads, of officers and of hours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from cli.parameters import coded
from cli.plumbing import Desk, command, one_of
from storage.commands.lead_import import ImportLeads
from storage.commands.officer_import import ImportOfficers
from storage.commands.time_import import ImportTime
from storage.errors import BadInput
from storage.importing.date_order import DateOrder
from storage.importing.report import ImportReport, check_place_of_rejects, write_rejects
from storage.importing.time import PayPeriod
from tui.config import Profile


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--rejects", metavar="FILE", help="Write the rows kept aside to this CSV file."),
        click.option("--dry-run", is_flag=True, help="Only say what would come in."),
        click.option("--sheet", metavar="NAME", help="Read this sheet of a workbook; else the one whose columns fit."),
        click.option(
            "--date-order",
            metavar="ORDER",
            type=coded(DateOrder),
            help="How 11/10/25 is read: mdy, dmy or ymd; else as the dates of its column prove, or mdy.",
        ),
        click.option("--map", "chosen", multiple=True, metavar="FIELD=COLUMN", help="Name the column of a field."),
        click.option("--profile", metavar="NAME", help="Read the file as [profile.NAME] of the config file says."),
        click.argument("file"),
    ):
        function = option(function)
    return function


@command("import", example="leadbook import leads.csv --rejects rejects.csv")
@_options
def import_leads(
    desk: Desk,
    file: str,
    profile: str | None,
    chosen: Sequence[str],
    date_order: str | None,
    sheet: str | None,
    dry_run: bool,
    rejects: str | None,
) -> int:
    """Bring in leads from CSV, TSV, XLSX, ODS or JSON Lines.

    Good rows come in, bad ones are kept aside and listed. The same file again changes nothing, a blank cell changes
    nothing, and a recorded outcome stays as it was recorded. Columns that are not lead fields are dropped and named.
    """
    action = ImportLeads(Path(file), *_reading(desk, profile, chosen, date_order), sheet)
    return _bring_in(desk, action, "leads", dry_run, rejects)


@command("import", example="leadbook officer import roster.csv")
@_options
def import_officers(
    desk: Desk,
    file: str,
    profile: str | None,
    chosen: Sequence[str],
    date_order: str | None,
    sheet: str | None,
    dry_run: bool,
    rejects: str | None,
) -> int:
    """Bring in officers: badge and name, and a standing by authorized, or by standing, from, until and basis."""
    action = ImportOfficers(Path(file), *_reading(desk, profile, chosen, date_order), sheet)
    return _bring_in(desk, action, "officers", dry_run, rejects)


@command("import", example="leadbook time import payroll.csv")
@click.option(
    "--pay-period",
    metavar="LENGTH",
    type=coded(PayPeriod),
    help=f"How long a pay period is, where the file has its end only: {', '.join(PayPeriod)}.",
)
@_options
def import_time(
    desk: Desk,
    file: str,
    profile: str | None,
    chosen: Sequence[str],
    date_order: str | None,
    sheet: str | None,
    dry_run: bool,
    rejects: str | None,
    pay_period: str | None,
) -> int:
    """Bring in a payroll file: badge and hours of months, pay periods or days; program, overtime, backfill hours too.

    A month is written like 2025-11, or as a date of it. Pay periods and days are summed by month, and a month is taken
    when the file holds all of it; the hours of a pay period across two months are needed by day. The same file again
    changes nothing, a blank cell changes nothing.
    """
    length = one_of("pay_period", PayPeriod, pay_period) if pay_period is not None else None
    action = ImportTime(Path(file), *_reading(desk, profile, chosen, date_order), sheet, pay_period=length)
    return _bring_in(desk, action, "months of time", dry_run, rejects)


def _bring_in(
    desk: Desk, action: ImportLeads | ImportOfficers | ImportTime, thing: str, dry_run: bool, rejects: str | None
) -> int:
    if rejects is not None:
        check_place_of_rejects(action.file, Path(rejects))
    with desk.open() as book:
        report: ImportReport = (book.rehearse(action) if dry_run else book.run(action)).result
    if rejects is not None:
        try:
            write_rejects(report, action.file, Path(rejects))
        except BadInput as problem:  # the disk filled up since; what came in stays in
            desk.narrate(str(problem))
    if dry_run:
        desk.narrate("Dry run: nothing was changed")
    desk.answer(report.as_data, lambda: report.as_text(thing))
    if not report.rejected:
        return 0
    return 1 if dry_run else 5


def _reading(
    desk: Desk, profile: str | None, chosen: Sequence[str], date_order: str | None
) -> tuple[dict[str, str], DateOrder | None]:
    """Columns by field and the order of dates: what the options say goes before what the profile says."""
    kept = desk.config.profile(profile) if profile is not None else Profile()
    order = one_of("date_order", DateOrder, date_order) if date_order is not None else kept.date_order
    return {**kept.columns, **_mapping(chosen)}, order


def _mapping(chosen: Sequence[str]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    for pair in chosen:
        field, equals, column = pair.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise BadInput("map", pair, "write FIELD=COLUMN, such as reference='Lead No.'")
        mapping[field.strip()] = column
    return mapping
