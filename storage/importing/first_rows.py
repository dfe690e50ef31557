"""Where in a file each reference stood first, kept as tightly as SQLite does: a file may have millions of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlite3

from storage.importing.lead import LeadInFile


class FirstRows:
    """The first row of every reference, in a scratch database in memory.

    What a row says is kept as Python's hash of it: two rows that differ are told apart but for one chance in 2**64.
    """

    def __init__(self, scratch: sqlite3.Connection) -> None:
        self._scratch = scratch
        scratch.execute("CREATE TABLE first (key TEXT PRIMARY KEY, row INTEGER, said INTEGER) WITHOUT ROWID")

    def add(self, rows: Sequence[LeadInFile]) -> dict[int, tuple[int, bool]]:
        """Takes rows of the file, in order. Returns for each that repeats a reference: the first row, and whether that
        one said the same."""
        if not rows:
            return {}
        entered = [(said.key, said.row, hash(tuple(said.fields.items()))) for said in rows]
        marks = ", ".join(["(?, ?, ?)"] * len(entered))
        done = self._scratch.execute(
            f"INSERT OR IGNORE INTO first VALUES {marks}",  # noqa: S608 - question marks only
            [value for row in entered for value in row],
        )
        if done.rowcount == len(rows):
            return {}
        repeated = {}
        for key, row, said in entered:
            first, first_said = self._scratch.execute("SELECT row, said FROM first WHERE key = ?", (key,)).fetchone()
            if first != row:
                repeated[row] = (first, first_said == said)
        return repeated


@contextmanager
def first_rows() -> Iterator[FirstRows]:
    """A scratch database for the length of a block; nothing of it stays, and nothing is written to a disk."""
    scratch = sqlite3.connect(":memory:", isolation_level=None)
    try:
        scratch.execute("BEGIN")
        yield FirstRows(scratch)
    finally:
        scratch.close()
