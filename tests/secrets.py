"""Encrypted books for tests, whose keys cost one round instead of 256,000."""

from __future__ import annotations

from pathlib import Path

from storage.book import Book
from storage.surroundings import Surroundings
from tests.books import AGENCY

PASSPHRASE = "correct horse battery staple"
WRONG = "correct horse battery stable"


class Keyring:
    """A system's keyring, in memory. ``broken`` names what it does not do."""

    name = "Example Keyring"
    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken: set[str] = set()

    def get_password(self, service: str, user: str) -> str | None:
        """What it keeps."""
        self._must("get")
        return self.kept.get((service, user))

    def set_password(self, service: str, user: str, password: str) -> None:
        """Keeps something."""
        self._must("set")
        self.kept[service, user] = password

    def delete_password(self, service: str, user: str) -> None:
        """Keeps it no longer."""
        self._must("delete")
        del self.kept[service, user]

    def _must(self, do: str) -> None:
        if do in self.broken:
            raise RuntimeError(f"{self.kept}")


def new_encrypted(place: Path, surroundings: Surroundings, passphrase: str = PASSPHRASE) -> Book:
    """An encrypted book of an agency and nothing else."""
    return Book.create(place, AGENCY, surroundings, passphrase=passphrase)


def passphrase_file(place: Path, passphrase: str = PASSPHRASE) -> str:
    """A file that only its owner may read, and the passphrase in it."""
    place.touch(mode=0o600)
    place.write_text(f"{passphrase}\n", encoding="utf-8")
    return str(place)


def holding(*folders: Path, texts: tuple[str, ...]) -> list[str]:
    """The files in which one of the texts can be read, in any case."""
    return sorted(
        f"{path.name}: {text}"
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
        for text in texts
        if text.lower().encode() in path.read_bytes().lower()
    )
