"""Bringing in files of leads, of officers and of hours."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from cli.parameters import FILE, Typed, coded
from cli.plumbing import Desk, command
from program.leads.outcome import CorrectionReason
from program.refusals import BadInput
from storage.commands.file_import import ImportFile
from storage.commands.lead_import import ImportLeads
from storage.commands.officer_import import ImportOfficers
from storage.commands.time_import import ImportTime
from storage.importing.date_order import DateOrder
from storage.importing.delimiters import Delimiter
from storage.importing.encodings import Encoding
from storage.importing.limits import LIMITS, Limits, read_limit
from storage.importing.report import ImportReport, check_place_of_rejects, write_rejects
from storage.importing.time import PayPeriod
from tui.settings.config import Profile


@dataclass(frozen=True)
class Options:
    """What every import is told: the file, how it is read, and what becomes of it."""

    file: str
    profile: str | None
    chosen: tuple[tuple[str, str], ...]
    date_order: DateOrder | None
    sheet: str | None
    header_row: int | None
    delimiter: Delimiter | None
    encoding: Encoding | None
    limits: tuple[tuple[str, int], ...]
    dry_run: bool
    rejects: str | None

    def reading(self, desk: Desk) -> dict[str, Any]:
        """What an import begins with; what the options say goes before what the profile says."""
        kept = desk.config.profile(self.profile) if self.profile is not None else Profile()
        return {
            "file": Path(self.file),
            "mapping": {**kept.columns, **dict(self.chosen)},
            "order": self.date_order or kept.date_order,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "delimiter": self.delimiter,
            "encoding": self.encoding,
            "limits": Limits().raised(self.limits),
        }


def _column(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals or not field.strip() or not column.strip():
        raise ValueError("write FIELD=COLUMN, such as reference='Lead No.'")
    return field.strip(), column


def import_options(function: Callable[..., int]) -> Callable[..., int]:
    """The options that every import has, handed to the function as one ``Options``."""

    @functools.wraps(function)
    def gathered(desk: Desk, **given: Any) -> int:
        options = Options(**{field.name: given.pop(field.name) for field in fields(Options)})
        return function(desk, options, **given)

    for option in (
        click.option("--rejects", type=FILE, help="Write the rows kept aside to this CSV file."),
        click.option("--dry-run", is_flag=True, help="Only say what would come in."),
        click.option(
            "--limit",
            "limits",
            type=Typed("NAME=NUMBER", read_limit, lambda *_: ((f"{name}=", None) for name in LIMITS), "limit"),
            multiple=True,
            help="Take a larger file: disk=200MB, unpacked=1GB, ratio, rows, columns, cell.",
        ),
        click.option("--encoding", type=coded(Encoding), help="The encoding of a text file; else as its bytes show."),
        click.option("--delimiter", type=coded(Delimiter), help="What stands between cells; else as the rows show."),
        click.option(
            "--header-row",
            type=int,
            metavar="N",
            help="The row of the headings, 0 where there is none; else the row whose words fit.",
        ),
        click.option("--sheet", metavar="NAME", help="Read this sheet of a workbook; else the one whose columns fit."),
        click.option(
            "--date-order",
            type=coded(DateOrder),
            help="How 11/10/25 is read; else as the dates of its column prove, or mdy.",
        ),
        click.option(
            "--map",
            "chosen",
            type=Typed("FIELD=COLUMN", _column),
            multiple=True,
            help="Name the column of a field, by its heading or its letter.",
        ),
        click.option(
            "--profile",
            type=Typed("NAME", str, lambda desk, _: ((name, None) for name in desk.config.profiles)),
            help="Read the file as [profile.NAME] of the config file says.",
        ),
        click.argument("file", type=FILE),
    ):
        gathered = option(gathered)
    return gathered


def _rows(text: str) -> frozenset[int]:
    """``17`` or ``17,23``."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("write the numbers of rows, such as 17 or 17,23")
    return frozenset(map(int, parts))


_HARMLESS = click.option(
    "--harmless",
    "harmless_rows",
    type=Typed("ROWS", _rows),
    help="Rows, such as 17,23, with a text that looks like a person's detail but is none; the journal says so.",
)


def _taken(text: str) -> tuple[int, CorrectionReason]:
    row, equals, word = text.partition("=")
    try:
        if equals and row.strip().isdecimal():
            return int(row), CorrectionReason(word.strip().lower().replace("-", "_"))
    except ValueError:
        pass
    raise ValueError(f"write ROW=REASON, such as 17=entry_error; reasons are {', '.join(CorrectionReason)}")


@command("import", example="leadbook import leads.csv --rejects rejects.csv")
@click.option(
    "--take",
    type=Typed("ROW=REASON", _taken),
    multiple=True,
    help="Take a row that would correct what is recorded, with the reason for it.",
)
@_HARMLESS
@import_options
def import_leads(
    desk: Desk,
    options: Options,
    take: Sequence[tuple[int, CorrectionReason]],
    harmless_rows: frozenset[int] | None,
) -> int:
    """Bring in leads from CSV, TSV, XLSX, ODS or JSON Lines.

    Good rows come in, bad ones are kept aside and listed. The same file again changes nothing, a blank cell changes
    nothing, and a recorded outcome stays as it was recorded. Columns that are not lead fields are dropped and named. A
    row with a text that looks like a detail of a person is kept aside, and what stands in it is nowhere repeated.
    """
    action = ImportLeads(**options.reading(desk), take=dict(take), harmless_rows=harmless_rows or frozenset())
    return _import_file(desk, options, action, "leads")


@command("import", example="leadbook officer import roster.csv")
@_HARMLESS
@import_options
def import_officers(desk: Desk, options: Options, harmless_rows: frozenset[int] | None) -> int:
    """Bring in officers: badge and name, and a standing by authorized, or by standing, from, until and basis."""
    action = ImportOfficers(**options.reading(desk), harmless_rows=harmless_rows or frozenset())
    return _import_file(desk, options, action, "officers")


@command("import", example="leadbook time import payroll.csv")
@click.option("--pay-period", type=coded(PayPeriod), help="How long a pay period is, where the file has its end only.")
@import_options
def import_time(desk: Desk, options: Options, pay_period: PayPeriod | None) -> int:
    """Bring in a payroll file: badge and hours of months, pay periods or days; program, overtime, backfill hours too.

    A month is written like 2025-11, or as a date of it. Pay periods and days are summed by month, and a month is taken
    when the file holds all of it; the hours of a pay period across two months are needed by day. The same file again
    changes nothing, a blank cell changes nothing.
    """
    action = ImportTime(**options.reading(desk), pay_period=pay_period)
    return _import_file(desk, options, action, "months of time")


def _import_file(desk: Desk, options: Options, action: ImportFile, thing: str) -> int:
    rejects = Path(options.rejects) if options.rejects is not None else None
    if rejects is not None:
        check_place_of_rejects(action.file, rejects)
    with desk.open() as book:
        carry_out = book.rehearse if options.dry_run else book.run
        report: ImportReport = desk.work(lambda: carry_out(action)).result
    if rejects is not None:
        try:
            write_rejects(report, action.file, rejects)
        except BadInput as problem:  # the disk filled up since; what came in stays in
            desk.narrate(str(problem))
    if options.dry_run:
        desk.narrate("Dry run: nothing was changed")
    desk.answer(report.as_data, lambda: report.as_text(thing))
    if not report.rejected:
        return 0
    return 1 if options.dry_run else 5
