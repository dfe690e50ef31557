"""What is said of a lead whose quarter has ended and is not closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, in_one_line, press, settled
from tui.forms.outcome import OutcomeForm


async def test_a_correction_says_how_the_rate_of_the_leads_own_quarter_moved_and_so_does_taking_it_back(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(str(place), frozen) as book:
        for reference in ("E-1", "E-2"):
            book.run(AddLead(reference, date(2025, 9, 15)))
        book.run(RecordOutcomes(["E-1", "E-2"], Outcome.LOCATED, date(2025, 9, 20)))
    async with desk(140, 40) as pilot:
        pilot.app.push_screen(OutcomeForm(["E-1"]))
        await settled(pilot)
        shown = in_one_line(await press(pilot, "n tab tab tab tab e enter"))
        assert "Corrected lead E-1 to not located · rate of FY2025-Q4 100.00% → 50.00% · u undoes it" in shown
        shown = in_one_line(await press(pilot, "u"))
        assert "Rate of FY2025-Q4 50.00% → 100.00%. The journal keeps both entries." in shown
        assert "The rate stays" not in shown
        shown = in_one_line(await press(pilot, "enter"))
        assert "rate of FY2025-Q4 50.00% → 100.00%" in shown
