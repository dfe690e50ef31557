"""Choosing the colors: each is shown on the screen behind while the cursor is on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.once import LeavesOnce
from tui.themes import look_words


class ThemeChooser(LeavesOnce, ModalScreen[str]):
    """Dismissed with the theme that is kept; after Escape, with None, the one from before is back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "go_back", "Leave")]

    def __init__(self, themes: Sequence[str]) -> None:
        super().__init__()
        self._themes = themes
        self._before = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="themes") as frame:
            frame.border_title = "Colors"
            yield OptionList(*(Option(self._words_of(name), id=name) for name in self._themes), compact=True)
            yield Static(Content("Enter keeps · Esc goes back"), classes="dialog-hint")

    def _words_of(self, theme: str) -> Content:
        name, meant = look_words(self.app, theme)
        return Content(f"{name:<27}{meant}")

    def on_mount(self) -> None:
        """Begins with the theme that there is."""
        self._before = self.app.theme
        themes = self.query_one(OptionList)
        themes.highlighted = self._themes.index(self._before) if self._before in self._themes else 0
        themes.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Shows the theme under the cursor."""
        event.stop()
        if event.option_id is not None and self.is_current:
            self.app.theme = event.option_id

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Keeps it."""
        event.stop()
        self.dismiss(event.option_id)

    def action_go_back(self) -> None:
        """Shows the theme from before."""
        self.app.theme = self._before
        self.dismiss(None)
