"""An encrypted book's file: how it is told from any other, and how SQLite is given its key.

SQLCipher encrypts and signs every page, those of the write-ahead log too (AES-256, HMAC-SHA512, pages of 4096 bytes).
What it leaves readable is the salt at the file's beginning; ours begins with four letters, so that a wrong passphrase
is told from a file that is no book.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlcipher3 import dbapi2 as sqlite3

from program.refusals import BadInput
from storage.engine.book_names import path_of
from storage.errors import NeedsPassphrase
from storage.keys import Keys, derived, leave_no_core, must_hold
from storage.surroundings import Surroundings

_MARK = b"LEAD"
_SALT_BYTES = 16
SMALLEST_BYTES = 4096
"""The size of a page; what is shorter was cut off."""


def salt_in(head: bytes) -> bytes | None:
    """The salt in the first bytes of an encrypted book, None where they are something else's."""
    return head[:_SALT_BYTES] if head.startswith(_MARK) and len(head) >= _SALT_BYTES else None


def salt_of(path: Path) -> bytes | None:
    """The salt of an encrypted book's file; None where it is not encrypted, no book, or cannot be read."""
    try:
        with path.open("rb") as file:
            return salt_in(file.read(_SALT_BYTES))
    except OSError:
        return None


def is_encrypted(book: str) -> bool:
    """Whether a name is that of an encrypted book in a file. For one that is open: ``is_of_encrypted``."""
    path = path_of(book)
    return path is not None and salt_of(path) is not None


def is_of_encrypted(engine: Engine) -> bool:
    """Whether an open book is encrypted, without its file being opened a second time.

    The system lets go of every lock that a program has on a file when the program closes it anywhere.
    """
    return bool(engine.get_execution_options().get("encrypted", False))


def needs_passphrase(book: str, keys: Keys) -> Path | None:
    """The file of an encrypted book whose key is not known; None for any other book."""
    path = path_of(book)
    salt = None if path is None else salt_of(path)
    if salt is not None:
        leave_no_core()
    return path if salt is not None and keys.of(salt) is None else None


def new_salt(passphrase: str, surroundings: Surroundings) -> bytes:
    """A salt for a file that is to be made; the key that the passphrase becomes with it is known from now on.

    Raises BadInput on a passphrase that is too weak.
    """
    must_hold(passphrase)
    salt = _MARK + surroundings.random_bytes(_SALT_BYTES - len(_MARK))
    surroundings.keys.keep(salt, derived(passphrase, salt))
    return salt


def must_be_a_file(book: str) -> None:
    """Raises BadInput where a book that is to be encrypted is on a server."""
    if path_of(book) is None:
        raise BadInput("encrypt", "", "is for a book in a file; what a server keeps, its own disks encrypt")


def key_text(path: Path, salt: bytes, keys: Keys) -> str:
    """What SQLCipher takes for the key and salt of a file. Raises NeedsPassphrase where the key is not known."""
    leave_no_core()
    key = keys.of(salt)
    if key is None:
        raise NeedsPassphrase(f"{path}: is encrypted, and its passphrase is not known here")
    return f"x'{key.hex()}{salt.hex()}'"


def use_key(raw: sqlite3.Connection, key: str) -> None:
    """Gives a connection the file's key, before anything else is asked of it."""
    raw.execute("PRAGMA cipher_log_level = NONE")  # SQLCipher would write to standard error
    raw.execute(f'PRAGMA key = "{key}"')
    raw.execute("PRAGMA temp_store = MEMORY")  # what SQLite lays aside is not encrypted
