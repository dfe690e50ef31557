"""What can go wrong at the door of the book besides a bad value. Each kind has one exit code on the command line."""

from __future__ import annotations

from program.refusals import LeadbookError


class Conflict(LeadbookError):
    """Somebody else changed it, or it can no longer be changed: names who and when."""

    exit_code = 4


class NotAllowed(LeadbookError):
    """The person at the desk may not do this, or nobody sits there; nothing was changed."""


class SignOnRefused(LeadbookError):
    """Somebody cannot sit down: a wrong PIN, shut out, or not among the people of the book."""

    exit_code = 3


class BookUnavailable(LeadbookError):
    """The book cannot be opened: missing, not a book, damaged, locked, read-only, or newer than the program."""

    exit_code = 3


class OldBook(BookUnavailable):
    """An older version made this book: ``storage.maintenance.opening`` raises it first."""


class DiskFailed(BookUnavailable):
    """The disk that the book is on, or is to be made on, is full or fails."""


class ServerAway(BookUnavailable):
    """The server of a book does not answer, or ended the connection."""


class ServerLost(ServerAway):
    """A server ended the connection in the middle of what it was asked: a question is worth asking anew."""


class NeedsPassphrase(BookUnavailable):
    """The book is encrypted, and nobody has said its passphrase."""


class WrongPassphrase(NeedsPassphrase):
    """The passphrase does not open the book."""


class NoBook(BookUnavailable):
    """There is no book at this place yet."""
