"""The command palette, in which Enter takes what was found for the words as they are typed."""

from __future__ import annotations

from contextlib import suppress

from textual import on
from textual.command import CommandPalette
from textual.widgets import Button, Input
from textual.worker import WorkerCancelled

from tui.once import LeavesOnce


class Palette(LeavesOnce, CommandPalette):
    """Textual's palette, but that Enter waits for the search that the last key began."""

    @on(Input.Submitted)
    async def _take_what_is_found(self, event: Input.Submitted) -> None:
        """Takes the first of what is found. What is still shown may have been found for fewer letters."""
        event.stop()
        event.prevent_default()  # of the palette's own answer to Enter
        searching = [w for w in self.workers if w.node is self and w.group == self._GATHER_COMMANDS_GROUP]
        with suppress(WorkerCancelled):  # a newer search took its place
            await self.workers.wait_for_complete(searching)
        self._select_or_command()

    def _select_or_command(self, event: Input.Submitted | Button.Pressed | None = None) -> None:
        """Carries a command out, once."""
        if self._result_callbacks:
            super()._select_or_command(event)
