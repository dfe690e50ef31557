"""What the quarter's screen shows below the checklist at 80×24: all of ICE's count and of the award, nothing cut."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from program.calendar import Quarter
from program.quarters.award import AwardReason, AwardStep
from program.quarters.ice_count import QueryState
from storage.book import Book
from storage.commands.award import RecordAward
from storage.commands.closing import CloseQuarter
from storage.commands.ice_count import MarkQueries, RecordIceCount
from tests.frozen import TODAY, Clock
from tests.masters import Masters
from tests.tui.conftest import Desk, press

Q1 = Quarter(2026, 1)
JANUARY = date(2026, 1, 5)


@pytest.fixture
def demo(tmp_path: Path, masters: Masters, clock: Clock) -> Path:
    """The demo, with ICE's count of the quarter that ended and the award's fate."""
    place = tmp_path / "demo.leadbook"
    masters.copy_demo(place)
    clock.move(days=(JANUARY - TODAY).days)
    with Book.open(place, clock.surroundings("coordinator@desk")) as book:
        book.run(RecordIceCount(Q1, 117, 103, JANUARY))
        book.run(MarkQueries([book.view.quarter(Q1).explaining[0].lead.reference], QueryState.QUERY_SENT, JANUARY))
        book.run(CloseQuarter(Q1))
        book.run(RecordAward(Q1, AwardStep.CLAIMED, 11_000_00, JANUARY))
        book.run(RecordAward(Q1, AwardStep.APPROVED, 10_000_00, JANUARY, reason=AwardReason.HEAD_COUNT))
        book.run(RecordAward(Q1, AwardStep.RECEIVED, 10_500_00, JANUARY))
    return place


async def test_ices_count_and_the_award_are_whole_at_80_by_24(desk: Desk, demo: Path) -> None:
    async with desk(80, 24, at=demo) as pilot:
        shown = await press(pilot, "4 left_square_bracket")
    for words in (
        "ours 103/115 ! differs",
        "may explain +2 provided",
        "Review by a second person: off",
        "claimed $11,000",
        "approved $10,000 → received $10,500",
    ):
        assert words in shown


async def test_why_a_lead_could_explain_a_difference_is_not_cut_at_80_columns(desk: Desk, demo: Path) -> None:
    async with desk(80, 24, at=demo) as pilot:
        await press(pilot, "4 left_square_bracket")
        pilot.app.screen.query_one("#ice").focus()
        shown = await press(pilot, "down enter")
    rows = [line for line in shown.splitlines() if "DEMO-261-" in line]
    assert "query sent Jan 5" in rows[0]
    assert any("excluded, border day" in row for row in rows)
    assert not any("…" in row for row in rows)
