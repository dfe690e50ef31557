"""The running quarter's figures and the work that waits, as every screen shows them."""

from __future__ import annotations

from dataclasses import dataclass

from storage.book import Book
from storage.views.status import Status, Work


@dataclass(frozen=True)
class Snapshot:
    """One state of the book."""

    status: Status
    work: Work


def read_snapshot(book: Book) -> Snapshot:
    """Reads the figures; to be run off the screen's loop."""
    return Snapshot(book.view.status(), book.view.work())
