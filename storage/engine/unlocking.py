"""Unlocking an encrypted book with its passphrase, and writing a book anew under another key, or under none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite3

from storage.engine import locks as waiting
from storage.engine.book_file import APPLICATION_ID, is_read_only, must_be_a_database, when_free
from storage.engine.book_names import file_uri
from storage.engine.connections import in_plain_words
from storage.engine.encryption import key_text, salt_of, use_key
from storage.engine.files import private_file, sync
from storage.errors import BookUnavailable, WrongPassphrase
from storage.keys import Keys, derived

_NOT_A_DATABASE: int = sqlite3.SQLITE_NOTADB
_IN_THE_HEADER = ("application_id", "user_version")


def unlock(path: Path, passphrase: str, keys: Keys) -> None:
    """Makes the key of an encrypted book known. Raises WrongPassphrase; nothing is changed then.

    A file whose first page is damaged looks the same. Nothing to do for a book that is not encrypted.
    """
    salt = must_be_a_database(path)
    if salt is None:
        return
    key, tried = derived(passphrase, salt), Keys()
    tried.keep(salt, key)
    with in_plain_words(), closing(_opened(path, tried, read_only=is_read_only(path))) as raw:
        try:
            when_free(raw, lambda: raw.execute("SELECT count(*) FROM sqlite_schema").fetchone())
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != _NOT_A_DATABASE:
                raise
            raise WrongPassphrase(
                f"{path}: the passphrase does not open it, or its first page is damaged; nothing was changed"
            ) from None
        if raw.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise BookUnavailable(f"{path}: is not a Leadbook book; nothing was changed")
    keys.keep(salt, key)


@contextmanager
def alone_with(path: Path, keys: Keys) -> Iterator[sqlite3.Connection]:
    """A connection that nobody has besides, to a book whose log is in its file: another file can take its place.

    Who comes meanwhile waits. Raises BookUnavailable where somebody has the book open.
    """
    with in_plain_words(), closing(_opened(path, keys)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")  # rows are copied table by table
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        when_free(raw, lambda: raw.execute("PRAGMA journal_mode = DELETE"))
        when_free(raw, lambda: raw.execute("BEGIN EXCLUSIVE"))
        raw.execute("COMMIT")  # the lock stays
        yield raw


def write_under(raw: sqlite3.Connection, place: Path, salt: bytes | None, keys: Keys) -> None:
    """Writes a book to a new file as it is, encrypted under the key of a salt, or not at all.

    On the disk when it is done. Raises BookUnavailable where the two differ in what they hold.
    """
    os.close(private_file(str(place), os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    key = "" if salt is None else key_text(place, salt, keys)
    with in_plain_words():
        raw.execute("ATTACH ? AS anew KEY ?", (file_uri(place.absolute()), key))
        try:
            raw.execute("PRAGMA anew.synchronous = OFF")  # else every table and index waits for the disk by itself
            raw.execute("SELECT sqlcipher_export('anew')").fetchall()
            for value in _IN_THE_HEADER:
                raw.execute(f"PRAGMA anew.{value} = {raw.execute(f'PRAGMA main.{value}').fetchone()[0]}")
            if _counted(raw, "main") != _counted(raw, "anew"):
                raise BookUnavailable(f"{place}: is not whole; nothing was changed")
        finally:
            raw.execute("DETACH anew")
    with place.open("r+b") as written:
        sync(written)


def _opened(path: Path, keys: Keys, *, read_only: bool = False) -> sqlite3.Connection:
    raw = sqlite3.connect(
        file_uri(path.absolute(), read_only=read_only),
        uri=True,
        timeout=waiting.LONGEST_WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    if (salt := salt_of(path)) is not None:
        use_key(raw, key_text(path, salt, keys))
    return raw


def _counted(raw: sqlite3.Connection, which: str) -> dict[str, int]:
    """How many rows each table has, and how many indexes and triggers there are."""
    names = raw.execute(f"SELECT name FROM {which}.sqlite_schema WHERE type = 'table'").fetchall()  # noqa: S608 - our names
    rows = {
        name: raw.execute(f'SELECT count(*) FROM {which}."{name}"').fetchone()[0]  # noqa: S608 - a table's name
        for (name,) in names
    }
    kinds = raw.execute(f"SELECT type, count(*) FROM {which}.sqlite_schema GROUP BY type").fetchall()  # noqa: S608
    return {**rows, **dict(kinds)}
