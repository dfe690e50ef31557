"""The keys of a screen and what they do, from the registry of actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from program.leads.outcome import OUTCOME_OF_LETTER
from tui.keys.registry import IN_LISTS, Action, key_words, offered


class Help(ModalScreen[None]):
    """Lists the actions offered in the given places; ``keymap`` has the keys that the config file sets."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,f1,q", "dismiss", "Leave", show=False)]

    def __init__(self, places: Sequence[str], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self.places = tuple(places)
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as frame:
            frame.border_title = "Keys"
            if self.places:
                yield from self._part("On this screen", offered(self.places))
            yield from self._part("Everywhere", offered(("everywhere",)))
            yield Static(Content("In lists and fields"), classes="help-heading")
            for key, words in IN_LISTS:
                yield _line(key, words)
            letters = ", ".join(f"{letter} {outcome.words.lower()}" for letter, outcome in OUTCOME_OF_LETTER.items())
            yield Static(Content("Outcomes"), classes="help-heading")
            yield _line("", letters)
            yield Static(Content("Keys can be changed in the config file, [keys] · Esc leaves"), classes="dialog-hint")

    def _part(self, heading: str, actions: Sequence[Action]) -> ComposeResult:
        yield Static(Content(heading), classes="help-heading")
        for action in actions:
            keys = key_words(self._keymap.get(action.id, action.key))
            yield _line(keys, action.help)


def _line(key: str, words: str) -> Horizontal:
    return Horizontal(
        Static(Content(key), classes="help-key"), Static(Content(words), classes="help-words"), classes="help-line"
    )
