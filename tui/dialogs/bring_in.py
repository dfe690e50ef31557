"""Bringing in a file: first what would come in, then, on a second Enter, the import itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from storage.commands.base import Receipt
from storage.commands.imports import ImportLeads
from storage.commands.officer_imports import ImportOfficers
from storage.commands.time_imports import ImportTime
from storage.errors import BadInput, LeadbookError
from storage.importing.date_order import DateOrder
from storage.importing.report import ImportReport, check_place_of_rejects, write_rejects
from storage.text import printable
from storage.words import number_of
from tui.dialogs.base import Dialog
from tui.dialogs.completers import FileCompleter
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field

_ORDERS = [
    Choice(DateOrder.MDY.value, "month/day/year"),
    Choice(DateOrder.DMY.value, "day/month/year"),
    Choice(DateOrder.YMD.value, "year/month/day"),
]
_REJECTS_SHOWN = 8


_Import = ImportLeads | ImportOfficers | ImportTime
_KINDS: dict[str, tuple[Callable[[Path, Mapping[str, str], DateOrder], _Import], str]] = {
    "leads": (ImportLeads, "Import leads"),
    "officers": (ImportOfficers, "Import a roster"),
    "months of time": (ImportTime, "Import a payroll file"),
}


class ImportDialog(Dialog):
    """Asks for a file of leads, of officers or of hours. Nothing is changed before its report has been seen."""

    hint = "Enter shows what would come in, Enter again brings it in · Esc leaves"

    def __init__(self, kind: str = "leads") -> None:
        super().__init__()
        self.kind = kind
        self._make, self.heading = _KINDS[kind]
        self._seen: _Import | None = None

    def fields(self) -> ComposeResult:
        yield Field("File", "file", "", "CSV, TSV, XLSX, ODS or JSON Lines", suggester=FileCompleter())
        yield Field("Columns", "map", "", "only where asked for: reference=Lead No.; due_on=Answer by")
        if self.leadbook.profiles:
            known = [Choice("", "none"), *(Choice(name, name) for name in self.leadbook.profiles)]
            yield TurnField("Profile", known, "", id="profile")
        yield TurnField("11/10/25 is", _ORDERS, DateOrder.MDY.value, id="order")
        yield Field("Rejects to", "rejects", "", "optional: a CSV file for the rows kept aside")
        yield Static("", id="report", markup=False)

    def on_mount(self) -> None:
        """Begins without a report."""
        self.query_one("#report").display = False

    def on_turn_turned(self, event: Turn.Turned) -> None:
        """Fills in what a profile says, there to be seen and changed."""
        if event.turn.id != "profile" or not event.turn.value:
            return
        profile = self.leadbook.profiles[event.turn.value]
        self.query_one("#map", Input).value = "; ".join(f"{name}={column}" for name, column in profile.columns.items())
        if profile.date_order is not None:
            self.query_one("#order", Turn).turn_to(profile.date_order.value)

    def command(self) -> _Import:
        path = self.typed("file")
        if not path:
            raise BadInput("file", "", "name a file first")
        if self.typed("rejects"):
            check_place_of_rejects(Path(path).expanduser(), Path(self.typed("rejects")).expanduser())
        return self._make(Path(path).expanduser(), self._mapping(), DateOrder(self.query_one("#order", Turn).value))

    def action_submit(self) -> None:
        """Rehearses a file that has not been looked at, and brings in one that has."""
        try:
            command = self.command()
        except LeadbookError as problem:
            self.refuse(problem)
            return
        if command == self._seen:
            self.leadbook.carry_out(command, then=self.done, refused=self.refuse)
            return
        self.accept("Looking at the file …")
        self.leadbook.hold_keys()
        self._rehearse(command)

    def done(self, receipt: Receipt) -> None:
        """Writes the rows kept aside where that was asked for, and leaves."""
        if self.typed("rejects"):
            self._keep_aside(receipt.result)
        self.dismiss(True)

    def refuse(self, problem: LeadbookError | str) -> None:
        """A field whose column is not found is named in the line for columns."""
        if isinstance(problem, BadInput) and not list(self.query(f"Input#{problem.field}")):
            self.query_one("#map", Input).focus()
        super().refuse(problem)
        self.query_one("#report").display = False

    @work(group="rehearsal", exclusive=True, exit_on_error=False)
    async def _rehearse(self, command: _Import) -> None:
        try:
            receipt = await self.leadbook.bookkeeper.rehearse(command)
        except LeadbookError as problem:
            self.refuse(problem)
            return
        finally:
            self.leadbook.release_keys()
        self._seen = command
        report = self.query_one("#report", Static)
        report.update(report_content(receipt.result, self.kind))
        report.display = True
        something = receipt.result.new or receipt.result.changed
        self.accept("Enter brings it in" if something else "Nothing in this file is new; Esc leaves")

    def _keep_aside(self, report: ImportReport) -> None:
        """Runs on the app, since the dialog is about to go."""
        file, place = Path(self.typed("file")).expanduser(), Path(self.typed("rejects")).expanduser()
        app = self.leadbook

        async def write() -> None:
            await asyncio.to_thread(write_rejects, report, file, place)
            app.notify(f"{number_of(report.rejected, 'row')} kept aside in {place}")

        app.run_worker(write(), group="rejects", exit_on_error=False)

    def _mapping(self) -> dict[str, str]:
        mapping: dict[str, str] = {}
        for pair in filter(None, (part.strip() for part in self.typed("map").split(";"))):
            name, equals, column = pair.partition("=")
            if not equals or not name.strip() or not column.strip():
                raise BadInput("map", pair, "write field=Column, several with ; between them")
            mapping[name.strip()] = column.strip()
        return mapping


def report_content(report: ImportReport, kind: str) -> Content:
    """What would come in: counts, which column is which field, what is dropped, and the first rejected rows."""
    counts = (
        f"{report.new:,} new   {report.changed:,} changed   {report.unchanged:,} unchanged   "
        f"{report.rejected:,} rejected   of {number_of(report.rows, 'row')} of {kind}"
    )
    columns = ", ".join(f"{field} ← {printable(column)}" for field, column in report.columns_used.items())
    lines = [Content.styled(counts, "bold"), Content(f"Columns   {columns}")]
    if report.columns_dropped:
        lines.append(Content(f"Dropped, never stored   {', '.join(map(printable, report.columns_dropped))}"))
    lines += [
        Content(f"Row {reject.row}   {reject.field}: {printable(reject.problem)}")
        for reject in report.rejects[:_REJECTS_SHOWN]
    ]
    if report.rejected > _REJECTS_SHOWN:
        lines.append(
            Content(f"… and {number_of(report.rejected - _REJECTS_SHOWN, 'row')} more; “Rejects to” lists all")
        )
    return Content("\n").join(lines)
