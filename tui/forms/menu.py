"""A few lines over a screen, each with the key that chooses it at once."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from storage.text import printable
from tui.forms.modal import Modal
from tui.widgets.choices import Choice


class Menu(Modal):
    """Asks for one of a few; dismissed with True when ``picked`` says which. The cursor begins at ``at``."""

    hint = "A key or Enter chooses · Esc leaves"

    def __init__(self, heading: str, choices: Sequence[Choice], at: str = "") -> None:
        super().__init__()
        self.heading = heading
        self.picked: str | None = None
        self._choices = tuple(choices)
        self._begins = next((place for place, choice in enumerate(choices) if choice.value == at), 0)

    def body(self) -> ComposeResult:
        lines = [
            Content.assemble((f"{choice.letter or ' '}", "bold"), f"  {printable(choice.words)}")
            for choice in self._choices
        ]
        yield OptionList(*(Option(line) for line in lines), id="menu", compact=True)

    def begin(self) -> None:
        """Starts in the list."""
        menu = self.query_one(OptionList)
        menu.highlighted = self._begins
        menu.focus()

    @property
    def current(self) -> Choice:
        """The line under the cursor."""
        return self._choices[self.query_one(OptionList).highlighted or 0]

    def pick(self, choice: Choice) -> None:
        """Leaves with a line chosen."""
        self.picked = choice.value
        self.dismiss(True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click chooses."""
        event.stop()
        self.pick(self._choices[event.option_index])

    def on_key(self, event: events.Key) -> None:
        """So does a line's key."""
        for choice in self._choices:
            if choice.letter and event.character == choice.letter:
                event.stop()
                event.prevent_default()
                self.pick(choice)
                return
