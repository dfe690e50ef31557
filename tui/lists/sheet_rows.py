"""What a sheet shows: its columns of numbers, and its rows as they are recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_LEAST, _ENOUGH, _MOST = 12, 16, 34
_NOTE = 11


@dataclass(frozen=True)
class SheetColumn:
    """A column of numbers: the field's name, its heading, its width in cells."""

    name: str
    label: str
    width: int


@dataclass(frozen=True)
class SheetRow:
    """A row as it is recorded: whose it is, a text for each column, and a word on where it is from."""

    key: str
    label: str
    cells: tuple[str, ...]
    note: str = ""


def label_width(columns: Sequence[SheetColumn], width: int) -> int:
    """The cells that labels have in a line of so many: the notes are left out rather than most of a label."""
    room = width - sum(column.width + 1 for column in columns)
    return max(_LEAST, min(_MOST, room - _NOTE if room - _NOTE >= _ENOUGH else room))
