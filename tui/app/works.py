"""Long work: after a moment a window shows how far it has come; it can be left, and so can Leadbook, whatever runs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from textual import events

from tui.app.locking import Locking
from tui.book.threads import answered, begun
from tui.keys.order import PATIENCE_SECONDS

if TYPE_CHECKING:
    from storage.engine.locks import BreakOff
    from tui.forms.working import Working

T = TypeVar("T")


class Works(Locking):
    """An app in which long work shows itself. Keys wait for a moment, and then are the window's."""

    def __init__(self) -> None:
        super().__init__()
        self._under_way: Working | None = None
        self._ahead: list[events.Key | events.Paste] = []
        """Keys for what comes after the work, if it is not left."""

    async def work(self, heading: str, function: Callable[[], T]) -> T:
        """What long work returns, or raises, from a thread of its own; BrokenOff where somebody left it."""
        by, answer = begun(function, to_its_end=True)
        return await self.see_through(heading, by, answered(by, answer))

    async def see_through(self, heading: str, by: BreakOff, answer: Awaitable[T], *, only_looks: bool = False) -> T:
        """Waits for the answer of long work, which ``by`` breaks off where somebody leaves it.

        Leadbook is left without being asked back from work that only looks.
        """
        from tui.forms.working import Working

        shown = self._under_way = Working(heading, by, asks_back=not only_looks)
        waiting = asyncio.ensure_future(answer)
        self.hold_keys()
        try:
            await asyncio.wait({waiting}, timeout=PATIENCE_SECONDS)
            if not waiting.done():
                await self._show_work(shown)
                await asyncio.wait({waiting})
            await self.until_unlocked()
            done = await waiting
            self.bring_keys_back(self._ahead)
            return done
        finally:
            waiting.cancel()
            self._under_way, self._ahead = None, []
            self.shows_work = False
            self.let_keys_through(False)
            while shown in self.screen_stack:
                await self.pop_screen()
            self.release_keys()

    def leaves_at_once(self) -> bool:
        """While long work is under way; and while a command is, which is carried out all the same."""
        return self._under_way is not None or (self.keeper is not None and self.keeper.is_writing)

    async def action_quit(self) -> None:
        """Leaves; from work that would have to be done again on the second time."""
        if self._under_way is not None:
            if self._under_way.asks_back and not self._under_way.asked:
                if self.is_locked:
                    self._under_way.asked = True
                    self.say_on_the_lock("Something is under way: ctrl+q again leaves it, and nothing is changed")
                    return
                await self._show_work(self._under_way)
                self._under_way.ask()
                return
            self._under_way.by.break_off()
        await super().action_quit()

    async def _show_work(self, shown: Working) -> None:
        if not self.shows_work:
            self.shows_work = True
            self._ahead = [] if self.is_locked else self.set_keys_aside()
            await self.push_screen(shown)
            self.let_keys_through(True)
