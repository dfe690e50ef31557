"""Choosing one of a few: a list in which a letter goes to its line, and a single line that turns through its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.widgets.text_line import LabelledRow


@dataclass(frozen=True)
class Choice:
    """One of a few: its code, the words that show it, and the letter that chooses it, if it has one."""

    value: str
    words: str
    letter: str = ""


class LetterList(OptionList):
    """A list of choices; nothing is chosen until a letter or an arrow does."""

    class Unanswered(Message):
        """Enter, and nothing was chosen."""

    def __init__(self, choices: Sequence[Choice], *, id: str) -> None:  # noqa: A002
        self._choices = tuple(choices)
        lines = [_line(choice.letter, choice.words) for choice in choices]
        super().__init__(id=id, compact=True)
        self.add_options(  # not handed in above: of those the first would be chosen at once
            Option(line, id=choice.value) for line, choice in zip(lines, choices, strict=True)
        )

    @property
    def value(self) -> str | None:
        """The code of what is chosen."""
        return None if self.highlighted is None else self._choices[self.highlighted].value

    @value.setter
    def value(self, value: str | None) -> None:
        self.highlighted = None if value is None else [choice.value for choice in self._choices].index(value)

    def withhold(self, value: str, why: str) -> None:
        """Dims a choice that would change nothing, and says why in its place; without a reason it can be chosen."""
        [choice] = [choice for choice in self._choices if choice.value == value]
        self.replace_option_prompt(value, _line(choice.letter, why or choice.words))
        (self.disable_option if why else self.enable_option)(value)

    def action_select(self) -> None:
        """Enter takes what is chosen."""
        if self.highlighted is None:
            self.post_message(self.Unanswered())
        else:
            super().action_select()

    def on_key(self, event: events.Key) -> None:
        """A letter chooses."""
        typed = (event.character or "").casefold()
        for index, choice in enumerate(self._choices):
            if choice.letter and choice.letter == typed:
                event.stop()
                event.prevent_default()
                if not self.get_option_at_index(index).disabled:
                    self.highlighted = index


def _line(letter: str, words: str) -> Content:
    return Content.assemble((letter or " ", "bold"), f"  {words}")


class Turn(Static, can_focus=True):
    """One of a few values in a line; left, right and space turn to the next, a letter to the next that begins so.

    A digit with which no value begins belongs to the field after it, and goes on there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Before", show=False),
        Binding("right,space", "turn(1)", "Next", show=False),
    ]

    @dataclass
    class Turned(Message):
        """A person chose another value."""

        turn: Turn

    def __init__(self, choices: Sequence[Choice], value: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._choices = tuple(choices)
        self._at = [choice.value for choice in choices].index(value)

    def on_mount(self) -> None:
        """Shows the value."""
        self._show()

    @property
    def value(self) -> str:
        """The code of the value that is shown; nobody is told of one that the program sets."""
        return self._choices[self._at].value

    @value.setter
    def value(self, value: str) -> None:
        self._at = [choice.value for choice in self._choices].index(value)
        self._show()

    def action_turn(self, by: int) -> None:
        """Turns to another value."""
        self._at = (self._at + by) % len(self._choices)
        self._show()
        self.post_message(self.Turned(self))

    def on_key(self, event: events.Key) -> None:
        """A letter turns to the next value that begins with it."""
        typed = (event.character or "").casefold()
        if typed.isalnum():
            event.stop()
            steps = range(1, len(self._choices) + 1)
            begins = next((by for by in steps if self._after(by).words.casefold().startswith(typed)), 0)
            if not begins and typed.isdigit():
                self._hand_on(event)
            else:
                self.action_turn(begins)

    def _hand_on(self, event: events.Key) -> None:
        following = self.screen.focus_next()
        if isinstance(following, Input):
            following.post_message(events.Key(event.key, event.character))

    def _after(self, by: int) -> Choice:
        return self._choices[(self._at + by) % len(self._choices)]

    def _show(self) -> None:
        self.update(Content(f"‹ {self._choices[self._at].words} ›"))

    def on_click(self) -> None:
        """A click turns too."""
        self.action_turn(1)


class TurnRow(LabelledRow):
    """A label and a turning value."""

    def __init__(self, label: str, choices: Sequence[Choice], value: str, *, id: str) -> None:  # noqa: A002
        super().__init__(label, id)
        self._turn = Turn(choices, value, id=id)

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self._turn
