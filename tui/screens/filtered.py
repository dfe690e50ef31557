"""What screens share whose long list is narrowed by a line of words above it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.lists.long_list import LongList
from tui.screens.base import BookScreen
from tui.widgets.recall import Recall

TYPING_PAUSE_SECONDS = 0.15
"""How long typing has to rest before the list is narrowed."""


class FilteredScreen(BookScreen):
    """A screen with one long list and the line ``#filter`` that narrows it; up in it brings back earlier ones."""

    LIST = ""
    """What the lines are kept under."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "recall(-1)", "Earlier filter", show=False),
        Binding("down", "recall(1)", "Later filter", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._recall = Recall([])
        self.hint = ""
        """What may be typed in the line."""

    def recall_from(self, filters: dict[str, list[str]]) -> None:
        """Goes through the lines that were kept of this list."""
        self._recall = Recall(filters.setdefault(self.LIST, []))

    def fit(self) -> None:
        """Says in the empty line what may be typed, as far as there is room."""
        line = self.query_one("#filter", Input)
        room = line.size.width - 3
        line.placeholder = self.hint if len(self.hint) <= room else f"{self.hint[: max(0, room - 1)].rstrip(' ,')} …"

    def keep_filter(self) -> None:
        """Keeps what was typed in the filter, to be had again by going up in it."""
        if typed := " ".join(self.query_one("#filter", Input).value.split()):
            self._recall.keep(typed)

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Keeps what stands in the filter that is left."""
        if event.input.id == "filter":
            self.keep_filter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Up and down go through the filters in the filter alone."""
        if action == "recall":
            return self.focused is not None and self.focused.id == "filter"
        return super().check_action(action, parameters)

    def action_recall(self, by: int) -> None:
        """Shows the filter that was typed before the one that is shown, or after it."""
        entry = self.query_one("#filter", Input)
        line = self._recall.step(by, entry.value)
        if line is not None:
            entry.value = line
            entry.cursor_position = len(line)

    def action_clear(self) -> None:
        """Shows all; what was typed is kept for going up to it."""
        self.keep_filter()
        self.query_one("#filter", Input).value = ""
        self.query_one(LongList).focus()

    def narrow(self) -> None:
        """Shows what fits the words in the line."""
        raise NotImplementedError

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list once typing rests."""
        if event.input.id == "filter":
            event.stop()
            self._narrow_when_typing_rests()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the filter goes to the list; what is typed then waits for its rows, and acts on those."""
        if event.input.id == "filter":
            event.stop()
            self.narrow()
            rows = self.query_one(LongList)
            rows.focus()
            self.leadbook.hold_keys_for(rows.read())

    @work(group="typing", exclusive=True, exit_on_error=False)
    async def _narrow_when_typing_rests(self) -> None:
        await asyncio.sleep(TYPING_PAUSE_SECONDS)
        self.narrow()
