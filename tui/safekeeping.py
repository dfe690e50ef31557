"""Backups that the desk makes by itself: while it is worked at, and when it is left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.book import Book

PAUSE_MILLISECONDS = 15 * 60 * 1000
"""The shortest time between two while the desk is open."""


class Safekeeping:
    """Knows when a backup is due. A demo, and a book on a server, get none."""

    def __init__(self, book: Book, folder: Path) -> None:
        from storage.engine.book_names import path_of

        self.book = book
        self.folder = folder
        self._is_kept = path_of(book.name) is not None and not book.view.agency().demo
        self._entries = book.view.journal_length() if self._is_kept else 0
        self._since = self.now()

    def now(self) -> int:
        """The desk's clock, UTC milliseconds."""
        return self.book.surroundings.now()

    def is_behind(self) -> bool:
        """Whether something was recorded since the last one, or since the book was opened."""
        return self._is_kept and self.book.view.journal_length() > self._entries

    def is_due(self) -> bool:
        """Whether there is something to back up, and the last one is long enough ago."""
        return self.now() - self._since >= PAUSE_MILLISECONDS and self.is_behind()

    def back_up(self) -> None:
        """Makes one. Raises LeadbookError where it cannot be made; the next is tried after the same time."""
        from storage.maintenance.automatic import back_up_by_itself

        self._since = self.now()
        self._entries = back_up_by_itself(self.book, self.folder).entries
