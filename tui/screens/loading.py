"""What is painted before the desk: its frame in the time of an empty app, and the figures as soon as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from tui.host import host_of
from tui.widgets.strip import Strip

if TYPE_CHECKING:
    from storage.views.status import Status


OPENING = "Opening the book …"


class Loading(Screen[None]):
    """The strip and a line that says what is going on."""

    def __init__(self) -> None:
        super().__init__()
        self._line = Static(OPENING, id="opening", markup=False)

    def compose(self) -> ComposeResult:
        yield Strip(host_of(self.app).with_keys)
        yield self._line

    def show(self, status: Status) -> None:
        """Shows the figures, while the desk is still being furnished."""
        self.query_one(Strip).show(status)

    def say(self, text: str) -> None:
        """Says what is going on."""
        self._line.update(text)
