"""The look at each start stands above the desk where it finds something; and the head that a closing anchors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from program.calendar import Quarter
from storage.commands.closing import CloseQuarter
from storage.engine.places import AnchorPlaces
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, press, screen_text, settled
from tui.book.bookkeeper import Bookkeeper

CLOSE = CloseQuarter(Quarter.parse("FY2025-Q4"))


async def test_what_the_look_at_the_start_finds_stands_above_the_desk(desk: Desk, place: Path) -> None:
    connection = sqlite3.connect(place)
    with connection:
        connection.execute("DROP TRIGGER journal_entry_no_update")
        connection.execute("DROP TRIGGER journal_change_no_delete")
    connection.close()
    async with desk(140, 40) as pilot:
        await settled(pilot)
        assert "! Not sound: what keeps journal_entry append-only is gone" in screen_text(pilot)
        assert ", and 1 more" in screen_text(pilot)
        assert "B looks at all of it" in screen_text(pilot)


async def test_a_closing_is_anchored_and_where_it_cannot_be_a_line_says_so(desk: Desk, tmp_path: Path) -> None:
    heads = tmp_path / "disk" / "heads.txt"
    async with desk(140, 40) as pilot:
        app = pilot.app
        app.keeper.safekeeping.anchors = AnchorPlaces(heads)  # type: ignore[attr-defined]
        app.carry_out(CLOSE)  # type: ignore[attr-defined]
        await settled(pilot)
        await settled(pilot)
        assert "! the journal's head was not anchored: " in screen_text(pilot)
        assert "Closed FY2025-Q4" in screen_text(pilot)
        assert app.keeper.book.view.journal_length() == 10  # type: ignore[attr-defined]
        assert app.keeper.unsaid == []  # type: ignore[attr-defined]


def test_a_closing_that_is_carried_out_when_the_app_is_left_is_anchored_too(
    place: Path, frozen: Surroundings, tmp_path: Path
) -> None:
    from storage.book import Book

    keeper = Bookkeeper(Book.open(place, frozen), tmp_path, AnchorPlaces(tmp_path / "heads.txt"))
    keeper.hand_in(CLOSE)
    assert keeper.close() == []
    assert (tmp_path / "heads.txt").read_text().startswith("10:")
    again = Bookkeeper(Book.open(place, frozen), tmp_path, AnchorPlaces(tmp_path / "none" / "heads.txt"))
    again.hand_in(CloseQuarter(Quarter.parse("FY2025-Q3")))
    again.close()
    assert ["not anchored" in problem for problem in again.unsaid] == [True]


async def test_a_book_on_a_medium_that_cannot_be_written_is_marked_and_refuses_commands_in_a_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    monkeypatch.setattr(
        "storage.engine.book_file.os.access", lambda path, mode: access(path, mode) and not mode & os.W_OK
    )
    async with desk() as pilot:
        assert "READ-ONLY" in screen_text(pilot).splitlines()[0]
        await press(pilot, "o l enter")
        assert "the book is read-only; nothing was changed" in screen_text(pilot)
