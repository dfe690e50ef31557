"""What was given to whom, as text and as JSON; handing something out is recorded where a recipient is named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from storage.book import Book
from storage.commands.disclosure import AddDisclosure
from storage.maintenance.transfer import export
from storage.views.disclosure import Disclosure


def disclosure_data(found: Disclosure) -> dict[str, Any]:
    """One thing that was given; ``entry`` recorded it."""
    return {
        "entry": found.entry,
        "by": found.by,
        "given": found.given.value,
        "about": found.about,
        "recipient": found.recipient,
        "on": found.on.isoformat(),
        "left_out": [part.value for part in found.left_out],
        "sha256": found.sha256,
        "note": found.note,
    }


def disclosure_lines(found: Sequence[Disclosure]) -> list[str]:
    """A line each, the last first."""
    return [_line(one) for one in found] or ["Nothing is recorded as given to anybody."]


def without_words(found: Disclosure) -> str:
    """``without officers and references``; nothing where all was there."""
    return f"without {' and '.join(part.value for part in found.left_out)}" if found.left_out else ""


def _line(found: Disclosure) -> str:
    without = f", {without_words(found)}" if found.left_out else ""
    note = f" ({found.note})" if found.note else ""
    digest = f"  {found.sha256[:12]}…" if found.sha256 else ""
    return f"{found.on}  {found.given.words}: {found.about}{without}, to {found.recipient}{note}{digest}"


def export_to(book: Book, disclosure: AddDisclosure | None, place: Path) -> tuple[int, int | None]:
    """Writes the whole book to a new file; returns how many rows, and the entry that says to whom it was given."""
    rows, written = export_for(book, disclosure, place)
    return rows, None if written is None else book.run(written).entry


def export_for(book: Book, disclosure: AddDisclosure | None, place: Path) -> tuple[int, AddDisclosure | None]:
    """The same, but what is to be recorded is returned, not recorded."""
    rows: list[int] = []

    def write() -> str:
        rows.append(export(book, place))
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    written = written_for(book, disclosure, write)
    return rows[0], written


def hand_out(book: Book, disclosure: AddDisclosure | None, write: Callable[[], str]) -> int | None:
    """Writes something by ``write``, which returns its SHA-256, and records to whom it was given, where that is said.

    Returns the entry. Raises BadInput before anything is written where it could not be recorded.
    """
    written = written_for(book, disclosure, write)
    return None if written is None else book.run(written).entry


def written_for(book: Book, disclosure: AddDisclosure | None, write: Callable[[], str]) -> AddDisclosure | None:
    """The same, but what is to be recorded is returned, not recorded: the app does that in turn with other commands."""
    if disclosure is None:
        write()
        return None
    book.rehearse(disclosure)
    return replace(disclosure, sha256=write())
