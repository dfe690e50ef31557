"""The app: paints first, then opens the book, keeps the figures fresh, and carries out commands."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import BindingType
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.screen import Screen

from program.people import IDLE_MINUTES
from program.refusals import LeadbookError
from reports.failure import last_words
from storage.engine.places import AnchorPlaces, backups_folder
from storage.errors import NeedsPassphrase, NoBook
from storage.text import printable, printable_lines
from tui.app.restoring import Restores
from tui.book.bookkeeper import Bookkeeper
from tui.book.busy import BUSY, busy_line
from tui.book.threads import in_a_thread, who_is_waited_for
from tui.book.watching import WATCH_SECONDS, Watching
from tui.failures import TellsOfFailure
from tui.forms.modal import Modal
from tui.host import Host
from tui.keys.instead import on_screen
from tui.keys.registry import ACTIONS, bindings
from tui.keys.settled import settled_keys
from tui.screens.loading import OPENING, Loading
from tui.sizes import BY_HEIGHT, BY_WIDTH
from tui.terminal import forgiving, has_terminal, on_hang_up
from tui.themes import take_theme

if TYPE_CHECKING:
    from storage.book import Book
    from storage.surroundings import Surroundings
    from tui.settings.config import Profile

PULSE_SECONDS = 0.5
"""How often the app looks whether another process has changed the book."""

SAFEKEEPING_SECONDS = 60
"""How often it looks whether a backup is due."""

_WHILE_LOCKED = frozenset({"quit", "focus_next", "focus_previous"})
"""What of the app's own actions can be done while it is locked."""

_NEED_NO_BOOK = frozenset({"quit", "theme"})


class LeadbookApp(Restores, TellsOfFailure):
    """Leadbook over one book. ``book_name`` is a path or URL; without a book the first-run screen makes one.

    ``keymap`` has keys by action, ``profiles`` how files are read, by name, ``theme`` the colors. It is locked after
    ``idle_minutes``, and shows who comes the ``banner``. All of this comes from the config file.

    Screens that show the book are loaded only after the first paint: they need the database library, which takes as
    long to import as everything else together.
    """

    TITLE = "Leadbook"
    CSS_PATH = "../styles/leadbook.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT

    def __init__(
        self,
        book_name: str,
        surroundings: Surroundings,
        keymap: Mapping[str, str] | None = None,
        profiles: Mapping[str, Profile] | None = None,
        theme: str | None = None,
        backups: Path | None = None,
        anchors: AnchorPlaces | None = None,
        watch: Path | None = None,
        idle_minutes: int = IDLE_MINUTES,
        banner: str = "",
    ) -> None:
        super().__init__()
        self.idle_minutes, self.banner = idle_minutes, banner
        self.profiles = profiles or {}
        self.book_name = book_name
        self.backups = backups or backups_folder()
        self.anchors = anchors or AnchorPlaces()
        self.watching = None if watch is None else Watching(watch)
        self.surroundings = surroundings
        self.drafts: dict[str, Mapping[str, object]] = {}
        """What stood in forms that were left by Escape, by their headings."""
        self.quick_lines: list[str] = []
        """What was recorded by the quick line, as it was typed, the last one last."""
        self.filters: dict[str, list[str]] = {}
        """What narrowed a list, by the list, the last one last; kept between sessions, of a book that is no secret."""
        self.keeper: Bookkeeper | None = None
        self.keymap, self._key_problems = settled_keys(keymap or {})
        self._theme_wanted = theme
        self._busy_said = ""

    def on_mount(self) -> None:
        """Goes to open the book, while the first picture is painted."""
        if problem := take_theme(self, self._theme_wanted):
            self.notify(problem, title="Theme in the config file", timeout=12)
        self.set_keymap(self.keymap)
        for problem in self._key_problems:
            self.notify(f"{problem}.", title="Keys in the config file", severity="warning", timeout=12)
        self.hold_keys()  # what is typed while the book is opened goes to the desk, or to the first run
        self.set_interval(PULSE_SECONDS, self.while_running(self.look_out))
        self._leave_with_the_terminal()
        self._open()

    def get_driver_class(self) -> type[Driver]:
        """What paints and listens, and survives its terminal."""
        return forgiving(super().get_driver_class())

    def _leave_with_the_terminal(self) -> None:
        """Sees to it that the app is left, and what was handed in is recorded, where its terminal goes away."""
        if self.is_headless:
            return
        on_hang_up(self.exit)
        if has_terminal():
            self.set_interval(PULSE_SECONDS, lambda: None if has_terminal() else self.exit())

    def get_default_screen(self) -> Screen[None]:
        """What is painted first."""
        return Loading()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be recorded, since the book lies where nothing can be written."""
        return self.keeper is not None and self.keeper.is_read_only

    @property
    def officers(self) -> tuple[tuple[str, str], ...]:
        """Badge and name of everybody on the roster, by name, as of the figures last read."""
        return () if self.status is None else tuple((o.badge, o.name) for o in self.status.officers)

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
        again = partial(self.notify, message, title=title, severity=severity, timeout=timeout)
        if self.withhold(again):
            return
        message = on_screen(message, self.with_keys, self.surroundings.today())
        super().notify(printable_lines(message), title=title, severity=severity, timeout=timeout, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs the book waits until it is open; over long work nothing else is opened."""
        if self.is_locked:
            return action in _WHILE_LOCKED
        if action == "command_palette" and self.shows_work:
            return False
        needs_book = action in {known.id for known in ACTIONS} - _NEED_NO_BOOK
        return not needs_book or self.status is not None

    @work(group="opening", exit_on_error=False)
    async def _open(self) -> None:
        try:
            keeper = await in_a_thread(self.opened)
        except NoBook:
            from tui.screens.first_run import FirstRun

            await self.push_screen(FirstRun(self.book_name, self.surroundings), self._made)
            self.release_keys()
        except NeedsPassphrase:
            from storage.engine.book_names import path_of
            from tui.screens.unlock import Unlock

            path = path_of(self.book_name)
            assert path is not None, "only a file is encrypted"
            await self.push_screen(Unlock(path, self.surroundings.keys), self._unlocked)
            self.release_keys()
        except LeadbookError as error:
            self.leave_with(error)
        else:
            await self.show_book(keeper)

    def _unlocked(self, problem: LeadbookError | None) -> None:
        """Opens the book now that its key is known."""
        if problem is not None:
            self.leave_with(problem)
            return
        self.hold_keys()
        self._open()

    async def _made(self, book: Book | None) -> None:
        """Goes on after the first run; None is one that was left without making a book."""
        if book is None:
            self.exit(0)
            return
        self.hold_keys()
        await self.show_book(await asyncio.to_thread(Bookkeeper, book, self.backups, self.anchors))

    async def show_book(self, keeper: Bookkeeper) -> None:
        """Puts the figures on the screen, and when they are painted, the desk."""
        self.keeper = keeper
        try:
            await self.ask_who_comes()
        except LeadbookError as error:
            self.leave_with(error)

    async def show_the_book(self) -> None:
        try:
            self.status = await self.bookkeeper.news()
        except LeadbookError as error:
            self.leave_with(error)
            return
        if isinstance(self.screen, Loading) and self.status is not None:
            self.screen.show(self.status)
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        from tui.places import PLACES

        for name, place in PLACES.items():
            self.add_mode(name, place)
        await self.switch_mode("desk")
        self.may_lock = True
        self.call_later(self.uncovered)  # not here: this runs for the screen that goes
        self.release_keys()
        self.bookkeeper.get_ready()
        self.book_is_shown()
        self.read_due()
        self.look_quickly()
        self.look_at_folder()
        self.timers_of_book += [
            self.set_interval(PULSE_SECONDS, self.while_running(self.beat)),
            self.set_interval(SAFEKEEPING_SECONDS, self.while_running(self.keep_safe)),
            *([self.set_interval(WATCH_SECONDS, self.while_running(self.look_at_folder))] if self.watching else []),
        ]

    def leave_with(self, error: LeadbookError) -> None:
        """Leaves with why, and the exit code of the contract."""
        self.exit(error.exit_code, message=Text(printable(str(error))))

    def tell_of_waiting(self, *, busy: bool, newly: bool) -> None:
        """Shows that the book is busy, and who holds it, where nothing else was said since; or takes it back."""
        before = self._busy_said
        self._busy_said = line = busy_line(self.keeper.holder() if self.keeper else who_is_waited_for()) if busy else ""
        if self.is_locked:
            self.say_on_the_lock(BUSY if busy else "")
        elif isinstance(self.screen, Loading):
            self.screen.say(line or OPENING)
        elif self.keeper is not None:
            if isinstance(self.screen, Modal) and line != before and self.screen.said in ("", before):
                self.screen.accept(line)
            for screen in self.book_screens():
                if newly or screen.said == before or (busy and not screen.said):
                    screen.say(line)

    def forget_drafts(self) -> None:
        self.drafts.clear()
        self.quick_lines.clear()

    def _fatal_error(self) -> None:
        # Textual offers no setting for this; its own would print local variables, and those are data.
        error = sys.exception() or RuntimeError()
        self.bell()
        self.panic(Text(last_words(error)))


if TYPE_CHECKING:

    def _hosts(app: LeadbookApp) -> Host:
        return app
