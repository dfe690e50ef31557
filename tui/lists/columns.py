"""The columns of a list: which there is room for, and their cells as one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len, set_cell_size

from storage.text import printable

R = TypeVar("R")


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its heading, its width in cells, and the text of a row's cell. One column may be ``flexible``.

    A ``spare`` one is left out where there is no room for all, the rightmost first.
    """

    label: str
    width: int
    cell: Callable[[R], str]
    flexible: bool = False
    spare: bool = False


def _fitted(text: str, width: int) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return set_cell_size(text, width)


def shown_of(columns: Sequence[Column[R]], width: int) -> Sequence[Column[R]]:
    """The columns that there is room for."""
    shown = list(columns)
    while sum(column.width + 1 for column in shown) + 1 > width and any(column.spare for column in shown):
        del shown[max(at for at, column in enumerate(shown) if column.spare)]
    return shown


def line_of(shown: Sequence[Column[R]], cells: Sequence[str], mark: str, width: int) -> str:
    """The cells of the columns that are shown, as a line that is as wide as the list."""
    taken = sum(column.width + 1 for column in shown if not column.flexible)
    parts = [mark]
    for column, cell in zip(shown, cells, strict=True):
        room = max(column.width, width - taken - 3) if column.flexible else column.width
        parts.append(_fitted(printable(cell), room) + " ")
    return set_cell_size("".join(parts), width)
