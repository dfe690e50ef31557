"""A file in the watched folder is told of on every screen; a person brings it in, or leaves it out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from textual.widgets import Input

from storage.maintenance import watched
from tests.tui.conftest import Desk, press, screen_text, settled
from tui.book.watching import Watching


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(watched, "STEADY_SECONDS", 0)
    place = tmp_path / "from ICE"
    place.mkdir()
    return place


async def test_a_file_is_told_of_brought_in_by_two_keys_and_told_of_no_more(desk: Desk, folder: Path) -> None:
    (folder / "week.csv").write_text("ref,received\nA-1,2025-11-03\nA-2,never\n")
    async with desk(120, 40, watch=folder) as pilot:
        await settled(pilot)
        assert "week.csv waits in the watched folder: 1 new, 1 rejected" in screen_text(pilot)
        assert "i shows it" in screen_text(pilot)
        await press(pilot, "i")
        assert pilot.app.screen.query_one("#file", Input).value == str(folder / "week.csv")
        assert "F4 leaves this file out" in screen_text(pilot)
        await press(pilot, "enter enter")
        assert "Imported week.csv: 1 new" in screen_text(pilot)
        assert "watched folder" not in screen_text(pilot)
    assert (folder / "week.csv").exists()


async def test_a_file_that_is_left_out_is_told_of_no_more_and_stays(desk: Desk, folder: Path) -> None:
    (folder / "a.csv").write_text("ref,received\nA-1,2025-11-03\n")
    (folder / "b.csv").write_text("no table of leads\n")
    async with desk(140, 40, watch=folder) as pilot:
        await settled(pilot)
        assert "a.csv waits in the watched folder: 1 new, and 1 more file" in screen_text(pilot)
        await press(pilot, "i f4")
        assert "b.csv waits in the watched folder: cannot come in as it is" in screen_text(pilot)
        await press(pilot, "i f4")
        assert "watched folder" not in screen_text(pilot)
    assert (folder / "a.csv").exists()


async def test_a_folder_that_is_gone_is_told_once(desk: Desk, tmp_path: Path) -> None:
    async with desk(watch=tmp_path / "none") as pilot:
        await settled(pilot)
        assert "the watched folder cannot be read" in screen_text(pilot)


async def test_a_rehearsal_is_made_anew_when_the_book_has_changed_and_some_time_has_passed(
    desk: Desk, folder: Path
) -> None:
    (folder / "a.csv").write_text("ref,received\nA-1,2025-11-03\n")
    async with desk() as pilot:
        book, now = pilot.app.bookkeeper.book, time.time()  # type: ignore[attr-defined]
        watching = Watching(folder)
        assert watching.look(book, now)
        assert not watching.look(book, now + 600)
        from storage.commands.lead import AddLead

        book.run(AddLead("A-1", book.surroundings.today().replace(day=3)))
        assert not watching.look(book, now + 1)
        assert watching.look(book, now + 700)
        assert watching.waiting == ()
