"""The journal's form: canonical JSON, the hash of an entry's changes, the hash that chains the entries.

An image holds free text as it is. What is hashed holds a salted digest in its place, so the chain covers the text as
long as it is there, and holds without it: what is struck out leaves its digest in the image, its salt goes with it.

Only the form lives here. Rows are written by ``writer.py`` and read by ``views/journal.py``.
"""

from __future__ import annotations

import hashlib
import json
from binascii import b2a_base64
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

Row = dict[str, Any]
"""One row of a journaled table without its ``agency_id``: column to text, integer or None."""

BEFORE_THE_FIRST = "0" * 64
"""What stands for the hash before the first entry."""

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def canonical(data: Mapping[str, Any]) -> str:
    """The one JSON text of a row or an entry: sorted keys, no blanks, text as it is (the book's text is NFC)."""
    return _encode(data)


class Cells(dict[str, str]):
    """What stands in the hashed form for each free text of one change: its digest, salted anew for each text.

    Salts are taken as texts are met, so the texts that are left in a change are told by it which salt is whose.
    """

    def __init__(self, draw: Iterator[str]) -> None:
        super().__init__()
        self._draw = draw
        self.salts: list[str] = []

    def __missing__(self, text: str) -> str:
        salt = next(self._draw)
        self.salts.append(salt)
        self[text] = cell = f'{{"sha256":"{digest_of(salt, text)}"}}'
        return cell


def image_and_hashed(row: Row, free_text: tuple[str, ...], cells: Cells) -> tuple[str, str]:
    """The canonical text of a row, and the form that is hashed: digests in the place of the texts that stand in it."""
    names, free, form = _form(tuple(row), free_text)
    values = [
        encode_basestring(value) if value.__class__ is str else "null" if value is None else _encode(value)
        for value in map(row.__getitem__, names)
    ]
    image = form % tuple(values)
    for at, name in free:
        text = row[name]
        if text.__class__ is str:
            values[at] = cells[text]
    return image, form % tuple(values)


@lru_cache(maxsize=256)
def _form(columns: tuple[str, ...], free_text: tuple[str, ...]) -> tuple[list[str], list[tuple[int, str]], str]:
    """The columns of a row in the canonical order, those of them that hold free text, and what their values are put
    into: rows of one table have all of it in common, and so are written in half of the time."""
    names = sorted(columns)
    free = [(at, name) for at, name in enumerate(names) if name in free_text]
    fields = (_encode(name).replace("%", "%%") + ":%s" for name in names)
    return names, free, f"{{{','.join(fields)}}}"


SALT = 20
"""How many characters a salt has: 120 random bits in Base64."""


def salts_from(random_bytes: Callable[[int], bytes], at_once: int = 64) -> Iterator[str]:
    """New salts without end."""
    while True:
        written = b2a_base64(random_bytes(SALT * 3 // 4 * at_once), newline=False).decode()
        for start in range(0, len(written), SALT):
            yield written[start : start + SALT]


def salts_in(text: str) -> Iterator[str]:
    """The salts that were written one after the other."""
    return (text[start : start + SALT] for start in range(0, len(text), SALT))


def digest_of(salt: str, text: str) -> str:
    """The SHA-256 that stands for a text: without its salt nobody can tell whether a guess of the text is right."""
    return hashlib.sha256((salt + text).encode()).hexdigest()


_STRUCK = "struck-"


def struck_words(row_id: str) -> str:
    """What stands in a row where a text of it was struck out."""
    return f"{_STRUCK}{row_id[-12:]}"


def is_struck(text: str) -> bool:
    """Whether a text stands where one was struck out."""
    return text.startswith(_STRUCK)


def row_from(image: str) -> Row:
    """The row that a canonical image in the journal holds, as it reads: words in the place of what was struck out."""
    row: Row = json.loads(image)
    if image.rfind("{") > 0:  # almost no image has a second one
        for name, value in row.items():
            if value.__class__ is dict:
                row[name] = struck_words(row["id"])
    return row


def row_or_none(image: str | None) -> Row | None:
    """The same, or None where there was no row: before the first change of one, after its last."""
    return None if image is None else row_from(image)


def change_line(table: str, row_id: str, before: str | None, after: str | None) -> str:
    """The line that stands for one change in the hash of its entry; images are canonical JSON with digests, or None."""
    return f'["{table}","{row_id}",{before or "null"},{after or "null"}]\n'


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


_NOT_HASHED = {"hash", "said", "said_salt"}


def entry_hash(entry: Mapping[str, Any]) -> str:
    """The SHA-256 of an entry: every column but ``hash`` itself, the hash of the entry before it included.

    What the entry says is hashed by its digest ``said_sha256``, so that it can be struck out too. Where no person was
    named, none is hashed: so are the entries of books that knew none.
    """
    hashed = {key: entry[key] for key in entry if key not in _NOT_HASHED}
    if hashed.get("person_id") is None:
        hashed.pop("person_id", None)
    return hashlib.sha256(canonical(hashed).encode()).hexdigest()
