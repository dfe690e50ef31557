"""The app: paints first, then opens the book, keeps the figures fresh, and carries out commands."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import WorkerCancelled, WorkerFailed

from program.refusals import LeadbookError
from storage.errors import NoBook
from storage.text import printable, printable_lines
from tui.bookkeeper import Bookkeeper
from tui.everywhere import Everywhere
from tui.failures import TellsOfFailure, in_words, last_words
from tui.host import Host
from tui.keys.instead import keys_instead
from tui.keys.order import PATIENCE_SECONDS
from tui.keys.registry import ACTIONS, bindings, settled_keys
from tui.said import said_of
from tui.screens.loading import OPENING, Loading
from tui.themes import take_theme
from tui.threads import in_a_thread
from tui.waits import BUSY, screens_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reports.due import DueLine
    from storage.book import Book
    from storage.commands.base import Command, Receipt
    from storage.surroundings import Surroundings
    from storage.views.status import Status
    from tui.config import Profile
    from tui.screens.base import BookScreen

PULSE_SECONDS = 0.5
"""How often the app looks whether another process has changed the book."""

_NEED_NO_BOOK = frozenset({"quit"})


class LeadbookApp(Everywhere, TellsOfFailure):
    """Leadbook over one book. ``book_name`` is a path or URL; without a book the first-run screen makes one.

    ``keymap`` has keys by action, ``profiles`` how files are read, by name, ``theme`` the colors; all three come from
    the config file.

    Screens that show the book are loaded only after the first paint: they need the database library, which takes as
    long to import as everything else together.
    """

    TITLE = "Leadbook"
    CSS_PATH = "styles/leadbook.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-usual"), (116, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        book_name: str,
        surroundings: Surroundings,
        keymap: Mapping[str, str] | None = None,
        profiles: Mapping[str, Profile] | None = None,
        theme: str | None = None,
    ) -> None:
        super().__init__()
        self.profiles = profiles or {}
        self.book_name = book_name
        self.surroundings = surroundings
        self.drafts: dict[str, Mapping[str, object]] = {}
        """What stood in dialogs that were left by Escape, by their headings."""
        self.status: Status | None = None
        """The running quarter's figures as last read; None until the book is open."""
        self.due: Sequence[DueLine] = ()
        """What has come due, as last read."""
        self.keeper: Bookkeeper | None = None
        self.keymap, self._key_problems = settled_keys(keymap or {})
        self._looking = asyncio.Lock()
        self._trouble = ""
        self._theme_wanted = theme

    def on_mount(self) -> None:
        """Goes to open the book, while the first picture is painted."""
        if problem := take_theme(self, self._theme_wanted):
            self.notify(problem, title="Theme in the config file", timeout=12)
        self.set_keymap(self.keymap)
        for problem in self._key_problems:
            self.notify(f"{problem}.", title="Keys in the config file", severity="warning", timeout=12)
        self.hold_keys()  # what is typed while the book is opened goes to the desk, or to the first run
        self.set_interval(PULSE_SECONDS, self.look_out)
        self._open()

    def get_default_screen(self) -> Screen[None]:
        """What is painted first."""
        return Loading()

    @property
    def bookkeeper(self) -> Bookkeeper:
        """The way to the open book; only screens that come after the first picture ask for it."""
        assert self.keeper is not None
        return self.keeper

    @property
    def officers(self) -> tuple[tuple[str, str], ...]:
        """Badge and name of everybody on the roster, by name, as of the figures last read."""
        return () if self.status is None else tuple((o.badge, o.name) for o in self.status.officers)

    def carry_out(
        self,
        command: Command,
        then: Callable[[Receipt], object] | None = None,
        refused: Callable[[LeadbookError], object] | None = None,
        *,
        tell_notes: bool = True,
    ) -> None:
        """Hands a command in at once. When it is durable, says so and calls ``then``; where it is refused, says why, or
        leaves that to ``refused``. Its notes are shown for a while, or are left to ``then``.

        Keys typed meanwhile wait until what was recorded stands on the screen, and go to what is in front by then.
        """
        self.hold_keys()
        self._see_through(self.bookkeeper.hand_in(command), then, refused, tell_notes)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Shows a passing word. Whatever the caller says, it is never markup: it may repeat what somebody typed."""
        message = keys_instead(message, self.with_keys)
        super().notify(printable_lines(message), title=title, severity=severity, timeout=timeout, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs the book waits until it is open."""
        needs_book = action in {known.id for known in ACTIONS} - _NEED_NO_BOOK
        return not needs_book or self.status is not None

    @work(group="opening", exit_on_error=False)
    async def _open(self) -> None:
        try:
            keeper = await in_a_thread(lambda: _open_book(self.book_name, self.surroundings))
        except NoBook:
            from tui.screens.first_run import FirstRun

            await self.push_screen(FirstRun(self.book_name, self.surroundings), self._made)
            self.release_keys()
        except LeadbookError as error:
            self._leave_with(error)
        else:
            await self._show(keeper)

    async def _made(self, book: Book | None) -> None:
        """Goes on after the first run; None is one that was left without making a book."""
        if book is None:
            self.exit(0)
            return
        self.hold_keys()
        await self._show(await asyncio.to_thread(Bookkeeper, book))

    async def _show(self, keeper: Bookkeeper) -> None:
        """Puts the figures on the screen, and when they are painted, the desk."""
        self.keeper = keeper
        try:
            self.status = await keeper.news()
        except LeadbookError as error:
            self._leave_with(error)
            return
        if isinstance(self.screen, Loading) and self.status is not None:
            self.screen.show(self.status)
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        from tui.places import ROOMS

        for name, room in ROOMS.items():
            self.add_mode(name, room)
        await self.switch_mode("desk")
        self.release_keys()
        self.bookkeeper.get_ready()
        self._read_due()
        self.set_interval(PULSE_SECONDS, self._follow)

    def _leave_with(self, error: LeadbookError) -> None:
        self.exit(error.exit_code, message=Text(printable(str(error))))

    @work(group="commands", exit_on_error=False)
    async def _see_through(
        self,
        handed_in: Future[Receipt],
        then: Callable[[Receipt], object] | None,
        refused: Callable[[LeadbookError], object] | None,
        tell_notes: bool,
    ) -> None:
        waiting = self.set_timer(PATIENCE_SECONDS, lambda: self._say("Writing in the book …"))
        before = self.status
        try:
            try:
                receipt = await self.bookkeeper.receipt(handed_in)
            except LeadbookError as error:
                if refused is None:
                    self.notify(str(error), title="Nothing was changed", severity="error", timeout=10)
                else:
                    refused(error)
                self._say("")
                return
            finally:
                waiting.stop()
            await self.look_or_tell(self._look, lambda: self._tell(receipt, before, then, tell_notes))
        finally:
            self.release_keys()

    def tell_of_waiting(self, *, busy: bool, newly: bool) -> None:
        """Shows that the book is busy where nothing else was said since, or takes it back."""
        if isinstance(self.screen, Loading):
            self.screen.say(BUSY if busy else OPENING)
        elif self.keeper is not None:
            for screen in self._book_screens():
                if newly or screen.said == ("" if busy else BUSY):
                    screen.say(BUSY if busy else "")

    def _tell(
        self, receipt: Receipt, before: Status | None, then: Callable[[Receipt], object] | None, tell_notes: bool
    ) -> None:
        self._say(said_of(receipt, before, self.status, self.with_keys))
        if receipt.notes and tell_notes:
            self.clear_notifications()  # what the command before had to say is over
            self.notify("\n".join(receipt.notes), severity="warning", timeout=8)
        if then is not None:
            then(receipt)

    def _say(self, text: str) -> None:
        for screen in self._book_screens():
            screen.say(printable(keys_instead(text, self.with_keys)))

    @work(group="pulse", exit_on_error=False)
    async def _follow(self) -> None:
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
                self._say("The book answers again")

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
            screens = self._book_screens()
            for screen in screens:
                screen.show_figures()
            await self._painted()  # the figures first: what a screen reads besides would hold them up
            screens = [screen for screen in screens if screen.is_mounted]
            self._read_due()
            for screen in screens:
                screen.refresh_body()
            for read in [worker for worker in self.workers if not screens_of(worker).isdisjoint(screens)]:
                with suppress(WorkerCancelled, WorkerFailed):  # a newer read took its place, or it told of its trouble
                    await read.wait()

    @work(group="due", exclusive=True, exit_on_error=False)
    async def _read_due(self) -> None:
        """Reads what has come due, when the figures are painted."""
        from reports.due import due_lines

        due = await self.bookkeeper.ask(lambda book: book.view.due())
        found = due_lines(due, self.surroundings.today())
        if found != self.due:
            self.due = found
            for screen in self._book_screens():
                screen.show_figures()

    async def _painted(self) -> None:
        """Waits until what was shown so far is painted."""
        painted = asyncio.Event()
        if self.call_after_refresh(painted.set):
            await painted.wait()

    def _book_screens(self) -> list[BookScreen]:
        """The screens in front that show the book."""
        from tui.screens.base import BookScreen

        return [screen for screen in self.screen_stack if isinstance(screen, BookScreen) and screen.is_mounted]

    def _fatal_error(self) -> None:
        # Textual offers no setting for this; its own would print local variables, and those are data.
        error = sys.exception() or RuntimeError()
        self.bell()
        self.panic(Text(last_words(error)))


if TYPE_CHECKING:

    def _hosts(app: LeadbookApp) -> Host:
        return app


def _open_book(name: str, surroundings: Surroundings) -> Bookkeeper:
    """Opens the book; run in a thread, since the database library is imported here."""
    from storage.maintenance.opening import open_book

    return Bookkeeper(open_book(name, surroundings))
