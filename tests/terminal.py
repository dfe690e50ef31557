"""A terminal for the real program: a pseudo-terminal that answers as terminals do, with the screen that a person would
see. For tests and benches; what to look for is theirs.
"""

from __future__ import annotations

import os
import queue
import re
import signal
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pexpect
import pyte
from pyte.screens import Char

DEADLINE_SECONDS = 60.0
"""How long a wait goes on before it gives up: a loaded machine is no fault of the program."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
}
"""What a terminal sends for keys that have a name. ``ctrl+x`` and single characters need none."""

_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?\Z")
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[(?:[<=>][0-?]*[ -/]*[@-~]|\?[0-?]*(?:[ -/]+[@-~]|[@-gi-km-~]))")
"""Private sequences that pyte would paint as text or stumble over."""

_OTHER_SCREEN = re.compile(rb"\x1b\[\?1049[hl]")
_QUESTION = re.compile(rb"\x1b\[(0?c|>0?c|5n|6n|\?u|\?\d+\$p)")


class Terminal:
    """Runs a command in a pseudo-terminal and keeps what stands on its screen. To be used in a ``with`` block.

    A thread reads, stamps and answers what the program writes, at once, as a terminal does. The screen moves on only
    while something is waited for, and only by whole frames, so nothing half painted is ever seen.
    """

    def __init__(self, command: Sequence[str], *, columns: int, rows: int, cwd: Path, env: Mapping[str, str]) -> None:
        self.painted_ns = 0
        """When the last of what is on the screen arrived, by ``time.perf_counter_ns``."""
        self.started_ns = time.perf_counter_ns()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._arrived: queue.SimpleQueue[tuple[int, bytes]] = queue.SimpleQueue()
        self._held_back = b""
        self._ended = False
        with warnings.catch_warnings():
            # Newer Pythons warn of a fork beside threads; the child does nothing but start the program.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child: pexpect.spawn[bytes] = pexpect.spawn(
                command[0], list(command[1:]), cwd=str(cwd), env=dict(env), dimensions=(rows, columns)
            )
        self._child.delaybeforesend = None
        self._reader = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
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
        """The screen cell by cell, with colors and weight."""
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

    def _read(self) -> None:
        """Runs in a thread until the program has closed its side."""
        unfinished = b""
        while True:
            try:
                chunk = os.read(self._child.child_fd, 1 << 16)
            except OSError:  # what Linux says where others give nothing
                chunk = b""
            self._arrived.put((time.perf_counter_ns(), chunk))
            if not chunk:
                return
            chunk = unfinished + chunk
            for question in _QUESTION.findall(chunk):
                self._answer(question)
            rest = _UNFINISHED.search(chunk)
            unfinished = rest.group() if rest else b""

    def _answer(self, question: bytes) -> None:
        """What a plain modern terminal says: it paints by frames (2026), reports no sizes (2048), has legacy keys."""
        cursor = self._screen.cursor
        answers = {
            b"c": b"\x1b[?62;22c",
            b">c": b"\x1b[>1;10;0c",
            b"5n": b"\x1b[0n",
            b"6n": b"\x1b[%d;%dR" % (cursor.y + 1, cursor.x + 1),
            b"?u": b"\x1b[?0u",
            b"?2026$p": b"\x1b[?2026;2$y",
        }
        question = question.replace(b"0c", b"c")
        known = answers.get(question) or b"\x1b[" + question.removesuffix(b"$p") + b";0$y"
        os.write(self._child.child_fd, known)

    def _paint_next(self, deadline: float) -> bool:
        """Paints what arrived next; False where the program has ended or the deadline has passed."""
        if self._ended:
            return False
        try:
            stamp, chunk = self._arrived.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return False
        if not chunk:
            self._ended = True
        data = self._held_back + chunk
        whole = len(data)
        begun = data.rfind(_FRAME_BEGINS)
        if begun > data.rfind(_FRAME_ENDS):
            whole = begun
        elif rest := _UNFINISHED.search(data):
            whole = rest.start()
        if self._ended:
            whole = len(data)
        self._held_back = data[whole:]
        if whole:
            self._stream.feed(as_pyte_reads(data[:whole]))
            self.painted_ns = stamp
        return True


def as_pyte_reads(data: bytes) -> bytes:
    """What a program writes, without the private sequences that pyte does not know."""
    return _UNKNOWN_TO_PYTE.sub(b"", _OTHER_SCREEN.sub(b"\x1b[0m\x1b[2J\x1b[H", data))


def _sent(key: str) -> str:
    if key.startswith("ctrl+"):
        return chr(ord(key[-1].upper()) & 0x1F)
    return key if len(key) == 1 else KEYS[key]
