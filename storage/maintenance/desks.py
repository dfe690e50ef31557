"""Noticing that a desk has a book open, also one that does nothing: a marker beside the book, held while it is open.

The system lets go of the marker when its program ends, however it ends; one that nobody holds is removed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from storage.engine.book_names import path_of
from storage.engine.files import private_file


def mark_open(book: str) -> Callable[[], None]:
    """Puts a marker beside a book that is open; what is returned takes it away again.

    Where none can be made (a server, a folder that may not be written, a file system without locks) there is none.
    """
    path = path_of(book)
    if path is None:
        return lambda: None
    marker = path.with_name(f".{path.name}.open-{token_hex(4)}")
    try:
        held = private_file(str(marker), os.O_CREAT | os.O_EXCL | os.O_RDWR)
    except OSError:
        return lambda: None
    if not _hold(held):
        os.close(held)
        with suppress(OSError):
            marker.unlink()
        return lambda: None

    def let_go() -> None:
        with suppress(OSError):
            os.close(held)
        with suppress(OSError):
            marker.unlink()

    return let_go


def is_open_somewhere(path: Path) -> bool:
    """Whether a desk holds a marker beside the book."""
    begins = f".{path.name}.open-"
    try:
        markers = [marker for marker in path.parent.iterdir() if marker.name.startswith(begins)]
    except OSError:
        return False
    return any(list(map(_is_held, markers)))  # all of them: each that nobody holds is removed


def _is_held(marker: Path) -> bool:
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
