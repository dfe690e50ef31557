"""Before an encrypted book is opened: its passphrase, asked for while nothing of the book is on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from program.refusals import LeadbookError
from storage.engine.encryption import salt_of
from storage.engine.remembered import remember
from storage.engine.unlocking import unlock
from storage.errors import WrongPassphrase
from storage.keys import Keys
from storage.text import number_of, printable
from tui.book.threads import in_a_thread
from tui.failures import TellsOfFailure
from tui.once import LeavesOnce
from tui.widgets.key_line import KeyLine
from tui.widgets.text_line import Answer, TextLineRow

TRIES = 3


class Unlock(LeavesOnce, Screen[LeadbookError | None], TellsOfFailure):
    """Asks for the passphrase. Dismissed with None where the key is known now, else with why the app is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open the book"),
        Binding("ctrl+r", "remember", "Open, and remember it", key_display="^r", priority=True),
        Binding("escape", "leave", "Leave"),
    ]

    def __init__(self, path: Path, keys: Keys) -> None:
        super().__init__()
        self._path = path
        self._keys = keys
        self._missed = 0
        self._is_trying = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="first-run", can_focus=False):
            yield Static(Content("Leadbook"), classes="first-run-title")
            yield Static(Content("This book is encrypted."), classes="first-run-words")
            yield TextLineRow("Passphrase", "passphrase", unseen=True)
            yield Answer()
            yield Static(
                Content(
                    f"Enter opens {printable(str(self._path))} · Esc leaves\n"
                    "ctrl+r opens it and has this system's keyring remember the passphrase"
                ),
                classes="dialog-hint",
            )
        yield KeyLine()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter opens the book."""
        event.stop()
        self.action_open()

    def on_input_changed(self) -> None:
        """What was refused is said until something is typed anew."""
        self.query_one(Answer).forget_changed()

    def action_open(self) -> None:
        """Tries what was typed."""
        self._go_on(wants_remembered=False)

    def action_remember(self) -> None:
        """Tries what was typed; the system's keyring remembers what opens the book."""
        self._go_on(wants_remembered=True)

    def _go_on(self, *, wants_remembered: bool) -> None:
        """One at a time, since each takes a moment."""
        typed = self.query_one("#passphrase", Input)
        if typed.value and not self._is_trying:
            self._is_trying = True
            self.query_one(Answer).accept("Opening the book …")
            self._try(typed.value, wants_remembered)
            typed.value = ""

    def action_leave(self) -> None:
        """Leaves without opening the book."""
        self.dismiss(WrongPassphrase(f"{self._path}: is encrypted, and was left closed"))

    @work(group="unlocking", exit_on_error=False, description="trying a passphrase")  # else it would be named in logs
    async def _try(self, passphrase: str, wants_remembered: bool) -> None:
        try:
            await in_a_thread(lambda: unlock(self._path, passphrase, self._keys))
        except WrongPassphrase as wrong:
            self._missed += 1
            if self._missed == TRIES:
                self.dismiss(wrong)
                return
            left = number_of(TRIES - self._missed, "try", "tries")
            self.query_one(Answer).refuse(f"This passphrase does not open it. {left} left", self.query(Input))
        except LeadbookError as problem:
            self.dismiss(problem)
        else:
            if wants_remembered:
                await self._remember(passphrase)
            self.dismiss(None)
        finally:
            self._is_trying = False

    async def _remember(self, passphrase: str) -> None:
        salt = salt_of(self._path)
        assert salt is not None, "it was unlocked just now"
        try:
            await in_a_thread(lambda: remember(salt, passphrase))
        except LeadbookError as refused:
            self.app.notify(str(refused), severity="warning", timeout=10)
