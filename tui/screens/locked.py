"""What lies over a locked app: nothing of the book, and who sits down."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from program.refusals import LeadbookError
from storage.text import printable_lines
from tui.failures import TellsOfFailure, in_words
from tui.host import Host, host_of
from tui.keys.instead import keys_instead
from tui.widgets.text_line import Answer, TextLineRow


class Locked(Screen[None], TellsOfFailure):
    """Asks for a name and a PIN where the book names its people, else for Enter; it shows neither names nor figures."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "unlock", "Unlock", show=False),
        Binding("ctrl+q", "app.quit", "Leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._answer = Answer()
        self._asks = False
        self._is_checking = False

    @property
    def leadbook(self) -> Host:
        """The app that is locked."""
        return host_of(self.app)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="locked", can_focus=False):
            yield Static(Content("Leadbook"), classes="locked-title")
            if self.leadbook.banner:
                yield Static(Content(printable_lines(self.leadbook.banner)), id="banner")
            first = self.leadbook.left is None
            blank = "name, its beginning, or badge" if first else "blank: who locked it"
            yield TextLineRow("Who", "who", self.leadbook.comes if first else "", blank)
            yield TextLineRow("PIN", "pin", "", unseen=True)
            yield self._answer
            yield Static("", id="locked-keys", markup=False)

    def on_mount(self) -> None:
        """Asks for nothing until it is known whether there is anybody to ask for."""
        for row in self.query(TextLineRow):
            row.display = False
        self._look_who_there_is()

    @work(group="locked", exit_on_error=False)
    async def _look_who_there_is(self) -> None:
        self._asks = await self.leadbook.bookkeeper.ask(lambda book: bool(book.view.people()))
        for row in self.query(TextLineRow):
            row.display = self._asks
        if self._asks:
            self.query_one("#pin" if self.leadbook.left or self.leadbook.comes else "#who", Input).focus()
        enter = "Enter sits down" if self._asks else "Enter goes on"
        self.query_one("#locked-keys", Static).update(f"{enter} · ctrl+q leaves Leadbook")

    def say(self, text: str) -> None:
        """Says what is going on."""
        self._answer.accept(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter after the name goes to the PIN, after the PIN it sits down."""
        event.stop()
        if event.input.id == "who" and not self.query_one("#pin", Input).value:
            self.query_one("#pin", Input).focus()
        else:
            self.action_unlock()

    def on_input_changed(self) -> None:
        """What was refused is said until something is typed anew."""
        self._answer.forget_changed()

    def action_unlock(self) -> None:
        """Enter."""
        if not self._is_checking:
            self._is_checking = True
            self._sit_down()

    @work(group="locked", exit_on_error=False)
    async def _sit_down(self) -> None:
        from storage.commands.people import SignOn

        keeper, pin, left = self.leadbook.bookkeeper, self.query_one("#pin", Input), self.leadbook.left
        refused = ""
        try:
            if not self._asks:
                self.app.call_later(self.leadbook.unlock, None)
                return
            name = self.query_one("#who", Input).value.strip() or ("" if left is None else left.name)
            self.say("Looking …")
            command = SignOn(name, pin=pin.value, kept=not keeper.is_read_only)
            confirmation = await keeper.confirmation(keeper.hand_in(command))
            if confirmation.result is not None:
                self.app.call_later(self.leadbook.unlock, confirmation.result)
                return
            refused = confirmation.said
        except LeadbookError as problem:
            refused = keys_instead(in_words(problem), self.leadbook.with_keys)
        finally:
            self._is_checking = False
            pin.value = ""
        self._answer.refuse(refused, self.query(Input))
