"""Reading a file in a process of its own, before the book is locked. What it says waits in a private scratch file."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import IO

from program.refusals import BadInput
from storage.importing.child import PIECE, About, Piece, Refused, Request
from storage.importing.files import must_be_a_file
from storage.importing.look import Look
from storage.text import file_name

LONGEST_SILENCE_SECONDS = 120.0
"""After so long without an answer a file is given up."""

_IN_MEMORY = 8 * 1024 * 1024
_NEVER_WRITTEN = 0
"""What such a file takes for memory without an end."""

_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from storage.importing.child import main; main()"


@dataclass(frozen=True)
class ReadFile:
    """A file that has been read: its name as it is kept, what it is, and what its rows say, as often as asked."""

    name: str
    about: About
    _scratch: IO[bytes]
    _pieces: int

    @property
    def most_rows(self) -> int:
        """How many rows there are, or a few more."""
        return self._pieces * PIECE

    def pieces(self) -> Iterator[Piece]:
        """What the rows say, in order, a piece at a time."""
        self._scratch.seek(0)
        for _ in range(self._pieces + 1):
            answer = pickle.load(self._scratch)  # noqa: S301 - what our own process wrote
            if isinstance(answer, Piece):
                yield answer


class _Readers:
    """The processes that read just now, so that whoever leaves need not wait for them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()

    @contextmanager
    def started(self) -> Iterator[subprocess.Popen[bytes]]:
        """A reading process for the length of a block, gone at its end."""
        command = [sys.executable, "-c", _START]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            with self._lock:
                self._running.add(process)
            try:
                yield process
            finally:
                process.kill()
                with self._lock:
                    self._running.discard(process)

    def stop(self) -> None:
        """Ends all of them."""
        with self._lock:
            for process in self._running:
                process.kill()


_READERS = _Readers()
stop_reading = _READERS.stop
"""Gives up every file that is being read; whoever waits for one gets a BadInput."""


@contextmanager
def reading(request: Request) -> Iterator[ReadFile]:
    """Reads a file whole and keeps what it says for the length of a block.

    Raises BadInput where it is no table of the kind, cannot be read, or takes more time or memory than a table may.
    """
    must_be_a_file(request.path)
    with _scratch_for(request) as scratch:
        first, pieces = _answered(request, scratch)
        assert isinstance(first, About)
        yield ReadFile(file_name(request.path, "import"), first, scratch, pieces)


def looked_at(request: Request) -> Look:
    """What a file looks like; raises BadInput where it cannot be read at all."""
    must_be_a_file(request.path)
    with _scratch_for(request) as scratch:
        first, _ = _answered(replace(request, only_look=True), scratch)
    assert isinstance(first, Look)
    return first


def _scratch_for(request: Request) -> tempfile.SpooledTemporaryFile[bytes]:
    return tempfile.SpooledTemporaryFile(_NEVER_WRITTEN if request.in_memory else _IN_MEMORY)


def _answered(request: Request, scratch: IO[bytes]) -> tuple[About | Look, int]:
    """Copies the answers to the scratch file; returns the first one, and how many pieces follow it."""
    with _READERS.started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        copied = _Copied(process.stdout, scratch)
        try:
            process.stdin.write(pickle.dumps(request))
            process.stdin.close()
        except OSError:  # it has ended already, which shows below
            pass
        copied.start()
        while not copied.ended.wait(LONGEST_SILENCE_SECONDS):
            if not copied.has_moved():
                process.kill()
                copied.join()
                raise BadInput("file", request.path, "takes too long to read; is it damaged? Save it as CSV")
        copied.join()
    return _first_of(copied, request)


def _first_of(copied: _Copied, request: Request) -> tuple[About | Look, int]:
    if isinstance(copied.last, Refused):
        raise BadInput(copied.last.field, copied.last.value or _path_of(copied.last, request), copied.last.expected)
    if copied.last is not None or not isinstance(copied.first, About | Look):
        raise BadInput("file", request.path, "could not be read: the process that read it ended. Is it damaged?")
    return copied.first, copied.count - 2


def _path_of(refused: Refused, request: Request) -> object:
    return request.path if refused.field == "file" else ""


class _Copied(Thread):
    """Copies answers as they come. Waiting for them with a limit works so on every system."""

    def __init__(self, source: IO[bytes], scratch: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.ended = Event()
        self.first: object = None
        self.last: object = self
        self.count = 0
        self._source = source
        self._scratch = scratch
        self._seen = 0

    def has_moved(self) -> bool:
        """Whether another answer has come since this was asked last."""
        before, self._seen = self._seen, self.count
        return self._seen != before

    def run(self) -> None:
        """Copies until the last answer, or until the source ends without one."""
        try:
            while (head := self._source.read(8)) and len(head) == 8:
                data = self._source.read(int.from_bytes(head, "big"))
                if len(data) != int.from_bytes(head, "big"):
                    return
                if not self._take(data):
                    return
        finally:
            self.ended.set()

    def _take(self, data: bytes) -> bool:
        """Keeps an answer; False where it was the last."""
        self.count += 1
        if len(data) < 4_096 or self.count == 1:  # the last one is short
            answer = pickle.loads(data)  # noqa: S301 - what our own process wrote
            if self.count == 1:
                self.first = answer
            if answer is None or isinstance(answer, Refused):
                self.last = answer
                return False
        self._scratch.write(data)
        return True
