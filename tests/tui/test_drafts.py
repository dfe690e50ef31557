"""A dialog that was left by Escape has everything again when it is opened: what was typed and what was turned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.widget import Widget
from textual.widgets import Input

import tui.forms
from program.calendar import Quarter
from program.officers.standing import Standing
from storage.book import Book
from storage.importing.date_order import DateOrder
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, press, screen_text, settled
from tui.config import Profile
from tui.forms.award import AwardDialog
from tui.forms.base import Dialog
from tui.forms.ice_count import IceCountDialog
from tui.forms.import_file import ImportDialog
from tui.forms.lead import NewLeadDialog
from tui.forms.officer import AddOfficerDialog, StandingDialog
from tui.widgets.choices import Turn

Q1 = Quarter(2026, 1)
OPENED: dict[type[Dialog], Callable[[Book], Dialog]] = {
    AddOfficerDialog: lambda _: AddOfficerDialog(),
    AwardDialog: lambda book: AwardDialog(book.view.quarter(Q1)),
    IceCountDialog: lambda book: IceCountDialog(book.view.quarter(Q1)),
    ImportDialog: lambda _: ImportDialog("months of time"),
    NewLeadDialog: lambda _: NewLeadDialog(),
    StandingDialog: lambda _: StandingDialog("1041", "Ames, Pat"),
}
"""How each dialog that keeps drafts is opened, with all the fields it can have."""


def keeping() -> set[type[Dialog]]:
    """Every dialog of ours that keeps drafts."""
    for found in walk_packages(tui.forms.__path__, "tui.forms."):
        import_module(found.name)
    known, unseen = set[type[Dialog]](), [Dialog]
    while unseen:
        known.add(one := unseen.pop())
        unseen += one.__subclasses__()
    return {one for one in known if one.remembers}


def entries(dialog: Widget) -> list[Widget]:
    """What a person can type in or turn: whatever takes the focus."""
    return [one for one in dialog.query("*").results(Widget) if one.can_focus]


def stands(dialog: Widget) -> dict[str | None, object]:
    return {one.id: one.value for one in entries(dialog)}  # type: ignore[attr-defined]


def test_every_dialog_that_keeps_drafts_is_walked_over() -> None:
    assert keeping() == set(OPENED)


@pytest.mark.parametrize("kind", OPENED, ids=lambda kind: kind.__name__)
async def test_a_draft_has_every_field_again(desk: Desk, place: Path, frozen: Surroundings, kind: type[Dialog]) -> None:
    profiles = {"county": Profile({"reference": "Lead No."}, DateOrder.DMY), "state": Profile({}, None)}
    async with desk(140, 50, profiles=profiles) as pilot:
        with Book.open(place, frozen) as book:
            first, again = (OPENED[kind](book) for _ in range(2))
        await pilot.app.push_screen(first)
        await settled(pilot)
        before = stands(first)
        for at, entry in enumerate(entries(first)):
            entry.focus()
            if isinstance(entry, Input):
                await press(pilot, f"end {at % 10}")
            else:
                await press(pilot, "right")
        left = stands(first)
        assert None not in left
        assert [name for name in left if left[name] == before[name]] == []
        await press(pilot, "escape")
        assert pilot.app.screen is not first
        await pilot.app.push_screen(again)
        await settled(pilot)
        assert stands(again) == left
        assert "What was typed before Esc is here again" in screen_text(pilot)


async def test_a_standing_that_was_turned_is_the_one_that_is_recorded_after_escape(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "3 s")
        pilot.app.screen.query_one("#standing", Turn).focus()
        await press(pilot, "s tab tab tab o r d e r escape s")
        assert "suspended" in screen_text(pilot)
        await press(pilot, "enter")
    with Book.open(place, frozen) as book:
        assert book.view.officer("1041").standing_on(date(2025, 11, 23)) is Standing.SUSPENDED


async def test_what_was_only_turned_is_kept_too(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "n")
        pilot.app.screen.query_one("#origin", Turn).focus()
        await press(pilot, "right escape n")
        assert "begun by the agency" in screen_text(pilot)
        pilot.app.screen.query_one("#origin", Turn).focus()
        await press(pilot, "right escape n")
        assert "is here again" not in screen_text(pilot)
