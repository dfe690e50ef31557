"""What every dialog is: a small question over a screen that carries out a command, and stays open when refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from storage.errors import BadInput, LeadbookError
from storage.text import printable
from tui.failures import TellsOfFailure
from tui.forms.typed_dates import in_words, typed_date
from tui.host import Host, host_of
from tui.widgets.choices import Turn
from tui.widgets.entry import Answer, LabelledRow

if TYPE_CHECKING:
    from storage.commands.base import Command, Receipt


Draft = Mapping[str, object]
"""What stands in a dialog, by the names of its widgets."""


@runtime_checkable
class HasValue(Protocol):
    """A widget that holds one answer, under its name."""

    id: str | None
    value: Any


class Dialog(ModalScreen[bool], TellsOfFailure):
    """A question. ``heading`` and ``hint`` stand around the widgets of ``fields``; Enter submits, Escape leaves.

    Dismissed with True when its command was carried out. What was typed and turned stays until then; where it
    ``remembers``, a dialog that was left by Escape has all of it again when it is opened anew. ``entry_of`` names the
    widget where a field of a command is typed, where the two are not called the same.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("enter", "submit", "Record", show=False),
    ]
    entry_of: ClassVar[Mapping[str, str]] = {}
    remembers: ClassVar[bool] = False
    heading = ""
    hint = "Enter records · Tab moves · Esc leaves"

    def __init__(self) -> None:
        super().__init__()
        self._not_lost: Draft = {}

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog", can_focus=False) as frame:
            frame.border_title = Content(printable(self.heading))
            yield from self.fields()
            yield Answer()
            yield Static(Content(self.hint), classes="dialog-hint")

    def on_mount(self) -> None:
        """Says how a value is turned where there is one to turn, and brings back what was typed before Escape."""
        self.begin()
        self.nothing_is_lost()
        draft = self.leadbook.drafts.pop(self.heading, {})
        for answer in self._answers():
            if answer.id is not None and answer.id in draft:
                answer.value = draft[answer.id]
        if draft:
            self.accept("What was typed before Esc is here again; ctrl+u empties a field")
        if self.query(Turn):
            self.query_one(".dialog-hint", Static).update(Content(f"{self.hint} · ← → choose"))

    @property
    def leadbook(self) -> Host:
        """The app this dialog belongs to."""
        return host_of(self.app)

    @property
    def today(self) -> date:
        """The desk's date."""
        return self.leadbook.surroundings.today()

    def fields(self) -> ComposeResult:
        """The widgets of the question."""
        raise NotImplementedError

    def begin(self) -> None:
        """Called once when the fields are there, before a draft is brought back."""

    def command(self) -> Command:
        """The command that the fields ask for; raises BadInput where one cannot be taken."""
        raise NotImplementedError

    def refuse(self, problem: LeadbookError | str) -> None:
        """Says why nothing was changed, and goes to where it can be mended; what was typed stays."""
        self.query_one(Answer).refuse(self.in_words(problem))
        if isinstance(problem, BadInput):
            name = self.entry_of.get(problem.field, problem.field)
            for entry in self.query(Input):
                entry.set_class(entry.id == name, "-refused")
                if entry.id == name:
                    entry.focus()

    def in_words(self, problem: LeadbookError | str) -> str:
        """A problem as it is said here: a field is called what stands before it on the screen."""
        if not isinstance(problem, BadInput):
            return str(problem)
        name = self.entry_of.get(problem.field, problem.field)
        labels = [field.label for field in self.query(LabelledRow) if field.name == name]
        called = labels[0] if labels else problem.field.replace("_", " ")
        return f"{called.lower()}: {str(problem).removeprefix(f'{problem.field}: ')}"

    def accept(self, said: str = "") -> None:
        """Takes back what ``refuse`` said."""
        self.query_one(Answer).accept(said)
        self.query(Input).remove_class("-refused")

    def typed(self, field: str) -> str:
        """What stands in a field."""
        return self.query_one(f"#{field}", Input).value.strip()

    def day(self, field: str, *, not_before: date | None = None) -> date | None:
        """The date that stands in a field, or None; raises BadInput."""
        typed = self.typed(field)
        if not typed:
            return None
        try:
            return typed_date(typed, self.today, not_before=not_before)
        except ValueError as problem:
            raise BadInput(field, typed, str(problem)) from None

    def day_echo(self, typed: str) -> str:
        """How a date is read, beside it: ``Fri 21 Nov 2025``."""
        try:
            return in_words(typed_date(typed, self.today)) if typed.strip() else ""
        except ValueError:
            return "?"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in any field submits."""
        event.stop()
        self.action_submit()

    def action_leave(self) -> None:
        """Leaves without changing anything."""
        stands = self._what_stands()
        if self.remembers and stands != self._not_lost:
            self.leadbook.drafts[self.heading] = stands
        self.dismiss(False)

    def action_submit(self) -> None:
        """Hands in the command."""
        try:
            command = self.command()
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            self.leadbook.carry_out(command, then=self.done, refused=self.refuse)

    def nothing_is_lost(self) -> None:
        """Says that what stands in the fields now need not be remembered."""
        self._not_lost = self._what_stands()

    def _what_stands(self) -> Draft:
        return {answer.id: answer.value for answer in self._answers() if answer.id}

    def _answers(self) -> Iterator[HasValue]:
        """Whatever is typed in, turned, chosen or ticked: every widget that has a value."""
        return (widget for widget in self.query("*") if isinstance(widget, HasValue))

    def done(self, receipt: Receipt) -> None:  # noqa: ARG002
        """Called when the command was carried out."""
        self.dismiss(True)
