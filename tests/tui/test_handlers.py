"""One name is used for one thing: Textual calls a handler of a class and those of its bases, whatever super() does."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.message_pump import MessagePump
from textual.widgets import Input

import tui
from tests.tui.conftest import Desk, press, screen_text
from tui.screens.lead import LeadScreen


def classes() -> list[type]:
    """Every class of ours that gets messages."""
    modules = [import_module(found.name) for found in walk_packages(tui.__path__, "tui.")]
    found = {one for module in modules for _, one in inspect.getmembers(module, inspect.isclass)}
    return sorted(filter(is_ours, found), key=lambda one: one.__qualname__)


def is_ours(one: type) -> bool:
    return issubclass(one, MessagePump) and Path(inspect.getfile(one)).is_relative_to(Path(tui.__file__).parent)


def handlers(one: type) -> set[str]:
    """The messages that a class itself handles, by name, private or not."""
    return {name.lstrip("_") for name in vars(one) if name.lstrip("_").startswith("on_")}


def test_the_classes_that_get_messages_are_found() -> None:
    assert {"Modal", "Form", "SheetForm", "BookScreen", "Sheet", "LeadbookApp"} <= {one.__name__ for one in classes()}


@pytest.mark.parametrize("one", classes(), ids=lambda one: one.__qualname__)
def test_no_class_handles_a_message_that_a_base_of_ours_handles_too(one: type) -> None:
    twice = {
        f"{name} of {base.__name__}"
        for base in one.__mro__[1:]
        if is_ours(base)
        for name in handlers(one) & handlers(base)
    }
    assert not twice, f"{one.__name__} handles too, and Textual calls both: {', '.join(sorted(twice))}"


@pytest.mark.parametrize(("keys", "typed"), [("5 t", "2025-10"), ("5 y", "10/15")])
async def test_enter_in_the_field_of_a_sheet_shows_that_month_and_the_app_goes_on(
    desk: Desk, keys: str, typed: str
) -> None:
    async with desk() as pilot:
        await press(pilot, keys)
        field = pilot.app.screen.query_one(Input)
        await pilot.click(field)
        field.value = typed
        shown = await press(pilot, "enter")
        assert "Oct" in shown
        assert pilot.app.is_running
        assert not isinstance(pilot.app.focused, Input)


async def test_enter_in_the_field_of_a_day_asks_for_it_and_refuses_nothing(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "3 e")
        field = pilot.app.screen.query_one(Input)
        field.focus()
        field.value = "11/21"
        shown = await press(pilot, "enter")
        assert "authorized on Nov 21" in shown
        assert "nothing is recorded here" not in shown


async def test_enter_on_a_lead_of_the_desk_opens_it_once(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "enter")
        assert sum(isinstance(screen, LeadScreen) for screen in pilot.app.screen_stack) == 1
        assert "Waiting" in await press(pilot, "escape") or "R-001" in screen_text(pilot)
