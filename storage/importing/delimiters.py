"""What stands between the cells of a file of text: found by the rows that it makes, not by the first line alone."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum


class Delimiter(StrEnum):
    """What may stand between two cells."""

    COMMA = "comma"
    SEMICOLON = "semicolon"
    TAB = "tab"
    BAR = "bar"

    @property
    def sign(self) -> str:
        """The character itself."""
        return _SIGNS[self]


_SIGNS = {Delimiter.COMMA: ",", Delimiter.SEMICOLON: ";", Delimiter.TAB: "\t", Delimiter.BAR: "|"}
_SAID = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)


def said_delimiter(first_line: str) -> Delimiter | None:
    """The delimiter that a line such as ``sep=;`` names."""
    match = _SAID.fullmatch(first_line.rstrip("\r\n"))
    return None if match is None else next((one for one, sign in _SIGNS.items() if sign == match[1]), None)


def delimiter_of(lines: Sequence[str], fields: Callable[[Sequence[str]], int]) -> Delimiter:
    """The delimiter with which a row's words mean the most fields; of several, the one that makes most rows alike."""
    return max(Delimiter, key=lambda one: _worth(lines, one, fields))


def _worth(lines: Sequence[str], one: Delimiter, fields: Callable[[Sequence[str]], int]) -> tuple[int, int, int]:
    rows: list[list[str]] = []
    with suppress(csv.Error):  # what cannot be read so is said when it is read
        rows += csv.reader(lines, delimiter=one.sign)
    known = max(map(fields, rows), default=0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, alike = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return known, alike, width
