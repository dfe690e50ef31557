"""What screens share whose long list is narrowed by a line of words above it."""

from __future__ import annotations

import asyncio

from textual import work
from textual.widgets import Input

from tui.lists.long_list import LongList
from tui.screens.base import BookScreen

TYPING_PAUSE_SECONDS = 0.15
"""How long typing has to rest before the list is narrowed."""


class FilteredScreen(BookScreen):
    """A screen with one long list and the line ``#filter`` that narrows it."""

    def narrow(self) -> None:
        """Shows what fits the words in the line."""
        raise NotImplementedError

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list once typing rests."""
        if event.input.id == "filter":
            event.stop()
            self._narrow_when_typing_rests()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the filter goes to the list."""
        if event.input.id == "filter":
            event.stop()
            self.narrow()
            self.query_one(LongList).focus()

    @work(group="typing", exclusive=True, exit_on_error=False)
    async def _narrow_when_typing_rests(self) -> None:
        await asyncio.sleep(TYPING_PAUSE_SECONDS)
        self.narrow()
