"""The leads that a line of a quarter's checklist is about, as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence

from program.calendar import Quarter
from program.rules.checklist import Check
from storage.book import Book
from storage.views.lead import Lead
from tui.lists.sources import ReadOnce


class CheckedLeads:
    """The leads of a line, by position; which they are is read once, the leads as they come into view."""

    def __init__(self, book: Book, quarter: Quarter, check: Check) -> None:
        self._book = book
        self._references = ReadOnce(
            lambda: next(line.references for line in book.view.quarter(quarter).checklist if line.check is check)
        )

    def total(self) -> int:
        """How many leads the line is about now."""
        return self._references.total()

    def rows(self, first: int, count: int) -> Sequence[Lead]:
        """The leads from a position on."""
        return self._book.view.leads_named(self._references.rows(first, count))
