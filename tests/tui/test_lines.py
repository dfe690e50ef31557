"""The lines of a panel, below the app."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from tui.lists.lines import Line, Lines


class Narrow(App[None]):
    """Lines for which there is no room, as in the smallest terminal."""

    CSS = "Lines { height: 0; }"

    def compose(self) -> ComposeResult:
        """Two lines that open something."""
        yield Lines(id="lines")


@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_a_page_where_no_line_has_room_moves_nothing(key: str) -> None:
    app = Narrow()
    async with app.run_test() as pilot:
        lines = app.query_one(Lines)
        lines.show([Line(Content(text), text) for text in ("first", "second")])
        lines.focus()
        await pilot.pause()
        assert lines.highlighted == 0
        await pilot.press(key)
        assert lines.highlighted == 0
