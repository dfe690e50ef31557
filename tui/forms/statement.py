"""Writing a quarter's statement, or a draft of it, to a folder."""

from __future__ import annotations

from collections.abc import Mapping

from program.disclosure import Given as Disclosed
from program.quarters.state import QuarterState
from storage.book import Book
from storage.commands.disclosure import AddDisclosure
from storage.views.quarter import QuarterSummary
from tui.forms.fields import Given
from tui.forms.packet import OFFICERS, PacketForm, without


class StatementForm(PacketForm):
    """Asks for a folder. A quarter that is not closed gives a draft."""

    def __init__(self, shown: QuarterSummary) -> None:
        self._quarter = shown.figures.quarter
        self._is_draft = shown.state is not QuarterState.CLOSED
        self._revision = shown.revision
        kind = "Draft of the statement" if self._is_draft else f"Statement, revision {shown.revision},"
        folder = f"{self._quarter}-{'draft' if self._is_draft else f'revision-{shown.revision}'}"
        super().__init__(f"{kind} of {self._quarter}", folder, [OFFICERS])

    def files(self, book: Book, given: Given) -> Mapping[str, bytes]:
        from reports.packet.nameless import statement_without_officers
        from reports.packet.statement import statement_files

        body = book.view.draft_statement(self._quarter) if self._is_draft else book.view.statement(self._quarter)
        return statement_files(statement_without_officers(body, book.view.marks()) if without(given) else body)

    def disclosed(self, given: Given, recipient: str) -> AddDisclosure:
        about = f"{self._quarter}, {'draft' if self._is_draft else f'revision {self._revision}'}"
        return AddDisclosure(Disclosed.STATEMENT, about, recipient, left_out=without(given))
