"""What lies over a screen: a frame with a heading, what it shows or asks, a line that answers, and the keys."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from program.refusals import LeadbookError
from storage.text import printable
from tui.failures import TellsOfFailure
from tui.host import Host, host_of
from tui.keys.instead import on_screen
from tui.keys.registry import binding_of
from tui.once import LeavesOnce
from tui.sizes import classes_of
from tui.widgets.text_line import Answer


class Modal(LeavesOnce, ModalScreen[bool], TellsOfFailure):
    """Shows something. Escape leaves; so does Enter, unless it is given something to do.

    One with fields is ``Asking``, one that records a ``Form``. Dismissed with True where something was done.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("enter", "submit", "Go on", show=False),
        binding_of("jump", "app.jump"),
    ]
    heading = ""
    hint = "Esc leaves"

    def __init__(self) -> None:
        super().__init__()
        self.answer = Answer()
        """What came of it; from the first, since another program may hold the book before this is composed."""

    def compose(self) -> ComposeResult:
        self.update_classes(classes_of(self.app.size), update=False)  # else all is laid out twice, narrow at first
        with VerticalScroll(classes="dialog", can_focus=False) as frame:
            frame.border_title = Content(printable(self.heading))
            yield from self.body()
            yield from self.said_below()
            yield Static(Content(self.hint), classes="dialog-hint")

    def on_mount(self) -> None:
        """Begins."""
        self.start()

    @property
    def leadbook(self) -> Host:
        """The app this lies in."""
        return host_of(self.app)

    @property
    def today(self) -> date:
        """The desk's date."""
        return self.leadbook.surroundings.today()

    def body(self) -> ComposeResult:
        """What stands between heading and hint."""
        raise NotImplementedError

    def said_below(self) -> ComposeResult:
        """What came of it, below what is asked or shown."""
        yield self.answer

    def start(self) -> None:
        """All is there."""
        self.begin()

    def begin(self) -> None:
        """Called once when all is there; what it fills in is no draft."""

    def refuse(self, problem: LeadbookError | str) -> None:
        """Says why nothing was done."""
        self.answer.refuse(self._on_screen(self.in_words(problem)))

    def in_words(self, problem: LeadbookError | str) -> str:
        """A problem as it is said here."""
        return str(problem)

    def accept(self, said: str = "") -> None:
        """Takes back what ``refuse`` said, and says something else in its place."""
        self.answer.accept(self._on_screen(said))

    @property
    def said(self) -> str:
        """What ``accept`` or ``refuse`` said last."""
        return self.answer.words

    def _on_screen(self, text: str) -> str:
        return on_screen(text, self.leadbook.with_keys, self.today)

    def say_keys(self, hint: str) -> None:
        """Says which keys go on from here."""
        self.query_one(".dialog-hint", Static).update(Content(hint))

    def action_leave(self) -> None:
        """Leaves without changing anything."""
        self.dismiss(False)

    def action_submit(self) -> None:
        """Enter."""
        self.dismiss(False)
