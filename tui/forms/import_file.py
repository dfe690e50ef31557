"""Bringing in a file: first what would come in, then, on a second Enter, the import itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from storage.commands.base import Receipt
from storage.commands.lead_import import ImportLeads
from storage.commands.officer_import import ImportOfficers
from storage.commands.time_import import ImportTime
from storage.errors import BadInput, LeadbookError
from storage.importing.date_order import DateOrder
from storage.importing.report import ImportReport, check_place_of_rejects, write_rejects
from storage.importing.time import PayPeriod
from storage.text import number_of, printable
from tui.forms.base import Dialog
from tui.forms.completers import FileCompleter
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field

_ORDERS = [
    Choice("", "as its column proves, else month first"),
    Choice(DateOrder.MDY.value, "month/day/year"),
    Choice(DateOrder.DMY.value, "day/month/year"),
    Choice(DateOrder.YMD.value, "year/month/day"),
]
_PAY_PERIODS = [Choice("", "as the file says"), *(Choice(one.value, one.value) for one in PayPeriod)]
_REJECTS_SHOWN = 8
_FIELDS_OF_OPTIONS = {
    "with --map ": "under Columns: ",
    "with --date-order mdy, dmy or ymd": "at “11/10/25 is”",
    "with --date-order": "at “11/10/25 is”",
    "say --date-order": "turn “11/10/25 is”",
    "with --sheet NAME": "under Sheet",
    "with --pay-period weekly|biweekly|semimonthly|monthly": "at “Pay periods”",
}


_Import = ImportLeads | ImportOfficers | ImportTime
_KINDS: dict[str, tuple[Callable[[Path, Mapping[str, str], DateOrder | None, str | None], _Import], str, str]] = {
    "leads": (ImportLeads, "Import leads", "reference=Lead No.; due on=Answer by"),
    "officers": (ImportOfficers, "Import a roster", "badge=No.; authorized=Since"),
    "months of time": (ImportTime, "Import a payroll file", "badge=Emp; overtime hours=OT Hrs"),
}
"""What makes the command, the dialog's heading, and how columns are named."""


class ImportDialog(Dialog):
    """Asks for a file of leads, of officers or of hours. Nothing is changed before its report has been seen."""

    remembers = True
    hint = "Enter shows what would come in, Enter again brings it in · Esc leaves"

    def __init__(self, kind: str = "leads") -> None:
        super().__init__()
        self.kind = kind
        self._make, self.heading, self._example = _KINDS[kind]
        self._seen: tuple[_Import, str] | None = None

    def fields(self) -> ComposeResult:
        yield Field("File", "file", "", "CSV, TSV, XLSX, ODS or JSON Lines", suggester=FileCompleter())
        yield Field("Columns", "map", "", f"only where asked for: {self._example}")
        if self.leadbook.profiles:
            known = [Choice("", "none"), *(Choice(name, name) for name in self.leadbook.profiles)]
            yield TurnField("Profile", known, "", id="profile")
        yield TurnField("11/10/25 is", _ORDERS, "", id="order")
        if self.kind == "months of time":
            yield TurnField("Pay periods", _PAY_PERIODS, "", id="pay_period")
        yield Field("Rejects to", "rejects", "", "optional: a CSV file for the rows kept aside")
        yield Field("Sheet", "sheet", "", "of a workbook, where two fit")
        yield Static("", id="report", markup=False)

    def begin(self) -> None:
        """Begins without a report."""
        self.query_one("#report").display = False

    def on_turn_turned(self, event: Turn.Turned) -> None:
        """Fills in what a profile says, there to be seen and changed."""
        if event.turn.id != "profile" or not event.turn.value:
            return
        profile = self.leadbook.profiles[event.turn.value]
        self.query_one("#map", Input).value = "; ".join(f"{name}={column}" for name, column in profile.columns.items())
        if profile.date_order is not None:
            self.query_one("#order", Turn).value = profile.date_order.value

    def command(self) -> _Import:
        path = self.typed("file")
        if not path:
            raise BadInput("file", "", "name a file first")
        if self.typed("rejects"):
            check_place_of_rejects(Path(path).expanduser(), Path(self.typed("rejects")).expanduser())
        order, sheet = self.query_one("#order", Turn).value, self.typed("sheet") or None
        made = self._make(Path(path).expanduser(), self._mapping(), DateOrder(order) if order else None, sheet)
        for turn in self.query("#pay_period").results(Turn):
            assert isinstance(made, ImportTime)
            made = replace(made, pay_period=PayPeriod(turn.value) if turn.value else None)
        return made

    def action_submit(self) -> None:
        """Rehearses a file that has not been looked at, and brings in one that has."""
        try:
            command = self.command()
        except LeadbookError as problem:
            self.refuse(problem)
            return
        if (command, self.typed("rejects")) == self._seen:
            self.leadbook.carry_out(command, then=self.done, refused=self.refuse)
            return
        self.accept("Looking at the file …")
        self.leadbook.hold_keys()
        self._rehearse(command)

    def done(self, receipt: Receipt) -> None:
        """Leaves; says where the rejected rows are listed."""
        if self.typed("rejects") and receipt.result.rejected:
            rows = number_of(receipt.result.rejected, "row")
            self.leadbook.notify(f"{rows} kept aside in {self.typed('rejects')}")
        self.dismiss(True)

    def in_words(self, problem: LeadbookError | str) -> str:
        """A problem, with the options of the command line called by the fields of this dialog."""
        return _here(super().in_words(problem))

    def refuse(self, problem: LeadbookError | str) -> None:
        """A field whose column is not found is named in the line for columns."""
        if isinstance(problem, BadInput) and not list(self.query(f"Input#{problem.field}")):
            self.query_one("#map", Input).focus()
        super().refuse(problem)
        self.query_one("#report").display = False

    @work(group="rehearsal", exclusive=True, exit_on_error=False)
    async def _rehearse(self, command: _Import) -> None:
        """Looks at the file; the rejected rows are listed before anything comes in, so that none can be missed."""
        place = self.typed("rejects")
        try:
            receipt = await self.leadbook.bookkeeper.rehearse(command)
            if place and receipt.result.rejected:
                await asyncio.to_thread(_keep_aside, receipt.result, command.file, place)
        except LeadbookError as problem:
            self.refuse(problem)
            return
        finally:
            self.leadbook.release_keys()
        self._seen = (command, place)
        report = self.query_one("#report", Static)
        report.update(report_content(receipt.result, self.kind))
        report.display = True
        something = receipt.result.new or receipt.result.changed
        self.accept("Enter brings it in" if something else "Nothing in this file is new; Esc leaves")

    def _mapping(self) -> dict[str, str]:
        mapping: dict[str, str] = {}
        for pair in filter(None, (part.strip() for part in self.typed("map").split(";"))):
            name, equals, column = pair.partition("=")
            if not equals or not name.strip() or not column.strip():
                raise BadInput("map", pair, f"write field=Column, several with ; between them: {self._example}")
            mapping["_".join(name.split()).casefold()] = column.strip()
        return mapping


def report_content(report: ImportReport, kind: str) -> Content:
    """What would come in: counts, which column is which field, what is dropped, and the first rejected rows."""
    counts = (
        f"{report.new:,} new   {report.changed:,} changed   {report.unchanged:,} unchanged   "
        f"{report.rejected:,} rejected   of {number_of(report.rows, 'row')} of {kind}"
    )
    columns = ", ".join(f"{_words(field)} ← {printable(column)}" for field, column in report.columns_used.items())
    lines = [Content.styled(counts, "bold"), Content(f"Columns   {columns}")]
    lines += [Content(f"Read   {line}") for line in report.how_it_was_read()]
    if report.columns_dropped:
        lines.append(Content(f"Dropped, never stored   {', '.join(map(printable, report.columns_dropped))}"))
    lines += [
        Content(f"Row {reject.row}   {_words(reject.field)}: {_here(printable(reject.problem))}")
        for reject in report.rejects[:_REJECTS_SHOWN]
    ]
    if report.rejected > _REJECTS_SHOWN:
        lines.append(
            Content(f"… and {number_of(report.rejected - _REJECTS_SHOWN, 'row')} more; “Rejects to” lists all")
        )
    return Content("\n").join(lines)


def _keep_aside(report: ImportReport, imported: Path, place: str) -> None:
    write_rejects(report, imported, Path(place).expanduser())


def _words(field: str) -> str:
    return field.replace("_", " ")


def _here(text: str) -> str:
    for option, field in _FIELDS_OF_OPTIONS.items():
        text = text.replace(option, field)
    return text
