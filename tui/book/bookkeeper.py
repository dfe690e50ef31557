"""The app's way to the book: questions and commands run off the screen's loop; commands in turn, none lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from storage.engine.holders import Holder
from storage.engine.locks import LONGEST_WAIT_SECONDS, BreakOff
from storage.engine.places import AnchorPlaces
from tui.book.safekeeping import Safekeeping
from tui.book.threads import break_off_all, in_a_thread, longest_wait, who_is_waited_for

if TYPE_CHECKING:
    from program.quarters.figures import Figures
    from storage.book import Book
    from storage.commands.base import Command, Confirmation
    from storage.maintenance.erase import Erased
    from storage.views.moved import Moved
    from storage.views.status import Status

T = TypeVar("T")

_LONGEST_REST_SECONDS = 5.0
"""So long the book's file may look untouched before it is asked all the same: clocks of file systems are coarse."""


class Bookkeeper:
    """Holds the open book. Close it after the app has run: it waits for every command that was handed in, and for
    nothing else.
    """

    def __init__(self, book: Book, backups: Path, anchors: AnchorPlaces | None = None) -> None:
        from storage.maintenance.desks import (
            mark_open,  # the database library comes with it, and the screen is there first
        )

        self.book = book
        self.safekeeping = Safekeeping(book, backups, anchors or AnchorPlaces())
        self.is_read_only = book.is_read_only
        """Whether nothing can be recorded."""
        self._pulse = book.pulse()
        self._leave = mark_open(book.name)
        self.unsaid: list[str] = []
        """What could not be anchored, of which nobody was told before the book was closed."""
        self._shown: object = None
        self._marked: tuple[object, date] = (None, date.min)
        self._rests_until = 0.0
        self._untold: list[Future[Confirmation]] = []
        self._rehearsals: set[BreakOff] = set()
        self._recording: BreakOff | None = None
        self._is_left = False
        self._writes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writes")
        self._anchored: dict[int, Future[tuple[str, ...]]] = {}
        self._anchors = ThreadPoolExecutor(max_workers=1, thread_name_prefix="anchors")

    async def ask(self, question: Callable[[Book], T]) -> T:
        """The answer to a question, from a thread of its own. Raises what the question raises."""
        return await in_a_thread(lambda: self._told(lambda: question(self.book)))

    def get_ready(self) -> None:
        """Loads what a command needs, so that the first one is as quick as those after it."""
        for module in ("storage.commands.outcome", "program.personal.guard"):
            self._writes.submit(import_module, module)

    @property
    def is_writing(self) -> bool:
        """Whether a command that was handed in is still to be carried out."""
        return any(not handed_in.done() for handed_in in self._untold)

    def hand_in(self, command: Command, by: BreakOff | None = None) -> Future[Confirmation]:
        """Queues a command at once, so that it is carried out even if the app is left the next moment.

        One that takes long is given what somebody who sees how far it has come can break it ``by`` off.
        """
        handed_in = self._writes.submit(self._run, self._seated(command), by or BreakOff())
        self._untold.append(handed_in)
        return handed_in

    def _seated(self, command: Command) -> Command:
        """The command of who sits at the desk now: by the time it is carried out it may be somebody else."""
        return replace(command, acting=command.acting or self.book.seated)

    def _run(self, command: Command, by: BreakOff) -> Confirmation:
        """Waits for another program's writing for as long as it takes; once the app was left, no longer than others."""
        by.check()
        if self._is_left:
            return self._run_now(command)
        self._recording = by
        try:
            with by.over():
                return self._run_now(command)
        finally:
            self._recording = None

    def _run_now(self, command: Command) -> Confirmation:
        confirmation = self._told(lambda: self.book.run(command))
        if command.is_anchored and confirmation.entry is not None and self.safekeeping.anchors:
            anchoring = self._anchors.submit(self.safekeeping.anchor, confirmation.entry, type(command).__name__)
            self._anchored[confirmation.entry] = anchoring
        return confirmation

    async def confirmation(self, handed_in: Future[Confirmation]) -> Confirmation:
        """Waits for a command that was handed in; leaving the wait does not stop the command."""
        answer = asyncio.wrap_future(handed_in)
        answer.add_done_callback(lambda done: None if done.cancelled() else done.exception())  # ``close`` tells of it
        try:
            return await asyncio.shield(answer)
        finally:
            if handed_in.done():
                self._untold.remove(handed_in)

    async def erase(self) -> Erased:
        """Clears free pages and backups of what was struck out, in its turn; closing the book waits for it."""

        def clear() -> Erased:
            from storage.maintenance.erase import erase

            return erase(self.book, self.safekeeping.folder)

        return await asyncio.shield(asyncio.wrap_future(self._writes.submit(clear)))

    async def anchored(self, number: int) -> tuple[str, ...]:
        """Waits until the head that an entry made is kept elsewhere, where that is configured; what could not be."""
        under_way = self._anchored.get(number)
        if under_way is None:
            return ()
        problems = await asyncio.shield(asyncio.wrap_future(under_way))
        del self._anchored[number]
        return problems

    async def rehearse(self, command: Command, by: BreakOff | None = None) -> Confirmation:
        """What a command would answer, in its turn after those handed in before; nothing is changed.

        It is broken off where nobody waits for it any more, or ``by`` somebody who sees how far it has come.
        """
        seated = self._seated(command)
        return await self._in_turn(lambda: self.book.rehearse(seated), by or BreakOff())

    async def foresee(self, command: Command) -> tuple[Confirmation, Figures, tuple[Moved, ...]]:
        """The same, the running quarter's figures as they would be then, and the earlier ones whose rate would move."""
        seated = self._seated(command)
        return await self._in_turn(lambda: self.book.foresee(seated), BreakOff())

    async def look_at(self, look: Callable[[Book], T]) -> T:
        """What somebody finds who may rehearse a command in the book; in turn, since it waits for no one's outcome."""
        return await self._in_turn(lambda: look(self.book), BreakOff())

    async def _in_turn(self, ask: Callable[[], T], by: BreakOff) -> T:
        self._rehearsals.add(by)
        try:
            return await asyncio.wrap_future(self._writes.submit(self._rehearse, ask, by))
        except asyncio.CancelledError:
            by.break_off()
            raise
        finally:
            self._rehearsals.discard(by)

    @property
    def is_rehearsing(self) -> bool:
        """Whether somebody waits for a rehearsal, and for no command."""
        return bool(self._rehearsals) and not self.is_writing

    def has_waited(self) -> float:
        """For how many seconds a question, a rehearsal or a command has been waiting for a lock."""
        asked = [*self._rehearsals, *([self._recording] if self._recording else [])]
        return max(longest_wait(), *(by.has_waited() for by in asked), 0.0)

    def holder(self) -> Holder | None:
        """Who holds the book that is waited for, where that is known."""
        asked = [*self._rehearsals, *([self._recording] if self._recording else [])]
        return next((by.held_by for by in asked if by.held_by is not None), None) or who_is_waited_for()

    def _rehearse(self, ask: Callable[[], T], by: BreakOff) -> T:
        with by.over():
            by.check()
            return self._told(ask)

    async def news(self) -> Status | None:
        """The running quarter's figures; None where they are those that were last given out.

        That is so while nobody, here or in another process, has changed the book, and the day is the same. Ask again
        only when the answer is there.
        """
        self._rests_until, marked = 0.0, (self._pulse.mark(), self.book.surroundings.today())
        read = await in_a_thread(self._read_if_new)
        # Only now: an answer that nobody waited for is given again.
        self._marked, self._rests_until = marked, time.monotonic() + _LONGEST_REST_SECONDS
        if read is None:
            return None
        self._shown, status = read
        return status

    def may_rest(self) -> bool:
        """Whether there can be no news: the book's file, seen from outside, and the day are what they were when it was
        asked last. Now and then it is asked all the same, and a server always.
        """
        if time.monotonic() >= self._rests_until or self._marked[0] is None:
            return False
        return self._marked == (self._pulse.mark(), self.book.surroundings.today())

    def _read_if_new(self) -> tuple[object, Status] | None:
        # The beat before the figures: what is changed between the two is news again.
        now = (self._pulse.beat(), self.book.surroundings.today())
        return None if now == self._shown else (now, self._told(self.book.view.status))

    def _told(self, ask: Callable[[], T]) -> T:
        """The answer; where the book is damaged, the error says so."""
        from storage.maintenance.damage import told_as_damage

        with told_as_damage(self.book):
            return ask()

    def _end_waiting(self) -> None:
        """Gives up the wait of the command under way where it lasts for longer than is waited without a screen."""
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        while (by := self._recording) is not None and by.is_waiting:
            if time.monotonic() >= until:
                by.give_up()
            time.sleep(0.01)

    def back_up_if_due(self) -> None:
        """Makes a backup where one is due. Raises LeadbookError where it cannot be made."""
        if self.safekeeping.is_due():
            self.safekeeping.back_up()

    def close(self, at_last: Callable[[], object] = lambda: None) -> list[BaseException]:
        """Breaks off questions and rehearsals, waits for the commands handed in, then closes the book.

        ``at_last`` is called before it is closed. Returns why commands failed, where nobody was told of it yet.
        """
        for by in list(self._rehearsals):
            by.break_off()
        all_ended = break_off_all()
        self._is_left = True
        self._end_waiting()
        self._writes.shutdown(wait=True)
        self._anchors.shutdown(wait=True)  # what a command of the user's sends may take a while
        at_last()
        if all_ended:  # else a thread still has a connection in hand, and the program ends anyway
            self._pulse.close()
            self.book.close()
        self._leave()
        self.unsaid = [problem for anchoring in self._anchored.values() for problem in anchoring.result()]
        return [problem for handed_in in self._untold if (problem := handed_in.exception()) is not None]
