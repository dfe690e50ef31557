"""Who acts, in a book that names its people: ``--as NAME``, and a PIN typed unseen or read from a file descriptor.

A PIN stands on no command line and in no environment, where other programs of the machine could read it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cli.unseen import somebody_is_there, typed_unseen
from program.people import PIN_RULE
from program.refusals import BadInput
from storage.commands.people import SignOn
from storage.errors import NotAllowed, SignOnRefused
from storage.journal.acting import SAY_WHO
from storage.text import printable, printable_lines

if TYPE_CHECKING:
    from storage.book import Book

_LONGEST_LINE = 64


def take_seat(book: Book, name: str | None, descriptor: int | None, banner: str) -> None:
    """Lets the person of ``--as`` sit at the desk, where the book names its people; the PIN is asked for, or read.

    Who types it at a terminal is shown the ``banner`` first, as the app shows it before the book.

    Raises NotAllowed where nobody is named, SignOnRefused where the PIN is wrong: then the miss is in the journal.
    """
    if not book.view.people():
        return
    if name is None:
        raise NotAllowed(f"{SAY_WHO} and the command")
    if banner and descriptor is None and somebody_is_there():
        sys.stderr.write(f"{printable_lines(banner)}\n")
    pin = _asked(f"PIN of {printable(name)}: ", descriptor, "--pin-fd N before the command")
    confirmation = book.run(SignOn(name, pin=pin, only_here=True, kept=not book.is_read_only))
    if confirmation.result is None:
        raise SignOnRefused(confirmation.said)
    book.seated = confirmation.result.person_id


def new_pin(whose: str, descriptor: int | None) -> str:
    """A new PIN: a line of a file descriptor, else the same typed twice. Raises BadInput."""
    prompt = f"New PIN of {printable(whose)} ({PIN_RULE}): "
    first = _asked(prompt, descriptor, "--new-pin-fd N")
    if descriptor is None and _asked("The same once more: ", None, "--new-pin-fd N") != first:
        raise BadInput("pin", "", "was typed differently the second time; nothing was changed")
    return first


def _asked(prompt: str, descriptor: int | None, instead: str) -> str:
    if descriptor is not None:
        return _line_of(descriptor)
    if (typed := typed_unseen(prompt)) is not None:
        return typed
    raise BadInput(
        "pin", "", f"there is no terminal to ask for it; give a file descriptor that holds it with {instead}"
    )


def _line_of(descriptor: int) -> str:
    """The next line of a descriptor, byte by byte: what stands behind it is left for who asks next."""
    line = b""
    try:
        while len(line) < _LONGEST_LINE and (byte := os.read(descriptor, 1)) not in (b"", b"\n"):
            line += byte
    except OSError as problem:
        raise BadInput("pin_fd", descriptor, f"cannot be read ({problem.strerror})") from None
    return line.decode("ascii", "replace").rstrip("\r")
