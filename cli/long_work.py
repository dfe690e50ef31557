"""Long work on the command line: done in a thread of its own, so that this one can tell of it and hear Ctrl-C."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
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
    by = BreakOff()
    answer: Future[T] = Future()
    thread = Thread(target=by.answer, args=(function, answer), name="work", daemon=True)
    thread.start()
    pause, shown, told = _FIRST_SECONDS, False, False
    while thread.is_alive():
        try:
            thread.join(pause)
            pause = _NEXT_SECONDS
            if not told and by.has_waited() > _FIRST_SECONDS:
                stream.write(f"{_CLEARED if shown else ''}{busy_words(by.held_by)}; it goes on by itself\n")
                told = True
            if stream.isatty() and thread.is_alive():
                stream.write(_CLEARED + _line(by))
                stream.flush()
                shown = True
        except KeyboardInterrupt:
            by.break_off()
    if shown:
        stream.write(_CLEARED)
        stream.flush()
    return answer.result()


def _line(by: BreakOff) -> str:
    step = by.step or BEGINNING
    return f"{progress_bar(step, _BAR)} {progress_words(step)}"[: shutil.get_terminal_size().columns - 1]
