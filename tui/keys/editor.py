"""The keys editor: every action by place, its key changed by pressing another, and ready-made sets of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from program.refusals import BadInput
from tui.keys.help import Heading, Help, holds, in_columns
from tui.keys.presets import PRESETS
from tui.keys.registry import ACTIONS, PLACE_WORDS, Action, key_words, offered
from tui.keys.settled import problem_of, settled_keys, who_has
from tui.once import LeavesOnce

_PRESET = "preset "
_ACTIONS = {action.id: action for action in ACTIONS}


class KeysEditor(Help):
    """Lists all actions; Enter asks for another key, Delete gives an action its own key back.

    ``wanted`` is what the config file sets, ``keep`` writes it there and raises BadInput where it cannot. Dismissed
    with None; what was changed holds at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "reset", "Its own key", show=False, priority=True)]
    TITLE_WORDS = "Change keys"
    HINT = "Enter changes a key · Delete restores its own key · Esc leaves"

    def __init__(self, wanted: Mapping[str, str], keep: Callable[[Mapping[str, str]], None]) -> None:
        super().__init__(tuple(PLACE_WORDS), settled_keys(wanted)[0])
        self._wanted = dict(wanted)
        self._keep = keep

    def below(self) -> ComposeResult:
        """What came of the last change, and the keys."""
        yield Static("", classes="answer", markup=False)
        yield from super().below()

    def chosen(self, action: str) -> None:
        """Asks for the action's new key, or takes a whole set of keys."""
        if action.startswith(_PRESET):
            name = action.removeprefix(_PRESET)
            others = {known: keys for known, keys in self._wanted.items() if known not in _ACTIONS}
            self._take({**others, **PRESETS[name][1]}, f"The keys are those of the set {name}")
        else:
            self.app.push_screen(PressKey(_ACTIONS[action], self._keymap), lambda key: self._give(action, key))

    def action_reset(self) -> None:
        """Gives the action under the cursor its own key back, where no other has it by now."""
        name = self.under_the_cursor
        if name not in _ACTIONS:
            return
        action = _ACTIONS[name]
        for key in action.key.split(","):
            if others := who_has(action, key, self._keymap):
                self._say(_taken(key, others), refused=True)
                return
        rest = {known: keys for known, keys in self._wanted.items() if known != name}
        self._take(rest, f"{action.label} has its own key again, {key_words(action.key)}")

    def _give(self, name: str, key: str | None) -> None:
        if key is not None:
            self._take({**self._wanted, name: key}, f"{_ACTIONS[name].label} has the key {key_words(key)} now")

    def _take(self, wanted: Mapping[str, str], said: str) -> None:
        try:
            self._keep(wanted)
        except BadInput as problem:
            self._say(str(problem), refused=True)
            return
        self._wanted = dict(wanted)
        self._keymap = settled_keys(wanted)[0]
        self.show_again()
        self._say(f"{said}; kept in the config file", refused=False)

    def _say(self, words: str, *, refused: bool) -> None:
        line = self.query_one(".answer", Static)
        line.update(Content(words))
        line.set_class(refused, "-refused")

    def lines(self, words: Sequence[str]) -> Iterator[Option]:
        """The sets of keys, and the actions of every place that hold the words."""
        sets = [(name, about) for name, (about, _) in PRESETS.items() if holds(f"{name} {about}", words)]
        if sets:
            yield Heading("Sets of keys")
        for name, about in sets:
            yield Option(in_columns(name, about), id=f"{_PRESET}{name}")
        for place, where in PLACE_WORDS.items():
            found = [action for action in offered((place,)) if holds(f"{self._text(action)} {where}", words)]
            if found:
                yield Heading(where)
            for action in found:
                own = f"  (else {key_words(action.key)})" if action.id in self._keymap else ""
                yield Option(in_columns(self.keys_of(action), f"{action.label}{own}: {action.help}"), id=action.id)

    def _text(self, action: Action) -> str:
        return f"{self.keys_of(action)} {action.label} {action.help}"


class PressKey(LeavesOnce, ModalScreen[str]):
    """Waits for the new key of an action; says at once what a key clashes with, and waits on. Escape leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave")]

    def __init__(self, action: Action, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._action = action
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(f"A key for {self._action.label}")
            has = key_words(self._keymap.get(self._action.id, self._action.key))
            yield Static(Content(f"{self._action.help}. Its key is {has}."))
            yield Static("", classes="answer -refused", markup=False)
            yield Static(Content("Press the new key · Esc leaves it as it is"), classes="dialog-hint")

    def on_key(self, event: events.Key) -> None:
        """Takes the key, or says why it cannot be had."""
        if event.key == "escape":
            return
        event.stop()
        problem = problem_of(event.key)
        others = who_has(self._action, event.key, self._keymap)
        if problem is not None:
            self.query_one(".answer", Static).update(Content(f"{key_words(event.key)} {problem}"))
        elif others:
            self.query_one(".answer", Static).update(Content(_taken(event.key, others)))
        else:
            self.dismiss(event.key)


def _taken(key: str, others: Sequence[Action]) -> str:
    named = ", ".join(f"{other.label} ({PLACE_WORDS[other.where]})" for other in others)
    return f"{key_words(key)} is taken: {named}"
