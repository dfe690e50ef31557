"""The terminal that the app is shown in, which may go away: with a signal, or without a word."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, cast

from textual.driver import Driver


def has_terminal() -> bool:
    """Whether standard input is a terminal; one that was is none any more once its other end is closed."""
    try:
        return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())
    except (OSError, ValueError):
        return False


def on_hang_up(leave: Callable[[], object]) -> None:
    """Calls ``leave`` where the terminal is closed, or the system asks the program to end; not under ``nohup``."""
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            try:
                loop.add_signal_handler(number, leave)
            except (NotImplementedError, RuntimeError):  # as on Windows, and in a thread that is not the main one
                return


def say(line: str) -> None:
    """Says something on standard error, where anybody can still hear it."""
    with suppress(OSError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def forgiving(driver: type[Driver]) -> type[Driver]:
    """A driver that goes on where nothing can be written any more, so that the app can be left as always."""
    if sys.platform == "win32" or driver.__name__ != "LinuxDriver":
        return driver
    from textual.drivers.linux_driver import LinuxDriver

    class Forgiving(LinuxDriver):
        """Writes to what may be gone."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._file = cast("Any", _Forgiving(self._file or sys.stderr))

    return Forgiving


class _Forgiving:
    """A file whose other end may be gone: what cannot be written is dropped."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Writes what can be written."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Hands on what was written."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()
