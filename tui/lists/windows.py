"""The rows that a long list holds: a few windows of them around what is seen, of any number there may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

R = TypeVar("R")

WINDOW = 200
"""Rows that are asked for at a time."""

_KEPT = 6


class Windows(Generic[R]):
    """Windows by their number, from 0. ``stale`` ones are shown until those that are read anew take their place."""

    def __init__(self) -> None:
        self._rows: dict[int, Sequence[R]] = {}
        self.stale = False
        self.total: int | None = None

    def row(self, index: int) -> R | None:
        """The row at a position, if it is here."""
        rows = self._rows.get(index // WINDOW, ())
        return rows[index % WINDOW] if index >= 0 and index % WINDOW < len(rows) else None

    def known(self) -> int:
        """How many rows are known to be there."""
        if self.total is not None:
            return self.total
        return max((at * WINDOW + len(rows) for at, rows in self._rows.items()), default=0)

    def wanted(self, top: int, height: int) -> list[int]:
        """The windows to read, for rows of so many lines from one on."""
        first, last = top // WINDOW, (top + max(1, height)) // WINDOW
        most = max(0, self.known() - 1) // WINDOW if self.total is not None else last
        return [at for at in range(first, min(last, most) + 1) if self.stale or at not in self._rows]

    def take(self, read: Mapping[int, Sequence[R]], near: int) -> None:
        """Keeps windows that were read, and those nearest to one of them."""
        if self.stale:
            self._rows, self.stale = dict(read), False
            return
        self._rows |= read
        for at in sorted(self._rows, key=lambda at: abs(at - near))[_KEPT:]:
            del self._rows[at]

    def find(self, is_it: Callable[[R], bool]) -> int | None:
        """The position of the first row here that is the one."""
        found = (at * WINDOW + by for at, rows in self._rows.items() for by, row in enumerate(rows) if is_it(row))
        return next(found, None)
