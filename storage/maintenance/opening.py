"""Opening a book as its users do: one that an older version made is raised first."""

from __future__ import annotations

from pathlib import Path

from storage.book import Book
from storage.engine.away import asked_anew
from storage.engine.book_file import keep_log
from storage.engine.book_names import shown
from storage.engine.connections import in_plain_words, reading
from storage.engine.places import backups_folder
from storage.errors import BookUnavailable, OldBook
from storage.journal.history import has_hole
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


def must_have_no_hole(book: Book) -> None:
    """Raises BookUnavailable where entries are missing from the journal: what stands on it would stand on nothing."""

    def asked() -> bool:
        with reading(book.engine) as connection:
            return has_hole(connection, book.agency_id)

    if asked_anew(asked):
        raise BookUnavailable(
            f"{shown(book.name)}: entries are missing from its journal, so nothing was read and nothing changed; "
            "leadbook check says which, leadbook restore puts a backup in its place"
        )
