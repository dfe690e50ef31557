"""Markers: small files beside a book by which one program knows that another has it open, and which one writes.

The system lets go of a marker when its program ends, however it ends; one that nobody holds is removed. While its
program has the write lock, a marker says whose login and which program that is, and since when.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock

from storage.engine.files import is_part, private_file
from storage.engine.holders import Holder

_LENGTH = 512
"""A marker's bytes: always as many, so that writing one takes no room from the disk."""


class Marker:
    """The marker of one program for one book; there from ``put`` to ``take_away``, which may be called again.

    Where none can be made (a folder that may not be written, a file system without locks) there is none.
    """

    def __init__(self, book: Path) -> None:
        self._book = book
        self._path: Path | None = None
        self._held = -1
        self._turn = Lock()

    def put(self) -> None:
        """Lays the marker beside the book. What is not yet a book, under a name of its own, has none."""
        with self._turn:
            if self._path is None and not is_part(self._book):
                self._make()

    def _make(self) -> None:
        path = self._book.with_name(f"{_begins(self._book)}{token_hex(4)}")
        try:
            held = private_file(str(path), os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError:
            return
        if _hold(held):
            self._path, self._held = path, held
            return
        os.close(held)
        with suppress(OSError):
            path.unlink()

    def take_away(self) -> None:
        """Removes the marker."""
        with self._turn:
            if self._path is not None:
                with suppress(OSError):
                    os.close(self._held)
                with suppress(OSError):
                    self._path.unlink()
                self._path, self._held = None, -1

    def writes(self, actor: str, program: str) -> None:
        """The write lock is had from now on."""
        self.put()
        self._say(json.dumps({"login": actor, "program": program, "since": time.time_ns() // 1_000_000}))

    def rests(self) -> None:
        """The write lock was given back."""
        self._say("")

    def _say(self, text: str) -> None:
        with self._turn:
            if self._path is not None:
                with suppress(OSError):
                    os.lseek(self._held, 0, os.SEEK_SET)
                    os.write(self._held, text.encode()[:_LENGTH].ljust(_LENGTH))


def is_marked(book: Path) -> bool:
    """Whether a program holds a marker beside the book."""
    return any(list(map(is_held, markers_of(book))))  # all of them: each that nobody holds is removed


def writer_of(book: Path) -> Holder | None:
    """Who has the write lock of a book in a file; None where no program says so."""
    for marker in markers_of(book):
        try:
            said = json.loads(marker.read_bytes())
            holder = Holder(str(said["login"]), str(said["program"]), int(said["since"]))
        except (OSError, ValueError, LookupError, TypeError):
            continue
        if is_held(marker):
            return holder
    return None


def markers_of(book: Path) -> list[Path]:
    """The markers beside a book."""
    begins = _begins(book)
    try:
        return sorted(marker for marker in book.absolute().parent.iterdir() if marker.name.startswith(begins))
    except OSError:
        return []


def _begins(book: Path) -> str:
    return f".{book.name}.open-"


def is_held(marker: Path) -> bool:
    """Whether a program holds a marker; one that nobody holds is removed."""
    try:
        if sys.platform != "win32":
            tried = os.open(marker, os.O_RDWR)
            try:
                if not _hold(tried):
                    return True
            finally:
                os.close(tried)
        marker.unlink()  # Windows refuses while a program has it open
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _hold(descriptor: int) -> bool:
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
