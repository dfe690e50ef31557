"""What stands on the screen is true now: a new day shows, and what was read before a key is not said after it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from storage.book import Book
from storage.commands.lead import AddLead
from storage.surroundings import Surroundings
from storage.views import Views
from storage.views.status import Status
from tests.frozen import Clock
from tests.tui.conftest import Desk, leadbook_of, press, screen_text, settled, typed
from tui.app import shell as app
from tui.app.shell import LeadbookApp
from tui.forms import quick_line

RECORDED = 10
"""Entries once one outcome is recorded: the agency, two officers, six leads, the outcome."""


async def until(pilot: Pilot[int], holds: Callable[[str], bool]) -> str:
    """Waits until something holds of the screen, past the next pulse; returns the screen."""
    for _ in range(100):
        await pilot.pause(0.1)
        await settled(pilot)
        if holds(shown := screen_text(pilot)):
            return shown
    raise AssertionError(screen_text(pilot))


async def test_a_new_day_shows_by_itself(desk: Desk, clock: Clock) -> None:
    async with desk() as pilot:
        assert "38 days left" in screen_text(pilot)
        assert "6 d !" in screen_text(pilot)
        leadbook_of(pilot).idle_minutes = 7 * 24 * 60  # else the desk locks, and may do so before it reads anew
        clock.move(days=3)
        shown = await until(pilot, lambda shown: "35 days left" in shown)
        assert "9 d !" in shown
        await pilot.press("2")
        await settled(pilot)
        assert "Open, overdue" in screen_text(pilot)


async def test_a_change_that_takes_longer_to_read_than_the_pulse_shows(
    desk: Desk, place: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures, first = threading.Event(), Views.status

    def status(self: Views) -> Status:
        figures.wait(60)
        return first(self)

    monkeypatch.setattr(app, "PULSE_SECONDS", 0.01)
    async with desk() as pilot:
        with Book.open(place, frozen) as other:
            other.run(AddLead("NEWER-1", date(2025, 11, 20)))
        monkeypatch.setattr(Views, "status", status)
        await pilot.pause(0.5)  # many pulses
        figures.set()
        await until(pilot, lambda shown: "0/7" in shown)


async def test_a_line_that_is_still_being_read_says_nothing_once_it_is_handed_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, asked, answer, figures = quick_line._known, threading.Event(), threading.Event(), threading.Event()

    def slow(book: Book, reference: str) -> object:
        asked.set()
        answer.wait(60)
        return known(book, reference)

    def status(self: Views) -> Status:
        figures.wait(60)
        return first(self)

    first = Views.status
    async with desk() as pilot:
        await pilot.press("colon")
        await typed(pilot, "R-001 ")
        await settled(pilot)
        monkeypatch.setattr(quick_line, "_known", slow)
        monkeypatch.setattr(Views, "status", status)
        await pilot.press("l")
        while not asked.is_set():
            await pilot.pause()
        desk_app = cast("LeadbookApp", pilot.app)
        await pilot.press("enter")
        while desk_app.bookkeeper.book.view.journal_length() < RECORDED:
            await pilot.pause()
        answer.set()
        for _ in range(20):
            await pilot.pause()
        assert "it is recorded" not in screen_text(pilot)
        figures.set()
        await settled(pilot)
        assert "The next one, or Esc" in screen_text(pilot)


async def test_what_was_said_on_a_place_is_not_said_there_again_after_more_was_done_elsewhere(desk: Desk) -> None:
    async with desk() as pilot:
        assert "Recorded located for lead R-001" in await press(pilot, "o l enter")
        assert "Recorded not located for lead" in await press(pilot, "2 o n enter")
        assert "Recorded" not in await press(pilot, "1")
