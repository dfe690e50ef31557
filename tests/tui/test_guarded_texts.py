"""A text that looks like a detail of a person is refused at its field, and taken by a key of its own."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.conftest import Desk, press, screen_text, settled
from tui.widgets.text_line import Answer


async def test_a_form_names_field_and_kind_and_takes_it_only_by_the_key_for_that(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "n")
        pilot.app.screen.query_one("#reference", Input).value = "555-123-4567"
        await press(pilot, "enter")
        said = str(pilot.app.screen.query_one(Answer).render())
        assert "reference: looks like a phone number" in said
        assert "ctrl+y takes it if it names nobody" in said
        assert "555" not in said
        await press(pilot, "enter")
        assert "555" not in str(pilot.app.screen.query_one(Answer).render())
        await press(pilot, "ctrl+y")
        assert "Entered lead 555-123-4567; accepted although" in str(pilot.app.screen.query_one(Answer).render())


async def test_no_draft_keeps_what_was_refused(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "n")
        pilot.app.screen.query_one("#reference", Input).value = "John Roe"
        pilot.app.screen.query_one("#officer", Input).value = "1041"
        await press(pilot, "ctrl+y enter escape n")
        assert pilot.app.screen.query_one("#reference", Input).value == ""
        assert pilot.app.screen.query_one("#officer", Input).value == "1041"


async def test_the_quick_line_repeats_no_such_evidence(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "colon")
        entry = pilot.app.screen.query_one("#quick", Input)
        entry.value = 'R-001 l #"John Roe"'
        await settled(pilot)
        reading = str(pilot.app.screen.query_one("#reading").render())
        assert "evidence that looks like a person's name" in reading
        assert "Roe" not in reading
        await press(pilot, "enter")
        reading = str(pilot.app.screen.query_one("#reading").render())
        assert "record it on the lead itself" in reading
        assert "Roe" not in reading


async def test_how_ice_writes_references_is_said_on_the_register(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "2 r")
        field = pilot.app.screen.query_one("#shape", Input)
        field.value = "ICE-@"
        await press(pilot, "enter")
        assert "no digit" in screen_text(pilot)
        field.value = "99-9999; R-999"
        await press(pilot, "enter")
        assert "New references are written 99-9999 or R-999" in screen_text(pilot)
        await press(pilot, "r")
        assert pilot.app.screen.query_one("#shape", Input).value == "99-9999; R-999"
