"""Noticing that a desk has a book open, also one that does nothing, by its marker beside the book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from storage.engine.book_names import path_of
from storage.engine.markers import Marker, is_marked


def mark_open(book: str) -> Callable[[], None]:
    """Puts a marker beside a book that is open; what is returned takes it away again. A book on a server has none."""
    path = path_of(book)
    if path is None:
        return lambda: None
    marker = Marker(path)
    marker.put()
    return marker.take_away


def is_open_somewhere(path: Path) -> bool:
    """Whether a desk holds a marker beside the book, or a program that wrote to it and has it open."""
    return is_marked(path)
