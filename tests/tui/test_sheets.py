"""The sheets of hours and pay by keys: a row an officer, kept when the cursor leaves it, taken back by u."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from program.calendar import Month
from program.officers.standing import Standing
from storage.book import Book
from storage.commands.officer import AddOfficer, SetStanding
from storage.surroundings import Surroundings
from storage.views.pay import OfficerPay, TimeLine
from tests.books import new_book
from tests.frozen import Clock
from tests.tui.conftest import Desk, in_one_line, press, screen_text, settled, typed
from tui.lists.sheet import Sheet

OCTOBER = Month(2025, 10)


@pytest.fixture
def place(tmp_path: Path, frozen: Surroundings, clock: Clock) -> Path:
    """Two officers, authorized since 1 October 2025, one in training from 12 November on, which is today."""
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        book.run(AddOfficer("1041", "Ames, Pat", date(2025, 10, 1)))
        book.run(AddOfficer("1052", "Birch, Alex", date(2025, 10, 1)))
        clock.move(days=-11)
        book.run(AddOfficer("1077", "Dale, Robin"))
    return tmp_path / "book.leadbook"


async def write(pilot: Pilot[int], text: str, then: str = "") -> str:
    """Types into the cell under the cursor, then presses keys."""
    await typed(pilot, text)
    return await press(pilot, then)


def hours(place: Path, surroundings: Surroundings) -> dict[str, tuple[int, int, int, int]]:
    """What another program reads of October's hours."""
    with Book.open(place, surroundings) as book:
        return {line.badge: _parts(line) for line in book.view.time(OCTOBER)}


def _parts(line: TimeLine) -> tuple[int, int, int, int]:
    time = line.time
    return time.hours, time.programme, time.overtime, time.backfill


def pay(place: Path, surroundings: Surroundings, badge: str) -> OfficerPay:
    """What another program reads of an officer's pay."""
    with Book.open(place, surroundings) as book:
        return book.view.pay(badge)[0]


def entries(place: Path, surroundings: Surroundings) -> int:
    """How many entries the journal has."""
    with Book.open(place, surroundings) as book:
        return book.view.journal_length()


async def test_hours_of_a_month_are_typed_row_by_row_and_each_row_is_one_entry(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    before = entries(place, frozen)
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "160", "tab")
        await write(pilot, "120.5", "tab")
        await write(pilot, "12", "tab")
        await write(pilot, "2", "enter")
        shown = await write(pilot, "168", "enter")
        assert "Recorded 1052 Birch, Alex" in shown
        assert hours(place, frozen) == {"1041": (160_00, 120_50, 12_00, 2_00), "1052": (168_00, 0, 0, 0)}
        assert entries(place, frozen) == before + 2


async def test_the_sheet_adds_up_what_is_typed_before_it_is_kept(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "160.25", "down")
        shown = await write(pilot, "8.5")
        [together] = [line for line in shown.splitlines() if "Together" in line]
        assert together.split()[1:6] == ["Together", "168.75", "0", "0", "0"]


@pytest.mark.parametrize("key", ["delete", "ctrl+u"])
async def test_a_cell_is_emptied_as_a_field_is(desk: Desk, key: str) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        shown = await write(pilot, "160", f"{key} 4 2")
        assert [line.split()[1] for line in shown.replace("│", " ").splitlines() if "Together" in line] == ["42"]


async def test_what_was_refused_of_a_row_goes_when_its_cell_is_changed(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "800", "tab")
        assert "has 744 hours" in in_one_line(await write(pilot, "12", "enter"))
        assert "has 744 hours" in in_one_line(await press(pilot, "right 3 left"))
        assert "has 744 hours" not in in_one_line(await press(pilot, "backspace"))


async def test_leaving_a_row_by_an_arrow_keeps_it_too(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "160", "down up")
        assert hours(place, frozen) == {"1041": (160_00, 0, 0, 0)}


async def test_a_bad_value_is_told_at_its_cell_and_what_was_typed_stays(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "800", "tab")
        shown = await write(pilot, "12", "enter")
        assert "hours: '800': officer 1041 Ames, Pat: October 2025 has 744 hours" in in_one_line(shown)
        assert "!    800" in shown
        assert "12" in shown
        assert "not saved" in shown
        assert hours(place, frozen) == {}
        await write(pilot, "180", "enter")
        assert hours(place, frozen) == {"1041": (180_00, 12_00, 0, 0)}


@pytest.mark.parametrize(
    ("typed", "column", "problem"),
    [
        ("-5", 0, "hours: '-5': officer 1041 Ames, Pat: write a number"),
        ("1.234", 2, "overtime hours: '1.234': officer 1041 Ames, Pat: write a number"),
        ("5", 3, "backfill hours: '5': officer 1041 Ames, Pat: is part of the overtime, which is 0 hours"),
        ("5", 1, "program hours: '5': officer 1041 Ames, Pat: is more than the 0 hours worked"),
    ],
)
async def test_each_kind_of_bad_hours_names_officer_field_and_value(
    desk: Desk, place: Path, frozen: Surroundings, typed: str, column: int, problem: str
) -> None:
    async with desk(100, 30) as pilot:
        await press(pilot, "5 left_square_bracket t" + " right" * column)
        shown = await write(pilot, typed, "enter")
        assert problem in in_one_line(shown)
        assert hours(place, frozen) == {}


async def test_escape_gives_up_a_row_before_it_leaves(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "160")
        assert "The row is as it was recorded" in await press(pilot, "escape")
        assert "Hours of a month" not in await press(pilot, "escape")
        assert hours(place, frozen) == {}


async def test_u_takes_back_the_row_that_was_kept_last(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "160", "enter")
        await write(pilot, "1")
        assert "is not saved yet" in await press(pilot, "u")
        assert "160 hours" in await press(pilot, "escape u")
        shown = await press(pilot, "enter")
        assert "Hours of a month" in shown
        assert "typed" not in shown
        assert hours(place, frozen) == {}


async def test_a_sheet_goes_to_another_month_and_shows_what_is_recorded_there(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "160", "enter")
        assert "160" not in await press(pilot, "right_square_bracket")
        assert "November 2025" in screen_text(pilot)
        shown = await press(pilot, "left_square_bracket")
        assert "October 2025" in shown
        assert "typed" in shown


async def test_a_month_to_come_is_refused(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk() as pilot:
        await press(pilot, "5 t right_square_bracket")
        shown = await write(pilot, "160", "enter")
        assert "month: Dec 2025: officer 1041 Ames, Pat: has not begun" in in_one_line(shown)
        assert hours(place, frozen) == {}


async def test_a_raise_keeps_the_benefits_and_the_rate_that_stand_in_the_row(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket y")
        await write(pilot, "72,800", "tab tab")
        await write(pilot, "31.45", "tab")
        await write(pilot, "52.5", "enter")
        await press(pilot, "right_square_bracket up")
        await write(pilot, "75000", "enter")
        first, second = pay(place, frozen, "1041").pay
        assert (first.from_, second.from_) == (date(2025, 10, 1), date(2025, 11, 1))
        assert (first.annual_salary_cents, second.annual_salary_cents) == (72_800_00, 75_000_00)
        assert (second.benefits_percent, second.overtime_rate_cents) == (31_45, 52_50)


@pytest.mark.parametrize(
    ("keys", "typed", "problem"),
    [
        ("", "-1", "annual salary: '-1': officer 1041 Ames, Pat"),
        ("right", "100", "annual salary: officer 1041 Ames, Pat: write dollars"),
    ],
)
async def test_bad_pay_names_officer_field_and_value(
    desk: Desk, place: Path, frozen: Surroundings, keys: str, typed: str, problem: str
) -> None:
    async with desk(100, 30) as pilot:
        await press(pilot, "5 left_square_bracket y " + keys)
        shown = await write(pilot, typed, "enter")
        assert problem in in_one_line(shown)
        assert pay(place, frozen, "1041").pay == ()
        assert pay(place, frozen, "1077").pay == ()


async def test_benefits_by_the_month_and_by_percent_are_refused_without_a_number_that_nobody_typed(desk: Desk) -> None:
    async with desk(100, 30) as pilot:
        await press(pilot, "5 left_square_bracket y")
        await write(pilot, "58000", "tab")
        await write(pilot, "900", "tab")
        shown = in_one_line(await write(pilot, "20", "enter"))
        assert "benefits percent: officer 1041 Ames, Pat: benefits are a monthly amount or a percent, not both" in shown


async def test_hours_and_minutes_are_refused_and_not_taken_for_hundreds_of_hours(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk(100, 30) as pilot:
        await press(pilot, "5 left_square_bracket t")
        shown = in_one_line(await write(pilot, "1:30", "enter"))
        assert "'1:30': officer 1041 Ames, Pat: write a number with at most two decimals" in shown
        assert hours(place, frozen) == {}


async def test_a_number_is_corrected_by_its_last_character_or_replaced_whole(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "161", "backspace")
        await write(pilot, "0", "enter up")
        assert hours(place, frozen)["1041"][0] == 160_00
        await write(pilot, "8", "enter up")
        assert hours(place, frozen)["1041"][0] == 8_00
        await press(pilot, "delete enter")
        assert hours(place, frozen)["1041"][0] == 0


async def test_hours_are_recorded_for_the_month_that_the_rows_show_however_the_field_is_left(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        await write(pilot, "160", "enter")
        field = pilot.app.screen.query_one(Input)
        field.focus()
        await press(pilot, "ctrl+u")
        await write(pilot, "nov", "tab")
        assert "160" not in screen_text(pilot)
        await write(pilot, "8", "enter")
    with Book.open(place, frozen) as book:
        read = {
            month: {line.badge: line.time.hours for line in book.view.time(Month(2025, month))} for month in (10, 11)
        }
    assert read == {10: {"1041": 160_00}, 11: {"1052": 8_00}}


async def test_pay_is_recorded_from_the_day_that_the_rows_show_however_the_field_is_left(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket y")
        await write(pilot, "72,800", "tab")
        await write(pilot, "900", "enter up")
        field = pilot.app.screen.query_one(Input)
        field.focus()
        field.value = "11/3"
        assert "Oct 1" in await press(pilot, "tab")  # what is in force on that day
        await write(pilot, "75000", "enter")
    assert [(one.from_, one.annual_salary_cents) for one in pay(place, frozen, "1041").pay] == [
        (date(2025, 10, 1), 72_800_00),
        (date(2025, 11, 3), 75_000_00),
    ]


async def test_a_row_that_is_not_kept_is_told_of_when_the_month_is_changed_and_goes_to_the_month_that_is_shown(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "5 t")
        await write(pilot, "160")
        field = pilot.app.screen.query_one(Input)
        field.focus()
        field.value = "2025-10"
        shown = await press(pilot, "tab")
        assert "The row is not saved yet: Enter saves it for Oct 2025, Esc gives it up" in in_one_line(shown)
        await press(pilot, "enter")
        assert hours(place, frozen) == {"1041": (160_00, 0, 0, 0)}


async def test_a_row_whose_officer_is_not_there_in_the_other_month_is_told_of_and_not_kept(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(SetStanding("1052", Standing.REVOKED, date(2025, 11, 1), None, "letter"))
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t down")
        await write(pilot, "99")
        field = pilot.app.screen.query_one(Input)
        field.focus()
        field.value = "2025-11"
        assert "is not in the program then; the row was not saved" in in_one_line(await press(pilot, "tab"))
        await press(pilot, "enter")
        assert hours(place, frozen) == {}


@pytest.mark.parametrize(("keys", "typed", "problem"), [("t", "2025-13", "is no month"), ("y", "soon", "is no date")])
async def test_a_field_that_cannot_be_read_is_not_left_before_it_is_mended(
    desk: Desk, keys: str, typed: str, problem: str
) -> None:
    async with desk() as pilot:
        await press(pilot, f"5 {keys}")
        field = pilot.app.screen.query_one(Input)
        field.focus()
        field.value = typed
        assert problem in in_one_line(await press(pilot, "tab"))
        assert pilot.app.focused is field


async def test_keys_that_come_in_one_burst_over_the_change_of_a_month_are_of_the_month_they_were_typed_for(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "5 t")
        pilot.app.screen.query_one(Input).focus()
        for key in ["ctrl+u", "o", "c", "t", "tab", "1", "6", "0", "enter", "escape"]:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert hours(place, frozen) == {"1041": (160_00, 0, 0, 0)}


async def test_an_officer_is_paid_from_the_day_given_whenever_the_first_standing_begins(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket y down down")
        await write(pilot, "60000", "enter")
        assert [one.from_ for one in pay(place, frozen, "1077").pay] == [date(2025, 10, 1)]


async def test_rows_stay_where_they_are_when_one_is_recorded(desk: Desk) -> None:
    async with desk() as pilot:
        before = await press(pilot, "5 left_square_bracket t")
        after = await write(pilot, "160", "enter")
        assert "Recorded 1041" in after

        def place_of(shown: str, words: str) -> tuple[int, int]:
            return next((at, line.index(words)) for at, line in enumerate(shown.splitlines()) if words in line)

        for words in ("Overtime", "1041", "1052", "Together"):
            assert place_of(after, words) == place_of(before, words)


async def test_the_month_is_reached_from_the_first_cell_and_left_again(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t shift+tab")
        assert isinstance(pilot.app.focused, Input)
        await press(pilot, "tab")
        assert isinstance(pilot.app.focused, Sheet)


async def test_what_is_recorded_of_a_month_that_runs_says_so_in_words(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "5 t")
        shown = in_one_line(await write(pilot, "160", "enter"))
        assert "These are the hours in November 2025 so far: it has not ended" in shown
