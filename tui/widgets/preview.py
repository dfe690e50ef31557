"""What stands beside a list where there is room: the row under the cursor in full."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from program.refusals import LeadbookError
from tui.failures import TellsOfFailure
from tui.host import host_of
from tui.widgets.hanging import Hanging

if TYPE_CHECKING:
    from storage.book import Book

RESTS_SECONDS = 0.08
"""How long the cursor has to rest on a row before it is read in full."""


class Preview(VerticalScroll, TellsOfFailure, can_focus=False):
    """Shows what a question about the row answers; a newer row takes over."""

    def compose(self) -> ComposeResult:
        yield Hanging()

    @work(group="preview", exclusive=True, exit_on_error=False)
    async def show(self, question: Callable[[Book], Content] | None) -> None:
        """Shows the answer to a question, as soon as the cursor rests; without a question, nothing."""
        if question is None or not self.is_on_screen or not self.size.width:
            self.query_one(Hanging).show(Content(""))
            return
        await asyncio.sleep(RESTS_SECONDS)
        try:
            found = await host_of(self.app).bookkeeper.ask(question)
        except LeadbookError as error:
            found = Content(str(error))
        self.query_one(Hanging).show(found)
        self.scroll_home(animate=False)
