"""Hostile text goes through every screen and dialog as what it is: text."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from program.leads.outcome import Outcome
from program.refusals import BadInput
from storage.book import Book
from storage.commands.base import Command
from storage.commands.lead import AddLead
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from tests.hostile.texts import HOSTILE, RAW
from tests.tui.conftest import Desk, screen_text, settled

pytestmark = pytest.mark.no_cover  # long walks over what other tests cover

TALL_ENOUGH = 60
"""Lines of a terminal whose lists show the leads of all texts at once."""

WALK = (
    "o escape u escape 2 enter o escape escape space a escape slash escape "
    "3 enter s escape escape plus escape r escape f escape 6 enter t escape escape "
    "4 tab enter escape 4 e escape w escape d escape m escape v escape 4 c escape "
    "5 tab tab enter escape 5 c escape y escape t escape r escape b escape p escape "
    "n escape i escape question_mark escape 1 a escape tab tab enter escape"
)


def fill(book: Book, text: str) -> None:
    """Enters the text wherever a book takes one; a text that is too long for a field is refused in words."""
    commands: list[Command] = [
        AddOfficer(f"B{text}", f"N{text}"),
        AddLead(f"R{text}", date(2025, 11, 2), date(2025, 11, 3), f"B{text}"),
        AddLead(f"S{text}", date(2025, 11, 2), date(2025, 11, 3)),
        RecordOutcomes([f"R{text}"], Outcome.LOCATED, evidence=text),
    ]
    for command in commands:
        with suppress(BadInput):
            book.run(replace(command, harmless=True))


async def press(pilot: Pilot[int], keys: str) -> str:
    """Presses keys one by one; returns all that was to be seen on the way."""
    seen = []
    for key in keys.split():
        await pilot.press(key)
        await settled(pilot)
        assert pilot.app.is_running
        seen.append(screen_text(pilot))
    return "\n".join(seen)


async def test_every_screen_and_dialog_shows_it_as_text(desk: Desk, place: Path, frozen: Surroundings) -> None:
    texts = [str(hostile.values[0]) for hostile in HOSTILE]
    with Book.open(place, frozen) as book:
        for text in texts:
            fill(book, text)
    async with desk(140, TALL_ENOUGH) as pilot:
        seen = await press(pilot, WALK)
        assert not RAW & set(seen)
        assert "R-001" in seen
        short = [text for text in texts if text.isascii() and text.isprintable() and len(text) < 12]
        assert [text for text in short if f"R{text}" not in seen] == []


@pytest.mark.parametrize(("number", "opening"), enumerate(["colon", "2 slash", "n", "i", "3 plus"]))
async def test_what_is_typed_into_a_field_is_read_as_text(desk: Desk, number: int, opening: str) -> None:
    """A field takes every other text, so that each text is typed into some that are read in different ways."""
    async with desk(140, 40) as pilot:
        for hostile in HOSTILE[number % 2 :: 2]:
            assert not isinstance(pilot.app.focused, Input)  # nothing of the text before is in the way
            await press(pilot, opening)
            field = pilot.app.focused
            assert isinstance(field, Input)
            field.value = str(hostile.values[0])
            await settled(pilot)
            seen = screen_text(pilot) + await press(pilot, "enter escape escape")
            assert not RAW & set(seen)
