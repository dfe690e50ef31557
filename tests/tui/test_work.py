"""Long work shows how far it has come, can be left with nothing changed, and never takes the keyboard."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from storage.book import Book
from storage.commands.file_import import Tally
from storage.engine.places import demo_book
from storage.engine.progress import tell
from storage.importing.child import Piece
from storage.journal.format import canonical
from storage.maintenance import transfer
from storage.surroundings import Surroundings
from tests.holding import DEADLINE_SECONDS
from tests.long_work import files_below
from tests.tui.conftest import Desk, press, screen_text, settled, until
from tests.tui.test_waiting import told_of
from tui.app import works
from tui.app.shell import LeadbookApp
from tui.forms.book import BookForm
from tui.forms.working import Working

ENTRIES = 9


class Held:
    """Work that has come to a step and goes on when the test says so."""

    def __init__(self) -> None:
        self.come, self.go_on = Event(), Event()

    def __call__(self) -> None:
        tell("Doing what the test holds", "rows", 1_200, 4_000)
        self.come.set()
        assert self.go_on.wait(DEADLINE_SECONDS)
        tell("Doing what comes after")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """An import stops in the middle of the book's transaction, an export in the middle of the file."""
    held, add_piece = Held(), Tally.add_piece

    def add(tally: Tally, piece: Piece) -> None:
        held()
        add_piece(tally, piece)

    monkeypatch.setattr(Tally, "add_piece", add)
    return held


async def shown_work(pilot: Pilot[int], held: Held) -> str:
    """What the screen shows when the dialog is there and says what is done."""
    await until(pilot, held.come.is_set)
    await until(
        pilot,
        lambda: isinstance(pilot.app.screen, Working) and "1,200" in screen_text(pilot) and "░" in screen_text(pilot),
    )
    return screen_text(pilot)


async def begin_import(pilot: Pilot[int], tmp_path: Path, held: Held) -> None:
    """Types the file's name and lets the rehearsal pass, so that Enter brings it in."""
    (tmp_path / "leads.csv").write_text("Lead No.,Received\nX-1,2025-11-03\n")
    held.go_on.set()
    await press(pilot, "i")
    pilot.app.screen.query_one("#file", Input).value = str(tmp_path / "leads.csv")
    assert "Enter brings it in" in await press(pilot, "enter")
    held.go_on.clear()
    held.come.clear()
    await pilot.press("enter")


async def test_an_import_shows_how_far_it_is_and_escape_leaves_the_book_as_it_was(
    desk: Desk, tmp_path: Path, held: Held
) -> None:
    async with desk() as pilot:
        await begin_import(pilot, tmp_path, held)
        shown = await shown_work(pilot, held)
        assert "Doing what the test holds: 1,200 of 4,000 rows" in shown
        assert "█░" in shown
        assert "Esc leaves it, and nothing is changed" in shown
        await pilot.press("escape")
        await until(pilot, lambda: "Leaving it" in screen_text(pilot))
        held.go_on.set()
        await until(pilot, lambda: not isinstance(pilot.app.screen, Working))
        await settled(pilot)
        assert "left before it was done; nothing was changed" in screen_text(pilot)
        assert pilot.app.keeper.book.view.journal_length() == ENTRIES  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert pilot.app.keeper.book.view.journal_length() == ENTRIES + 1  # type: ignore[attr-defined]


async def test_a_file_that_is_being_looked_at_can_be_left(desk: Desk, tmp_path: Path, held: Held) -> None:
    (tmp_path / "leads.csv").write_text("Lead No.,Received\nX-1,2025-11-03\n")
    async with desk() as pilot:
        await press(pilot, "i")
        pilot.app.screen.query_one("#file", Input).value = str(tmp_path / "leads.csv")
        await pilot.press("enter")
        await shown_work(pilot, held)
        await pilot.press("escape")
        held.go_on.set()
        await until(pilot, lambda: not isinstance(pilot.app.screen, Working))
        await settled(pilot)
        assert "left before it was done" in screen_text(pilot)
        assert told_of(pilot) == []


async def test_leaving_is_answered_at_once_while_work_runs_and_the_work_ends_with_nothing_changed(
    desk: Desk, tmp_path: Path, held: Held, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await begin_import(pilot, tmp_path, held)
        await until(pilot, held.come.is_set)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "ctrl+q again leaves Leadbook" in screen_text(pilot))
        assert pilot.app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app._exit)
        held.go_on.set()
    with Book.open(place, frozen) as book:
        assert book.view.journal_length() == ENTRIES


async def test_work_that_is_done_while_leadbook_asks_whether_to_leave_stays_done(
    desk: Desk, tmp_path: Path, held: Held
) -> None:
    async with desk() as pilot:
        await begin_import(pilot, tmp_path, held)
        await until(pilot, held.come.is_set)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Working))
        held.go_on.set()
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await settled(pilot)
        assert "Imported " in screen_text(pilot)
        assert pilot.app.keeper.book.view.journal_length() == ENTRIES + 1  # type: ignore[attr-defined]


async def test_keys_that_come_before_the_dialog_wait_for_what_comes_after_the_work(
    desk: Desk, tmp_path: Path, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(works, "PATIENCE_SECONDS", DEADLINE_SECONDS)
    async with desk() as pilot:
        await begin_import(pilot, tmp_path, held)
        await until(pilot, held.come.is_set)
        app = pilot.app
        assert isinstance(app, LeadbookApp)
        app.post_message(events.Key("2", "2"))
        await until(pilot, lambda: bool(app._typed))
        assert app._under_way is not None
        await app._show_work(app._under_way)
        await until(pilot, lambda: isinstance(app.screen, Working))
        assert not app._typed
        held.go_on.set()
        await until(pilot, lambda: app.current_mode == "leads")


async def test_no_half_export_stays_where_it_is_left(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, rows = Held(), iter(range(1_000))

    def slow(row: dict[str, Any]) -> str:
        if next(rows) == 5:
            held()
        return canonical(row)

    monkeypatch.setattr(transfer, "canonical", slow)
    folder = tmp_path / "out"
    folder.mkdir()
    async with desk() as pilot:
        await press(pilot, "B right right tab")
        pilot.app.screen.query_one("#to", Input).value = str(folder / "all.jsonl")
        await pilot.press("enter")
        await shown_work(pilot, held)
        assert len(files_below(folder)) == 1
        await pilot.press("escape")
        held.go_on.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, BookForm))
        await settled(pilot)
        assert "nothing was changed" in screen_text(pilot)
        assert files_below(folder) == {}


async def test_the_book_is_backed_up_checked_and_written_out_in_the_app(desk: Desk, tmp_path: Path) -> None:
    async with desk() as pilot:
        assert f"Backed up {ENTRIES} entries to" in await press(pilot, "B enter")
        shown = await press(pilot, "right enter")
        assert f"Sound: {ENTRIES} entries, head" in shown
        assert f"Newest backup: {ENTRIES} entries" in shown
        assert "to: name a new file" in await press(pilot, "right enter")
        pilot.app.screen.query_one("#to", Input).value = str(tmp_path / "all.jsonl")
        assert "Wrote " in await press(pilot, "enter")
        assert (tmp_path / "all.jsonl").exists()


async def test_a_demo_that_is_left_makes_no_book(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held()

    def running(*_: object) -> list[object]:
        held()
        return []

    monkeypatch.setattr("storage.maintenance.demo._running", running)
    app = LeadbookApp(str(tmp_path / "none.leadbook"), frozen)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+d")
        await shown_work(pilot, held)
        await pilot.press("escape")
        held.go_on.set()
        await until(pilot, lambda: not isinstance(pilot.app.screen, Working))
        await settled(pilot)
        assert "left before it was done" in screen_text(pilot)
    assert files_below(demo_book().parent) == {}
