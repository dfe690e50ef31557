"""A form: declared fields over a screen, and what Enter does with what is given in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.worker import Worker

from program.refusals import BadInput, LeadbookError, LooksPersonal
from tui.forms.fields import Field, Given, refusal_words
from tui.forms.modal import Modal
from tui.widgets.choices import LetterList, Turn

if TYPE_CHECKING:
    from storage.commands.base import Command, Confirmation

HINT = "Enter records · Tab moves · Esc leaves"


@runtime_checkable
class HasValue(Protocol):
    """A widget that holds one answer, under its name."""

    id: str | None
    value: Any


class Asking(Modal):
    """Fields, and ``act``, which Enter calls with what is given in them.

    ``parts`` are the fields, with words between them. What was typed, turned and chosen stays when Escape leaves, and
    stands there again when one with the same heading is opened that begins in the same way.
    """

    def __init__(self, heading: str, parts: Sequence[Field[Any] | Content], hint: str = HINT) -> None:
        super().__init__()
        self.heading = heading
        self.hint = hint
        self.parts = tuple(parts)
        self._not_lost: Mapping[str, object] = {}
        self._refused: tuple[str, Mapping[str, object]] | None = None
        """The field that was refused, or none of them (``""``), and what stood in all of them then."""
        self._personal: set[str] = set()
        """The fields that were refused since they look like a detail of a person: no draft keeps them."""

    def act(self, given: Given) -> None:
        """Does what is asked for; raises BadInput where what is given cannot be taken."""
        raise NotImplementedError

    @property
    def fields(self) -> Sequence[Field[Any]]:
        """The fields."""
        return [part for part in self.parts if isinstance(part, Field)]

    def body(self) -> ComposeResult:
        for part in self.parts:
            yield part.row(self) if isinstance(part, Field) else Static(part)

    def start(self) -> None:
        """Begins, and brings back what was given before Escape."""
        super().start()
        self.nothing_is_lost()
        if draft := self.leadbook.drafts.pop(self._draft, None):
            self.bring_back(draft)
            self.accept("What was typed before Esc is here again; ctrl+u empties a field")
        if self.query(Turn):
            self.say_keys(f"{self.hint} · ← → choose")

    def given(self) -> Given:
        """What stands in the fields now."""
        return Given({answer.id: answer.value for answer in self._answers() if answer.id}, self.today)

    def stands(self) -> Mapping[str, object]:
        """All that was given, as a draft keeps it."""
        return self.given().stands

    def bring_back(self, draft: Mapping[str, object]) -> None:
        """Fills in what a draft kept."""
        for answer in self._answers():
            if answer.id is not None and answer.id in draft:
                answer.value = draft[answer.id]

    def refuse(self, problem: LeadbookError | str) -> None:
        """Says why nothing was changed, and goes to where it can be mended."""
        super().refuse(problem)
        named = self._named(problem.field) if isinstance(problem, BadInput) else None
        self._refused = (named.name if named is not None else "", self.stands())
        if isinstance(problem, BadInput):
            if isinstance(problem, LooksPersonal) and named is not None:
                self._personal.add(named.name)
            self.query(Input).remove_class("-refused")
            for widget in self.query(f"#{named.name}") if named is not None else ():
                widget.add_class("-refused")
                widget.focus()

    def in_words(self, problem: LeadbookError | str) -> str:
        """A problem as it is said here: a field is called what stands before it on the screen."""
        if not isinstance(problem, BadInput):
            return super().in_words(problem)
        named = self._named(problem.field)
        called = named.label.lower() if named is not None else problem.field.replace("_", " ")
        return refusal_words(problem, called)

    def accept(self, said: str = "") -> None:
        super().accept(said)
        self._refused = None
        self._personal.clear()
        self.query(".-refused").remove_class("-refused")

    @on(Input.Changed)
    @on(Turn.Turned)
    @on(OptionList.OptionHighlighted)
    def field_changed(self) -> None:
        """What was refused is another now: nothing is said of it, until it is handed in again."""
        if self._refused is None:
            return
        name, stood = self._refused
        stands = self.stands()
        if stands.get(name) != stood.get(name) if name else stands != stood:
            self._refused = None
            self.answer.accept("")
            self.query(".-refused").remove_class("-refused")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in any field hands in."""
        event.stop()
        self.action_submit()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """So does Enter on what is chosen in a list."""
        event.stop()
        self.entered(event.option_list, event.option_index)

    def entered(self, among: OptionList, at: int) -> None:  # noqa: ARG002
        """Enter on a line of a list."""
        self.action_submit()

    def on_letter_list_unanswered(self, event: LetterList.Unanswered) -> None:
        """And before anything is chosen, which then asks for it."""
        event.stop()
        self.action_submit()

    def action_leave(self) -> None:
        """Leaves without changing anything; what was given is kept."""
        if self.stands() != self._not_lost:
            self._keep_draft()
        self.dismiss(False)

    def _keep_draft(self) -> None:
        dropped = self._personal | {field.name for field in self.fields if not field.is_kept}
        kept = {name: value for name, value in self.stands().items() if name not in dropped}
        self.leadbook.drafts[self._draft] = kept

    def action_submit(self) -> None:
        """Enter."""
        try:
            self.act(self.given())
        except LeadbookError as problem:
            self.refuse(problem)

    def nothing_is_lost(self) -> None:
        """What stands in the fields now need not be kept."""
        self._not_lost = self.stands()

    @property
    def _draft(self) -> str:
        """What a draft is kept under: one that would be of another month or claim must not come back."""
        return "\n".join([self.heading, *(f"{field.name}={field.begins}" for field in self.fields)])

    def _named(self, name: str) -> Field[Any] | None:
        """The field that a command calls so."""
        return next((field for field in self.fields if name in (field.alias, field.name)), None)

    def _answers(self) -> Iterator[HasValue]:
        """Whatever is typed in, turned, chosen or ticked: every widget that has a value."""
        return (widget for widget in self.query("*") if isinstance(widget, HasValue))


class Form(Asking):
    """Asks for what a command needs, and carries it out; where that is refused it stays open, as it was filled in.

    ``makes`` turns what is given into the command, and raises BadInput. A text that looks like a detail of a person is
    refused, and ``HARMLESS`` takes it all the same.
    """

    HARMLESS: ClassVar[str] = "ctrl+y"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(HARMLESS, "take", "Take it", show=False)]

    def __init__(
        self,
        heading: str,
        parts: Sequence[Field[Any] | Content],
        makes: Callable[[Given], Command],
        hint: str = HINT,
    ) -> None:
        super().__init__(heading, parts, hint)
        self._makes = makes
        self._under_way: Worker[None] | None = None

    notes_as = ""
    """How notes are counted that stood in the form already; else each is told."""

    as_work = ""
    """The heading under which it is shown how far the command has come, for one that may take long."""

    def act(self, given: Given) -> None:
        self._hand_in(self._makes(given), as_work=self.as_work)

    def _hand_in(self, command: Command, *, as_work: str = "") -> None:
        """Hands a command in, unless one is under way: the second of two clicks in one packet asks for nothing more."""
        if self._under_way is None or self._under_way.is_finished:
            aside = None if as_work else self._step_aside
            self._under_way = self.leadbook.carry_out(
                command, self.done, self.refuse, notes_as=self.notes_as, as_work=as_work, aside=aside
            )

    def action_take(self) -> None:
        """Takes a text that was refused since it looks like a detail of a person, as somebody says that it is none."""
        if not self._personal:
            return
        try:
            command = replace(self._makes(self.given()), harmless=True)
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            self._hand_in(command)

    def _step_aside(self) -> Callable[[], object] | None:
        """Goes, since the command waits for another program; what was given is kept, should it be refused."""
        if not self.is_current:
            return None
        self._keep_draft()
        self.dismiss(True)
        return lambda: self.leadbook.drafts.pop(self._draft, None)

    def in_words(self, problem: LeadbookError | str) -> str:
        said = super().in_words(problem)
        return f"{said}; {self.HARMLESS} takes it if it names nobody" if isinstance(problem, LooksPersonal) else said

    def done(self, confirmation: Confirmation) -> None:  # noqa: ARG002
        """Called when the command was carried out."""
        self.dismiss(True)
