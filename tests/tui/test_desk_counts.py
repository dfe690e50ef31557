"""The desk's officers hold what the list beside them shows: all that waits, whatever quarter it is of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from storage.book import Book
from storage.commands.lead import AddLead
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, press, screen_text
from tui.lists.shares import Shares


async def test_the_desks_officers_hold_all_that_waits_and_outcomes_of_the_quarter_stand_apart(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(AddLead("EARLIER-1", date(2025, 9, 1), date(2025, 9, 15), "1052"))
        waits = book.view.work()
    async with desk(140, 40) as pilot:
        rows = pilot.app.screen.query_one(Shares)
        shares = [share for at in range(rows.total or 0) if (share := rows._windows.row(at)) is not None]
        shown = {share.badge: (share.open, share.overdue) for share in shares}
        assert shown == {**dict.fromkeys(shown, (0, 0)), **waits.held}
        assert shown["1052"] == (1, 1)
        assert "outcomes of FY2026-Q1" in screen_text(pilot)


async def test_what_was_done_today_stands_with_what_was_before_and_after(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        shown = await press(pilot, "o l enter")
        assert "Recorded located for lead R-001 · open → located" in shown


async def test_a_count_of_none_is_a_dash_and_quiet(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        assert "      – located late, not counted" in screen_text(pilot)
        assert "      0 " not in screen_text(pilot)
