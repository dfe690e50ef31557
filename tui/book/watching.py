"""What the app knows of the watched folder: which files wait there, as last looked at."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.book import Book
    from storage.maintenance.watched import Announced, LaidFile

WATCH_SECONDS = 5.0
_ANEW_SECONDS = 60.0
"""So long a rehearsal is told before the file is rehearsed again in a book that has changed since."""


class Watching:
    """Looks at a folder; each file is read and rehearsed once, and again where the book has changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.waiting: tuple[Announced, ...] = ()
        self.trouble = ""
        self._known: dict[LaidFile, tuple[Announced | None, int, float]] = {}

    def look(self, book: Book, now: float | None = None) -> bool:
        """Looks once; ``now`` is seconds since 1970. Returns whether something else waits than before."""
        from program.refusals import BadInput
        from storage.maintenance.watched import announced, left_out, steady_files

        before = (self.waiting, self.trouble)
        moment = time.time() if now is None else now
        try:
            files, self.trouble = steady_files(self.folder, moment), ""
        except BadInput as problem:
            files, self.trouble = [], problem.expected
        out = left_out()
        entries = book.view.journal_length()
        known: dict[LaidFile, tuple[Announced | None, int, float]] = {}
        for laid in files:
            was = self._known.get(laid)
            if was is not None and was[0] is not None and (was[0].sha256 in out):
                was = (None, was[1], moment)
            if was is None or (was[1] != entries and (moment - was[2] >= _ANEW_SECONDS or _is_in(book, was[0]))):
                was = (announced(book, laid, out), entries, moment)
            known[laid] = was
        self._known = known
        self.waiting = tuple(one for one, _, _ in known.values() if one is not None)
        return before != (self.waiting, self.trouble)


def _is_in(book: Book, one: Announced | None) -> bool:
    return one is not None and book.view.was_brought_in(one.sha256)
