"""What can go wrong at the door of the book, in words for its user. Each kind has one exit code on the command line."""

from __future__ import annotations


class LeadbookError(Exception):
    """Something the user should read: one sentence, no traceback. Nothing was changed."""

    exit_code = 2


class BadInput(LeadbookError):
    """A value that cannot be taken: names the field, the value, and what would be right."""

    def __init__(self, field: str, value: object, expected: str) -> None:
        shown = str(value)
        if len(shown) > 80:
            shown = shown[:77] + "..."
        super().__init__(f"{field}: {shown!r}: {expected}" if shown else f"{field}: {expected}")
        self.field = field
        self.value = value
        self.expected = expected


class Conflict(LeadbookError):
    """Somebody else changed it, or it can no longer be changed: names who and when."""

    exit_code = 4


class BookUnavailable(LeadbookError):
    """The book cannot be opened: missing, not a book, damaged, locked, read-only, or newer than the program."""

    exit_code = 3


class OldBook(BookUnavailable):
    """An older version made this book: ``storage.maintenance.opening`` raises it first."""


class NoBook(BookUnavailable):
    """There is no book at this place yet."""
