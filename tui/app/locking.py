"""The lock: after some time without a key, or by a key, a screen that shows nothing of the book lies over everything.

What was handed in goes on beneath it; what it has to tell waits until somebody has unlocked. The clock is the one that
the app was handed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.worker import WorkerCancelled, WorkerFailed

from program.people import IDLE_MINUTES, Acting
from program.refusals import LeadbookError
from tui.app.waits import Waits
from tui.keys.registry import keys_of

if TYPE_CHECKING:
    from storage.surroundings import Surroundings

_LOCKED = "locked"
_MINUTE_MS = 60_000


class Locking(Waits):
    """An app that can be locked. While it is, only unlocking and leaving are possible."""

    surroundings: Surroundings
    keymap: Mapping[str, str]

    def __init__(self) -> None:
        super().__init__()
        self.idle_minutes = IDLE_MINUTES
        """After so many minutes without a key or the mouse the app is locked."""
        self.banner = ""
        """What is shown to who comes to the desk, before the book."""
        self.comes = ""
        """The name of who is to sit down first, as somebody said it before."""
        self.seat: Acting | None = None
        """Who sits at the desk, in a book that names its people; None while it is locked."""
        self.left: Acting | None = None
        """Who sat there when it was locked."""
        self.may_lock = False
        """Whether the book is shown, so that there is something to cover."""
        self._begins = False
        self._covered: str | None = None
        self._stands = self._locks_again = False
        self._touched_ms = 0
        self._pops = 0
        self._withheld: list[Callable[[], None]] = []
        self._lifted = asyncio.Event()
        self._lifted.set()

    async def until_unlocked(self) -> None:
        """Waits as long as the app is locked: what is told now would be told to nobody, or to somebody else."""
        await self._lifted.wait()

    def comes_first(self, event: events.Event) -> bool:
        """Notes that somebody is there. The key that locks does so at once, over forms and before keys that wait."""
        if isinstance(event, events.Key | events.Paste | events.MouseEvent):
            self._touched_ms = self.surroundings.now()
        locks = isinstance(event, events.Key) and not event.is_printable and event.key in keys_of("lock", self.keymap)
        if locks:
            self.lock()
        return locks

    def look_out(self) -> None:
        """Locks where nobody has been there for long."""
        super().look_out()
        now = self.surroundings.now()
        if not self._touched_ms or now < self._touched_ms:  # nobody was there yet, or the clock was set back
            self._touched_ms = now
        if now - self._touched_ms >= self.idle_minutes * _MINUTE_MS:
            self.lock(idle=True)

    def action_lock(self) -> None:
        """Locks."""
        self.lock()

    def lock(self, *, idle: bool = False) -> None:
        """Covers everything, and enters in the journal who was sitting there. Before the book is shown there is nothing
        to cover: it is locked as soon as it is, where somebody has unlocked it by then.
        """
        if self.is_locked or self.keeper is None:
            return
        if self._stands:  # the screen of the lock before this one has yet to go
            self._locks_again |= not idle  # that asks again by itself
        if self._stands or not self.may_lock:
            return
        seat, self.seat, self.left = self.seat, None, self.seat
        if seat is not None:
            self.keeper.book.seated = None
        if seat is not None and not self.keeper.is_read_only:
            from storage.commands.people import LockDesk

            command = LockDesk(self.idle_minutes if idle else None, acting=seat.person_id)
            self.run_worker(self.keeper.confirmation(self.keeper.hand_in(command)), group="lock", exit_on_error=False)
        self._cover()

    async def ask_who_comes(self) -> None:
        """Asks who sits down, where the book names its people, and shows the banner; then comes ``show_the_book``."""
        assert self.keeper is not None
        self.seat = self.left = None
        people = await self.keeper.ask(lambda book: book.view.people())
        if self.banner or people:
            self._begins = True
            self._cover()
        else:
            await self.show_the_book()

    async def show_the_book(self) -> None:
        """Reads the first figures and shows them."""
        raise NotImplementedError

    async def unlock(self, acting: Acting | None) -> None:
        """Shows again what was covered, to the person who has sat down; nobody in a book that names no people.

        Somebody else finds no form that was left open, and nothing that was told meanwhile.
        """
        assert self.keeper is not None
        hands_over = self.left is not None and (acting is None or acting.person_id != self.left.person_id)
        covered, self._covered = self._covered, None
        self.seat, self.keeper.book.seated = acting, None if acting is None else acting.person_id
        self.is_locked = False
        if self._begins:
            self._begins = False
            await self.show_the_book()
        elif covered is not None:
            await self.switch_mode(covered)
            await self.uncovered()
        while self._pops:
            self._pops -= 1
            await self.pop_screen()
        self._touched_ms = self.surroundings.now()
        self.let_keys_through(False)
        self._lifted.set()
        withheld, self._withheld = self._withheld, []
        if hands_over:
            self.run_worker(self._clear_the_desk(), group="lock", exit_on_error=False)
            return
        for tell in withheld:
            tell()

    async def uncovered(self) -> None:
        """Takes the lock's screen away, when another is in front; locks, where that was asked for meanwhile."""
        if self._stands:
            self._stands = False
            await self.remove_mode(_LOCKED)
        again, self._locks_again = self._locks_again, False
        if again:
            self.lock()

    def say_on_the_lock(self, text: str) -> None:
        """Says something that is nothing of the book."""
        from tui.screens.locked import Locked

        if isinstance(self.screen, Locked):
            self.screen.say(text)

    def withhold(self, tell: Callable[[], None]) -> bool:
        """Whether the app is locked, so that something is told only when it is unlocked."""
        if self.is_locked:
            self._withheld.append(tell)
        return self.is_locked

    def _cover(self) -> None:
        from tui.screens.locked import Locked

        self.is_locked = True
        self._covered = self.current_mode
        self._lifted.clear()
        self.clear_notifications()
        self.set_keys_aside()
        self.add_mode(_LOCKED, Locked)
        self._stands = True
        self.switch_mode(_LOCKED)
        self.let_keys_through(True)

    async def _clear_the_desk(self) -> None:
        """Leaves the forms of who sat there before, once what they had handed in has been told."""
        for told in [worker for worker in self.workers if worker.group == "commands"]:
            try:
                await told.wait()
            except (WorkerCancelled, WorkerFailed, LeadbookError):
                continue
        while isinstance(self.screen, ModalScreen):
            await self.pop_screen()
        self.forget_drafts()

    def forget_drafts(self) -> None:
        """Forgets what was typed and not handed in."""
        raise NotImplementedError

    if not TYPE_CHECKING:  # whose types are Textual's

        def push_screen(self, screen, callback=None, wait_for_dismiss=False, *, mode=None):
            """What comes while the app is locked comes beneath the lock."""
            return super().push_screen(screen, callback, wait_for_dismiss, mode=mode or self._covered)

        def pop_screen(self):
            """What goes while the app is locked goes when it is unlocked."""
            if self._covered is not None:
                self._pops += 1
                return AwaitComplete.nothing()
            return super().pop_screen()
