"""The clocks on standings, the head count and the notice of a revocation, from screen 3."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from program.officers.clock import Notice
from program.officers.standing import Standing
from storage.book import Book
from storage.commands.officer import AddOfficer, SetStanding
from storage.surroundings import Surroundings
from tests.frozen import Clock
from tests.masters import Masters
from tests.tui.conftest import Desk, in_one_line, press, screen_text


def four_officers(book: Book, clock: Clock) -> None:
    """Four officers on 23 November 2025: one ends in 20 days, one is suspended, one revoked, one joined in November."""
    for badge, name in (("1041", "Ames, Pat"), ("1052", "Birch, Alex"), ("1063", "Cole, Jordan")):
        book.run(AddOfficer(badge, name, date(2025, 10, 1)))
    book.run(AddOfficer("1077", "Dale, Robin", date(2025, 11, 3)))
    book.run(SetStanding("1041", Standing.AUTHORIZED, date(2023, 12, 14), date(2025, 12, 13), "letter"))
    book.run(SetStanding("1041", Standing.EXPIRED, date(2025, 12, 14), None, "letter"))
    book.run(SetStanding("1052", Standing.SUSPENDED, date(2025, 11, 1), None, "complaint"))
    book.run(SetStanding("1063", Standing.REVOKED, date(2025, 11, 20), None, "letter"))


@pytest.fixture
def place(tmp_path: Path, masters: Masters, clock: Clock) -> Path:
    """A book with them."""
    masters.copy_file(four_officers, tmp_path / "book.leadbook", clock)
    return tmp_path / "book.leadbook"


async def test_the_roster_says_what_runs_and_the_clocks_name_the_officers(desk: Desk) -> None:
    async with desk() as pilot:
        shown = in_one_line(await press(pilot, "3"))
        assert "! 1 authorization ends within 30 days, 1 suspended, 1 notice to ICE due: c" in shown
        shown = in_one_line(await press(pilot, "c"))
        assert "! 1041 Ames, Pat: authorization ends on Dec 13, in 20 days" in shown
        assert "1052 Birch, Alex: suspended since Nov 1, day 22 of 90, through Jan 30" in shown
        assert "! 1063 Cole, Jordan: revoked on Nov 20, ICE was to be told by Nov 22" in shown


async def test_a_clock_that_does_not_fit_into_a_line_goes_on_under_its_own_text(desk: Desk) -> None:
    async with desk(60, 24) as pilot:
        lines = (await press(pilot, "3 c")).splitlines()
        at = next(at for at, line in enumerate(lines) if "1041 Ames, Pat: authorization" in line)
        begins = lines[at].index("1041")
        assert lines[at + 1][begins - 3 : begins + 1].strip() == lines[at + 1][begins]
        assert "days" in lines[at + 1]


async def test_the_clocks_of_another_day_are_asked_for(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "3 c shift+tab")
        field = pilot.app.focused
        assert field is not None
        field.value = "10/15"  # type: ignore[attr-defined]
        shown = in_one_line(await press(pilot, "enter"))
        assert "authorization ends on Dec 13, in 59 days" in shown
        assert "suspended since" not in shown


async def test_the_notice_of_a_revocation_is_recorded_from_its_clock(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "3 c end enter")
        assert "ICE was told of the revocation of 1063 Cole, Jordan" in screen_text(pilot)
        shown = in_one_line(await press(pilot, "enter"))
        assert "ICE was told, after Nov 22" in shown
    with Book.open(place, frozen) as book:
        [notice] = [one.notice for one in book.view.clocks() if one.notice is not None]
        assert notice.notice is Notice.RECORDED_LATE


async def test_a_head_count_opens_the_officers_behind_it(desk: Desk) -> None:
    async with desk(100, 40) as pilot:
        shown = in_one_line(await press(pilot, "3 e"))
        assert "▾ 2 authorized on Nov 23 1041 Ames, Pat 1077 Dale, Robin" in shown
        assert "▸ 4 authorized on any day of FY2026-Q1" in shown
        shown = in_one_line(await press(pilot, "end enter"))
        assert "▸ 2 authorized on Nov 23" in shown
        assert "▾ 1 authorized on every day of FY2026-Q1 1041 Ames, Pat" in shown
        shown = in_one_line(await press(pilot, "up enter"))
        assert (
            "▾ 4 authorized on any day of FY2026-Q1 1041 Ames, Pat 1052 Birch, Alex 1063 Cole, Jordan 1077 Dale, Robin"
            in shown
        )


async def test_an_officers_own_screen_says_what_runs(desk: Desk) -> None:
    async with desk() as pilot:
        assert "! authorization ends on Dec 13, in 20 days" in await press(pilot, "3 enter")


async def test_a_standing_that_changes_for_how_many_officers_the_award_is_says_so(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "3")
        await press(pilot, "s s tab tab tab")
        await pilot.press(*"letter")
        shown = in_one_line(await press(pilot, "enter"))
        assert "1041 Ames, Pat: suspended from Nov 23 · eligible officers" in shown
