"""Giving something to somebody at the desk: what is left out, to whom it goes, and what stands in the list then."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from program.disclosure import Given, LeftOut
from storage.book import Book
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, in_one_line, press, typed


def fill(pilot: Pilot[Any], field: str, value: str) -> None:
    """Types over a field."""
    pilot.app.screen.query_one(f"#{field}", Input).value = value


async def test_an_answer_to_a_request_is_written_and_recorded_with_whom_it_went_to(
    desk: Desk, place: Path, tmp_path: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        assert "A release is coordinated with ICE first" in in_one_line(await press(pilot, "4 r"))
        fill(pilot, "out", str(tmp_path / "answer"))
        fill(pilot, "recipient", "City Courier, 512-555-0147")
        await press(pilot, "tab right tab right enter")
        assert not (tmp_path / "answer").exists()
        fill(pilot, "recipient", "City Courier, request 14")
        shown = in_one_line(await press(pilot, "enter"))
        assert "officers and references · u undoes it" in shown
        shown = await press(pilot, "6 d")
        assert "Given to somebody 1" in shown
        assert "Open records  Leads of FY2026-Q1" in shown
        assert "note of what was given to City Courier, request 14, new" in await press(pilot, "enter")
    assert "R-001" not in (tmp_path / "answer" / "open-records.csv").read_text()
    with Book.open(place, frozen) as book:
        [one] = book.view.disclosures()
        assert (one.given, one.left_out) == (Given.OPEN_RECORDS, tuple(LeftOut))
        assert one.sha256 is not None


async def test_a_statement_that_goes_to_nobody_yet_is_not_recorded(desk: Desk, place: Path, tmp_path: Path) -> None:
    async with desk() as pilot:
        await press(pilot, "4 p")
        fill(pilot, "out", str(tmp_path / "draft"))
        assert "Wrote the packet to" in in_one_line(await press(pilot, "enter"))
        assert "Nothing is recorded as given to anybody." in await press(pilot, "6 d")
    assert (tmp_path / "draft" / "statement.pdf").exists()


async def test_what_was_given_otherwise_is_recorded_by_hand(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "6 d plus tab")
        await typed(pilot, "Roster of October")
        await press(pilot, "tab")
        await typed(pilot, "County attorney")
        shown = await press(pilot, "enter")
        assert "Given to somebody 1" in shown
        assert "Other Roster of October County attorney" in in_one_line(shown)


async def test_the_whole_book_is_written_out_and_recorded_with_whom_it_went_to(
    desk: Desk, place: Path, tmp_path: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        assert "Given to" not in await press(pilot, "B")
        assert "Given to" in await press(pilot, "right right")
        fill(pilot, "to", str(tmp_path / "book.jsonl"))
        fill(pilot, "recipient", "State archive, 512-555-0147")
        await press(pilot, "enter")
        assert not (tmp_path / "book.jsonl").exists()
        fill(pilot, "recipient", "State archive")
        shown = in_one_line(await press(pilot, "enter"))
        assert "rows to" in shown
        assert "Recorded as given to State archive" in shown
    with Book.open(place, frozen) as book:
        [one] = book.view.disclosures()
        assert (one.given, one.about) == (Given.EXPORT, "The whole book")
        assert one.sha256 == hashlib.sha256((tmp_path / "book.jsonl").read_bytes()).hexdigest()


async def test_the_whole_book_for_nobody_yet_is_not_recorded(desk: Desk, tmp_path: Path) -> None:
    async with desk() as pilot:
        await press(pilot, "B right right")
        fill(pilot, "to", str(tmp_path / "book.jsonl"))
        assert "rows to" in in_one_line(await press(pilot, "enter"))
        assert "Nothing is recorded as given to anybody." in await press(pilot, "escape 6 d")
