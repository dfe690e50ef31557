"""An error that no rule of ours explains, told as what it is where the book was altered or damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from program.refusals import LeadbookError
from storage.book import Book
from storage.errors import BookUnavailable


@contextmanager
def told_as_damage(book: Book) -> Iterator[None]:
    """Raises BookUnavailable instead of an unforeseen error of the block, where a check finds the book altered.

    Where the check finds nothing, the error is a mistake of the program's and goes on as it is.
    """
    try:
        yield
    except LeadbookError:
        raise
    except Exception:
        sentence = damage_of(book)
        if sentence is None:
            raise
        raise BookUnavailable(sentence) from None


def damage_of(book: Book) -> str | None:
    """What a whole check finds first, in one sentence; None where the book is sound."""
    from storage.maintenance.check import check

    try:
        findings = check(book, full=True).findings
    except LeadbookError as error:
        return str(error)
    if not findings:
        return None
    return (
        f"the book is damaged: {findings[0].problem}; nothing was changed. "
        "leadbook check names all of it, leadbook restore brings a backup back"
    )
