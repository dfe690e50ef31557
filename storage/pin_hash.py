"""PINs as Argon2id hashes. A PIN itself is kept nowhere."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PASSES, KIBIBYTES = 3, 65_536
"""What a hash costs: as RFC 9106 recommends where memory is scarce."""


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # with its bindings 0.1 s, and only a book that names its people needs it

    return PasswordHasher(PASSES, KIBIBYTES)


def hash_of(pin: str) -> str:
    """The salted hash of a PIN."""
    return _hasher().hash(pin)


def fits(hashed: str, pin: str) -> bool:
    """Whether a hash is that of a PIN."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return _hasher().verify(hashed, pin)
    except (Argon2Error, InvalidHashError):
        return False


def digest_of_hash(hashed: str) -> str:
    """The SHA-256 that stands for a hash in the journal: a PIN cannot be tried against it."""
    return hashlib.sha256(hashed.encode()).hexdigest()
