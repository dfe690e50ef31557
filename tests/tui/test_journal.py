"""The journal: narrowed by words, each entry as one sentence with what it changed from and to."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.conftest import Desk, press, screen_text, typed
from tests.tui.test_app import until
from tui.lists.long_list import LongList


async def test_an_entry_is_one_sentence_with_what_changed_from_and_to(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "o l enter")
        shown = await press(pilot, "6")
        assert "Recorded located for lead R-001 · open → located" in shown
        assert "Entered lead R-006" in shown
        assert "Entered lead R-006 ·" not in shown


async def test_the_journal_is_narrowed_by_words_and_escape_shows_all(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "o l enter 6 slash")
        await typed(pilot, "outcome today")
        shown = await until(pilot, "outcome, on Nov 23 · Esc shows all")
        assert "─ Journal 1 ─" in await until(pilot, "Journal 1 ")
        assert "Entered lead R-006" not in shown
        await press(pilot, "ctrl+u")
        await typed(pilot, "@desk R-006")
        await until(pilot, "by desk, lead with R-006")
        shown = await until(pilot, "Journal 1 ")
        assert "lead R-006, new" in await press(pilot, "enter")  # beside the list
        shown = await press(pilot, "escape")
        await until(pilot, "all entries, newest first")
        assert pilot.app.screen.query_one("#filter", Input).value == ""
        assert isinstance(pilot.app.focused, LongList)


async def test_a_filter_that_no_entry_fits_says_so_and_a_wrong_day_what_is_right(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "6 slash")
        await typed(pilot, "purchase")
        await until(pilot, "No entry fits the filter. Esc shows all.")
        await press(pilot, "ctrl+u")
        await typed(pilot, "since>11/1")
        await until(pilot, "since>11/1: a day is given as in day>=11/1")
        assert "Journal" in screen_text(pilot)
