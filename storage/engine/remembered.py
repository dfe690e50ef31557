"""Passphrases that the system's keyring remembers, where somebody wants that (Keychain, Credential Locker …).

Each stands there under the salt of its file, so a book that was moved or copied finds it, and one under another key
does not. Needs the extra ``leadbook[keyring]``; without it nothing is remembered.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from program.refusals import BadInput
from storage.engine.encryption import salt_of
from storage.engine.unlocking import unlock
from storage.errors import WrongPassphrase
from storage.keys import Keys

_SERVICE = "leadbook"
_NONE = "this system has none that keeps a secret; the passphrase has to be typed"
_SAFE = 1
"""The least priority of a keyring that is recommended by the library: below it stand those that write plain files."""


def unlock_remembered(path: Path, keys: Keys) -> bool:
    """Whether an encrypted book was unlocked by what the keyring remembers. Raises what ``unlock`` does besides."""
    salt = salt_of(path)
    passphrase = None if salt is None else remembered(salt)
    if passphrase is None:
        return False
    try:
        unlock(path, passphrase, keys)
    except WrongPassphrase:
        return False
    return True


def remembered(salt: bytes) -> str | None:
    """The passphrase that the keyring has for a file of this salt; None where it has none, or cannot be asked."""
    try:
        keyring, _ = _keyring()
    except BadInput:
        return None
    try:
        found: str | None = keyring.get_password(_SERVICE, salt.hex())
    except Exception:  # whatever stands between us and the keyring: the passphrase is asked for then
        return None
    return found


def remember(salt: bytes, passphrase: str) -> None:
    """Has the keyring remember a passphrase that opens a file of this salt. Raises BadInput where it does not."""
    keyring, name = _keyring()
    try:
        keyring.set_password(_SERVICE, salt.hex(), passphrase)
    except Exception:  # its own words may hold what it was given
        raise BadInput("keyring", "", f"{name} did not take it; nothing is remembered") from None


def forget(salt: bytes) -> bool:
    """Whether there was something that the keyring has now forgotten. Raises BadInput where it keeps it."""
    if remembered(salt) is None:
        return False
    keyring, name = _keyring()
    try:
        keyring.delete_password(_SERVICE, salt.hex())
    except Exception:
        raise BadInput("keyring", "", f"{name} did not forget it") from None
    return True


def move(former: bytes | None, path: Path, passphrase: str | None) -> None:
    """Has the keyring remember the new passphrase of a book where it remembered the one of its former salt.

    Raises BadInput where it does not; the former one is forgotten then.
    """
    if former is not None and forget(former) and passphrase is not None and (salt := salt_of(path)) is not None:
        remember(salt, passphrase)


def _keyring() -> tuple[Any, str]:
    """The system's keyring and its name. Raises BadInput where there is none that keeps a secret."""
    try:
        import keyring
    except ModuleNotFoundError:
        raise BadInput("keyring", "", "needs one more package: install leadbook[keyring]") from None
    try:
        found = keyring.get_keyring()
        if found.priority >= _SAFE:
            return found, str(found.name)
    except Exception:  # a backend of somebody else's that cannot even be asked
        raise BadInput("keyring", "", _NONE) from None
    raise BadInput("keyring", "", _NONE)
