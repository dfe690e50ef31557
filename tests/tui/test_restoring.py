"""The backups in the app: what each would lose, a proof of one, and one put in the place of the open book."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.book import Book
from storage.commands.lead import AddLead
from storage.engine.places import backups_folder
from storage.maintenance.backup import back_up
from storage.maintenance.desks import mark_open
from storage.surroundings import Surroundings
from tests.books import BEGAN
from tests.tui.conftest import Desk, press, screen_text, settled, until


@pytest.fixture
def copy(place: Path, frozen: Surroundings) -> Path:
    """A backup of the six leads; the book has a seventh."""
    with Book.open(place, frozen) as book:
        made = back_up(book, None, backups_folder()).path
        book.run(AddLead("LATER-1", BEGAN))
    return made


async def test_a_backup_from_the_list_takes_the_books_place_and_the_desk_shows_it(
    desk: Desk, place: Path, copy: Path, frozen: Surroundings
) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "2")
        assert "LATER-1" in screen_text(pilot)
        await press(pilot, "B left enter down")
        shown = screen_text(pilot)
        assert "lacks 1 entry" in shown
        assert "Would be lost from the present book: 1 entry since" in shown
        await press(pilot, "enter enter")
        assert "Enter does nothing here" in screen_text(pilot)
        await press(pilot, "y")
        kept = "Restored 9 entries; the book that stood there is kept as book-replaced-"
        await until(pilot, lambda: kept in screen_text(pilot))
        await settled(pilot)
        assert pilot.app.current_mode == "desk"
        await press(pilot, "2")
        assert "LATER-1" not in screen_text(pilot)
        await press(pilot, "o l enter")
        assert "Recorded located" in screen_text(pilot)
    with Book.open(place, frozen) as book:
        assert (book.view.journal_length(), book.view.work().open) == (11, 5)  # the restore is an entry


async def test_where_another_desk_has_the_book_open_nothing_is_restored_and_the_desk_goes_on(
    desk: Desk, place: Path, copy: Path
) -> None:
    leave = mark_open(str(place))
    async with desk(140, 40) as pilot:
        await press(pilot, "B left enter down enter y")
        await until(pilot, lambda: "! Nothing was restored: " in screen_text(pilot))
        await settled(pilot)
        assert "is in use" in screen_text(pilot)
        await press(pilot, "2")
        assert "LATER-1" in screen_text(pilot)
    leave()


async def test_a_backup_is_proved_from_the_list_and_one_that_cannot_be_read_says_so(desk: Desk, copy: Path) -> None:
    copy.with_name(copy.name.replace("book-20", "book-19")).write_bytes(b"no book")
    async with desk(140, 40) as pilot:
        await press(pilot, "B left enter down d")
        shown = screen_text(pilot)
        assert "Proved: it opens, it is sound, and the book holds all of it; 1 entry of the book came later" in shown
        assert "cannot be restored: is not a Leadbook book" in shown


async def test_only_an_owner_of_a_book_that_names_its_people_puts_a_backup_in_its_place(
    desk: Desk, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.forms.restore.is_owner", lambda _: False)
    async with desk() as pilot:
        await press(pilot, "B left enter down enter")
        assert "by an owner of it" in screen_text(pilot)


async def test_where_there_is_no_backup_the_list_says_so(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "B left enter enter d")
        assert "There is none of this book in" in screen_text(pilot)
