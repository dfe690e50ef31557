"""The keys of a screen and what they do, from the registry of actions."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import key_words, offered


class Help(ModalScreen[None]):
    """Lists the actions offered in the given places; Escape leaves."""

    BINDINGS = [Binding("escape,question_mark,f1,q", "dismiss", "Leave", show=False)]  # noqa: RUF012

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__()
        self.places = tuple(places)

    def compose(self) -> ComposeResult:
        keys = self.app.active_keymap if hasattr(self.app, "active_keymap") else {}
        with VerticalScroll(classes="dialog"):
            yield Static(Content("Keys"), classes="dialog-title")
            for action in offered(("everywhere", *self.places)):
                key = key_words(keys.get(action.id, action.key))
                yield Static(Content(f"{key:<10}{action.label:<14}{action.help}"), classes="help-line")
            yield Static(Content("Enter opens · Esc goes back · ctrl+p all commands by name"), classes="dialog-hint")
