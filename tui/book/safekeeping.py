"""What the desk does for the book's safety by itself: backups, a look at each start, anchors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from program.refusals import LeadbookError
from storage.engine.locks import BrokenOff

if TYPE_CHECKING:
    from storage.book import Book
    from storage.engine.places import AnchorPlaces
    from storage.maintenance.findings import Finding

PAUSE_MILLISECONDS = 15 * 60 * 1000
"""The shortest time between two while the desk is open."""


class Safekeeping:
    """Knows when a backup is due. A demo, and a book on a server, get none."""

    def __init__(self, book: Book, folder: Path, anchors: AnchorPlaces) -> None:
        from storage.engine.book_names import path_of

        self.book = book
        self.folder = folder
        self.anchors = anchors
        self._is_kept = path_of(book.name) is not None and not book.view.agency().demo
        self._entries = book.view.journal_length() if self._is_kept else 0
        self._since = self.now()
        self.trouble = ""
        """Why the last one could not be made; nothing once one was."""

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
        try:
            self._entries = back_up_by_itself(self.book, self.folder).entries
        except BrokenOff:
            raise
        except LeadbookError as problem:
            self.trouble = str(problem)
            raise
        self.trouble = ""

    def keep_in(self, folder: Path) -> None:
        """Has backups made in another folder from now on; the one that could not be made is due at once."""
        self.folder = folder
        if self.trouble:
            self._since -= PAUSE_MILLISECONDS

    def look_quickly(self) -> tuple[Finding, ...]:
        """What shows in a few milliseconds that is wrong with the book. Raises LeadbookError."""
        from storage.maintenance.quick import quick_check

        return quick_check(self.book, self.anchors, self.folder)

    def anchor(self, number: int, command: str) -> tuple[str, ...]:
        """Anchors an entry; what could not be done, in sentences."""
        from storage.maintenance.anchors import anchor

        return anchor(self.book, self.anchors, number, command)
