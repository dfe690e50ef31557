"""Who sits at the desk stands in the strip; what the own roles do not allow is dim, with the reason, before Enter."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import OptionList

import storage.commands
from program.people import NEEDS, Acting, Right, Role
from storage.book import Book
from storage.commands.base import Command
from storage.surroundings import Surroundings
from tests.people import PINS, name_people
from tests.tui.conftest import press, screen_text, settled
from tests.tui.test_locking import opened, sit_down, until
from tui.keys.registry import ACTIONS
from tui.lists.long_list import LongList
from tui.rights import GIVES, why_not
from tui.screens.desk import Desk as DeskScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.strip import _together

REASON = "Robin Grove may review; this is for who may record"


@pytest.fixture
def kept(place: Path, frozen: Surroundings) -> Path:
    """The book with people: Pat Ames owns it and records, Robin Grove reviews."""
    with Book.open(place, frozen) as book:
        name_people(book, "Pat Ames", "Robin Grove")
    return place


async def comes(pilot: Pilot[Any], who: str) -> None:
    """Somebody sits down, and the desk is shown."""
    await sit_down(pilot, PINS[who], who)
    await until(lambda: isinstance(pilot.app.screen, DeskScreen), pilot)
    await settled(pilot)


def dimmed(pilot: Pilot[Any]) -> set[str]:
    """The keys of the footer that are dim."""
    line = pilot.app.screen.query_one(KeyLine)
    return {offer.word for _, offer in line._placed() if offer.is_dim}


def test_every_action_that_gives_a_command_names_one_that_there_is() -> None:
    there = {kind.__name__ for kind in commands()}
    assert {name for given in GIVES.values() for name in given} <= there
    assert GIVES.keys() <= {action.id for action in ACTIONS}


def test_whatever_a_role_is_asked_for_can_be_seen_on_some_key() -> None:
    given = {name for names in GIVES.values() for name in names}
    about_people = {"AddPerson", "ChangePerson", "RemovePerson", "UnlockPerson"}  # the people's own menu asks first
    asked = {name for name, need in NEEDS.items() if isinstance(need, Role) or need is Right.OWNER}
    assert asked - given == about_people


def test_who_may_one_of_two_things_that_a_key_leads_to_may_press_it() -> None:
    certifies = Acting("1", "Sam Cole", (Role.CERTIFY,), is_owner=False)
    reads = Acting("2", "Lee Hart", (Role.READ,), is_owner=False)
    assert why_not(certifies, "next_step") == ""
    assert why_not(reads, "next_step") == "Lee Hart may read; this is for who may certify"
    assert why_not(reads, "strike_out") == "Lee Hart is no owner of the book, and this is for an owner"
    assert [why_not(reads, action) for action in ("packet", "help", "undo", "desk")] == [""] * 4
    assert why_not(None, "strike_out") == ""


async def test_what_the_own_roles_do_not_allow_is_dim_in_the_footer_the_help_the_palette_and_the_menu(
    kept: Path, frozen: Surroundings
) -> None:
    async with opened(kept, frozen) as pilot:
        await comes(pilot, "Robin Grove")
        assert {"Outcome", "Assign", "Quick"} <= dimmed(pilot)
        assert "Help" not in dimmed(pilot)
        help_lines = await press(pilot, "question_mark")
        assert "o – for who may record: Record what became of the lead" in " ".join(help_lines.split())
        await press(pilot, "escape 2")
        listed = pilot.app.screen.query(LongList).first()
        await pilot.click(listed, offset=Offset(10, 2), button=3)
        await settled(pilot)
        lines = [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]
        assert [line.endswith("– for who may record") for line in lines[:3]] == [False, True, True]
        await press(pilot, "escape ctrl+p")
        await pilot.press(*"assign")
        await settled(pilot)
        assert REASON in " ".join(screen_text(pilot).split())


async def test_another_who_sits_down_sees_the_own_keys_and_the_refusal_stays(kept: Path, frozen: Surroundings) -> None:
    async with opened(kept, frozen) as pilot:
        await comes(pilot, "Robin Grove")
        await press(pilot, "o l enter")
        assert REASON in " ".join(screen_text(pilot).split())
        await press(pilot, "escape ctrl+l")
        await comes(pilot, "Pat Ames")
        assert dimmed(pilot) == set()
        assert "· Pat Ames" in screen_text(pilot).splitlines()[0]


async def test_who_sits_there_stands_in_the_strip_and_the_places_stay_whole(kept: Path, frozen: Surroundings) -> None:
    async with opened(kept, frozen) as pilot:
        await comes(pilot, "Robin Grove")
        first = screen_text(pilot).splitlines()[0]
        assert "· Robin Grove" in first
        assert "3 Officers" in first


@pytest.mark.parametrize(
    ("name", "sits", "width", "shown"),
    [
        ("Example County SO", "", 12, "Example Cou…"),
        ("Example County SO", " · Pat Ames", 30, "Example County SO · Pat Ames  "),
        ("Example County SO", " · Pat Ames", 23, "Example Cou… · Pat Ames"),
        ("Example County SO", " · Bartholomew Featherstonehaugh", 21, "Exampl… · Bartholome…"),
        ("AB", " · Bartholomew Featherstonehaugh", 12, "AB · Bartho…"),
    ],
)
def test_the_agency_gives_way_to_who_sits_there_down_to_a_third(name: str, sits: str, width: int, shown: str) -> None:
    assert "".join(_together(name, sits, width)) == shown


def commands(of: type = Command) -> set[type]:
    """Every kind of command that there is, or of one."""
    if of is Command:
        for module in iter_modules(storage.commands.__path__, "storage.commands."):
            import_module(module.name)
    kinds: list[type] = of.__subclasses__()
    return {of}.union(*map(commands, kinds))
