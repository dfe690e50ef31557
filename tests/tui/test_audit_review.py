"""The weekly audit review at the desk: week by week, kind by kind, signed off, written, told of where it is overdue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Input

from program.leads.outcome import CorrectionReason, Outcome
from storage.book import Book
from storage.commands.audit_review import FollowAuditReviews, SignAuditReview
from storage.commands.outcome import RecordOutcomes
from tests.frozen import Clock
from tests.tui.conftest import Desk, in_one_line, press, screen_text
from tui.app.shell import LeadbookApp

LAST_WEEK = date(2025, 11, 16)


def corrected(place: Path) -> None:
    """A correction in the last whole week."""
    with Book.open(place, Clock(LAST_WEEK).surroundings()) as book:
        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
        book.run(RecordOutcomes(["R-001"], Outcome.NOT_LOCATED, reason=CorrectionReason.ENTRY_ERROR))


async def test_a_week_is_looked_at_kind_by_kind_and_signed_off(desk: Desk, place: Path) -> None:
    corrected(place)
    async with desk() as pilot:
        shown = await press(pilot, "6 w")
        assert "Audit review · Nov 10 to Nov 16" in shown
        assert "2 entries, not signed off" in shown
        assert "1  Corrections" in shown
        assert "Clock set back 1" in await press(pilot, "down down")
        assert "Corrections 1" in await press(pilot, "up")
        assert "Corrected lead R-001 to not located" in await press(pilot, "enter enter")
        assert "You have looked at 2 entries of 2" in in_one_line(await press(pilot, "escape s"))
        assert "Signed off by coordinator@desk, Nov 23" in await press(pilot, "s e e n enter")
        assert "The week is signed off by coordinator@desk, Nov 23: seen already" in in_one_line(
            await press(pilot, "s")
        )
        assert "Nov 17 to Nov 23" in await press(pilot, "right_square_bracket")
        assert "it can be signed off from Nov 24" in await press(pilot, "s")
        assert "there is none after it" in await press(pilot, "right_square_bracket")
        assert "Signed off by" in await press(pilot, "left_square_bracket")


async def test_overdue_reviews_are_told_of_once_somebody_asks_for_it(desk: Desk, place: Path) -> None:
    async with desk() as pilot:
        assert "tells of no overdue review (t)" in await press(pilot, "6 w")
        assert "tells of overdue reviews (t)" in await press(pilot, "t")
        assert "tells of no overdue review (t)" in await press(pilot, "t t u enter")


async def test_an_overdue_review_stands_in_the_strip(place: Path) -> None:
    with Book.open(place, Clock(LAST_WEEK).surroundings()) as book:
        book.run(FollowAuditReviews(on=True))
    app = LeadbookApp(str(place), Clock(date(2025, 11, 24)).surroundings())
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await press(pilot, "6")
        assert "! The audit review of Nov 10 to Nov 16 is not signed off" in shown
        await press(pilot, "w left_square_bracket")
        app.carry_out(SignAuditReview(LAST_WEEK))
        assert "is not signed off" not in await press(pilot, "right_square_bracket")
    assert app.keeper is not None
    app.keeper.close()


async def test_a_week_is_written_to_a_file(desk: Desk, place: Path, tmp_path: Path) -> None:
    corrected(place)
    async with desk() as pilot:
        await press(pilot, "6 w x")
        field = pilot.app.focused
        assert isinstance(field, Input)
        field.value = str(tmp_path / "week.csv")
        assert "Wrote 2 entries to" in in_one_line(await press(pilot, "enter"))
        assert "Audit review" in screen_text(pilot)
    assert len((tmp_path / "week.csv").read_text().splitlines()) == 3
