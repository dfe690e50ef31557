"""The pulse: a cheap way to notice that somebody changed the book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection

from storage.engine.away import asked_anew
from storage.engine.book_file import when_free
from storage.engine.connections import in_plain_words, reading

_LAST_ENTRIES = "SELECT agency_id, max(number) FROM journal_entry GROUP BY agency_id ORDER BY agency_id"


class Pulse:
    """Tells cheaply whether another connection changed the book; of a file it holds one open until closed."""

    def __init__(self, engine: Engine, file: Path | None) -> None:
        self._engine = engine
        self._files = () if file is None else (file, file.with_name(f"{file.name}-wal"))
        self._on_sqlite = engine.dialect.name == "sqlite"
        self._connection: PoolProxiedConnection | None = None

    def mark(self) -> object:
        """What a file shows from outside, without being opened: no commit leaves it as it was. None on a server, or
        where the file is out of reach.
        """
        try:
            return tuple(_mark_of(file) for file in self._files) or None
        except OSError:
            return None

    def beat(self) -> Any:
        """A value that differs from the last one after any commit on another connection.

        A server that is away is waited for, as by every question. Raises BookUnavailable where the book is out of
        reach; a later beat finds it again.
        """
        if self._on_sqlite:
            with in_plain_words():
                return self._data_version()
        return asked_anew(self._last_entries)

    def close(self) -> None:
        """Gives the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _data_version(self) -> Any:
        if self._connection is None:
            self._connection = self._engine.raw_connection()
        # The number belongs to the connection: on another one it says nothing.
        raw: Any = self._connection.driver_connection
        return when_free(raw, lambda: raw.execute("PRAGMA data_version").fetchall())

    def _last_entries(self) -> Any:
        with reading(self._engine) as connection:
            return connection.exec_driver_sql(_LAST_ENTRIES).all()


def _mark_of(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
