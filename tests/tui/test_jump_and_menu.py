"""Jump mode and the menu of a row: what they offer, and where that goes."""

from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui.conftest import Desk, press, screen_text, settled
from tui.forms.outcome import OutcomeForm
from tui.keys.jump import Jump, Target, targets
from tui.keys.registry import offered
from tui.lists.lines import Lines
from tui.lists.long_list import LongList
from tui.lists.menu import RowMenu
from tui.screens.lead import LeadScreen


def letters(pilot: Pilot[int]) -> dict[str, Target]:
    """The letters that are shown, and where they go."""
    assert isinstance(pilot.app.screen, Jump)
    return pilot.app.screen._reached


async def test_every_list_panel_and_tab_in_sight_has_a_letter_that_goes_there(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "4")
        screen = pilot.app.screen
        reached = len(targets(screen))
        assert reached >= len(screen.focus_chain)
        for at in range(reached):
            await press(pilot, "ctrl+o")
            letter, target = list(letters(pilot).items())[at]
            await press(pilot, letter)
            assert pilot.app.screen is screen
            assert screen.focused is not None
            assert screen.focused.region.y - target.y in (0, 1)


async def test_the_letter_of_a_tab_shows_its_panel_and_goes_into_it(desk: Desk) -> None:
    async with desk(80, 24) as pilot:
        await press(pilot, "4 ctrl+o")
        tabs = [(target.x, letter) for letter, target in letters(pilot).items() if target.width == 1]
        await press(pilot, sorted(tabs)[1][1])
        focused = pilot.app.focused
        assert focused is not None
        assert focused.id == "tiers"


async def test_escape_and_any_other_key_leave_the_letters_and_go_nowhere(desk: Desk) -> None:
    async with desk() as pilot:
        before = pilot.app.focused
        for key in ("escape", "2", "f5"):
            await press(pilot, f"ctrl+o {key}")
            assert not isinstance(pilot.app.screen, Jump)
            assert pilot.app.focused is before


async def test_a_field_of_a_form_is_reached_too(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "o ctrl+o")
        last = list(letters(pilot))[-1]
        await press(pilot, last)
        assert isinstance(pilot.app.screen, OutcomeForm)
        assert pilot.app.focused is pilot.app.screen.focus_chain[-1]


async def right_click(pilot: Pilot[int], row: int) -> None:
    """Presses the right button on a row of the first list."""
    listed = pilot.app.screen.query(LongList).first()
    await pilot.click(listed, offset=Offset(10, row + 1), button=3)
    await settled(pilot)


async def test_the_menu_of_a_row_lists_what_the_registry_offers_there_with_its_keys(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "2")
        await right_click(pilot, 2)
        assert isinstance(pilot.app.screen, RowMenu)
        lines = [str(option.prompt).split(maxsplit=1) for option in pilot.app.screen.query_one(OptionList).options]
        labels = [action.label for action in offered(("leads", "register"))]
        assert [words for _, words in lines] == ["Open", *labels]
        assert lines[1] == ["o", "Outcome"]
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(LongList).cursor == 2


@pytest.mark.parametrize(("keys", "opens"), [("enter", LeadScreen), ("down enter", OutcomeForm)])
async def test_what_is_chosen_in_the_menu_is_done_with_that_row(desk: Desk, keys: str, opens: type) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "2")
        await right_click(pilot, 2)
        assert "R-004" in await press(pilot, keys)
        assert isinstance(pilot.app.screen, opens)


async def test_a_click_elsewhere_closes_the_menu_and_near_the_edge_it_stays_whole(desk: Desk) -> None:
    async with desk(80, 24) as pilot:
        await press(pilot, "2")
        await right_click(pilot, 5)
        menu = pilot.app.screen.query_one(OptionList)
        assert pilot.app.screen.region.contains_region(menu.region)
        await pilot.click(offset=(menu.region.x - 1, 2))
        await settled(pilot)
        assert not isinstance(pilot.app.screen, RowMenu)


async def test_a_line_that_opens_something_has_a_menu_too(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "4")
        await pilot.click("#checklist", offset=Offset(5, 0), button=3)
        await settled(pilot)
        assert isinstance(pilot.app.screen, RowMenu)
        assert "Close" in screen_text(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.focused, Lines)


async def test_the_desks_menu_names_nothing_that_is_not_there(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await right_click(pilot, 2)
        assert [option.id for option in pilot.app.screen.query_one(OptionList).options].count("first_steps") == 0
