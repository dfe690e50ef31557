"""The system's keyring: whether it remembers the book's passphrase."""

from __future__ import annotations

from pathlib import Path

import click

from cli.passphrase import said
from cli.plumbing import Desk, command
from program.refusals import BadInput
from storage.engine import remembered
from storage.engine.book_names import path_of
from storage.engine.encryption import salt_of
from storage.engine.unlocking import unlock


@click.group("keyring")
def keyring() -> None:
    """Whether this system's keyring remembers the passphrase of an encrypted book, for the app and every command."""


@command("remember", of=keyring, example="leadbook --passphrase-file passphrase keyring remember")
def remember(desk: Desk) -> None:
    """Have the keyring remember the passphrase, once it has opened the book."""
    path, salt = _encrypted(desk)
    passphrase = said(path, desk.passphrase_file, asks=True)
    unlock(path, passphrase, desk.surroundings.keys)
    remembered.remember(salt, passphrase)
    desk.answer(
        lambda: {"book": desk.book_shown, "remembered": True},
        lambda: (
            f"The keyring remembers the passphrase of {desk.book_shown}; whoever is logged on as you opens the book"
        ),
    )


@command("forget", of=keyring, example="leadbook keyring forget")
def forget(desk: Desk) -> None:
    """Have the keyring forget the passphrase."""
    was_there = remembered.forget(_encrypted(desk)[1])
    desk.answer(
        lambda: {"book": desk.book_shown, "remembered": False},
        lambda: f"The keyring {'has forgotten' if was_there else 'did not have'} the passphrase of {desk.book_shown}",
    )


def _encrypted(desk: Desk) -> tuple[Path, bytes]:
    path = path_of(desk.place())
    salt = None if path is None else salt_of(path)
    if path is None or salt is None:
        raise BadInput("book", desk.book_shown, "is not encrypted, so there is nothing to remember")
    return path, salt
