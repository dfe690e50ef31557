"""The quick line in the app: references by their endings, Tab, and the lines of the session."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Input

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, press, screen_text, settled, typed
from tests.tui.test_app import ask, until


async def test_an_ending_is_read_as_the_whole_reference_before_enter_and_recorded_so(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("colon")
        await typed(pilot, "004")
        assert "lead R-004 → l located" in await until(pilot, "lead R-004")
        await typed(pilot, " l")
        await until(pilot, "lead R-004 (Officer 1041) → located")
        await pilot.press("enter")
        assert "Recorded located for lead R-004" in await until(pilot, "Recorded")
    assert ask(place, frozen, lambda book: book.view.lead("R-004").lead.outcome) is Outcome.LOCATED


async def test_an_ending_that_several_leads_have_is_refused_with_their_references(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(AddLead("X-004", date(2025, 11, 3)))
    async with desk(140, 40) as pilot:
        await pilot.press("colon")
        await typed(pilot, "004 l")
        assert "several open leads end in it: R-004, X-004; type more of it" in await until(pilot, "several")
        await pilot.press("enter")
        await settled(pilot)
        assert "R-004, X-004" in screen_text(pilot)
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == "004 l"
    assert ask(place, frozen, lambda book: book.view.work().open) == 7


async def test_an_ending_typed_faster_than_it_is_read_is_taken_all_the_same(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("colon", *"006", "space", "n", "enter")
        assert "Recorded not located for lead R-006" in await until(pilot, "Recorded")
    assert ask(place, frozen, lambda book: book.view.lead("R-006").lead.outcome) is Outcome.NOT_LOCATED


async def test_tab_completes_or_writes_the_reference_out_and_never_leaves_the_line(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("colon")
        await typed(pilot, "004")
        await until(pilot, "lead R-004")
        line = pilot.app.focused
        assert isinstance(line, Input)
        await pilot.press("tab")
        assert line.value == "R-004 "
        await pilot.press("tab", "shift+tab")
        assert (line.value, pilot.app.focused) == ("R-004 ", line)


async def test_up_and_down_show_the_lines_of_this_session_on_every_screen(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("colon")
        for line in ("R-002 l #A-1", "R-003 n"):
            await typed(pilot, line)
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("escape", "2")
        await settled(pilot)
        await pilot.press("colon")
        await typed(pilot, "00")
        shown = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await pilot.press(key)
            await settled(pilot)
            assert isinstance(pilot.app.focused, Input)
            shown.append(pilot.app.focused.value)
        assert shown == ["R-003 n", "R-002 l #A-1", "R-002 l #A-1", "R-003 n", "00", "00"]


async def test_no_key_is_promised_while_it_would_be_typed_into_a_line(desk: Desk) -> None:
    async with desk(80, 24) as pilot:
        assert "Recorded located for lead R-001 · rate 0.00% → 16.66% · u undoes it" in await press(pilot, "o l enter")
        shown = await press(pilot, "colon")
        assert "Recorded located for lead R-001 · rate 0.00% → 16.66%" in shown
        assert "undoes it" not in shown
        await typed(pilot, "R-002 n")
        shown = await press(pilot, "enter")
        assert "Recorded not located for lead R-002" in shown
        assert "undoes it" not in shown
        assert "Recorded not located for lead R-002 · u undoes it" in await press(pilot, "escape")
        assert "undoes it" not in await press(pilot, "2 slash"), "the line that narrows a list"


async def test_a_refused_day_is_said_as_a_person_writes_days_under_the_name_that_it_has_there(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("colon", *"006", "space", "n", "space", *"1/4/2026", "enter")
        shown = await until(pilot, "lies after today, ")
        assert "date: Jan 4, 2026 lies after today, Nov 23" in shown


async def test_the_colon_that_opened_the_line_is_no_part_of_a_reference_typed_after_it(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("colon", "colon", *"006", "space", "n", "enter")
        assert "Recorded not located for lead R-006" in await until(pilot, "Recorded")
        await pilot.press("colon", *"005", "space", "n", "enter")
        assert "Recorded not located for lead R-005" in await until(pilot, "R-005")
