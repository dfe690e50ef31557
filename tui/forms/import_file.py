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

from program.refusals import BadInput, LeadbookError
from storage.commands.base import Receipt
from storage.commands.lead_import import ImportLeads
from storage.commands.officer_import import ImportOfficers
from storage.commands.time_import import ImportTime
from storage.engine.locks import BreakOff
from storage.importing.date_order import DateOrder
from storage.importing.report import ImportReport, check_place_of_rejects, write_rejects
from storage.importing.time import PayPeriod
from storage.text import number_of, printable
from tui.config import Profile
from tui.forms.codes import MaybeNamed, MaybeTurned, spelled_out
from tui.forms.fields import Given, Place, Text
from tui.forms.form import Form
from tui.widgets.choices import Turn

_ORDERS = {
    DateOrder.MDY: "month/day/year",
    DateOrder.DMY: "day/month/year",
    DateOrder.YMD: "year/month/day",
}
_FILE = Place("file", "File", hint="CSV, TSV, XLSX, ODS or JSON Lines", asked="name a file first")
_ORDER = MaybeTurned("order", "11/10/25 is", codes=_ORDERS, none="as its column proves, else month first")
_PAY_PERIOD = MaybeTurned("pay_period", "Pay periods", codes=spelled_out(PayPeriod), none="as the file says")
_REJECTS = Text("rejects", "Rejects to", hint="optional: a CSV file for the rows kept aside")
_SHEET = Text("sheet", "Sheet", hint="of a workbook, where two fit")
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
"""What makes the command, the form's heading, and how columns are named."""


class ImportForm(Form):
    """Asks for a file of leads, of officers or of hours. Nothing is changed before its report has been seen.

    ``profiles`` are ways of reading a file, by name.
    """

    def __init__(self, kind: str = "leads", profiles: Mapping[str, Profile] | None = None) -> None:
        self.kind = kind
        self._make, heading, self._example = _KINDS[kind]
        self.as_work = heading
        self._profiles = profiles or {}
        self._map = Text("map", "Columns", hint=f"only where asked for: {self._example}")
        names = {name: name for name in self._profiles}
        profile = [MaybeNamed("profile", "Profile", names=tuple(names), none="none")] if names else []
        time = [_PAY_PERIOD] if kind == "months of time" else []
        super().__init__(
            heading,
            [_FILE, self._map, *profile, _ORDER, *time, _REJECTS, _SHEET],
            self._import,
            "Enter shows what would come in, Enter again brings it in · Esc leaves",
        )
        self._seen: tuple[_Import, str] | None = None

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Static("", id="report", markup=False)

    def begin(self) -> None:
        """Begins without a report."""
        self.query_one("#report").display = False

    def on_turn_turned(self, event: Turn.Turned) -> None:
        """Fills in what a profile says, there to be seen and changed."""
        if event.turn.id != "profile" or not event.turn.value:
            return
        profile = self._profiles[event.turn.value]
        self.query_one("#map", Input).value = "; ".join(f"{name}={column}" for name, column in profile.columns.items())
        if profile.date_order is not None:
            self.query_one("#order", Turn).value = profile.date_order.value

    def _import(self, given: Given) -> _Import:
        path, place = given[_FILE], given[_REJECTS]
        if place:
            check_place_of_rejects(path, Path(place).expanduser())
        made = self._make(path, self._mapping(given[self._map]), given[_ORDER], given[_SHEET] or None)
        return replace(made, pay_period=given[_PAY_PERIOD]) if isinstance(made, ImportTime) else made

    def act(self, given: Given) -> None:
        """Rehearses a file that has not been looked at, and brings in one that has."""
        command, place = self._import(given), given[_REJECTS]
        if (command, place) == self._seen:
            super().act(given)
            return
        self.accept("Looking at the file …")
        self.leadbook.hold_keys()
        self._rehearse(command, place)

    def done(self, receipt: Receipt) -> None:
        """Leaves; says where the rejected rows are listed."""
        place = self.given()[_REJECTS]
        if place and receipt.result.rejected:
            self.leadbook.notify(f"{number_of(receipt.result.rejected, 'row')} kept aside in {place}")
        self.dismiss(True)

    def in_words(self, problem: LeadbookError | str) -> str:
        """A problem, with the options of the command line called by the fields of this form."""
        return _here(super().in_words(problem))

    def refuse(self, problem: LeadbookError | str) -> None:
        """A field whose column is not found is named in the line for columns."""
        if isinstance(problem, BadInput) and problem.field not in {field.name for field in self.fields}:
            self.query_one("#map", Input).focus()
        super().refuse(problem)
        self.query_one("#report").display = False

    @work(group="rehearsal", exclusive=True, exit_on_error=False)
    async def _rehearse(self, command: _Import, place: str) -> None:
        """Looks at the file; the rejected rows are listed before anything comes in, so that none can be missed."""
        try:
            by = BreakOff()
            rehearsed = self.leadbook.bookkeeper.rehearse(command, by)
            heading = f"{self.heading}: looking at the file"
            receipt = await self.leadbook.see_through(heading, by, rehearsed, only_looks=True)
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

    def _mapping(self, typed: str) -> dict[str, str]:
        mapping: dict[str, str] = {}
        for pair in filter(None, (part.strip() for part in typed.split(";"))):
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
