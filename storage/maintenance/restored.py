"""Restoring a copy so that its journal says so: what an audit asks about must not go unseen."""

from __future__ import annotations

from pathlib import Path

from storage.book import Book
from storage.commands.restored import NoteRestore
from storage.maintenance.backup import Copied, restore
from storage.surroundings import Surroundings


def restore_and_note(copy: Path, name: str, surroundings: Surroundings) -> tuple[Copied, Path | None]:
    """``restore``, and an entry of the copy's own journal that says so; what is returned is the copy's own end."""

    def note(part: Path, replaces: bool) -> None:
        with Book.open(str(part), surroundings) as book:
            book.run(NoteRestore(replaced=replaces))

    return restore(copy, name, surroundings, note)
