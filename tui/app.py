"""The app: paints first, then opens the book, keeps the figures fresh, and carries out commands."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from storage.errors import LeadbookError, NoBook
from storage.text import printable
from tui.actions import ACTIONS, bindings, offered, settled_keys
from tui.bookkeeper import Bookkeeper
from tui.keys_in_order import KeysInOrder
from tui.screens.lobby import Lobby
from tui.troubles import TellsOfTrouble, in_words, last_words

if TYPE_CHECKING:
    from concurrent.futures import Future

    from storage.book import Book
    from storage.commands.base import Command, Receipt
    from storage.config import Config, Profile
    from storage.surroundings import Surroundings
    from tui.snapshot import Snapshot

PULSE_SECONDS = 0.5
"""How often the app looks whether another process has changed the book."""

_NEED_NO_BOOK = frozenset({"quit", "help"})


class LeadbookApp(KeysInOrder[int], TellsOfTrouble):
    """Leadbook over one book. ``book_name`` is a path or URL; without a book the first-run screen makes one.

    ``keymap`` has keys by action, ``profiles`` how files are read, by name; both come from the config file.

    Screens that show the book are loaded only after the first paint: they need the database library, which takes as
    long to import as everything else together.
    """

    TITLE = "Leadbook"
    CSS_PATH = "styles/leadbook.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-usual"), (116, "-wide")]  # noqa: RUF012

    def __init__(
        self,
        book_name: str,
        surroundings: Surroundings,
        keymap: Mapping[str, str] | None = None,
        profiles: Mapping[str, Profile] | None = None,
    ) -> None:
        super().__init__()
        self.profiles = profiles or {}
        self.book_name = book_name
        self.surroundings = surroundings
        self.snapshot: Snapshot | None = None
        self.keeper: Bookkeeper | None = None
        self.keymap, self._key_problems = settled_keys(keymap or {})
        self._looking = asyncio.Lock()
        self._behind = False
        self._trouble = ""

    def on_mount(self) -> None:
        """Goes to open the book, while the lobby is painted."""
        if os.environ.get("NO_COLOR"):
            self.theme = "textual-dark"  # the ansi themes are black on black without colour
        self.set_keymap(self.keymap)
        for problem in self._key_problems:
            self.notify(f"{problem}.", title="Keys in the config file", severity="warning", timeout=12)
        self.hold_keys()  # what is typed while the book is opened goes to the desk, or to the first run
        self._open()

    def get_default_screen(self) -> Screen[None]:
        """What is painted first."""
        return Lobby()

    @property
    def bookkeeper(self) -> Bookkeeper:
        """The way to the open book; only screens that come after the lobby ask for it."""
        assert self.keeper is not None
        return self.keeper

    @property
    def officers(self) -> tuple[tuple[str, str], ...]:
        """Badge and name of everybody on the roster, by name, as of the figures last read."""
        return () if self.snapshot is None else tuple((o.badge, o.name) for o in self.snapshot.status.officers)

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
        super().notify(printable(message), title=title, severity=severity, timeout=timeout, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs the book waits until it is open."""
        needs_book = action in {known.id for known in ACTIONS} - _NEED_NO_BOOK
        return not needs_book or self.snapshot is not None

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: what the registry offers on this screen, by name, and the choice of a theme."""
        if self.snapshot is not None:
            for action in offered(("everywhere", *getattr(screen, "PLACES", ()))):
                node = screen if hasattr(screen, f"action_{action.id}") else self
                yield SystemCommand(action.label, action.help, getattr(node, f"action_{action.id}"))
        yield SystemCommand("Theme", "Choose the colours, light ones too, until Leadbook is left", self.search_themes)

    def action_help_quit(self) -> None:
        """ctrl+c leaves nothing: it is too easily typed by habit."""
        self.notify("q leaves Leadbook, ctrl+q does so from anywhere. What is recorded is kept.")

    async def action_desk(self) -> None:
        """Goes to the desk."""
        await self._go_to("desk")

    async def action_leads(self) -> None:
        """Goes to the register."""
        await self._go_to("leads")

    async def action_officers(self) -> None:
        """Goes to the roster."""
        await self._go_to("officers")

    async def action_quarter(self) -> None:
        """Goes to the quarter."""
        await self._go_to("quarter")

    async def action_claims(self) -> None:
        """Goes to the claims."""
        await self._go_to("claims")

    async def action_journal(self) -> None:
        """Goes to the journal."""
        await self._go_to("journal")

    def action_quick_line(self) -> None:
        """Opens the quick line of the screen."""
        from tui.widgets.quick_line import QuickLine

        for line in self.screen.query(QuickLine):
            line.open()

    def action_new_lead(self) -> None:
        """Asks for a lead."""
        from tui.dialogs.lead import NewLeadDialog

        self.push_screen(NewLeadDialog())

    def action_import_file(self) -> None:
        """Asks for a file of leads."""
        from tui.dialogs.bring_in import ImportDialog

        self.push_screen(ImportDialog())

    def action_undo(self) -> None:
        """Says what would be taken back, and takes it back on Enter."""
        from storage.commands.undo import Undo
        from tui.dialogs.undo import UndoDialog

        self.push_screen(UndoDialog(Undo()))

    def action_redo(self) -> None:
        """Says what would be put back, and puts it back on Enter."""
        from storage.commands.undo import Redo
        from tui.dialogs.undo import UndoDialog

        self.push_screen(UndoDialog(Redo()))

    def action_help(self) -> None:
        """Shows the keys of the screen."""
        from tui.dialogs.help import Help

        self.push_screen(Help(getattr(self.screen, "PLACES", ()), self.keymap))

    @work(group="opening", exit_on_error=False)
    async def _open(self) -> None:
        try:
            keeper = await asyncio.to_thread(_open_book, self.book_name, self.surroundings)
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
            await self._read_figures()
        except LeadbookError as error:
            self._leave_with(error)
            return
        if isinstance(self.screen, Lobby) and self.snapshot is not None:
            self.screen.show(self.snapshot.status)
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        from tui.rooms import ROOMS

        for name, room in ROOMS.items():
            self.add_mode(name, room)
        await self.switch_mode("desk")
        self.release_keys()
        self.set_interval(PULSE_SECONDS, self._follow)

    async def _go_to(self, mode: str) -> None:
        if self.current_mode == mode:
            while len(self.screen_stack) > 1:
                await self.pop_screen()
        else:
            await self.switch_mode(mode)

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
        try:
            try:
                receipt = await self.bookkeeper.receipt(handed_in)
            except LeadbookError as error:
                if refused is None:
                    self.notify(str(error), title="Nothing was changed", severity="error", timeout=10)
                else:
                    refused(error)
                return
            self._say(receipt.said)
            for note in receipt.notes if tell_notes else ():
                self.notify(note, severity="warning", timeout=8)
            if then is not None:
                then(receipt)
            await self._look()
        finally:
            self.release_keys()

    def _say(self, text: str) -> None:
        from tui.screens.base import BookScreen

        for screen in self.screen_stack:
            if isinstance(screen, BookScreen) and screen.is_mounted:
                screen.say(printable(text))

    @work(group="pulse", exclusive=True, exit_on_error=False)
    async def _follow(self) -> None:
        try:
            await self._look()
        except LeadbookError as error:
            if str(error) != self._trouble:  # once, not twice a second
                self._trouble = str(error)
                self.notify(in_words(error), severity="error", timeout=10)
        else:
            self._trouble = ""

    async def _look(self) -> None:
        """Reads the figures anew where the book has changed, and waits until the screens in front show them."""
        from tui.screens.base import BookScreen

        async with self._looking:
            self._behind = await self.bookkeeper.has_changed() or self._behind
            if not self._behind:
                return
            await self._read_figures()
            self._behind = False
            screens = [screen for screen in self.screen_stack if isinstance(screen, BookScreen) and screen.is_mounted]
            for screen in screens:
                screen.book_changed()
            for read in [worker for worker in self.workers if not screens_of(worker).isdisjoint(screens)]:
                with suppress(WorkerCancelled, WorkerFailed):  # a newer read took its place, or it told of its trouble
                    await read.wait()

    async def _read_figures(self) -> None:
        from tui.snapshot import read_snapshot

        self.snapshot = await read_snapshot(self.bookkeeper)

    def _fatal_error(self) -> None:
        # Textual offers no setting for this; its own would print local variables, and those are data.
        error = sys.exception() or RuntimeError()
        self.bell()
        self.panic(Text(last_words(error)))


def screens_of(worker: Worker[object]) -> set[DOMNode]:
    """The screen that a worker reads for, if it is for one."""
    return {node for node in worker.node.ancestors_with_self if isinstance(node, Screen)}


def _open_book(name: str, surroundings: Surroundings) -> Bookkeeper:
    """Opens the book; run in a thread, since the database library is imported here."""
    from storage.book import Book

    return Bookkeeper(Book.open(name, surroundings))


def run(book_name: str, surroundings: Surroundings, config: Config) -> int:
    """Runs the app on the book of that name until the user leaves it; returns the exit code of the contract."""
    app = LeadbookApp(book_name, surroundings, config.keys, config.profiles)
    code = app.run()
    if app.keeper is not None:
        app.keeper.close()
    return code or app.return_code or 0
