"""The app: paints first, then opens the book, keeps the figures fresh, and carries out commands."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from storage.errors import LeadbookError, NoBook
from storage.text import printable
from tui.actions import ACTIONS, bindings, offered
from tui.bookkeeper import Bookkeeper
from tui.screens.lobby import Lobby

if TYPE_CHECKING:
    from concurrent.futures import Future

    from storage.book import Book
    from storage.commands.base import Command, Receipt
    from storage.surroundings import Surroundings
    from tui.snapshot import Snapshot

PULSE_SECONDS = 0.5
"""How often the app looks whether another process has changed the book."""


class LeadbookApp(App[int]):
    """Leadbook over one book. ``book_name`` is a path or URL; without a book the first-run screen makes one.

    Screens that show the book are loaded only after the first paint: they need the database library, which takes as
    long to import as everything else together.
    """

    TITLE = "Leadbook"
    CSS_PATH = "styles/leadbook.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")

    def __init__(self, book_name: str, surroundings: Surroundings, keys: dict[str, str] | None = None) -> None:
        super().__init__()
        self.book_name = book_name
        self.surroundings = surroundings
        self.snapshot: Snapshot | None = None
        self.keeper: Bookkeeper | None = None
        self.keys = keys or {}

    def on_mount(self) -> None:
        """Paints the lobby and goes to open the book."""
        if os.environ.get("NO_COLOR"):
            self.theme = "textual-dark"  # the ansi themes are black on black without colour
        self._set_keys()
        self.push_screen(Lobby())
        self._open()

    @property
    def bookkeeper(self) -> Bookkeeper:
        """The way to the open book; only screens that come after the lobby ask for it."""
        assert self.keeper is not None
        return self.keeper

    def carry_out(self, command: Command, refused: Callable[[str], None] | None = None) -> None:
        """Hands a command in at once; says what came of it when it is durable, or why nothing was changed."""
        self._wait_for(self.bookkeeper.hand_in(command), refused)

    async def receipt_of(self, command: Command, refused: Callable[[str], None]) -> Receipt | None:
        """Carries out a command and tells of it; None, and a word to ``refused``, where nothing was changed."""
        return await self._told(self.bookkeeper.hand_in(command), refused)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs the book waits until it is open."""
        needs_book = action in {known.id for known in ACTIONS} - {"quit", "help"}
        return not needs_book or self.snapshot is not None

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: the registry's actions by name, then Textual's own (theme, screenshot, keys)."""
        if self.snapshot is not None:
            for action in offered(("everywhere", *getattr(screen, "PLACES", ()))):
                node = screen if hasattr(screen, f"action_{action.id}") else self
                yield SystemCommand(action.label, action.help, getattr(node, f"action_{action.id}"))
        yield from super().get_system_commands(screen)

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """Says which keys of the config file stand for two things."""
        names = ", ".join(sorted({f"{binding.id} ({binding.key})" for binding in clashed_bindings}))
        self.notify(
            f"Two actions have one key: {names}. Mend [keys] in the config file.", severity="warning", markup=False
        )

    async def action_desk(self) -> None:
        """Goes to the desk."""
        await self._go_to("desk")

    async def action_leads(self) -> None:
        """Goes to the register."""
        await self._go_to("leads")

    async def action_officers(self) -> None:
        """Goes to the roster."""
        await self._go_to("officers")

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

        self.push_screen(Help(getattr(self.screen, "PLACES", ())))

    @work(group="opening", exit_on_error=False)
    async def _open(self) -> None:
        try:
            book = await asyncio.to_thread(_open_book, self.book_name, self.surroundings)
        except NoBook:
            from tui.screens.first_run import FirstRun

            self.push_screen(FirstRun(self.book_name, self.surroundings), self._opened)
        except LeadbookError as error:
            self.exit(error.exit_code, message=str(error))
        else:
            await self._opened(book)

    async def _opened(self, book: Book | None) -> None:
        """Puts the desk on the screen; None is a first run that was left without making a book."""
        if book is None:
            self.exit(0)
            return
        from tui.rooms import ROOMS

        self.keeper = Bookkeeper(book)
        await self._read_figures()
        for name, room in ROOMS.items():
            self.add_mode(name, room)
        await self.switch_mode("desk")
        self.set_interval(PULSE_SECONDS, self._follow)

    async def _go_to(self, mode: str) -> None:
        if self.current_mode == mode:
            while len(self.screen_stack) > 1:
                await self.pop_screen()
        else:
            await self.switch_mode(mode)

    @work(group="commands", exit_on_error=False)
    async def _wait_for(self, handed_in: Future[Receipt], refused: Callable[[str], None] | None) -> None:
        await self._told(handed_in, refused)

    async def _told(self, handed_in: Future[Receipt], refused: Callable[[str], None] | None) -> Receipt | None:
        try:
            receipt = await self.bookkeeper.receipt(handed_in)
        except LeadbookError as error:
            if refused is None:
                self.notify(str(error), title="Nothing was changed", severity="error", timeout=10, markup=False)
            else:
                refused(str(error))
            return None
        self._say(receipt.said)
        for note in receipt.notes:
            self.notify(note, severity="warning", timeout=8, markup=False)
        await self._look()
        return receipt

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
            self.notify(str(error), severity="error", markup=False)

    async def _look(self) -> None:
        """Reads the figures anew where the book has changed, and shows them on every screen that is open."""
        from tui.screens.base import BookScreen

        if await self.bookkeeper.has_changed():
            await self._read_figures()
            for screen in self.screen_stack:
                if isinstance(screen, BookScreen) and screen.is_mounted:
                    screen.book_changed()

    async def _read_figures(self) -> None:
        from tui.snapshot import read_snapshot

        self.snapshot = await self.bookkeeper.ask(read_snapshot)

    def _set_keys(self) -> None:
        known = {action.id for action in ACTIONS}
        unknown = sorted(set(self.keys) - known)
        if unknown:
            self.notify(f"No action is called {', '.join(unknown)}; see [keys] in the config file", markup=False)
        self.set_keymap({action: key for action, key in self.keys.items() if action in known})


def _open_book(name: str, surroundings: Surroundings) -> Book:
    """Opens the book; run in a thread, since the database library is imported here."""
    from storage.book import Book

    return Book.open(name, surroundings)


def run(book_name: str, surroundings: Surroundings, keys: dict[str, str] | None = None) -> int:
    """Runs the app on the book of that name until the user leaves it; returns the exit code of the contract."""
    app = LeadbookApp(book_name, surroundings, keys)
    code = app.run()
    if app.keeper is not None:
        app.keeper.close()
    return code or 0
