"""Writing a quarter's statement, or a draft of it, to a folder."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import work
from textual.app import ComposeResult

from program.quarter_end import QuarterState
from storage.book import Book
from storage.commands.base import Command
from storage.errors import BadInput, LeadbookError
from storage.text import printable
from storage.views.quarter import QuarterSummary
from tui.dialogs.base import Dialog
from tui.dialogs.completers import FileCompleter
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field


class PacketDialog(Dialog):
    """Asks for a folder that is empty or not there yet. A quarter that is not closed gives a draft."""

    hint = "Enter writes PDF, XLSX, CSV, JSON and their manifest · Esc leaves"

    def __init__(self, shown: QuarterSummary) -> None:
        super().__init__()
        self.quarter = shown.figures.quarter
        self.is_draft = shown.state is not QuarterState.CLOSED
        self._folder = f"{self.quarter}-{'draft' if self.is_draft else f'revision-{shown.revision}'}"
        sort = "Draft of the statement" if self.is_draft else f"Statement, revision {shown.revision},"
        self.heading = f"{sort} of {self.quarter}"

    def fields(self) -> ComposeResult:
        officers = [Choice("named", "with badge and name"), Choice("", "left out")]
        place = str(Path("~") / self._folder)
        yield Field("Folder", "out", place, "empty, or not there yet", suggester=FileCompleter())
        yield TurnField("Officers", officers, "named", id="officers-named")

    def command(self) -> Command:
        raise BadInput("statement", "", "is written, not recorded")

    def action_submit(self) -> None:
        """Writes the packet."""
        if not self.typed("out"):
            self.refuse(BadInput("out", "", "name a folder"))
            return
        self.accept("Writing …")
        self.leadbook.hold_keys()
        self._write(Path(self.typed("out")).expanduser(), named=bool(self.query_one("#officers-named", Turn).value))

    @work(group="packet", exclusive=True, exit_on_error=False)
    async def _write(self, out: Path, *, named: bool) -> None:
        try:
            await asyncio.to_thread(self._make, self.leadbook.bookkeeper.book, out, named)
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            self.leadbook.notify(f"Wrote the packet to {printable(str(out))}", timeout=10)
            self.dismiss(True)
        finally:
            self.leadbook.release_keys()

    def _make(self, book: Book, out: Path, named: bool) -> None:
        from reports.packet.folder import write_packet
        from reports.packet.statement import statement_files, without_officers

        body = book.view.draft_statement(self.quarter) if self.is_draft else book.view.statement(self.quarter)
        write_packet(out, statement_files(body if named else without_officers(body)))
