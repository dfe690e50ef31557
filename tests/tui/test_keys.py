"""Keys that come faster than the screens: none is lost or goes elsewhere, none acts on what is not in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import OptionList

from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, press, screen_text, settled
from tui.app.shell import LeadbookApp
from tui.forms.outcome import OutcomeForm
from tui.forms.quick_line import QuickLine
from tui.keys.registry import key_words, offered
from tui.lists.long_list import LongList


async def burst(pilot: Pilot[int], keys: str) -> str:
    """Keys that arrive in one packet; what the screen shows when all is quiet."""
    for key in keys.split():
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await settled(pilot)
    await settled(pilot)
    return screen_text(pilot)


@pytest.mark.parametrize(
    ("keys", "opens"),
    [
        ("5 y", "Pay from this day on"),
        ("5 t", "Hours of a month"),
        ("5 r", "Money received"),
        ("5 s", "What may be claimed"),
        ("4 w", "WHAT IF"),
        ("4 m", "The award of"),
        ("3 s", "Standing of 1041"),
        ("3 e", "Head count"),
        ("2 o", "Outcome of R-006"),
        ("2 down o", "Outcome of R-005"),
        ("2 space space a", "Assign 2 leads"),
    ],
)
async def test_a_key_typed_while_a_screen_is_made_acts_on_what_the_screen_shows_then(
    desk: Desk, keys: str, opens: str
) -> None:
    async with desk(140, 40) as pilot:
        assert opens in await burst(pilot, keys)


async def test_keys_typed_before_the_first_screen_is_made_go_to_it(place: Path, frozen: Surroundings) -> None:
    app = LeadbookApp(str(place), frozen)
    try:
        async with app.run_test(size=(140, 40), notifications=True) as pilot:
            await burst(pilot, "o l enter 5 y")
            await settled(pilot)
            assert "Pay from this day on" in screen_text(pilot)
            assert app.status is not None
            assert app.status.figures.counts.located == 1
    finally:
        if app.keeper is not None:
            app.keeper.close()


@pytest.mark.parametrize("keys", ["tab", "R tab", "R - 0 0 1 space l tab", "shift+tab"])
async def test_tab_stays_in_the_quick_line(desk: Desk, keys: str) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "colon " + keys)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "quick"


async def test_a_quick_line_that_lost_the_focus_is_not_open_any_more(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "colon")
        line = pilot.app.screen.query_one(QuickLine)
        pilot.app.screen.query("LongList").first().focus()
        await settled(pilot)
        assert not line.display
        await press(pilot, "2 1")
        assert not line.display


async def test_an_outcome_is_of_the_list_that_is_looked_at_or_of_nothing(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        pilot.app.screen.query_one("#figures", OptionList).focus()
        shown = await press(pilot, "o")
        assert not isinstance(pilot.app.screen, OutcomeForm)
        assert "The keys are not in the list of leads: Tab goes there" in shown


@pytest.mark.parametrize("key", ["u", "ctrl+z"])
async def test_each_key_of_an_action_in_the_config_file_does_it_blanks_or_not(desk: Desk, key: str) -> None:
    async with desk(keys={"undo": "u, ctrl+z"}) as pilot:
        assert "Take back" in await press(pilot, key)


@pytest.mark.parametrize(
    ("digit", "where"), [("1", "desk"), ("2", "register"), ("3", "officers"), ("4", "quarter"), ("5", "claims")]
)
async def test_help_lists_every_key_of_the_screen_and_of_lists(desk: Desk, digit: str, where: str) -> None:
    async with desk(200, 50) as pilot:
        await press(pilot, f"{digit} question_mark")
        keys = pilot.app.screen.query_one("#keys", OptionList)
        listed = [" ".join(str(keys.get_option_at_index(at).prompt).split()) for at in range(keys.option_count)]
        for action in offered((where, "everywhere"), ("first_steps",)):  # which this book does not show
            assert f"{key_words(action.key)} {action.help}" in listed
        assert "↑ ↓ Move; PgUp, PgDn, Home, End too, and in lists k, j, g, G for up, down, first, last" in listed


async def test_k_j_g_and_shift_g_move_in_a_list_as_help_says(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "2")
        leads = pilot.app.screen.query_one(LongList)
        for key, cursor in (("G", 5), ("k", 4), ("g", 0), ("j", 1)):
            await press(pilot, key)
            assert leads.cursor == cursor


async def test_a_key_that_was_changed_leaves_the_old_one_dead(desk: Desk) -> None:
    async with desk(140, 40, keys={"outcome": "f8", "help": "f7", "desk": "f9"}) as pilot:
        shown = await press(pilot, "2")
        for old in ("o", "question_mark", "1"):
            assert await press(pilot, old) == shown
        assert "Outcome of R-006" in await press(pilot, "f8")
        await press(pilot, "escape")
        assert "On this screen" in await press(pilot, "f7")
