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
from storage.engine.unlocking import unlock
from storage.errors import WrongPassphrase
from storage.keys import Keys
from storage.text import number_of, printable
from tui.failures import TellsOfFailure
from tui.threads import in_a_thread
from tui.widgets.key_line import KeyLine
from tui.widgets.text_line import Answer, TextLineRow

TRIES = 3


class Unlock(Screen[LeadbookError | None], TellsOfFailure):
    """Asks for the passphrase. Dismissed with None where the key is known now, else with why the app is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open the book"),
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
            yield Static(Content(f"Enter opens {printable(str(self._path))} · Esc leaves"), classes="dialog-hint")
        yield KeyLine()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter opens the book."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Tries what was typed: one at a time, since each takes a moment."""
        typed = self.query_one("#passphrase", Input)
        if typed.value and not self._is_trying:
            self._is_trying = True
            self.query_one(Answer).accept("Opening the book …")
            self._try(typed.value)
            typed.value = ""

    def action_leave(self) -> None:
        """Leaves without opening the book."""
        self.dismiss(WrongPassphrase(f"{self._path}: is encrypted, and was left closed"))

    @work(group="unlocking", exit_on_error=False, description="trying a passphrase")  # else it would be named in logs
    async def _try(self, passphrase: str) -> None:
        try:
            await in_a_thread(lambda: unlock(self._path, passphrase, self._keys))
        except WrongPassphrase as wrong:
            self._missed += 1
            if self._missed == TRIES:
                self.dismiss(wrong)
                return
            left = number_of(TRIES - self._missed, "try", "tries")
            self.query_one(Answer).refuse(f"This passphrase does not open it. {left} left")
        except LeadbookError as problem:
            self.dismiss(problem)
        else:
            self.dismiss(None)
        finally:
            self._is_trying = False
