"""The columns of a list: which there is room for, and their cells as one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from rich.cells import cell_len, set_cell_size

from storage.text import printable

R = TypeVar("R")

Tone = Literal["", "good", "look", "bad", "quiet"]
"""What a cell's color means; a word or a sign in the cell says the same."""


_ROOM_ENOUGH = 64
"""Cells that a flexible column keeps, before another one gets wider."""


def plain(row: object) -> Tone:  # noqa: ARG001
    """No tone."""
    return ""


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its heading, its width in cells, and the text of a row's cell. One column may be ``flexible``.

    A ``spare`` one is left out where there is no room for all, the rightmost first. ``right`` puts heading and cells at
    the right, as numbers stand. ``sort`` names the order that its heading stands for, if there is one. One that may be
    wider, up to ``most``, is so where the flexible one has room enough all the same; a list has one such column.
    """

    label: str
    width: int
    cell: Callable[[R], str]
    flexible: bool = False
    spare: bool = False
    right: bool = False
    tone: Callable[[R], Tone] = plain
    sort: str = ""
    most: int = 0


def number(count: int) -> str:
    """A count as a cell: a dash for none."""
    return f"{count:,}" if count else "–"


def _fitted(text: str, width: int, *, right: bool) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return " " * (width - cell_len(text)) + text if right else set_cell_size(text, width)


def shown_of(columns: Sequence[Column[R]], width: int) -> Sequence[Column[R]]:
    """The columns that there is room for."""
    shown = list(columns)
    while sum(column.width + 1 for column in shown) + 1 > width and any(column.spare for column in shown):
        del shown[max(at for at, column in enumerate(shown) if column.spare)]
    return shown


def parts_of(shown: Sequence[Column[R]], cells: Sequence[str], width: int) -> list[str]:
    """The cells of the columns that are shown, each as wide as its column and with the blank after it."""
    left = width - 3 - sum(column.width + 1 for column in shown if not column.flexible)
    wider = max(0, max((min(c.most - c.width, left - _ROOM_ENOUGH) for c in shown if c.most), default=0))
    parts = []
    for column, cell in zip(shown, cells, strict=True):
        fixed = column.width + (wider if column.most else 0)
        room = max(column.width, left - wider) if column.flexible else fixed
        parts.append(_fitted(printable(cell), room, right=column.right) + " ")
    return parts
