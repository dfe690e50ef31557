"""Threads for what would hold up the screen's loop. When the app is left, nobody waits for their answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import TypeVar

from storage.engine.holders import Holder
from storage.engine.locks import BreakOff

T = TypeVar("T")

_LAST_WAIT_SECONDS = 2.0
"""How long one that was broken off may take to notice."""

_running: dict[BreakOff, Thread] = {}
_lock = Lock()


async def in_a_thread(function: Callable[[], T], *, to_its_end: bool = False) -> T:
    """What a function returns, or raises, from a thread of its own. What it asks of the book is broken off where nobody
    waits for it any more; with ``to_its_end`` the program does not end before it does.
    """
    return await answered(*begun(function, to_its_end=to_its_end))


def begun(function: Callable[[], T], *, to_its_end: bool = False) -> tuple[BreakOff, Future[T]]:
    """Calls a function in a thread of its own; what can break it off, and its answer to come."""
    answer: Future[T] = Future()
    answer.set_running_or_notify_cancel()
    by = BreakOff()

    def work() -> None:
        try:
            by.answer(function, answer)
        finally:
            with _lock:
                del _running[by]

    thread = Thread(target=work, name="reads", daemon=not to_its_end)
    with _lock:
        _running[by] = thread
    thread.start()
    return by, answer


async def answered(by: BreakOff, answer: Future[T]) -> T:
    """Waits for an answer; what is done for it is broken off where nobody waits for it any more."""
    try:
        return await asyncio.wrap_future(answer)
    except asyncio.CancelledError:
        by.break_off()
        raise


def longest_wait() -> float:
    """For how many seconds the one that waits longest has been waiting for a lock; 0 where none does."""
    with _lock:
        return max((by.has_waited() for by in _running), default=0.0)


def who_is_waited_for() -> Holder | None:
    """Who holds what is waited for, where that is known."""
    with _lock:
        return next((by.held_by for by in _running if by.held_by is not None), None)


def break_off_all() -> bool:
    """Breaks off what is under way; whether all of it has ended."""
    with _lock:
        running = list(_running.items())
    for by, _ in running:
        by.break_off()
    for _, thread in running:
        thread.join(_LAST_WAIT_SECONDS)
    return not any(thread.is_alive() for _, thread in running)
