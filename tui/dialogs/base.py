"""What every dialog is: a small question over a screen that carries out a command, and stays open when refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from storage.errors import LeadbookError

if TYPE_CHECKING:
    from typing import ClassVar

    from storage.commands.base import Command
    from tui.app import LeadbookApp


class Dialog(ModalScreen[bool]):
    """A question. ``question`` and ``hint`` stand around the widgets of ``fields``; Enter submits, Escape leaves.

    Dismissed with True when its command was carried out. What was typed stays until then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("ctrl+s", "submit", "Record", show=False),
    ]
    question = ""
    hint = "Enter records · Tab moves · Esc leaves"

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog", can_focus=False):  # the first field has the focus
            yield Static(Content(self.question), classes="dialog-title", id="title")
            yield Static("", classes="dialog-error", id="error", markup=False)
            yield from self.fields()
            yield Static(Content(self.hint), classes="dialog-hint")

    @property
    def leadbook(self) -> LeadbookApp:
        """The app this dialog belongs to."""
        return cast("LeadbookApp", self.app)

    def fields(self) -> ComposeResult:
        """The widgets of the question."""
        raise NotImplementedError

    def command(self) -> Command:
        """The command that the fields ask for; raises BadInput or ValueError where one cannot be taken."""
        raise NotImplementedError

    def retitle(self, title: str) -> None:
        """Changes the title, once the book has said what the dialog is about."""
        self.query_one("#title", Static).update(Content(title))

    def refuse(self, problem: str) -> None:
        """Says why nothing was changed; the dialog stays."""
        self.query_one("#error", Static).update(Content(problem))

    def typed(self, field: str) -> str:
        """What stands in a field."""
        return self.query_one(f"#{field}", Input).value.strip()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in any field submits."""
        event.stop()
        self.action_submit()

    def action_leave(self) -> None:
        """Leaves without changing anything."""
        self.dismiss(False)

    def action_submit(self) -> None:
        """Carries out the command."""
        try:
            command = self.command()
        except (LeadbookError, ValueError) as error:
            self.refuse(str(error))
            return
        self._submit(command)

    @work(group="commands", exit_on_error=False)
    async def _submit(self, command: Command) -> None:
        receipt = await self.leadbook.receipt_of(command, self.refuse)
        if receipt is not None:
            self.done()

    def done(self) -> None:
        """Called when the command was carried out."""
        self.dismiss(True)


def field(label: str, name: str, value: str = "", placeholder: str = "", suggester: Suggester | None = None) -> Widget:
    """A labelled line of text; read it with ``typed(name)``."""
    entry = Input(value, placeholder=placeholder, id=name, compact=True, suggester=suggester)
    return Horizontal(Label(Content(label), classes="field-label"), entry, classes="field")
