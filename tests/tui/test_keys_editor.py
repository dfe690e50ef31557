"""Changing keys in the app: at once, kept in the config file, and never into a clash."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.widgets import OptionList

from tests.tui.conftest import Desk, press, screen_text
from tui.forms.undo import UndoForm
from tui.keys.editor import KeysEditor, PressKey
from tui.keys.presets import PRESETS
from tui.keys.registry import ACTIONS
from tui.keys.settled import settled_keys, who_has
from tui.settings.config import config_path, read_config


async def test_a_key_that_is_pressed_is_the_actions_at_once_and_in_the_config_file(desk: Desk) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text('book = "x"  # ours\n')
    async with desk(140, 40) as pilot:
        assert "o outcome" in screen_text(pilot)
        await press(pilot, "K r e c o r d space w h a t")
        shown = await press(pilot, "enter E")
        assert "Outcome has the key E now; kept in the config file" in shown
        shown = await press(pilot, "escape")
        assert "E outcome" in shown
        assert "Outcome of" in await press(pilot, "E")
    assert config_path().read_text() == 'book = "x"  # ours\n\n[keys]\noutcome = "E"\n'


async def test_a_key_that_is_taken_is_refused_with_what_has_it(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "K u n d o enter")
        assert "o is taken: Outcome (On a lead, in every list of leads)" in " ".join((await press(pilot, "o")).split())
        assert isinstance(pilot.app.screen, PressKey)
        assert "moves or chooses in every list" in await press(pilot, "down")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, KeysEditor)
    assert not config_path().exists()


async def test_an_action_gets_its_own_key_back_unless_another_has_it_by_now(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "K n e w space l e a d enter E")
        await press(pilot, "escape K t h e space c o l o r s enter n")
        await press(pilot, "escape K n e w space l e a d")
        assert "n is taken: Colors (Everywhere)" in await press(pilot, "delete")
        await press(pilot, "escape K t h e space c o l o r s delete escape")
        await press(pilot, "K n e w space l e a d")
        assert "New lead has its own key again, n" in await press(pilot, "delete")
    assert read_config(config_path()).keys == {}


async def test_a_set_of_keys_is_taken_as_a_whole_on_every_screen(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "4 K w i n d o w s enter escape")
        assert "^z Undo" in screen_text(pilot)
        assert pilot.app.current_mode == "quarter"
        await press(pilot, "ctrl+z")
        assert isinstance(pilot.app.screen, UndoForm)
    assert read_config(config_path()).keys == PRESETS["Windows"][1]


@pytest.mark.parametrize("name", PRESETS)
def test_a_ready_made_set_of_keys_clashes_nowhere(name: str) -> None:
    keys = PRESETS[name][1]
    assert settled_keys(keys) == (dict(keys), [])


def test_no_two_actions_of_one_screen_share_a_key_and_none_has_a_lists_key() -> None:
    for action, _ in combinations(ACTIONS, 2):
        assert [who_has(action, key, {}) for key in action.key.split(",")] == [[]] * len(action.key.split(","))
    assert settled_keys({action.id: action.key for action in ACTIONS})[1] == []


async def test_the_editor_lists_every_action_under_its_place(desk: Desk) -> None:
    async with desk(140, 60) as pilot:
        await press(pilot, "K")
        listed = [option.id for option in pilot.app.screen.query_one(OptionList).options if option.id]
        assert sorted(listed) == sorted([*(action.id for action in ACTIONS), *(f"preset {name}" for name in PRESETS)])


@pytest.mark.parametrize("name", PRESETS)
def test_a_set_turns_back_and_on_by_the_same_keys_wherever_there_is_a_period(name: str) -> None:
    keys = PRESETS[name][1]
    for own in ("left_square_bracket", "right_square_bracket"):
        assert len({keys.get(action.id, own) for action in ACTIONS if action.key == own}) == 1
