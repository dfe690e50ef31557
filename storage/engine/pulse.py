"""The pulse: a cheap way to notice that somebody changed the book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection

from storage.engine.book_file import when_free
from storage.engine.connections import OUT_OF_REACH, in_plain_words
from storage.errors import BookUnavailable


class Pulse:
    """Tells cheaply whether another connection changed the book; holds one connection of its own until closed."""

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

        Raises BookUnavailable where the book is out of reach; a later beat finds it again.
        """
        with in_plain_words():
            try:
                return self._beat()
            except self._engine.dialect.loaded_dbapi.Error:
                if self._on_sqlite:
                    raise
                self._drop()  # a server that was restarted, or ended this connection, answers on a new one
                try:
                    return self._beat()
                except self._engine.dialect.loaded_dbapi.Error:
                    self._drop()
                    raise BookUnavailable(OUT_OF_REACH) from None

    def close(self) -> None:
        """Gives the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _beat(self) -> Any:
        if self._connection is None:
            self._connection = self._engine.raw_connection()
        if self._on_sqlite:
            # The number belongs to the connection: on another one it says nothing.
            raw: Any = self._connection.driver_connection
            return when_free(raw, lambda: raw.execute("PRAGMA data_version").fetchall())
        cursor = self._connection.cursor()
        try:
            cursor.execute("SELECT agency_id, max(number) FROM journal_entry GROUP BY agency_id ORDER BY agency_id")
            beat = cursor.fetchall()
        finally:
            cursor.close()
        self._connection.rollback()
        return beat

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection = None


def _mark_of(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
