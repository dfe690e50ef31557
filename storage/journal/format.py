"""The journal's form: canonical JSON, the hash of an entry's changes, the hash that chains the entries.

Only the form lives here. Rows are written by ``writer.py`` and read by ``views/journal.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

Row = dict[str, Any]
"""One row of a journaled table without its ``agency_id``: column to text, integer or None."""

BEFORE_THE_FIRST = "0" * 64
"""What stands for the hash before the first entry."""

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def canonical(data: Mapping[str, Any]) -> str:
    """The one JSON text of a row or an entry: sorted keys, no blanks, text as it is (the book's text is NFC)."""
    return _encode(data)


class Images:
    """Writes the canonical text of rows that have the same columns, three times as fast as ``canonical``.

    The names are sorted and written once; a row's values are put between them.
    """

    def __init__(self, columns: Iterable[str]) -> None:
        self.columns = tuple(sorted(columns))
        self._values_of = itemgetter(*self.columns)
        self._form = canonical(dict.fromkeys(self.columns)).replace("%", "%%").replace(":null", ":%s")

    def of(self, row: Row) -> str:
        """What ``canonical`` says of a row, which has at least these columns."""
        return self._form % tuple(
            [
                "null" if value is None else encode_basestring(value) if value.__class__ is str else _encode(value)
                for value in self._values_of(row)
            ]
        )


def row_from(image: str) -> Row:
    """The row that a canonical image in the journal holds."""
    row: Row = json.loads(image)
    return row


def change_line(table: str, row_id: str, before: str | None, after: str | None) -> str:
    """The line that stands for one change in the hash of its entry; images are canonical JSON or None."""
    was, became = ("null" if image is None else image for image in (before, after))
    return f'["{table}","{row_id}",{was},{became}]\n'


class ChangesHash:
    """The hash of an entry's changes, taken in while they stream past."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def take(self, lines: str) -> None:
        """Takes in one or more change lines, in their order."""
        self._hash.update(lines.encode())

    def hexadecimal(self) -> str:
        """The SHA-256 of all lines taken in."""
        return self._hash.hexdigest()


def entry_hash(entry: Mapping[str, Any]) -> str:
    """The SHA-256 of an entry: every column but ``hash`` itself, the hash of the entry before it included."""
    return hashlib.sha256(canonical({key: entry[key] for key in entry if key != "hash"}).encode()).hexdigest()
