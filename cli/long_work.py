"""Long work on the command line: done in a thread of its own, so that this one can tell of it and hear Ctrl-C."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Event, Thread
from typing import TextIO, TypeVar

from reports.progress import BEGINNING, progress_bar, progress_words
from storage.engine.holders import busy_words
from storage.engine.locks import BreakOff

T = TypeVar("T")

_FIRST_SECONDS = 0.5
_NEXT_SECONDS = 0.2
_BAR = 20
_CLEARED = "\r\x1b[K"


def seen_through(function: Callable[[], T], stream: TextIO) -> T:
    """What the work returns, or raises. Where the stream is a terminal, one line of it says how far the work has come.

    Ctrl-C breaks the work off: it ends with BrokenOff, unless it was done already.
    """
    with _ctrl_c_noted() as left:
        return _seen_through(function, stream, left)


@contextmanager
def _ctrl_c_noted() -> Iterator[Event]:
    """Notes Ctrl-C for the length of a block, where an exception of it could come at a moment when nobody takes it."""
    left = Event()
    before = signal.getsignal(signal.SIGINT)
    if before in (signal.SIG_IGN, None):  # a shell lets what it starts in the background ignore it
        yield left
        return
    signal.signal(signal.SIGINT, lambda *_: left.set())
    try:
        yield left
    finally:
        signal.signal(signal.SIGINT, before)


def _seen_through(function: Callable[[], T], stream: TextIO, left: Event) -> T:
    by = BreakOff()
    answer: Future[T] = Future()
    thread = Thread(target=by.answer, args=(function, answer), name="work", daemon=True)
    thread.start()
    pause, shown, told = _FIRST_SECONDS, False, False
    while thread.is_alive():
        thread.join(pause)
        pause = _NEXT_SECONDS
        if left.is_set():
            by.break_off()
        if not told and by.has_waited() > _FIRST_SECONDS:
            stream.write(f"{_CLEARED if shown else ''}{busy_words(by.held_by)}; it goes on by itself\n")
            told = True
        if stream.isatty() and thread.is_alive():
            stream.write(_CLEARED + _line(by))
            stream.flush()
            shown = True
    if shown:
        stream.write(_CLEARED)
        stream.flush()
    return answer.result()


def _line(by: BreakOff) -> str:
    step = by.step or BEGINNING
    return f"{progress_bar(step, _BAR)} {progress_words(step)}"[: shutil.get_terminal_size().columns - 1]
