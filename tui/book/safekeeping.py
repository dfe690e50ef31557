"""What the desk does for the book's safety by itself: backups, a look at each start, anchors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from program.refusals import LeadbookError
from storage.engine.locks import BrokenOff
from storage.moments import moment_of_name

if TYPE_CHECKING:
    from storage.book import Book
    from storage.engine.places import AnchorPlaces
    from storage.maintenance.findings import Finding

PAUSE_MILLISECONDS = 15 * 60 * 1000
"""The shortest time between two while the desk is open."""


class Safekeeping:
    """Knows when a backup is due: as soon as entries of this session are in none for long enough, or those of before,
    which the command line made, or a session that was killed. A demo, a book on a server, and one that is only read
    get none.
    """

    def __init__(self, book: Book, folder: Path, anchors: AnchorPlaces) -> None:
        from storage.engine.book_names import path_of

        self.book = book
        self.folder = folder
        self.anchors = anchors
        self._is_kept = not book.is_read_only and path_of(book.name) is not None and not book.view.agency().demo
        self._entries = book.view.journal_length() if self._is_kept else 0
        self._since = self.now()
        self._has_looked_back = not self._is_kept
        self.trouble = ""
        """Why the last one could not be made; nothing once one was."""

    def now(self) -> int:
        """The desk's clock, UTC milliseconds."""
        return self.book.surroundings.now()

    def is_behind(self) -> bool:
        """Whether something was recorded that the last one does not hold. Raises LeadbookError."""
        self._look_back()
        return self._is_kept and self.book.view.journal_length() > self._entries

    def is_due(self) -> bool:
        """Whether there is something to back up, and the last one is long enough ago. Raises LeadbookError."""
        self._look_back()
        return self.now() - self._since >= PAUSE_MILLISECONDS and self.is_behind()

    def _look_back(self) -> None:
        """Looks, once for a folder, whether its newest backup holds all that was there when the book was opened."""
        from storage.maintenance.backup import look_at_backups

        if self._has_looked_back:
            return
        newest = look_at_backups(self.book, self.folder, every=False, ends_only=True).newest
        self._has_looked_back = True
        if newest is None or newest.entries < self._entries:
            made = None if newest is None else moment_of_name(newest.path.stem)
            self._since = min(self._since, 0 if made is None else int(made.timestamp() * 1000))
            self._entries = 0 if newest is None else newest.entries

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
        self.folder, self._has_looked_back = folder, not self._is_kept
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
