"""Writing a quarter's statement, or a draft of it, to a folder."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from program.quarters.state import QuarterState
from storage.book import Book
from storage.views.quarter import QuarterSummary
from tui.forms.codes import Turned
from tui.forms.fields import Given
from tui.forms.packet import PacketForm


class _Officers(StrEnum):
    NAMED = "named"
    LEFT_OUT = "left out"


_OFFICERS = Turned(
    "officers-named",
    "Officers",
    _Officers.NAMED.value,
    codes={_Officers.NAMED: "with badge and name", _Officers.LEFT_OUT: "left out"},
)


class StatementForm(PacketForm):
    """Asks for a folder. A quarter that is not closed gives a draft."""

    def __init__(self, shown: QuarterSummary) -> None:
        self._quarter = shown.figures.quarter
        self._is_draft = shown.state is not QuarterState.CLOSED
        kind = "Draft of the statement" if self._is_draft else f"Statement, revision {shown.revision},"
        folder = f"{self._quarter}-{'draft' if self._is_draft else f'revision-{shown.revision}'}"
        super().__init__(f"{kind} of {self._quarter}", folder, [_OFFICERS])

    def files(self, book: Book, given: Given) -> Mapping[str, bytes]:
        from reports.packet.statement import statement_files, without_officers

        body = book.view.draft_statement(self._quarter) if self._is_draft else book.view.statement(self._quarter)
        return statement_files(body if given[_OFFICERS] is _Officers.NAMED else without_officers(body))
