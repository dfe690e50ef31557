"""Retention at the desk: a schedule, what is due, a hold that stops it, and disposal that Enter does not do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from program.calendar import Quarter
from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.closing import CloseQuarter
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.maintenance.check import check
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, in_one_line, press, typed


async def test_what_is_due_is_shown_held_and_disposed_of(desk: Desk, place: Path, frozen: Surroundings) -> None:
    with Book.open(place, frozen) as book:
        book.run(AddLead("OLD-1", date(2024, 9, 5)))
        book.run(RecordOutcomes(["OLD-1"], Outcome.LOCATED, date(2024, 9, 20)))
        book.run(CloseQuarter(Quarter(2024, 4)))
    async with desk() as pilot:
        assert "Leads                   –  no schedule" in await press(pilot, "6 r")
        assert "Nothing is due of leads" in await press(pilot, "X")
        await press(pilot, "s 1 tab")
        await typed(pilot, "County schedule")
        shown = await press(pilot, "enter")
        assert "Leads                   1 year    1 due  County schedule" in shown
        assert "lead OLD-1" in shown
        await press(pilot, "p tab")
        await typed(pilot, "Litigation")
        assert "held by 1" in await press(pilot, "enter")
        assert "Hold 1 stops it: Litigation" in await press(pilot, "X")
        assert "Move to a hold" in await press(pilot, "l")
        assert "Move to a kind of record first" in await press(pilot, "end s")
        await press(pilot, "l")
        await typed(pilot, "Settled")
        assert "Hold 1 on all records since Nov 23: Litigation; lifted" in await press(pilot, "enter")
        assert "was lifted already" in await press(pilot, "l")
        shown = in_one_line(await press(pilot, "home X"))
        assert "Leads: 1 record due" in shown
        assert "y disposes of it" in await press(pilot, "enter")
        assert "nothing due" in await press(pilot, "y")
    with Book.open(place, frozen) as book:
        assert check(book, full=True).ok
        assert "OLD-1" not in " ".join(entry.said for entry in book.view.journal())
