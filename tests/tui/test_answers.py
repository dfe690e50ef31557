"""What a form and a list say and do after a key: where the cursor goes, what is refused, what is not offered."""

from __future__ import annotations

from pathlib import Path

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, press, screen_text, settled, typed


async def test_the_cursor_goes_to_an_officer_or_a_lead_that_was_added(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    def at_cursor(shown: str) -> str:
        [line] = [line for line in shown.splitlines() if "▌" in line]
        return line.replace("│", " ").replace("▌", " ").split()[0]

    with Book.open(place, frozen) as book:
        for number in range(40):
            book.run(AddOfficer(f"2{number:03}", f"Able, {number}"))
    async with desk() as pilot:
        await pilot.press("3", "plus")
        await settled(pilot)
        await typed(pilot, "77")
        await pilot.press("tab")
        await typed(pilot, "Zane, New")
        await pilot.press("enter")
        await settled(pilot)
        assert at_cursor(screen_text(pilot)) == "77"
        await pilot.press("2", "down", "down", "n")
        await settled(pilot)
        for reference in ("N-7", "N-8"):
            await typed(pilot, reference)
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert at_cursor(screen_text(pilot)) == "N-8"
        await pilot.press("1", "n")
        await settled(pilot)
        await typed(pilot, "N-9")
        await pilot.press("enter", "escape")
        await settled(pilot)
        assert at_cursor(screen_text(pilot)) == "N-9"


async def test_a_lead_that_is_open_is_not_opened_again(desk: Desk, place: Path, frozen: Surroundings) -> None:
    with Book.open(place, frozen) as book:
        book.run(RecordOutcomes(["R-006"], Outcome.LOCATED))
    async with desk(140, 40) as pilot:
        assert "Open already" in await press(pilot, "o o")
        assert "type its letter" in await press(pilot, "enter")
        assert "All open already" in await press(pilot, "escape asterisk o")
        shown = await press(pilot, "escape 2 o")
        assert "Open again" in shown
        assert "Open already" not in shown


async def test_a_refusal_goes_when_what_was_refused_is_changed(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "n")
        await typed(pilot, "R-001")
        shown = await press(pilot, "tab 9 enter")  # the day is refused before the book is asked
        assert "'9' is no date" in shown
        assert "'9' is no date" in await press(pilot, "shift+tab 5")
        assert "'9' is no date" not in await press(pilot, "tab backspace")
        assert not pilot.app.screen.query(".-refused")
        await press(pilot, "escape o")
        assert "type its letter" in await press(pilot, "enter")
        assert "type its letter" not in await press(pilot, "l")


async def test_the_keys_at_the_bottom_write_esc_as_everything_else_does(desk: Desk) -> None:
    async with desk() as pilot:
        foot = (await press(pilot, "colon")).splitlines()[-1]
        assert "Esc Leave" in foot
        assert "Esc Select none" in (await press(pilot, "escape space")).splitlines()[-1]
