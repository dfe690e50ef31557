"""Where in a file each reference stood first, kept outside memory: a file may have millions of rows."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from storage.importing.leads import LeadInFile


class FirstRows:
    """The first row of every reference, in a scratch database that SQLite keeps in memory while it is small."""

    def __init__(self, scratch: sqlite3.Connection) -> None:
        self._scratch = scratch
        scratch.execute("CREATE TABLE first (key TEXT PRIMARY KEY, row INTEGER, said BLOB) WITHOUT ROWID")

    def add(self, rows: Sequence[LeadInFile]) -> dict[int, tuple[int, bool]]:
        """Takes rows of the file, in order. Returns for each that repeats a reference: the first row, and whether that
        one said the same."""
        entered = [(said.key, said.row, _digest(said)) for said in rows]
        before = self._scratch.total_changes
        self._scratch.executemany("INSERT OR IGNORE INTO first VALUES (?, ?, ?)", entered)
        if self._scratch.total_changes - before == len(rows):
            return {}
        repeated = {}
        for key, row, said in entered:
            first, first_said = self._scratch.execute("SELECT row, said FROM first WHERE key = ?", (key,)).fetchone()
            if first != row:
                repeated[row] = (first, first_said == said)
        return repeated


@contextmanager
def first_rows() -> Iterator[FirstRows]:
    """A scratch database for the length of a block; nothing of it stays."""
    scratch = sqlite3.connect("", isolation_level=None)
    try:
        scratch.execute("BEGIN")
        yield FirstRows(scratch)
    finally:
        scratch.close()


def _digest(said: LeadInFile) -> bytes:
    return hashlib.blake2b(repr(said.fields).encode(), digest_size=16).digest()
