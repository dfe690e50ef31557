"""A real pseudo-terminal: runs a program in it, types keys, and reads the screen as a person would."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Mapping
from types import TracebackType

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "pagedown": "\x1b[6~",
    "ctrl+d": "\x04",
    "ctrl+q": "\x11",
}
DEADLINE_SECONDS = 60.0

_PRIVATE = re.compile(
    r"\x1b\[[<>=?][0-9;]*[a-zA-Z$]+p?|\x1b\[[0-9;]*\$p|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
)
_QUESTIONS = (
    (re.compile(r"\x1b\[c|\x1b\[0c"), "\x1b[?62;22c"),
    (re.compile(r"\x1b\[6n"), "\x1b[1;1R"),
    (re.compile(r"\x1b\[\?2026\$p"), "\x1b[?2026;2$y"),
    (re.compile(r"\x1b\[\?2048\$p"), "\x1b[?2048;0$y"),
    (re.compile(r"\x1b\[\?u"), "\x1b[?0u"),
)


class Terminal:
    """Runs a command in a terminal of a size; leaves it killed at the end of a ``with`` block."""

    def __init__(self, *command: str, width: int, height: int, env: Mapping[str, str]) -> None:
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(height, width),
            env={**os.environ, "TERM": "xterm-256color", **env},
            encoding="utf-8",
            codec_errors="replace",
            timeout=None,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    def press(self, *keys: str) -> None:
        """Presses keys by name or character."""
        for key in keys:
            self._child.send(KEYS.get(key, key))

    def type(self, text: str) -> None:
        """Types a text."""
        self._child.send(text)

    def wait_for(self, text: str, *, gone: bool = False) -> str:
        """Reads until a text stands on the screen (or is gone); returns the screen. Fails at the deadline."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while (text in self.screen()) == gone:
            if time.monotonic() > deadline:
                raise AssertionError(f"{text!r} did not {'go' if gone else 'come'}; the screen was:\n{self.screen()}")
            self._read()
        return self.screen()

    def wait_for_end(self) -> int:
        """Reads until the program has ended; returns its exit code."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while self._child.isalive():
            if time.monotonic() > deadline:
                raise AssertionError(f"the program did not end; the screen was:\n{self.screen()}")
            self._read()
        self._child.close()

    @property
    def pid(self) -> int:
        """The program's process."""
        assert self._child.pid is not None
        return self._child.pid

    def press(self, *keys: str) -> int:
        """Presses keys, by name or as single characters, in one go; returns when, by ``time.perf_counter_ns``."""
        return self.type("".join(_sent(key) for key in keys))

    def type(self, text: str) -> int:
        """Types text, as fast as it can be taken; returns when it began, by ``time.perf_counter_ns``."""
        began = time.perf_counter_ns()
        self._child.send(text.encode())
        return began

    def screen(self) -> str:
        """What stands on the screen, lines without trailing blanks."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def cells(self) -> list[list[Char]]:
        """The screen cell by cell, with colours and weight."""
        columns, rows = self._screen.columns, self._screen.lines
        return [[self._screen.buffer[row][column] for column in range(columns)] for row in range(rows)]

    def wait_for(self, *texts: str, seconds: float = DEADLINE_SECONDS) -> int:
        """Waits until all the texts stand on the screen; returns when the last of them arrived."""
        return self.wait_until(lambda screen: all(text in screen for text in texts), f"shows {texts}", seconds)

    def wait_until_gone(self, text: str, seconds: float = DEADLINE_SECONDS) -> int:
        """Waits until the text stands on the screen no more; returns when it went."""
        return self.wait_until(lambda screen: text not in screen, f"no longer shows {text!r}", seconds)

    def wait_until(self, holds: Callable[[str], bool], what: str, seconds: float = DEADLINE_SECONDS) -> int:
        """Waits until something holds of the screen; returns when that arrived, by ``time.perf_counter_ns``.

        Raises AssertionError with the screen where it does not come true in time, or never can.
        """
        deadline = time.monotonic() + seconds
        while not holds(self.screen()):
            if not self._paint_next(deadline):
                ended = "the program ended" if self._ended else f"{seconds:g} s passed"
                raise AssertionError(f"{ended} before the screen {what}. It shows:\n{self.screen()}")
        return self.painted_ns

    def wait_for_exit(self, seconds: float = DEADLINE_SECONDS) -> int | None:
        """Waits until the program has ended; returns its exit code, None where a signal ended it."""
        deadline = time.monotonic() + seconds
        while self._paint_next(deadline):
            pass
        if not self._ended:
            raise AssertionError(f"{seconds:g} s passed and the program goes on. It shows:\n{self.screen()}")
        self._child.wait()
        return self._child.exitstatus

    def kill(self) -> None:
        """Ends the program with SIGKILL, as a power cut would, and waits until it is gone."""
        self._child.kill(signal.SIGKILL)
        self._reader.join()
        self._child.wait()

    def screen(self) -> str:
        """The screen's lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def legible(self) -> bool:
        """Whether no written character has the colour of its ground."""
        cells = [cell for line in self._screen.buffer.values() for cell in line.values() if cell.data.strip()]
        return bool(cells) and all(cell.fg != cell.bg or cell.fg == "default" for cell in cells)

    def _read(self) -> None:
        try:
            data = self._child.read_nonblocking(65536, timeout=0.1)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        for question, answer in _QUESTIONS:
            for _ in question.findall(data):
                self._child.send(answer)
        self._stream.feed(_PRIVATE.sub("", data))
