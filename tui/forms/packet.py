"""Writing a quarter's statement, or a draft of it, to a folder."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult

from program.quarters.state import QuarterState
from storage.book import Book
from storage.views.quarter import QuarterSummary
from tui.forms.packet_base import PacketDialogBase
from tui.widgets.choices import Choice, Turn, TurnField


class PacketDialog(PacketDialogBase):
    """Asks for a folder. A quarter that is not closed gives a draft."""

    def __init__(self, shown: QuarterSummary) -> None:
        super().__init__()
        self.quarter = shown.figures.quarter
        self.is_draft = shown.state is not QuarterState.CLOSED
        self.folder = f"{self.quarter}-{'draft' if self.is_draft else f'revision-{shown.revision}'}"
        sort = "Draft of the statement" if self.is_draft else f"Statement, revision {shown.revision},"
        self.heading = f"{sort} of {self.quarter}"

    def fields(self) -> ComposeResult:
        yield from super().fields()
        officers = [Choice("named", "with badge and name"), Choice("", "left out")]
        yield TurnField("Officers", officers, "named", id="officers-named")

    def files(self, book: Book) -> Mapping[str, bytes]:
        from reports.packet.statement import statement_files, without_officers

        named = bool(self.query_one("#officers-named", Turn).value)
        body = book.view.draft_statement(self.quarter) if self.is_draft else book.view.statement(self.quarter)
        return statement_files(body if named else without_officers(body))
