"""Waiting for somebody else's lock on the book: said in one line, and never at the cost of the keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import Worker

from tui.book.threads import longest_wait
from tui.keys.order import PATIENCE_SECONDS, KeysInOrder

if TYPE_CHECKING:
    from tui.book.bookkeeper import Bookkeeper


class Waits(KeysInOrder[int]):
    """An app that looks every now and then whether the book is held by another program."""

    keeper: Bookkeeper | None

    def __init__(self) -> None:
        super().__init__()
        self.shows_work = False
        """Whether a window shows how far long work has come; it takes the keys."""
        self.is_locked = False
        """Whether a screen that shows nothing of the book lies over everything; it takes the keys."""
        self.is_busy = False
        """Whether a question, a rehearsal or a command has been waiting for a lock for longer than a moment."""

    def may_escape(self) -> bool:
        """A rehearsal may be left; what is being recorded may not."""
        return self.keeper is not None and self.keeper.is_rehearsing

    def while_running(self, look: Callable[[], object]) -> Callable[[], None]:
        """What a timer of the app calls; nothing while the app is being left: its screens go before its timers."""

        def look_if_running() -> None:
            if self.is_running:
                look()

        return look_if_running

    def look_out(self) -> None:
        """Says that the book is busy, and takes it back when it is not any more."""
        waited = longest_wait() if self.keeper is None else self.keeper.has_waited()
        busy = waited > PATIENCE_SECONDS
        if busy and not self.is_locked:
            self.step_aside()
        # Before the desk is there, keys are for it; while a form's command is under way, for what comes of it.
        is_free = self.keeper is not None and self.current_mode != self.DEFAULT_MODE and not self.is_blocked()
        self.let_keys_through((busy and is_free) or self.shows_work or self.is_locked)
        if busy or self.is_busy:
            self.tell_of_waiting(busy=busy, newly=busy and not self.is_busy)
        self.is_busy = busy

    async def look_or_tell(
        self, look: Callable[[Callable[[], None]], Coroutine[Any, Any, None]], tell: Callable[[], None]
    ) -> None:
        """Looks at the book, which tells on its way; where the book is busy, tells at once and waits no longer."""
        told = False

        def tell_once() -> None:
            nonlocal told
            if not told:
                told = True
                tell()

        looking = asyncio.create_task(look(tell_once))
        looking.add_done_callback(lambda done: None if done.cancelled() else done.exception())  # the pulse says it too
        while not looking.done() and not self.is_busy:
            await asyncio.wait({looking}, timeout=PATIENCE_SECONDS)
        tell_once()
        if looking.done():
            await looking

    def step_aside(self) -> None:
        """Takes forms away whose commands wait: they were handed in, and are carried out in their turn."""
        raise NotImplementedError

    def is_blocked(self) -> bool:
        """Whether what is in front waits for a command of its own, and cannot be taken away."""
        raise NotImplementedError

    def tell_of_waiting(self, *, busy: bool, newly: bool) -> None:
        """Shows that the book is busy, on a screen that came since too, or takes it back."""
        raise NotImplementedError


def screens_of(worker: Worker[object]) -> set[DOMNode]:
    """The screen that a worker reads for, if it is for one."""
    return {node for node in worker.node.ancestors_with_self if isinstance(node, Screen)}
