"""Carrying out commands, and keeping what the screens show as fresh as the book."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from program.refusals import LeadbookError
from storage.engine.locks import BreakOff
from storage.errors import NotAllowed
from storage.text import number_of, printable_lines
from tui.app.asides import Aside, Pending, StepsAside
from tui.app.said import KEPT_MESSAGES, earlier_moved, marked, said_of, told_of
from tui.app.waits import screens_of
from tui.book.bookkeeper import Bookkeeper
from tui.book.threads import in_a_thread
from tui.failures import in_words
from tui.forms.modal import Modal
from tui.keys.instead import on_screen
from tui.keys.order import LONGEST_WAIT_SECONDS, PATIENCE_SECONDS

if TYPE_CHECKING:
    from reports.due import DueLine
    from storage.commands.base import Command, Confirmation
    from storage.maintenance.findings import Finding
    from storage.surroundings import Surroundings
    from storage.views.moved import Moved
    from storage.views.status import Status
    from tui.book.watching import Watching


class Errands(StepsAside):
    """An app that hands commands to the bookkeeper, tells what came of them, and follows the book."""

    surroundings: Surroundings
    watching: Watching | None = None

    def __init__(self) -> None:
        super().__init__()
        self.status: Status | None = None
        """The running quarter's figures as last read; None until the book is open."""
        self.due: Sequence[DueLine] = ()
        """What has come due, as last read."""
        self.findings: Sequence[Finding] = ()
        """What the look at the start found wrong with the book."""
        self.messages: Sequence[str] = ()
        """What was said above the keys, the newest last."""
        self._looking = asyncio.Lock()
        self._trouble = ""
        self._looks_at_folder = False

    @property
    def bookkeeper(self) -> Bookkeeper:
        """The way to the open book; only screens that come after the first picture ask for it."""
        assert self.keeper is not None
        return self.keeper

    def carry_out(
        self,
        command: Command,
        then: Callable[[Confirmation], object] | None = None,
        refused: Callable[[LeadbookError], object] | None = None,
        *,
        tell_notes: bool = True,
        notes_as: str = "",
        as_work: str = "",
        aside: Aside | None = None,
        done_before: str = "",
    ) -> Worker[None]:
        """Hands a command in at once. When it is durable, says so and calls ``then``; where it is refused, says why, or
        leaves that to ``refused``; what is returned ends then. Its notes are told below, or are left to ``then``; they
        are counted where there are many, or known ones are counted ``notes_as``. What takes long is shown ``as_work``
        under that heading, and can be left. What was ``done_before``, outside the book, is said with it.

        Keys typed meanwhile wait until what was recorded stands on the screen, and go to what is in front by then.
        Where it waits for another program, what asked for it steps ``aside``, and keys go to what is in front then.
        """
        self.hold_keys()
        pending = Pending(
            command, then, refused, tell_notes, notes_as, done_before, aside, isinstance(self.screen, Modal)
        )
        self.pending.append(pending)
        by = BreakOff() if as_work else None
        handed_in = self.bookkeeper.hand_in(command, by)

        def done() -> Awaitable[Confirmation]:
            confirmation = self.bookkeeper.confirmation(handed_in)
            return confirmation if by is None else self.see_through(as_work, by, confirmation)

        return self._see_done(done, pending)

    @work(group="commands", exit_on_error=False)
    async def _see_done(self, done: Callable[[], Awaitable[Confirmation]], pending: Pending) -> None:
        waiting = self.set_timer(PATIENCE_SECONDS, self._say_that_it_writes)
        before = self.status
        try:
            try:
                confirmation = await done()  # asked for only here: an app that is left may never begin this
            except LeadbookError as error:
                await self.until_unlocked()
                if isinstance(error, NotAllowed) and self.seat is None:
                    self.lock()  # the book names its people since it was opened
                if pending.refused is None or pending.afterwards is not None:
                    self.notify(str(error), title="Nothing was changed", severity="error", timeout=10)
                else:
                    pending.refused(error)
                self.say("")
                return
            finally:
                waiting.stop()
                self.pending.remove(pending)
            await self.until_unlocked()
            if pending.afterwards is not None:
                pending.afterwards()
                pending.then = None
            earlier = await earlier_moved(self.bookkeeper, confirmation)
            await self.look_or_tell(self._look, lambda: self._tell(pending, confirmation, before, earlier))
            if pending.command.is_anchored and confirmation.entry is not None:
                self._tell_of_anchor(confirmation.entry)
        finally:
            self.release_keys()

    @work(group="commands", exit_on_error=False)
    async def erase_struck(self) -> None:
        """Clears free pages and backups of what was struck out; tells what could not be reached."""
        erased = await self.bookkeeper.erase()
        if erased.copies:
            self.notify(f"Gone from {number_of(len(erased.copies), 'backup')} too", timeout=10)
        for problem in erased.problems:
            self.notify(problem, severity="warning", timeout=20)

    @work(group="first look", exclusive=True, exit_on_error=False)
    async def look_quickly(self) -> None:
        """The look at each start: what it finds stands above the desk until somebody has dealt with it."""
        with suppress(LeadbookError):  # the book is out of reach or nobody waits any more, which is told elsewhere
            self.findings = await in_a_thread(self.bookkeeper.safekeeping.look_quickly)
            if self.findings:
                self.read_due()

    @work(group="anchors", exit_on_error=False)
    async def _tell_of_anchor(self, number: int) -> None:
        """The journal's head is kept elsewhere meanwhile; where that cannot be, says so, and nothing is undone."""
        for problem in await self.bookkeeper.anchored(number):
            self.notify(f"{problem[:1].upper()}{problem[1:]}", severity="warning", timeout=30)
            for screen in self.book_screens():
                screen.say(printable_lines(f"{screen.said}\n! {problem}".strip()))

    @work(group="safekeeping", exclusive=True, exit_on_error=False)
    async def keep_safe(self) -> None:
        """Makes a backup where one is due; that none can be made stops nothing, and stands in the third row until one
        is made.
        """
        safekeeping = self.bookkeeper.safekeeping
        before = safekeeping.trouble
        with suppress(LeadbookError):  # which keeps why; or Leadbook is left, and makes it then
            await in_a_thread(self.bookkeeper.back_up_if_due)
        if safekeeping.trouble != before:
            self.say(f"! No backup was made: {safekeeping.trouble}" if safekeeping.trouble else "A backup was made")
            self.read_due()

    def _tell(
        self, pending: Pending, confirmation: Confirmation, before: Status | None, earlier: Sequence[Moved]
    ) -> None:
        can_undo = pending.command.can_be_undone
        said = said_of(confirmation, before, self.status, self.with_keys, can_undo=can_undo, earlier=earlier)
        notes = confirmation.notes if pending.tell_notes else ()
        told = [*filter(None, [pending.done_before]), said]
        self.say(told_of(told, notes, pending.notes_as, self.with_keys), whole="\n".join([*told, *marked(notes)]))
        if pending.then is not None:
            pending.then(confirmation)

    def _say_that_it_writes(self) -> None:
        if self._under_way is None and not self.is_busy:  # which say more
            self._show_said("Writing in the book …")

    def say(self, text: str, whole: str = "") -> None:
        """Says what was done, in the line above the keys, where it covers no figure. What is said is kept, ``whole``
        where that is more, so that it can be read again once the line says something else.
        """
        if text:
            self.messages = [*self.messages, self._on_screen(whole or text)][-KEPT_MESSAGES:]
        self._show_said(text)

    def _show_said(self, text: str) -> None:
        for screen in self.book_screens():
            screen.say(self._on_screen(text))

    def _on_screen(self, text: str) -> str:
        return printable_lines(on_screen(text, self.with_keys, self.surroundings.today()))

    def action_messages(self) -> None:
        """Shows what was said, and is said no longer."""
        from tui.forms.messages import Messages

        self.push_screen(Messages())

    @work(group="time-zone", exclusive=True, exit_on_error=False)
    async def action_time_zone(self) -> None:
        """Asks for the agency's time zone, beginning with the one in effect."""
        from tui.forms.time_zone import time_zone_form

        found = await self.bookkeeper.ask(lambda book: book.view.time_zone())
        self.push_screen(time_zone_form(found))

    def beat(self) -> None:
        """Looks whether there can be news, which costs next to nothing, and then follows."""
        if not self.bookkeeper.may_rest():
            self.follow()

    @work(group="pulse", exit_on_error=False)
    async def follow(self) -> None:
        """One pulse: looks whether the book or the day has changed."""
        if self._looking.locked():
            return  # what comes while one looks is seen by the next pulse
        try:
            await self._look()
        except LeadbookError as error:
            if str(error) != self._trouble:  # once, not twice a second
                self._trouble = str(error)
                self.notify(in_words(error), severity="error", timeout=10)
        else:
            if self._trouble:
                self._trouble = ""
                self.say("The book answers again")

    async def _look(self, tell: Callable[[], None] | None = None) -> None:
        """Reads the figures anew where the book or the day has changed, and waits until the screens in front show them.

        ``tell`` is called as soon as they are read, so that one painting shows what was recorded and what came of it.
        """
        async with self._looking:
            news = None
            try:
                news = await self.bookkeeper.news()
                self.status = news or self.status
            finally:
                if tell is not None:
                    tell()
            if news is None:
                return
            screens = self.book_screens()
            for screen in screens:
                screen.show_figures()
            await self._painted()  # the figures first: what a screen reads besides would hold them up
            screens = [screen for screen in screens if screen.is_whole]
            self.read_due()
            for screen in screens:
                screen.refresh_body()
            for read in [worker for worker in self.workers if not screens_of(worker).isdisjoint(screens)]:
                with suppress(WorkerCancelled, WorkerFailed):  # a newer read took its place, or it told of its trouble
                    await read.wait()

    @work(group="due", exclusive=True, exit_on_error=False)
    async def read_due(self) -> None:
        """Reads what has come due, when the figures are painted."""
        from reports.due import backup_line, due_lines, findings_line

        due = await self.bookkeeper.ask(lambda book: book.view.due())
        waiting = self.watching.waiting if self.watching else ()
        found = [
            *findings_line(self.findings),
            *backup_line(self.bookkeeper.safekeeping.trouble),
            *due_lines(due, self.surroundings.today(), waiting),
        ]
        if found != self.due:
            self.due = found
            for screen in self.book_screens():
                screen.show_figures()

    @work(group="watch", exit_on_error=False)
    async def look_at_folder(self) -> None:
        """Looks which files wait in the watched folder, in turn with what is recorded; one look at a time."""
        watching = self.watching
        if watching is None or self._looks_at_folder or self.bookkeeper.is_writing:
            return
        self._looks_at_folder = True
        try:
            if await self.bookkeeper.look_at(watching.look):
                if watching.trouble:
                    self.say(f"! {watching.trouble}")
                self.read_due()
        except LeadbookError:
            return  # the book is busy, or Leadbook is left: the next look tells
        finally:
            self._looks_at_folder = False

    async def _painted(self) -> None:
        """Waits until what was shown so far is painted; not for long: a form that is left takes the answer along."""
        painted = asyncio.Event()
        if self.call_after_refresh(painted.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(painted.wait(), LONGEST_WAIT_SECONDS)
