"""What became of a book that took another passphrase, a first one or none: as text and as JSON."""

from __future__ import annotations

from typing import Any

from storage.maintenance.rekey import Rekeyed
from storage.text import number_of


def rekeyed_words(done: Rekeyed) -> str:
    """``is under its new passphrase, and so are 3 copies``."""
    if not done.is_encrypted:
        now = "is no longer encrypted"
    else:
        now = "is under its new passphrase" if done.was_encrypted else "is encrypted"
    if not done.copies:
        return now
    return f"{now}, and so {'is' if len(done.copies) == 1 else 'are'} {number_of(len(done.copies), 'copy', 'copies')}"


def rekeyed_data(book: str, done: Rekeyed) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "book": book,
        "encrypted": done.is_encrypted,
        "entries": done.entries,
        "head": done.head,
        "backup": str(done.backup),
        "copies": [str(copy) for copy in done.copies],
        "unreached": list(done.problems),
    }
