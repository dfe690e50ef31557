"""The lock: nothing of the book is seen, only unlocking and leaving are possible, and what was begun goes on."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from storage.book import Book
from storage.commands.lead import AddLead
from storage.surroundings import Surroundings
from tests.frozen import TODAY, Clock
from tests.people import PINS, name_people
from tests.tui.conftest import Desk, press, screen_text, settled
from tui.app.shell import LeadbookApp
from tui.forms.lead import NewLeadForm
from tui.screens.desk import Desk as DeskScreen
from tui.screens.locked import Locked


@pytest.fixture
def kept(place: Path, frozen: Surroundings) -> Path:
    """The book with people: Pat Ames owns it and records, Robin Grove reviews."""
    with Book.open(place, frozen) as book:
        name_people(book, "Pat Ames", "Robin Grove")
    return place


def entries(pilot: Pilot[Any]) -> list[str]:
    """What the journal's newest entries say, the newest first."""
    keeper = pilot.app.keeper  # type: ignore[attr-defined]
    return [entry.said for entry in keeper.book.view.journal(limit=6)]


async def until(holds: Callable[[], object], pilot: Pilot[Any]) -> None:
    """Waits for something that workers bring about."""
    async with asyncio.timeout(10):
        while not holds():
            await pilot.pause()
            await asyncio.sleep(0)
    await pilot.pause()


async def sit_down(pilot: Pilot[Any], pin: str, who: str = "") -> None:
    """Types a name, where one is given, and a PIN."""
    await until(lambda: isinstance(pilot.app.screen, Locked) and pilot.app.screen._asks, pilot)
    pilot.app.screen.query_one("#who", Input).value = who
    pilot.app.screen.query_one("#pin", Input).focus()
    await pilot.press(*pin, "enter")


async def test_without_people_ctrl_l_shows_nothing_of_the_book_and_enter_unlocks_without_an_entry(desk: Desk) -> None:
    async with desk() as pilot:
        assert "R-001" in screen_text(pilot)
        before = entries(pilot)
        await pilot.press("ctrl+l")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Locked)
        assert screen_text(pilot).split() == ["Leadbook", "Enter", "goes", "on", "·", "ctrl+q", "leaves", "Leadbook"]
        await pilot.press("o", "1", "question_mark", "ctrl+p", "ctrl+o", "ctrl+l", "u", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Locked)
        await pilot.press("enter")
        await until(lambda: isinstance(pilot.app.screen, DeskScreen), pilot)
        await settled(pilot)
        assert "R-001" in screen_text(pilot)
        assert entries(pilot) == before


async def test_the_desk_locks_after_idle_minutes_of_the_handed_in_clock(desk: Desk, clock: Clock) -> None:
    async with desk() as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        app.look_out()
        clock.move(seconds=599)
        app.look_out()
        assert not app.is_locked
        await pilot.press("down")
        clock.move(seconds=599)
        app.look_out()
        clock.move(days=-1)  # set back
        app.look_out()
        clock.move(seconds=599)
        app.look_out()
        assert not app.is_locked
        clock.move(seconds=1)
        app.look_out()
        await settled(pilot)
        assert isinstance(app.screen, Locked)


async def test_a_form_is_locked_as_it_stands_and_comes_back_so(desk: Desk) -> None:
    async with desk() as pilot:
        await pilot.press("n", *"24-1187")
        await settled(pilot)
        await pilot.press("ctrl+l")
        await settled(pilot)
        assert "24-1187" not in screen_text(pilot)
        await pilot.press("enter")
        await until(lambda: isinstance(pilot.app.screen, NewLeadForm), pilot)
        assert pilot.app.screen.query_one("#reference", Input).value == "24-1187"


@asynccontextmanager
async def opened(at: Path, frozen: Surroundings, banner: str = "", who: str = "") -> AsyncIterator[Pilot[Any]]:
    """The app on a book, as far as it comes by itself."""
    app = LeadbookApp(str(at), frozen, idle_minutes=10, banner=banner)
    app.comes = who
    try:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await until(lambda: isinstance(app.screen, Locked), pilot)
            yield pilot
    finally:
        if app.keeper is not None:
            app.keeper.close()


async def test_a_book_that_names_its_people_asks_who_sits_down_before_it_shows_anything(
    kept: Path, frozen: Surroundings
) -> None:
    async with opened(kept, frozen) as pilot:
        await until(lambda: pilot.app.screen._asks, pilot)  # type: ignore[attr-defined]
        shown = screen_text(pilot)
        assert not any(word in shown for word in ("Example", "R-001", "Ames", "Grove"))
        await pilot.press(*"pat", "enter", *"271828", "enter")
        await until(lambda: isinstance(pilot.app.screen, DeskScreen), pilot)
        await settled(pilot)
        assert "R-001" in screen_text(pilot)
        assert entries(pilot)[0] == "Pat Ames sat down"
        await pilot.press("n", *"24-1187", "enter")
        await settled(pilot)
        newest = pilot.app.keeper.book.view.journal(limit=1)[0]  # type: ignore[attr-defined]
        assert (newest.command, newest.person) == ("AddLead", "Pat Ames")


async def test_a_wrong_pin_is_said_until_another_one_is_typed(kept: Path, frozen: Surroundings) -> None:
    async with opened(kept, frozen) as pilot:
        await sit_down(pilot, "000000", "Pat Ames")
        await until(lambda: "A wrong PIN" in screen_text(pilot), pilot)
        await settled(pilot)
        assert "A wrong PIN" in screen_text(pilot)
        await press(pilot, "1")
        assert "A wrong PIN" not in screen_text(pilot)


async def test_locking_a_miss_and_unlocking_are_entries(kept: Path, frozen: Surroundings, clock: Clock) -> None:
    async with opened(kept, frozen) as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        await sit_down(pilot, PINS["Pat Ames"], "Pat Ames")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        clock.move(seconds=600)
        app.look_out()
        await sit_down(pilot, "141421")
        await until(lambda: "1 of 5" in screen_text(pilot), pilot)
        assert app.screen.query_one("#pin", Input).value == ""
        await sit_down(pilot, PINS["Pat Ames"])
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        assert entries(pilot)[:3] == [
            "Pat Ames sat down",
            "A wrong PIN for Pat Ames: 1 of 5",
            "Locked the desk of Pat Ames after 10 minutes without a key",
        ]


async def test_somebody_else_who_sits_down_finds_no_open_form_and_acts_under_the_own_name(
    kept: Path, frozen: Surroundings
) -> None:
    async with opened(kept, frozen) as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        await sit_down(pilot, PINS["Pat Ames"], "Pat Ames")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        await pilot.press("n", *"24-1187")
        await settled(pilot)
        await pilot.press("ctrl+l")
        await sit_down(pilot, PINS["Robin Grove"], "robin")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        assert not app.drafts
        await pilot.press("n", *"24-1188", "enter")
        await settled(pilot)
        assert "Robin Grove may review" in screen_text(pilot)
        assert "24-1188" not in str(entries(pilot))


async def test_a_command_that_was_handed_in_goes_on_under_the_lock_and_tells_when_it_is_unlocked(
    kept: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    goes_on = threading.Event()
    run = Book.run

    def waits(book: Book, command: Any) -> Any:
        if isinstance(command, AddLead):
            assert goes_on.wait(10)
        return run(book, command)

    monkeypatch.setattr(Book, "run", waits)
    async with opened(kept, frozen) as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        await sit_down(pilot, PINS["Pat Ames"], "Pat Ames")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        app.carry_out(AddLead("24-1187", TODAY))
        await until(lambda: app.bookkeeper.is_writing, pilot)
        await pilot.press("ctrl+l")
        assert app.is_locked
        app.notify("24-1187 is told of", title="A toast")
        goes_on.set()
        await until(lambda: not app.bookkeeper.is_writing, pilot)
        await until(lambda: isinstance(app.screen, Locked), pilot)
        assert "24-1187" not in screen_text(pilot)
        await sit_down(pilot, PINS["Pat Ames"])
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        assert "Entered lead 24-1187" in screen_text(pilot)
        newest = app.bookkeeper.book.view.journal(limit=6)
        assert [entry.person for entry in newest if entry.command == "AddLead"][:1] == ["Pat Ames"]


async def test_the_banner_stands_before_the_book_and_keys_that_came_early_do_not_open_it(
    place: Path, frozen: Surroundings
) -> None:
    async with opened(place, frozen, banner="Official use only") as pilot:
        await until(lambda: "Enter goes on" in screen_text(pilot), pilot)
        assert "Official use only" in screen_text(pilot)
        assert "R-001" not in screen_text(pilot)
        await pilot.press("enter")
        await until(lambda: isinstance(pilot.app.screen, DeskScreen), pilot)
        await settled(pilot)
        assert "R-001" in screen_text(pilot)


async def is_held(self: LeadbookApp) -> None:
    """Stands for a step of the app that does not come yet."""


async def test_a_lock_that_is_asked_for_before_the_screen_of_the_first_has_gone_comes_when_it_has(
    kept: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(kept, frozen, banner="Official use only") as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        with monkeypatch.context() as patch:
            patch.setattr(LeadbookApp, "uncovered", is_held)
            await sit_down(pilot, PINS["Pat Ames"], "Pat Ames")
            await until(lambda: isinstance(app.screen, DeskScreen) and app.may_lock, pilot)
        app.lock(idle=True)
        app.lock()
        assert not app.is_locked
        app.call_later(app.uncovered)
        await until(lambda: app.is_locked and isinstance(app.screen, Locked), pilot)
        assert "R-001" not in screen_text(pilot)
        await sit_down(pilot, PINS["Pat Ames"])
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        assert entries(pilot)[0:2] == ["Pat Ames sat down", "Locked the desk of Pat Ames"]


async def test_a_lock_that_is_asked_for_on_the_way_to_the_desk_comes_when_the_desk_is_there(
    place: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(place, frozen, banner="Official use only") as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        await until(lambda: "Enter goes on" in screen_text(pilot), pilot)
        with monkeypatch.context() as patch:
            patch.setattr(LeadbookApp, "show_the_book", is_held)
            await pilot.press("enter")
            await until(lambda: not app.is_locked, pilot)
        await pilot.press("ctrl+l")
        assert not app.is_locked
        app.call_later(app.show_the_book)
        await until(lambda: app.is_locked and isinstance(app.screen, Locked), pilot)
        assert "R-001" not in screen_text(pilot)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)


async def test_people_are_named_in_the_app_and_the_first_is_asked_to_sit_down(desk: Desk) -> None:
    async with desk() as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        await pilot.press("P")
        await settled(pilot)
        assert "name somebody" in screen_text(pilot)
        await pilot.press("n")
        await settled(pilot)
        for field, text in (("name", "Pat Ames"), ("pin", "271828"), ("again", "271829")):
            app.screen.query_one(f"#{field}", Input).value = text
        await pilot.press("enter")
        await settled(pilot)
        assert "is not the same" in screen_text(pilot)
        assert "271828" not in screen_text(pilot)
        await pilot.press("escape")
        assert "271828" not in str(app.drafts)
        await pilot.press("P")
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        for field in ("pin", "again"):
            app.screen.query_one(f"#{field}", Input).value = "271828"
        await pilot.press("enter")
        await sit_down(pilot, "271828", "Pat Ames")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        assert app.seat is not None
        assert app.seat.is_owner


async def test_a_person_is_changed_let_in_given_a_pin_and_taken_off_the_list_in_the_app(
    kept: Path, frozen: Surroundings
) -> None:
    from storage.commands.people import SignOn

    with Book.open(kept, frozen) as book:
        book.run(SignOn("Robin Grove", pin="141421"))
    async with opened(kept, frozen) as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        await sit_down(pilot, PINS["Pat Ames"], "Pat Ames")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        for key, then in (
            ("l", {}),
            ("c", {"name": "R. Grove"}),
            ("p", {"pin": "662607", "again": "662607"}),
            ("x", {}),
        ):
            await pilot.press("P")
            await settled(pilot)
            await pilot.press("down", "enter")
            await settled(pilot)
            await pilot.press(key)
            await settled(pilot)
            for field, text in then.items():
                app.screen.query_one(f"#{field}", Input).value = text
            await pilot.press("enter")
            await settled(pilot)
        assert entries(pilot)[:4] == [
            "Removed R. Grove from the people of the book",
            "Gave R. Grove a new PIN",
            "Changed Robin Grove, R. Grove from now on: may review",
            "Cleared Robin Grove, who can sit down again",
        ]


async def test_a_book_that_names_people_while_it_is_open_asks_who_sits_down_at_the_next_command(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        with Book.open(place, frozen) as book:
            name_people(book, "Pat Ames")
        await pilot.press("n", *"24-1187", "enter")
        await until(lambda: isinstance(pilot.app.screen, Locked), pilot)
        await sit_down(pilot, PINS["Pat Ames"], "pat")
        await until(lambda: isinstance(pilot.app.screen, NewLeadForm), pilot)
        await settled(pilot)
        assert frozen.today() == TODAY
        await pilot.press("enter")
        await settled(pilot)
        assert "24-1187" in entries(pilot)[0]


async def test_a_book_that_nothing_can_be_written_to_is_sat_down_at_and_locked_without_an_entry(
    kept: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.book_file.os.access", lambda path, mode: not mode & os.W_OK)
    async with opened(kept, frozen) as pilot:
        app = pilot.app
        before = [entry.said for entry in app.keeper.book.view.journal(limit=6)]  # type: ignore[attr-defined]
        await sit_down(pilot, "141421", "Pat Ames")
        await until(lambda: "A wrong PIN for Pat Ames" in screen_text(pilot), pilot)
        await sit_down(pilot, PINS["Pat Ames"], "Pat Ames")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        assert "READ-ONLY" in screen_text(pilot).splitlines()[0]
        await pilot.press("ctrl+l")
        await sit_down(pilot, PINS["Pat Ames"])
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        assert entries(pilot) == before
        assert [note.message for note in app._notifications] == []
        assert "read-only" not in screen_text(pilot)


async def test_who_was_named_on_the_command_line_types_the_pin_alone(kept: Path, frozen: Surroundings) -> None:
    async with opened(kept, frozen, who="Pat Ames") as pilot:
        await until(lambda: pilot.app.focused is not None, pilot)
        await pilot.press(*"271828", "enter")
        await until(lambda: isinstance(pilot.app.screen, DeskScreen), pilot)
        assert entries(pilot)[0] == "Pat Ames sat down"


async def test_what_comes_and_goes_while_it_is_locked_does_so_beneath_the_lock(desk: Desk) -> None:
    async with desk() as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        await pilot.press("n")
        await settled(pilot)
        form = app.screen
        app.lock()
        await settled(pilot)
        assert isinstance(form, NewLeadForm)
        form.dismiss(True)
        app.push_screen(NewLeadForm())
        app.notify("R-001")
        await settled(pilot)
        assert isinstance(app.screen, Locked)
        assert "R-001" not in screen_text(pilot)
        await pilot.press("enter")
        await until(lambda: not isinstance(app.screen, Locked), pilot)
        await settled(pilot)
        assert len(app.screen_stack) == 2  # one came, one went


async def test_only_an_owner_puts_a_copy_in_the_place_of_the_open_book(
    kept: Path, frozen: Surroundings, tmp_path: Path
) -> None:
    async with opened(kept, frozen) as pilot:
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        await sit_down(pilot, PINS["Robin Grove"], "Robin Grove")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await settled(pilot)
        keeper = app.keeper
        app.put_back(tmp_path / "copy.leadbook")
        await settled(pilot)
        assert "Robin Grove is no owner" in screen_text(pilot)
        assert app.keeper is keeper
