"""The register: sorted by any column, saved views, filter words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead_view import SaveView
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from storage.views import register
from storage.views.lead import Lead
from storage.views.lead_order import Sort
from storage.views.register import Register
from tests.tui.conftest import Desk, in_one_line, press, screen_text, settled, typed
from tests.tui.test_app import until
from tui.lists.long_list import LongList


def references(pilot: Pilot[int]) -> str:
    """The last digits of the references, as the list shows them from above."""
    return "".join(line.partition("R-00")[2][:1] for line in screen_text(pilot).splitlines() if " R-00" in line[:8])


async def test_the_form_for_a_lead_notes_a_reference_that_is_nearly_another(desk: Desk) -> None:
    async with desk(80, 24) as pilot:
        await press(pilot, "n")
        for name, text in (("reference", "R-\u041e06"), ("received_on", "2025-11-03")):
            pilot.app.screen.query_one(f"#{name}", Input).value = text
        shown = in_one_line(await press(pilot, "enter"))
        assert "Entered lead R-\u041e06. The next one, or Esc · ! R-\u041e06: \u041e is a Cyrillic letter" in shown
        assert "! R-\u041e06 is nearly R-006 in the book; is it the same lead?" in shown


@pytest.fixture
def mixed(place: Path, frozen: Surroundings) -> Path:
    """The six leads, two of them with an outcome and evidence."""
    with Book.open(place, frozen) as book:
        book.run(RecordOutcomes(["R-002"], Outcome.LOCATED, date(2025, 11, 20), evidence="B-2"))
        book.run(RecordOutcomes(["R-005"], Outcome.DECEASED, date(2025, 11, 21), evidence="A-5"))
    return place


@pytest.mark.parametrize(
    ("keys", "order", "head"),
    [
        ("f", "123456", "Reference ▲"),
        ("r", "123456", "Received ▲"),
        ("d", "123456", "Due ▲"),
        ("o", "135246", "Officer ▲"),
        ("u", "521346", "Outcome ▲"),
        ("e", "134652", "Evidence ▲"),
        ("e s e", "256431", "Evidence ▼"),
        ("u s enter", "643125", "Outcome ▼"),
        ("escape", "654321", "Received ▼"),
    ],
)
async def test_the_list_is_sorted_by_any_column_either_way_and_its_heading_says_so(
    desk: Desk, mixed: Path, keys: str, order: str, head: str
) -> None:
    async with desk(200, 50, at=mixed) as pilot:
        shown = await press(pilot, "2 s " + keys)
        assert (references(pilot), head in shown) == (order, True)
        assert shown.count("▲") + shown.count("▼") == 1


async def test_a_click_on_a_heading_sorts_and_another_turns_it_round(desk: Desk, mixed: Path) -> None:
    async with desk(140, 40, at=mixed) as pilot:
        shown = await press(pilot, "2")
        heads = next(line for line in shown.splitlines() if "Reference" in line and "Due" in line)
        at = (heads.index("Due") - 1, 0)
        for order, head in (("123456", "Due ▲"), ("654321", "Due ▼")):
            await pilot.click(LongList, offset=at)
            await settled(pilot)
            assert (references(pilot), head in screen_text(pilot)) == (order, True)


async def test_a_list_that_is_too_long_to_be_sorted_so_says_it_and_stays_by_the_day_received(
    desk: Desk, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "MOST_SORTED", 5)
    async with desk(140, 40, at=mixed) as pilot:
        await press(pilot, "2 s o")
        shown = await until(pilot, "narrow the list first to sort it by officer")
        assert references(pilot) == "654321"
        assert "Received ▼" in shown
        await press(pilot, "slash")
        await typed(pilot, "open")
        await until(pilot, "by badge, nobody first")
        assert references(pilot) == "1346"


async def test_a_list_is_saved_under_a_name_and_comes_back_by_a_digit(desk: Desk, mixed: Path) -> None:
    async with desk(140, 40, at=mixed) as pilot:
        await press(pilot, "2 slash")
        await typed(pilot, "open @1041")
        await until(pilot, "officer like 1041")
        await press(pilot, "enter s f v")
        assert "open, officer like 1041 · by reference" in screen_text(pilot)
        await typed(pilot, "Mine")
        shown = await press(pilot, "enter")
        assert "Saved the view Mine" in shown
        assert pilot.app.screen.query_one("#filter", Input).value == ""
        assert references(pilot) == "46"
        shown = await press(pilot, "shift+tab shift+tab left left left left left")
        assert references(pilot) == "654321"
        assert "Received ▼" in shown
        shown = await press(pilot, "v 1")
        assert references(pilot) == "46"
        assert "Reference ▲" in shown
        await press(pilot, "v delete")
        shown = screen_text(pilot)
        assert "Removed the view Mine" in shown
        assert references(pilot) == "654321"
        assert "This quarter │ Mine" in await press(pilot, "u enter")


async def test_the_palette_finds_a_view_from_any_screen(desk: Desk, place: Path, frozen: Surroundings) -> None:
    with Book.open(place, frozen) as book:
        book.run(SaveView("Without anybody", "open nobody", Sort.REFERENCE, descending=False))
    async with desk(140, 40) as pilot:
        await press(pilot, "6 ctrl+p")
        await typed(pilot, "without any")
        await until(pilot, "View Without anybody")
        await press(pilot, "enter")
        await until(pilot, "open, without an officer · by reference")
        assert references(pilot) == "135"


async def test_a_view_that_somebody_else_removes_gives_way_to_all_leads(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(SaveView("Mine", "@1041"))
        async with desk(140, 40) as pilot:
            await press(pilot, "2 v 1")
            assert references(pilot) == "642"
            book.undo()
            await until(pilot, "all leads")
            assert references(pilot) == "654321"


async def test_tabs_that_do_not_fit_show_those_around_the_chosen_one(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        for number in range(1, 10):
            book.run(SaveView(f"View number {number}", "open"))
    async with desk(80, 24) as pilot:
        shown = await press(pilot, "2")
        assert "View number 2 ›" in shown
        assert "View number 4" not in shown
        shown = await press(pilot, "v 9")
        assert "‹ " in shown
        assert "View number 9" in shown
        assert "View number 4" not in shown


async def test_a_wrong_word_is_answered_by_what_would_be_right(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "2 slash")
        await typed(pilot, "recieved>11/1")
        await until(pilot, "the days are received, due and outcome, as in received>11/1")
        await press(pilot, "ctrl+u")
        await typed(pilot, "opne")
        await until(pilot, "opne is looked for in references; or did you mean open?")


async def test_earlier_filters_come_back_by_going_up_and_what_was_being_typed_by_going_down(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        for words, end in (("open @1041", "enter"), ("R-003", "escape"), ("open @1041", "escape")):
            await press(pilot, "2 slash ctrl+u")
            await typed(pilot, words)
            await press(pilot, end)
        await press(pilot, "slash")
        await typed(pilot, "R-0")
        entry = pilot.app.screen.query_one("#filter", Input)
        seen = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await press(pilot, key)
            seen.append(entry.value)
        assert seen == ["open @1041", "R-003", "R-003", "open @1041", "R-0", "R-0"]
        await press(pilot, "up up")
        await until(pilot, "reference with R-003")
        assert "─ Leads 1 ─" in screen_text(pilot)
        await press(pilot, "enter escape")
        await until(pilot, "all leads")
        await press(pilot, "down down up")
        assert entry.value == ""


@pytest.mark.parametrize(
    ("keys", "asks", "file"),
    [
        ("2 x x", "Export: all leads", "leads.csv"),
        ("2 x w", "Worksheet of 1041 Officer 1041", "worksheet-1041.pdf"),
        ("2 down x enter", "Export: all leads", "leads.csv"),
        ("2 x a", "Worksheets of all officers, a page each", "worksheets.pdf"),
        ("3 x", "Worksheet of 1041 Officer 1041", "worksheet-1041.pdf"),
    ],
)
async def test_what_is_shown_can_be_taken_out_as_a_list_or_as_work_sheets(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str, asks: str, file: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    async with desk(140, 40) as pilot:
        assert asks in await press(pilot, keys)
        await press(pilot, "enter")
        await until(pilot, "Wrote ")
    assert (tmp_path / file).stat().st_size > 100


async def test_a_key_typed_after_enter_in_the_filter_acts_on_the_lead_that_was_looked_for(
    desk: Desk, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, rows = Event(), Register.rows

    def slow_rows(self: Register, first: int, count: int) -> tuple[Lead, ...]:
        at_once.wait(60)
        return rows(self, first, count)

    async with desk(at=place) as pilot:
        await press(pilot, "2 slash")
        monkeypatch.setattr(Register, "rows", slow_rows)
        await typed(pilot, "R-003")
        await pilot.press("enter", "o")
        at_once.set()
        assert "Outcome of R-003" in await until(pilot, "Outcome of R-00")
