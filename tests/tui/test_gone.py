"""What has gone is left alone: a form that is left while it is painted, a screen taken apart, a book that is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import pytest
from textual.message_pump import MessagePump

from storage.book import Book
from storage.commands.lead import AddLead
from storage.engine.locks import check_broken_off
from storage.engine.places import backups_folder
from storage.maintenance.backup import back_up
from storage.surroundings import Surroundings
from tests.books import BEGAN
from tests.tui.conftest import Desk, leadbook_of, press, screen_text, settled, until
from tui.keys.help import Help
from tui.places import PLACES
from tui.screens.base import BookScreen
from tui.screens.quarter import QuarterScreen

T = TypeVar("T")


@pytest.fixture
def copy(place: Path, frozen: Surroundings) -> Path:
    """A backup of the six leads."""
    with Book.open(place, frozen) as book:
        return back_up(book, None, backups_folder()).path


async def test_a_form_that_is_left_just_when_news_are_painted_holds_up_no_news_and_no_key_after_it(
    desk: Desk, place: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk() as pilot:
        app = leadbook_of(pilot)
        await press(pilot, "n")
        form, later = app.screen, app.screen._invoke_later
        left: list[object] = []

        def takes_along_that_it_is_painted(callback: Any, sender: MessagePump) -> None:
            # As Textual loses it with a form that goes between its last look and its next frame.
            if isinstance(getattr(callback.func, "__self__", None), asyncio.Event):
                left.append(form.dismiss(False))
            else:
                later(callback, sender)

        monkeypatch.setattr(form, "_invoke_later", takes_along_that_it_is_painted)
        with Book.open(place, frozen) as theirs:
            theirs.run(AddLead("LATER-1", BEGAN))
            app.follow()
            await until(pilot, lambda: bool(left))
            await until(pilot, lambda: not app._looking.locked())
            theirs.run(AddLead("LATER-2", BEGAN))
            app.follow()
        await until(pilot, lambda: "LATER-2" in screen_text(pilot))
        await press(pilot, "o l enter")
        assert "Recorded located" in screen_text(pilot)


async def test_a_screen_that_has_gone_before_another_was_painted_shows_nothing_any_more(desk: Desk) -> None:
    async with desk() as pilot:
        app = leadbook_of(pilot)
        gone = app.screen
        assert isinstance(gone, BookScreen)
        await app.remake()
        for late in (gone._come_to_the_front, gone.show_figures):
            app.call_after_refresh(late)
        await settled(pilot)
        assert "FY2026-Q1" in screen_text(pilot)


async def test_what_has_gone_is_not_laid_out_anew_for_another_size(desk: Desk) -> None:
    async with desk() as pilot:
        app = leadbook_of(pilot)
        await press(pilot, "4")
        quarter = app.screen
        assert isinstance(quarter, QuarterScreen)
        await press(pilot, "question_mark")
        keys = app.screen
        assert isinstance(keys, Help)
        await app.pop_screen()
        await app.remake()
        assert quarter._shown is not None
        app.call_after_refresh(keys._fit)
        app.call_after_refresh(quarter._show, quarter._shown)
        await settled(pilot)
        assert "FY2026-Q1" in screen_text(pilot)


async def test_nothing_is_said_on_a_screen_that_is_being_taken_apart(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk() as pilot:
        app, said = leadbook_of(pilot), []

        def say() -> None:
            app.say("Writing in the book …")  # as a timer would that the app still has
            said.append(True)

        monkeypatch.setattr(app.screen, "_let_keys_come", say)
    assert said


async def test_between_two_books_nothing_is_locked_that_could_not_be_unlocked(
    desk: Desk, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk() as pilot:
        app = leadbook_of(pilot)
        remove = app.remove_mode

        def locks(name: str) -> object:
            if name in PLACES:
                app.lock()
            return remove(name)

        monkeypatch.setattr(app, "remove_mode", locks)
        app.put_back(copy)
        await until(pilot, lambda: app.is_locked or "Restored" in screen_text(pilot))
        assert not app.is_locked
        await settled(pilot)


async def test_a_copy_is_put_back_once_the_app_is_unlocked(desk: Desk, copy: Path) -> None:
    async with desk() as pilot:
        app = leadbook_of(pilot)
        app.put_back(copy)
        app.lock()
        await until(pilot, lambda: "Enter goes on" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Restored" in screen_text(pilot))
        await settled(pilot)


@pytest.mark.parametrize("reads", ["follow", "read_due"])
async def test_what_is_read_of_a_book_whose_place_a_copy_takes_ends_without_a_word(
    desk: Desk, copy: Path, monkeypatch: pytest.MonkeyPatch, reads: str
) -> None:
    async with desk() as pilot:
        app, begun = leadbook_of(pilot), Event()

        def never_answered(_: Callable[[], T]) -> T:
            begun.set()
            while True:
                check_broken_off()

        monkeypatch.setattr(app.bookkeeper, "_told", never_answered)
        monkeypatch.setattr(app.bookkeeper, "_shown", None)
        getattr(app, reads)()
        await until(pilot, begun.is_set)
        app.put_back(copy)
        await until(pilot, lambda: "Restored" in screen_text(pilot))
        app.follow()
        await settled(pilot)
        assert "Restored" in screen_text(pilot)
        assert not app._notifications


@pytest.mark.parametrize("looks", ["look_quickly", "look_at_folder"])
async def test_what_was_found_in_a_book_is_not_told_once_it_is_closed(
    desk: Desk, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: str
) -> None:
    async with desk(watch=tmp_path) as pilot:
        app, begun, never = leadbook_of(pilot), Event(), Event()
        keeper = app.keeper

        def found_too_late(*_: object) -> list[str]:
            begun.set()
            while app.keeper is keeper:
                never.wait(0.01)
            return ["something"]

        monkeypatch.setattr(app.bookkeeper.safekeeping, "look_quickly", found_too_late)
        monkeypatch.setattr(app.watching, "look", found_too_late)
        getattr(app, looks)()
        await until(pilot, begun.is_set)
        app.put_back(copy)
        await until(pilot, lambda: "Restored" in screen_text(pilot))
        await settled(pilot)
        assert not app._notifications
        assert app.findings == ()
