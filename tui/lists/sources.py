"""Where a list's rows come from: read as they come into view, or all at hand."""

from __future__ import annotations

from collections.abc import Sequence
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
