"""The backups that are made without being asked for, and how many of them are kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from program.calendar import Quarter
from storage.book import Book
from storage.maintenance.backup import Copied, back_up, file_of
from storage.moments import moment_in_name, moment_of_name

KEPT: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (24, lambda moment: (moment.date(), moment.hour)),
    (30, lambda moment: moment.date()),
    (8, lambda moment: Quarter.of(moment.date())),
)
"""How many are kept, and of what: the newest of each of the last hours, days and quarters (UTC) that have one."""


def back_up_by_itself(book: Book, folder: Path) -> Copied:
    """Makes a verified backup in the folder, then removes those of this book that were made so and are kept no longer.

    Raises what ``back_up`` raises; then nothing was removed.
    """
    begins = f"{file_of(book.name).stem}-auto-{book.agency_id[-6:]}-"
    copied = back_up(book, folder / f"{begins}{moment_in_name(book.surroundings.now())}.leadbook", folder)
    there = {
        path: moment
        for path in folder.glob("*.leadbook")
        if path.name.startswith(begins) and (moment := moment_of_name(path.stem)) is not None
    }
    wanted = kept(there.values())
    for path, moment in there.items():
        if moment not in wanted and path != copied.path:
            with suppress(OSError):  # somebody looks at it just now: it goes the next time
                path.unlink()
    return copied


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Those of the moments whose backups are kept."""
    newest_first = sorted(moments, reverse=True)
    wanted = set()
    for how_many, of in KEPT:
        seen: dict[Hashable, datetime] = {}
        for moment in newest_first:
            seen.setdefault(of(moment), moment)
        wanted.update(list(seen.values())[:how_many])
    return wanted
