"""The desk backs up what was recorded, by itself; where it cannot, it says so and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.book import Book
from storage.commands.lead import AddLead
from storage.engine.places import AnchorPlaces, backups_folder
from storage.maintenance.backup import back_up, ends_of
from storage.surroundings import Surroundings
from tests.books import BEGAN, new_book, staffed, with_leads
from tests.frozen import Clock
from tests.tui.conftest import Desk, press, screen_text, settled, typed
from tui.app.run import _back_up
from tui.book.bookkeeper import Bookkeeper
from tui.book.safekeeping import PAUSE_MILLISECONDS, Safekeeping


def made() -> list[Path]:
    return sorted(backups_folder().glob("*-auto-*.leadbook"))


async def test_what_was_recorded_is_backed_up_after_a_quarter_of_an_hour(
    desk: Desk, place: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Book.open(place, frozen) as book:
        back_up(book, None, backups_folder())
    async with desk() as pilot:
        keeper = pilot.app.keeper  # type: ignore[attr-defined]
        start = keeper.book.surroundings.now()
        clock = [start + PAUSE_MILLISECONDS]
        monkeypatch.setattr(type(keeper.safekeeping), "now", lambda self: clock[0])
        pilot.app.keep_safe()  # type: ignore[attr-defined]
        await settled(pilot)
        assert made() == []  # nothing was recorded
        await press(pilot, "o l enter")
        pilot.app.keep_safe()  # type: ignore[attr-defined]
        await settled(pilot)
        assert len(made()) == 1
        await press(pilot, "o l enter")
        pilot.app.keep_safe()  # type: ignore[attr-defined]
        await settled(pilot)
        assert len(made()) == 1  # it is not long enough ago
        assert keeper.safekeeping.is_behind()


async def test_where_no_backup_can_be_made_the_desk_says_so_and_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups_folder().parent.mkdir(parents=True, exist_ok=True)
    backups_folder().write_text("a file where the folder should be")
    async with desk() as pilot:
        await press(pilot, "o l enter")
        monkeypatch.setattr("tui.book.safekeeping.PAUSE_MILLISECONDS", 0)
        pilot.app.keep_safe()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "! No backup was made" in screen_text(pilot)
        await press(pilot, "2")
        assert pilot.app.current_mode == "leads"
        row = (await press(pilot, "o n enter")).splitlines()[2]
        assert row.startswith(" ! No backup was made")
        assert row.endswith("B backs it up"), "whatever was said since"
        backups_folder().unlink()
        pilot.app.keep_safe()  # type: ignore[attr-defined]
        await settled(pilot)
        assert len(made()) == 1
        assert "No backup was made" not in screen_text(pilot), "one was made"
        assert "A backup was made" in screen_text(pilot)


async def test_a_backup_by_hand_and_another_folder_end_what_the_row_says(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups_folder().parent.mkdir(parents=True, exist_ok=True)
    backups_folder().write_text("a file where the folder should be")
    monkeypatch.setattr("tui.book.safekeeping.PAUSE_MILLISECONDS", 0)
    async with desk() as pilot:
        await press(pilot, "o l enter")
        pilot.app.keep_safe()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "No backup was made" in screen_text(pilot)
        await press(pilot, "B tab")
        await typed(pilot, str(tmp_path / "by-hand.leadbook"))
        await press(pilot, "enter")
        assert (tmp_path / "by-hand.leadbook").exists()
        assert "No backup was made" not in await press(pilot, "escape")
        keeper = pilot.app.keeper  # type: ignore[attr-defined]
        pilot.app.keep_safe()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "No backup was made" in screen_text(pilot)
        keeper.safekeeping.keep_in(tmp_path)
        pilot.app.keep_safe()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "No backup was made" not in screen_text(pilot)


def test_what_was_recorded_without_the_desk_is_backed_up_by_the_next_one(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "copies"

    def entries() -> list[int]:
        found = [ends_of(path, surroundings.keys)[1][0].entries for path in sorted(copies.glob("*.leadbook"))]
        return [number - before for number in found]

    surroundings = clock.surroundings()
    with new_book(tmp_path / "mine.leadbook", surroundings) as book:
        before = book.view.journal_length()
        opened = Safekeeping(book, copies, AnchorPlaces())
        assert opened.is_due(), "nothing of it is in a backup"
        opened.back_up()
        for minutes, is_due in ((0, False), (14, False), (1, True)):
            clock.move(seconds=60 * minutes)
            book.run(AddLead(f"X-{clock.ids_given}", BEGAN))  # from the command line, or before a session was killed
            opened = Safekeeping(book, copies, AnchorPlaces())
            assert (opened.is_behind(), opened.is_due()) == (True, is_due)
        opened.back_up()
        assert entries() == [3], "of an hour the newest is kept"
        clock.move(days=1)
        opened = Safekeeping(book, copies, AnchorPlaces())
        assert (opened.is_behind(), opened.is_due()) == (False, False)
        book.run(AddLead("Y-1", BEGAN))
        assert (opened.is_behind(), opened.is_due()) == (True, False), "a quarter of an hour of work"
        opened.keep_in(tmp_path / "elsewhere")
        assert opened.is_due(), "nothing of it is in a backup there"
        monkeypatch.setattr(Book, "is_read_only", True)
        assert not Safekeeping(book, tmp_path / "none", AnchorPlaces()).is_behind()


def test_what_was_recorded_is_backed_up_when_the_desk_is_left(
    place: Path, frozen: Surroundings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with new_book(tmp_path / "mine.leadbook", frozen) as book:
        keeper = Bookkeeper(book, tmp_path / "copies")
        with_leads(staffed(book), 2)
        _back_up(keeper)
        assert [path.suffix for path in (tmp_path / "copies").iterdir()] == [".leadbook"]
        _back_up(keeper)
        assert len(list((tmp_path / "copies").iterdir())) == 1
        assert "making a backup" in capsys.readouterr().err
        book.run(AddLead("X-1", BEGAN))
        (tmp_path / "copies").rename(tmp_path / "elsewhere")
        (tmp_path / "copies").write_text("")
        _back_up(keeper)
        assert "no backup was made" in capsys.readouterr().err
        keeper.close()
