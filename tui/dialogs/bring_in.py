"""Bringing in a file: first what would come in, then, on a second Enter, the import itself."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Select, Static

from storage.commands.imports import ImportLeads
from storage.commands.officer_imports import ImportOfficers
from storage.errors import LeadbookError
from storage.importing.report import ImportReport, write_rejects
from storage.importing.values import DateOrder
from storage.text import printable
from tui.dialogs.base import Dialog, field
from tui.dialogs.completers import FileCompleter


class ImportDialog(Dialog):
    """Asks for a file of leads or of officers. Nothing is changed before the report has been seen."""

    hint = "Enter shows what would come in, Enter again brings it in · → completes · Esc leaves"

    def __init__(self, kind: str = "leads") -> None:
        super().__init__()
        self.kind = kind
        self.question = f"Import {kind}"
        self._seen: ImportLeads | ImportOfficers | None = None

    def fields(self) -> ComposeResult:
        yield field("File", "file", "", "CSV, TSV, XLSX, ODS or JSON Lines", FileCompleter())
        yield field("Columns", "columns", "", "only if asked: reference=Lead No.; due_on=Answer by")
        yield field("Rejects to", "rejects", "", "optional: a CSV file for the rows kept aside")
        orders = [("11/10/25 is month/day/year", "mdy"), ("day/month/year", "dmy"), ("year/month/day", "ymd")]
        yield Select(orders, value="mdy", allow_blank=False, id="order", compact=True)
        yield Static("", id="report", markup=False)

    def on_input_changed(self) -> None:
        """A changed field has to be looked at again."""
        self._seen = None

    def command(self) -> ImportLeads | ImportOfficers:
        path = self.typed("file")
        if not path:
            raise ValueError("file: name a file first")
        mapping: dict[str, str] = {}
        for pair in filter(None, (part.strip() for part in self.typed("columns").split(";"))):
            name, equals, column = pair.partition("=")
            if not equals:
                raise ValueError(f"columns: {pair!r}: write field=Column, several with ; between them")
            mapping[name.strip()] = column.strip()
        order = DateOrder(str(self.query_one("#order", Select).value))
        make = ImportLeads if self.kind == "leads" else ImportOfficers
        return make(Path(path).expanduser(), mapping, order)

    def action_submit(self) -> None:
        """Rehearses a file that has not been looked at, and brings in one that has."""
        try:
            command = self.command()
        except (LeadbookError, ValueError) as error:
            self.refuse(str(error))
            return
        if command == self._seen:
            self._submit(command)
        else:
            self._rehearse(command)

    @work(group="rehearsal", exclusive=True, exit_on_error=False)
    async def _rehearse(self, command: ImportLeads | ImportOfficers) -> None:
        shown = self.query_one("#report", Static)
        shown.update(Content("Looking at the file …"))
        self.refuse("")
        try:
            receipt = await self.leadbook.bookkeeper.rehearse(command)
            report: ImportReport = receipt.result
            rejects = self.typed("rejects")
            if rejects:
                await asyncio.to_thread(write_rejects, report, command.file, Path(rejects))
        except LeadbookError as error:
            shown.update(Content(""))
            self.refuse(str(error))
            return
        lines = "\n".join(printable(line) for line in report.as_text(self.kind).splitlines())
        self._seen = command
        shown.update(Content(f"{lines}\nEnter brings it in."))
