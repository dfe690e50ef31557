"""The system's keyring remembers a passphrase where it keeps it safe, and is passed over where it does not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from program.refusals import BadInput
from storage.book import Book
from storage.engine.encryption import salt_of
from storage.engine.remembered import forget, move, remember, remembered, unlock_remembered
from storage.surroundings import Surroundings
from tests.frozen import Clock
from tests.secrets import PASSPHRASE, WRONG, Keyring, new_encrypted

SALT = b"LEAD and 12 more"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    kept = Keyring()
    monkeypatch.setattr("keyring.get_keyring", lambda: kept)
    monkeypatch.setattr("storage.keys.ROUNDS", 1)
    return kept


def test_what_it_remembers_opens_the_book_wherever_that_lies(
    tmp_path: Path, frozen: Surroundings, keyring: Keyring
) -> None:
    new_encrypted(tmp_path / "book", frozen).close()
    (tmp_path / "book").rename(tmp_path / "moved")
    salt, keys = salt_of(tmp_path / "moved"), Clock().surroundings().keys
    assert salt is not None
    assert not unlock_remembered(tmp_path / "moved", keys)
    assert not unlock_remembered(tmp_path / "none", keys)
    remember(salt, WRONG)
    assert not unlock_remembered(tmp_path / "moved", keys)
    remember(salt, PASSPHRASE)
    stranger = Clock().surroundings()
    assert unlock_remembered(tmp_path / "moved", stranger.keys)
    Book.open(tmp_path / "moved", stranger).close()
    assert keyring.kept == {("leadbook", salt.hex()): PASSPHRASE}
    move(salt, tmp_path / "moved", WRONG)
    assert list(keyring.kept.values()) == [WRONG]
    move(salt, tmp_path / "moved", None)
    move(salt, tmp_path / "moved", WRONG)
    move(None, tmp_path / "moved", WRONG)
    assert keyring.kept == {}
    remember(salt, PASSPHRASE)
    assert (forget(salt), forget(salt), keyring.kept) == (True, False, {})


def test_what_it_does_not_do_is_said_without_what_it_was_given(keyring: Keyring) -> None:
    keyring.broken = {"set", "delete"}
    with pytest.raises(BadInput, match="did not take it") as refused:
        remember(SALT, PASSPHRASE)
    assert PASSPHRASE not in f"{refused.value}{refused.value.__cause__}"
    keyring.kept["leadbook", SALT.hex()] = PASSPHRASE
    with pytest.raises(BadInput, match="did not forget it"):
        forget(SALT)
    keyring.broken = {"get"}
    assert remembered(SALT) is None


def test_one_that_keeps_nothing_safe_is_not_used(keyring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.kept["leadbook", SALT.hex()] = PASSPHRASE
    keyring.priority = 0.5  # as one that writes plain files
    assert remembered(SALT) is None
    with pytest.raises(BadInput, match="none that keeps a secret"):
        remember(SALT, PASSPHRASE)
    monkeypatch.setattr("keyring.get_keyring", object)
    with pytest.raises(BadInput, match="none that keeps a secret"):
        remember(SALT, PASSPHRASE)
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert remembered(SALT) is None
    with pytest.raises(BadInput, match="install leadbook\\[keyring\\]"):
        remember(SALT, PASSPHRASE)
