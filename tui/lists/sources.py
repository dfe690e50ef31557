"""Where a list's rows come from: read as they come into view, or all at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, Protocol, TypeVar

R = TypeVar("R")


Shown_co = TypeVar("Shown_co", covariant=True)


class RowSource(Protocol[Shown_co]):
    """Rows by position. Its methods may be slow: the list calls them in a thread."""

    def total(self) -> int:
        """How many rows there are."""

    def rows(self, first: int, count: int) -> Sequence[Shown_co]:
        """The rows from a position on, fewer where they end."""


class Rows(Generic[R]):
    """Rows that are all there already."""

    def __init__(self, rows: Sequence[R]) -> None:
        self._rows = rows

    def total(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def rows(self, first: int, count: int) -> Sequence[R]:
        """The rows from a position on."""
        return self._rows[first : first + count]


class ReadOnce(Generic[R]):
    """Rows that are few enough to be read all at once, when the list first asks for some."""

    def __init__(self, read: Callable[[], Sequence[R]]) -> None:
        self._read = read
        self._reading = Lock()
        self._all: Sequence[R] | None = None

    def total(self) -> int:
        """How many rows there are."""
        return len(self._found())

    def rows(self, first: int, count: int) -> Sequence[R]:
        """The rows from a position on."""
        return self._found()[first : first + count]

    def _found(self) -> Sequence[R]:
        with self._reading:  # rows and their number are asked for at once
            if self._all is None:
                self._all = self._read()
            return self._all
