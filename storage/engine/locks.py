"""Waiting for a lock on the book: with a limit, or, where somebody can break it off, for as long as it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import chain, repeat
from math import inf
from threading import Event, Lock
from typing import TypeVar

from program.refusals import LeadbookError
from storage.engine.holders import AskWho, Holder, busy_words

T = TypeVar("T")

LONGEST_WAIT_SECONDS = 5.0
"""After so long a lock is given up, unless somebody stands by who can break the wait off."""

_ASKS_WHO_AFTER_SECONDS = 0.3
_ASKS_WHO_AGAIN_SECONDS = 1.0
_PAUSES_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05)


class BrokenOff(LeadbookError):
    """Nobody waits for the answer any more, or somebody left long work before it was done."""

    exit_code = 130


@dataclass(frozen=True)
class Step:
    """What long work is at: ``done`` of a ``unit``, such as rows, out of ``of`` where that is known."""

    doing: str
    unit: str = ""
    done: int = 0
    of: int | None = None


class BreakOff:
    """Breaks off, from another thread, what is asked of the book in ``over``: a wait for a lock, a statement, or long
    work at its next step.
    """

    step: Step | None = None
    """How far long work has come, where it tells."""

    is_told_as_one = False
    """Whether long work tells of itself, so that what it consists of does not."""

    held_by: Holder | None = None
    """Who holds what is waited for, where that is known."""

    def __init__(self) -> None:
        self._broken_off = Event()
        self._lock = Lock()
        self._interrupts: list[Callable[[], object]] = []
        self._waiting_since: float | None = None
        self._gives_up = False

    @property
    def is_waiting(self) -> bool:
        """Whether a lock is waited for just now."""
        return self._waiting_since is not None

    def has_waited(self) -> float:
        """For how many seconds a lock has been waited for; 0 where none is."""
        since = self._waiting_since
        return 0.0 if since is None else time.monotonic() - since

    @contextmanager
    def over(self) -> Iterator[None]:
        """For the length of a block, what this thread asks of the book can be broken off."""
        token = _STANDS_BY.set(self)
        try:
            yield
        finally:
            _STANDS_BY.reset(token)

    def answer(self, function: Callable[[], T], into: Future[T]) -> None:
        """Puts what a function returns, or raises, into an answer that is waited for; it can be broken off."""
        try:
            with self.over():
                into.set_result(function())
        except BaseException as error:
            into.set_exception(error)

    @contextmanager
    def interrupting(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Calls ``interrupt`` where it is broken off during the block."""
        with self._lock:
            self._interrupts.append(interrupt)
        try:
            yield
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)

    def break_off(self) -> None:
        """Whatever is asked ends soon, with BrokenOff."""
        self._broken_off.set()
        with self._lock:
            for interrupt in self._interrupts:
                interrupt()

    def give_up(self) -> None:
        """What waits for a lock ends as it does where nobody stands by; nothing else does."""
        self._gives_up = True

    @property
    def has_given_up(self) -> bool:
        """Whether a lock is not waited for any longer."""
        return self._gives_up

    def check(self) -> None:
        """Raises BrokenOff where it was broken off."""
        if self._broken_off.is_set():
            raise BrokenOff("left before it was done; nothing was changed")

    def wait(self, seconds: float) -> None:
        """Sleeps while a lock is waited for, or until it is broken off."""
        if self._waiting_since is None:
            self._waiting_since = time.monotonic()
        self._broken_off.wait(seconds)

    def waits_no_more(self) -> None:
        """The lock is there, or was given up."""
        self._waiting_since = self.held_by = None


_STANDS_BY: ContextVar[BreakOff | None] = ContextVar("_STANDS_BY", default=None)


_TELLS_OF_WAITS: ContextVar[Callable[[str], object] | None] = ContextVar("_TELLS_OF_WAITS", default=None)


@contextmanager
def telling_of_waits(tell: Callable[[str], object]) -> Iterator[None]:
    """For the length of a block, ``tell`` is given one line as soon as this thread waits for somebody else."""
    token = _TELLS_OF_WAITS.set(tell)
    try:
        yield
    finally:
        _TELLS_OF_WAITS.reset(token)


def _tell(stands_by: BreakOff | None, holder: Holder | None, *, is_first: bool) -> None:
    if stands_by is not None:
        stands_by.held_by = holder
    elif is_first and (tell := _TELLS_OF_WAITS.get()) is not None:
        tell(busy_words(holder))


def who_stands_by() -> BreakOff | None:
    """What can break off what this thread asks."""
    return _STANDS_BY.get()


def check_broken_off() -> None:
    """Raises BrokenOff where nobody waits for this thread's answer any more."""
    if (stands_by := _STANDS_BY.get()) is not None:
        stands_by.check()


@contextmanager
def ended_by(interrupt: Callable[[], object]) -> Iterator[None]:
    """Calls ``interrupt`` where whoever stands by breaks the block off."""
    if (stands_by := _STANDS_BY.get()) is None:
        yield
        return
    with stands_by.interrupting(interrupt):
        yield


def go_on(*_: object) -> None:
    """The same, as an engine calls it before each statement."""
    check_broken_off()


def patiently(
    attempt: Callable[[], T],
    is_busy: Callable[[Exception], bool],
    who: AskWho = lambda _: None,
    *,
    limited: bool = False,
) -> T:
    """What ``attempt`` returns, tried again while it is busy. Raises its error after the longest wait, or BrokenOff.

    After a moment it is asked ``who`` holds it; whoever stands by is told, and else who wants to be told of waits. It
    stands as ``held_by`` on the error too. With ``limited`` nobody waits for longer, whoever stands by.
    """
    stands_by = _STANDS_BY.get()
    until = asks_next = inf
    was_told = False
    try:
        for pause in chain(_PAUSES_SECONDS, repeat(_PAUSES_SECONDS[-1])):
            check_broken_off()
            try:
                return attempt()
            except Exception as error:
                if not is_busy(error):
                    raise
                now = time.monotonic()
                if until == inf:  # not before: what was asked may have worked for long until it was interrupted
                    until, asks_next = now + LONGEST_WAIT_SECONDS, now + _ASKS_WHO_AFTER_SECONDS
                if now >= until if stands_by is None or limited else stands_by.has_given_up:
                    error.held_by = who(error)  # type: ignore[attr-defined]
                    raise
                if now >= asks_next:
                    _tell(stands_by, who(error), is_first=not was_told)
                    asks_next, was_told = now + _ASKS_WHO_AGAIN_SECONDS, True
            if stands_by is None:
                time.sleep(pause)
            else:
                stands_by.wait(pause)
    finally:
        if stands_by is not None:
            stands_by.waits_no_more()
    raise AssertionError("unreachable")
