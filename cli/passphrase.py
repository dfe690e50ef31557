"""A book's passphrase: asked for at the terminal without being shown, or taken from a file of one's own.

It stands on no command line and in no environment, where other programs of the machine could read it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cli.unseen import typed_unseen
from program.refusals import BadInput
from storage.engine.encryption import must_be_a_file
from storage.engine.remembered import unlock_remembered
from storage.engine.unlocking import unlock as unlock_with
from storage.errors import NeedsPassphrase
from storage.keys import SHORTEST, Keys, must_hold
from storage.text import printable

_LONGEST_FILE = 4096

_OPTION = click.option(
    "--encrypt",
    is_flag=True,
    help=f"Encrypt it under a passphrase of {SHORTEST} characters or more, which is asked for twice.",
)


def encrypt(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--encrypt``, for a command that makes a book."""
    return _OPTION(function)


def unlock(path: Path, keys: Keys, file: str | None, *, asks: bool) -> None:
    """Unlocks an encrypted book with the passphrase in a file, else with what the system's keyring remembers, else with
    what is typed, where somebody may be asked.

    Raises BadInput on the file, NeedsPassphrase or WrongPassphrase.
    """
    if file is None and asks and unlock_remembered(path, keys):
        return
    unlock_with(path, said(path, file, asks=asks), keys)


def said(path: Path, file: str | None, *, asks: bool) -> str:
    """The passphrase in the file, else what is typed. Raises BadInput on the file, NeedsPassphrase."""
    if file is not None:
        return in_file(file)
    typed = typed_unseen(f"Passphrase of {printable(path.name)}: ") if asks else None
    if typed is None:
        raise NeedsPassphrase(
            f"{path}: is encrypted, and there is no terminal to ask for its passphrase;"
            " name a file that holds it with --passphrase-file before the command"
        )
    return typed


def chosen(book: str, file: str | None) -> str:
    """A passphrase for a new key of a book: that of a file, else the same text typed twice. Raises BadInput."""
    must_be_a_file(book)
    if file is not None:
        return in_file(file)
    first = typed_unseen(f"New passphrase ({SHORTEST} characters or more): ")
    if first is None:
        raise BadInput("passphrase", "", "there is no terminal to ask for it; name a file that holds it")
    must_hold(first)
    if typed_unseen("The same once more: ") != first:
        raise BadInput("passphrase", "", "was typed differently the second time; nothing was changed")
    return first


def in_file(name: str) -> str:
    """The one line of a file that nobody else may read, or of a pipe. Raises BadInput, which does not repeat it."""
    try:
        with Path(name).open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and stat.S_ISREG(mode) and mode & 0o077:
                raise BadInput("passphrase_file", Path(name), "others can read it; keep it to yourself with chmod 600")
            text = file.read(_LONGEST_FILE + 1).decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput("passphrase_file", Path(name), "is no text in UTF-8") from None
    except OSError as problem:
        raise BadInput("passphrase_file", Path(name), f"cannot be read: {problem.strerror}") from None
    lines = text.splitlines()
    if len(lines) != 1 or len(text) > _LONGEST_FILE:
        raise BadInput("passphrase_file", Path(name), "wants one line, the passphrase")
    return lines[0]
