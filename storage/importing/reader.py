"""Reading a file in a process of its own. What its rows say waits in a private scratch file.

Whoever takes it in need not wait until the last row is read, so that two processors share the work. A file that this
program has written itself is read without such a process.
"""

from __future__ import annotations

import csv
import io
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import IO

from program.refusals import BadInput
from storage.importing.child import PIECE, About, Piece, Refused, Request, answer_to
from storage.importing.files import must_be_a_file
from storage.importing.look import Look
from storage.text import file_name

LONGEST_SILENCE_SECONDS = 120.0
"""After so long without a first answer a file is given up: a large workbook is opened whole, and nobody is held up."""

LONGEST_PAUSE_SECONDS = 15.0
"""After so long without the next answer: the book is held meanwhile, and a piece takes some hundredths of a second."""

_IN_MEMORY = 8 * 1024 * 1024
_NEVER_WRITTEN = 0
"""What such a file takes for memory without an end."""

_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from storage.importing.child import main; main()"


@dataclass(frozen=True)
class ReadFile:
    """A file that is being read: its name as it is kept, what it is, and what its rows say, as often as asked."""

    name: str
    about: About
    _answers: Answers

    @property
    def most_rows(self) -> int | None:
        """How many rows there are, or a few more; None until all are read."""
        return self._answers.pieces * PIECE if self._answers.have_ended else None

    def pieces(self) -> Iterator[Piece]:
        """What the rows say, in order, a piece at a time, as they are read.

        Raises BadInput where the file cannot be read to its end, or takes too long.
        """
        number = 1
        while (piece := self._answers.answer(number)) is not None:
            assert isinstance(piece, Piece)
            yield piece
            number += 1


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


_OURS: ContextVar[bool] = ContextVar("ours", default=False)


@contextmanager
def files_of_our_own() -> Iterator[None]:
    """For the length of a block this process reads files itself, since it has written them and they are small.

    To start another one costs a tenth of a second of processor time a file.
    """
    token = _OURS.set(True)
    try:
        yield
    finally:
        _OURS.reset(token)


_READERS = _Readers()
stop_reading = _READERS.stop
"""Gives up every file that is being read; whoever waits for one gets a BadInput."""


@contextmanager
def reading(request: Request) -> Iterator[ReadFile]:
    """Looks at a file, and reads its rows for the length of a block.

    Raises BadInput where it is no table of the kind, cannot be read, or takes more time or memory than a table may.
    """
    must_be_a_file(request.path)
    with _answered(request) as answers:
        first = answers.answer(0)
        assert isinstance(first, About)
        yield ReadFile(file_name(request.path, "import"), first, answers)


def looked_at(request: Request) -> Look:
    """What a file looks like; raises BadInput where it cannot be read at all."""
    must_be_a_file(request.path)
    with _answered(replace(request, only_look=True)) as answers:
        first = answers.answer(0)
    assert isinstance(first, Look)
    return first


def _scratch_for(request: Request) -> tempfile.SpooledTemporaryFile[bytes]:
    return tempfile.SpooledTemporaryFile(_NEVER_WRITTEN if request.in_memory else _IN_MEMORY)


@contextmanager
def _answered(request: Request) -> Iterator[Answers]:
    """The answers to a request, for the length of a block."""
    with answered_here(request) if _OURS.get() else _answered_apart(request) as answers:
        yield answers


@contextmanager
def answered_here(request: Request) -> Iterator[Answers]:
    """The same by this process, which reads the file whole before anything is taken in."""
    said = io.BytesIO()
    longest = csv.field_size_limit()  # which the reading changes for all of its process
    try:
        answer_to(io.BytesIO(pickle.dumps(request)), said)
    finally:
        csv.field_size_limit(longest)
    said.seek(0)
    with _scratch_for(request) as scratch:
        answers = Answers(request.path, said, scratch)
        answers.run()
        yield answers


@contextmanager
def _answered_apart(request: Request) -> Iterator[Answers]:
    with _scratch_for(request) as scratch, _READERS.started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        answers = Answers(request.path, process.stdout, scratch)
        try:
            process.stdin.write(pickle.dumps(request))
            process.stdin.close()
        except OSError:  # it has ended already, which shows below
            pass
        answers.start()
        try:
            yield answers
        finally:
            process.kill()
            answers.join()


class Answers(Thread):
    """Copies answers to a scratch file as they come. Waiting for them with a limit works so on every system."""

    def __init__(self, path: Path, source: IO[bytes], scratch: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.have_ended = False
        self._path = path
        self._source = source
        self._scratch = scratch
        self._turn = Condition()
        self._places = [0]
        self._last: object = self

    @property
    def pieces(self) -> int:
        """How many pieces there are so far; the answer before them says what the file is."""
        return len(self._places) - 2

    def answer(self, number: int) -> object:
        """The answer of a number, waited for; None behind the last one.

        Raises BadInput where there is none, because the file cannot be read, or none has come for too long.
        """
        with self._turn:
            longest = LONGEST_PAUSE_SECONDS if number else LONGEST_SILENCE_SECONDS
            if not self._turn.wait_for(lambda: self._has(number) or self.have_ended, longest):
                raise BadInput("file", self._path, "takes too long to read; is it damaged? Save it as CSV")
            if self._has(number):
                begins, ends = self._places[number : number + 2]
                self._scratch.seek(begins)
                return pickle.loads(self._scratch.read(ends - begins))  # noqa: S301 - what our own process wrote
        if isinstance(self._last, Refused):
            value = self._last.value or (self._path if self._last.field == "file" else "")
            raise BadInput(self._last.field, value, self._last.expected)
        if self._last is not None or number == 0:
            raise BadInput("file", self._path, "could not be read: the process that read it ended. Is it damaged?")
        return None

    def _has(self, number: int) -> bool:
        return number + 1 < len(self._places)

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
            with self._turn:
                self.have_ended = True
                self._turn.notify_all()

    def _take(self, data: bytes) -> bool:
        """Keeps an answer; False where it was the last."""
        if len(data) < 4_096:  # the last one is short
            answer = pickle.loads(data)  # noqa: S301 - what our own process wrote
            if answer is None or isinstance(answer, Refused):
                self._last = answer
                return False
        with self._turn:
            self._scratch.seek(self._places[-1])
            self._scratch.write(data)
            self._places.append(self._places[-1] + len(data))
            self._turn.notify_all()
        return True
