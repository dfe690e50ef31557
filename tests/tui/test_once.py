"""Two clicks that come in one packet, as over a slow line, do once what one of them does."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import OptionList

from storage.commands.base import Command, Confirmation
from storage.engine.locks import BreakOff
from tests.tui.conftest import Desk, leadbook_of, press, screen_text, settled
from tui.lists.menu import MenuAsked


async def click_twice(pilot: Pilot[int], x: int, y: int) -> None:
    """Two clicks, the second before anything has seen the first."""
    for kind in (events.MouseDown, events.MouseUp) * 2:
        pilot.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
    await settled(pilot)


def second_line(pilot: Pilot[int]) -> tuple[int, int]:
    """Where the second line stands of the list that is in front."""
    place = pilot.app.screen.query_one(OptionList).content_region
    return place.x + 1, place.y + 1


OPENS: dict[str, tuple[Callable[[Pilot[int]], object], int]] = {
    "the colors": (lambda pilot: leadbook_of(pilot).action_theme(), 1),
    "the keys": (lambda pilot: leadbook_of(pilot).action_help(), 2),
    "a row's menu": (lambda pilot: pilot.app.screen.post_message(MenuAsked(10, 10)), 2),
    "the palette": (lambda pilot: leadbook_of(pilot).action_command_palette(), 2),
}
"""What has a list of lines, how it is opened, and how many screens are there when its second line was chosen once."""


@pytest.mark.parametrize("what", OPENS)
async def test_two_clicks_on_a_line_choose_it_once(desk: Desk, what: str) -> None:
    opens, screens = OPENS[what]
    async with desk() as pilot:
        opens(pilot)
        await settled(pilot)
        await click_twice(pilot, *second_line(pilot))
        assert len(pilot.app.screen_stack) == screens


async def test_two_clicks_beside_letters_leave_them_and_nothing_else(desk: Desk) -> None:
    async with desk() as pilot:
        leadbook_of(pilot).action_jump()
        await settled(pilot)
        await click_twice(pilot, 40, 12)
        assert len(pilot.app.screen_stack) == 1


async def test_two_clicks_on_an_outcome_record_it_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk() as pilot:
        keeper = leadbook_of(pilot).bookkeeper
        hand_in, handed_in = keeper.hand_in, []

        def noted(command: Command, by: BreakOff | None = None) -> Future[Confirmation]:
            handed_in.append(command)
            return hand_in(command, by)

        monkeypatch.setattr(keeper, "hand_in", noted)
        await press(pilot, "o")
        await click_twice(pilot, *second_line(pilot))
        assert "Recorded not located" in screen_text(pilot)
        assert len(handed_in) == 1
