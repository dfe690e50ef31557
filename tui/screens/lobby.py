"""What is painted before the book is open: the frame of the desk, within the time of an empty app."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Static


class Lobby(Screen[None]):
    """The frame with a line that says what is going on."""

    def compose(self) -> ComposeResult:
        yield Static("Leadbook", classes="strip")
        yield Static("Opening the book …", id="opening", markup=False)
        yield Footer(show_command_palette=False)
