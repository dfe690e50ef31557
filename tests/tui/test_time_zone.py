"""The agency says its time zone in the app."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.conftest import Desk, leadbook_of, press


async def test_the_time_zone_is_said_in_a_form_that_begins_with_the_one_in_effect(desk: Desk) -> None:
    async with desk() as pilot:
        shown = await press(pilot, "Z")
        assert "Now America/Chicago or America/Denver, say which" in " ".join(shown.split())
        zone = pilot.app.screen.query_one("#zone", Input)
        assert zone.value == "America/Chicago"
        zone.value = "Texas"
        assert "zone: 'Texas'" in await press(pilot, "enter")
        zone.value = "America/Denver"
        assert "Set the time zone to America/Denver" in await press(pilot, "enter")
        found = leadbook_of(pilot).bookkeeper.book.view.time_zone()
        assert (found.zones, found.chosen) == (("America/Denver",), True)
