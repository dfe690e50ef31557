"""The leads that a line of a quarter's checklist is about, as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence

from program.calendar import Quarter
from program.rules.checklist import Check
from storage.book import Book
from storage.views.lead import Lead


class CheckedLeads:
    """The leads of a line, by position; which they are is read once."""

    def __init__(self, book: Book, quarter: Quarter, check: Check) -> None:
        self._book = book
        self._quarter = quarter
        self._check = check
        self._references: Sequence[str] | None = None

    def total(self) -> int:
        """How many leads the line is about now."""
        return len(self._read())

    def rows(self, first: int, count: int) -> Sequence[Lead]:
        """The leads from a position on."""
        return self._book.view.leads_named(self._read()[first : first + count])

    def _read(self) -> Sequence[str]:
        if self._references is None:
            lines = self._book.view.quarter(self._quarter).checklist
            self._references = next(line.references for line in lines if line.check is self._check)
        return self._references
