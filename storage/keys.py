"""The keys of encrypted books: what a passphrase becomes, and which ones this run of the program knows.

A key is kept in memory and nowhere else, under the salt that its file begins with. A copy of a book has its book's salt
and key, so what opens the one opens the other; the passphrase itself is not kept.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata

from program.refusals import BadInput

ROUNDS = 256_000
"""Of PBKDF2 with HMAC-SHA512, SQLCipher's own measure: what one guess costs whoever has the file."""

SHORTEST = 15
"""What NIST SP 800-63B-4 (3.1.1.2) asks of a password with nothing beside it."""

_KEY_BYTES = 32
_PR_SET_DUMPABLE = 4


class Keys:
    """The keys that are known, by salt. Safe to use from several threads."""

    def __init__(self) -> None:
        self._by_salt: dict[bytes, bytes] = {}

    def of(self, salt: bytes) -> bytes | None:
        """The key of a file that begins with this salt, None where it is not known."""
        return self._by_salt.get(salt)

    def keep(self, salt: bytes, key: bytes) -> None:
        """Keeps a key until the program ends."""
        self._by_salt[salt] = key


def leave_no_core() -> None:
    """Sees to it that this process leaves no image of its memory behind should it crash, as far as the system lets it.

    It holds what opens an encrypted book. A limit of zero keeps a core file from being written; Linux may hand the
    image to a program instead, which it does not for a process that is not dumpable.
    """
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def derived(passphrase: str, salt: bytes) -> bytes:
    """The key that SQLCipher itself makes of a passphrase; it takes a tenth of a second or more, which is its point."""
    leave_no_core()
    return hashlib.pbkdf2_hmac("sha512", _as_typed(passphrase).encode(), salt, ROUNDS, _KEY_BYTES)


def must_hold(passphrase: str) -> None:
    """Raises BadInput, which never repeats it, on a passphrase that is too weak for a new key."""
    typed = _as_typed(passphrase)
    if not typed.isprintable():
        raise BadInput("passphrase", "", "holds a character that cannot be typed; write one line of text")
    if len(typed) < SHORTEST:
        raise BadInput(
            "passphrase",
            "",
            f"has {len(typed)} characters and wants {SHORTEST}: whoever copies the file can guess without end."
            " Take four or five words that chance has put together",
        )


def _as_typed(passphrase: str) -> str:
    """The same text from every keyboard: accents composed, and no blank at either end that nobody sees."""
    return unicodedata.normalize("NFC", passphrase).strip()
