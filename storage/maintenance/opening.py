"""Opening a book as its users do: one that an older version made is raised first."""

from __future__ import annotations

from pathlib import Path

from storage.book import Book
from storage.engine.book_file import keep_log
from storage.engine.connections import in_plain_words
from storage.engine.places import backups_folder
from storage.errors import OldBook
from storage.surroundings import Surroundings


def open_book(
    name: str | Path, surroundings: Surroundings, *, agency_id: str | None = None, backups: Path | None = None
) -> Book:
    """Opens the book at a path or URL. Raises NoBook or BookUnavailable; then nothing was changed.

    A book that an older version made is raised to this version's schema first, after a verified backup in
    ``backups``, or where backups are unless told otherwise.
    """
    try:
        book = Book.open(name, surroundings, agency_id=agency_id)
    except OldBook:
        from storage.maintenance.upgrade import raise_book

        raise_book(str(name), surroundings, backups or backups_folder())
        book = Book.open(name, surroundings, agency_id=agency_id)
    try:
        with in_plain_words():
            keep_log(book.engine)
    except BaseException:  # it stays locked: nobody else knows of this book
        book.close()
        raise
    return book
