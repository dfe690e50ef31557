"""What a sheet shows: its columns of numbers, and its rows as they are recorded."""

from __future__ import annotations

from dataclasses import dataclass


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
