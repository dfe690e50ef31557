"""A new book says on the desk what is to be done first, until it is done; and ICE's list is offered, not taken."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from tests.books import AGENCY
from tests.tui.conftest import Desk, in_one_line, leadbook_of, press, screen_text, settled
from tui.app.shell import LeadbookApp
from tui.settings.config import config_path, read_config
from tui.widgets.choices import Turn

NEW = date(2025, 11, 3)


@pytest.fixture
def begun(tmp_path: Path, frozen: Surroundings) -> Path:
    """A book as the first run makes it."""
    Book.create(str(tmp_path / "new.leadbook"), replace(AGENCY, first_steps=True), frozen).close()
    return tmp_path / "new.leadbook"


async def test_each_first_step_goes_when_the_book_has_it(desk: Desk, begun: Path, tmp_path: Path) -> None:
    steps = ["officers: + adds", "i  bring in leads", "o  record the first outcome", "B  name a folder for backups"]
    async with desk(at=begun) as pilot:
        book = leadbook_of(pilot).bookkeeper.book
        for at, command in enumerate(
            [
                AddOfficer("1041", "Ames, Pat", NEW),
                AddLead("R-001", NEW, None, None),
                RecordOutcomes(["R-001"], Outcome.LOCATED, NEW),
            ]
        ):
            shown = screen_text(pilot)
            assert [step in shown for step in steps] == [step in steps[at:] for step in steps]
            book.run(command)
            await leadbook_of(pilot).follow().wait()
            await settled(pilot)
        shown = await press(pilot, "B")
        pilot.app.screen.query_one("#what-to-do", Turn).value = "folder"
        pilot.app.screen.query_one("#to", Input).value = str(tmp_path)
        shown = await press(pilot, "enter 2 1")
        assert "To begin" not in shown
        assert leadbook_of(pilot).bookkeeper.safekeeping.folder == tmp_path
    assert read_config(config_path()).backups == tmp_path


async def test_backups_are_kept_in_no_folder_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    async with desk() as pilot:
        await press(pilot, "B")
        pilot.app.screen.query_one("#what-to-do", Turn).value = "folder"
        pilot.app.screen.query_one("#to", Input).value = str(tmp_path / "nowhere")
        assert "is no folder yet; make it first" in in_one_line(await press(pilot, "enter"))
    assert not config_path().exists()


async def test_the_first_steps_are_put_away_and_undo_brings_them_back(desk: Desk, begun: Path) -> None:
    async with desk(at=begun) as pilot:
        assert "To begin" in screen_text(pilot)
        assert "every lead and its reason" in screen_text(pilot)  # beside them, in whole words
        assert "To begin" not in await press(pilot, "D")
        assert "To begin" in await press(pilot, "u enter")


async def test_a_book_that_is_in_use_shows_no_first_steps(desk: Desk) -> None:
    async with desk() as pilot:
        assert "To begin" not in screen_text(pilot)
        assert "No first step is shown here any more" in await press(pilot, "D")
        await press(pilot, "question_mark")
        assert "first_steps" not in actions_listed(pilot)


async def test_what_puts_the_first_steps_away_is_listed_only_while_they_are_shown(desk: Desk, begun: Path) -> None:
    async with desk(at=begun) as pilot:
        await press(pilot, "question_mark")
        assert "first_steps" in actions_listed(pilot)
        await press(pilot, "escape D question_mark")
        assert "first_steps" not in actions_listed(pilot)


def actions_listed(pilot: Pilot[int]) -> list[str | None]:
    """The ids of what the list of keys, or a row's menu, offers."""
    return [option.id for option in pilot.app.screen.query_one(OptionList).options]


async def test_ices_lists_on_this_machine_are_offered_and_the_chosen_one_brings_name_and_state(
    tmp_path: Path, frozen: Surroundings, agency_list: Path
) -> None:
    downloads = Path.home() / "Downloads"
    downloads.mkdir(parents=True)
    for name, day in (("participatingAgencies1.xlsx", 1), ("participatingAgencies2.xlsx", 2)):
        shutil.copy(agency_list, downloads / name)
        os.utime(downloads / name, (day * 86_400, day * 86_400))
    app = LeadbookApp(str(tmp_path / "first.leadbook"), frozen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "2 published lists of ICE's on this machine: F2 shows which" in screen_text(pilot)
        assert app.screen.query_one("#list", Input).value == ""
        shown = await press(pilot, "f2")
        assert shown.index("participatingAgencies2.xlsx") < shown.index("participatingAgencies1.xlsx")
        shown = await press(pilot, "down enter")
        assert "participatingAgencies1.xlsx has 1,557 agencies of 40 states" in " ".join(shown.split())
        app.screen.query_one("#agency", Input).value = "St. Lucie County Sheriff's Office"
        await settled(pilot)
        assert app.screen.query_one("#state", Input).value == "FL"
