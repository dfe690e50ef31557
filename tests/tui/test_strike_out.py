"""Striking out at the desk: a reason, what will be gone, once more, and no key that brings it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.outcome import RecordOutcomes
from storage.engine.places import backups_folder
from storage.maintenance.backup import back_up
from storage.maintenance.check import check
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, in_one_line, press

SECRET = b"ROE-1990"


@pytest.fixture
def with_evidence(place: Path, frozen: Surroundings) -> Path:
    """The book, its first lead located with an evidence that should not be there, and a backup of it."""
    with Book.open(place, frozen) as book:
        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, evidence=SECRET.decode()))
        back_up(book, None, backups_folder())
    return place


def holding(place: Path) -> list[str]:
    """The files that hold the text."""
    return [path.name for path in (place, *backups_folder().iterdir()) if SECRET in path.read_bytes()]


async def test_the_evidence_is_gone_from_screen_file_and_backup_and_u_does_not_bring_it_back(
    desk: Desk, with_evidence: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        assert "ROE-1990" in await press(pilot, "2 end enter")
        assert "Strike out of lead R-001" in await press(pilot, "X")
        assert "type its letter" in await press(pilot, "enter")
        shown = in_one_line(await press(pilot, "p enter"))
        for words in ("Evidence now: ROE-1990", "1 change of the journal", "No undo brings the text back"):
            assert words in shown
        assert "y strikes it out" in await press(pilot, "enter")
        assert len(holding(with_evidence)) == 2
        shown = await press(pilot, "y")
        assert "Struck out the evidence of lead R-001" in in_one_line(shown)
        assert "ROE-1990" not in shown
        assert "undoes it" not in shown
        assert "Gone from 1 backup too" in in_one_line(shown)
        assert "What was struck out is gone for good" in in_one_line(await press(pilot, "u"))
    assert holding(with_evidence) == []
    with Book.open(with_evidence, frozen) as book:
        assert check(book, full=True).ok


async def test_a_lead_without_its_reference_is_still_shown(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "2 end enter X e tab right enter")
        shown = await press(pilot, "y")
        assert "R-001" not in shown
        assert "Lead struck-" in shown
        assert "Counts as" in shown


async def test_escape_leaves_all_and_several_are_not_struck_out_at_once(
    desk: Desk, with_evidence: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "2 end X p enter escape escape")
        assert "One lead at a time" in await press(pilot, "asterisk X")
    assert len(holding(with_evidence)) == 2
    with Book.open(with_evidence, frozen) as book:
        assert book.view.lead("R-001").lead.evidence == SECRET.decode()
