"""Another program holds the book, a server comes back, Enter is pressed twice: no mistake, and no dead keyboard."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlcipher3 import dbapi2 as sqlite3
from textual.pilot import Pilot

from program.calendar import Month
from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.engine.holders import AWAY
from storage.surroundings import Surroundings
from tests.books import BEGAN, new_book, staffed, with_leads
from tests.holding import DEADLINE_SECONDS, Holds, held
from tests.tui.conftest import Desk, leadbook_of, press, screen_text, settled, typed, until
from tests.wire import Wire
from tui.app.shell import LeadbookApp
from tui.book.busy import BUSY
from tui.forms.outcome import OutcomeForm
from tui.screens.loading import Loading


def told_of(pilot: Pilot[int]) -> list[str]:
    """The words of trouble that were shown."""
    return [note.message for note in pilot.app._notifications if note.severity == "error"]


async def test_a_command_that_waits_is_said_in_one_line_and_goes_on_by_itself(
    desk: Desk, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.0)
    async with desk() as pilot:
        with held(place) as holder:
            await pilot.press("o")
            await until(pilot, lambda: isinstance(pilot.app.screen, OutcomeForm))
            await pilot.press("l", "enter")
            await until(pilot, lambda: BUSY[:40] in screen_text(pilot))
            holder.execute("ROLLBACK")
        await until(pilot, lambda: BUSY[:40] not in screen_text(pilot))
        await settled(pilot)
        assert told_of(pilot) == []
        assert pilot.app.keeper.book.view.work().open == 5  # type: ignore[attr-defined]


async def test_while_a_command_waits_one_looks_around_and_hands_in_more_in_order(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk(140, 40) as pilot:
        with Book.open(place, replace(frozen, actor="ames@desk2", program="leadbook import")) as theirs:
            holding, go_on = Event(), Event()
            with ThreadPoolExecutor(1) as pool:
                pool.submit(theirs.rehearse, Holds(holding, go_on))
                assert holding.wait(DEADLINE_SECONDS)
                try:
                    await pilot.press("o")
                    await until(pilot, lambda: isinstance(pilot.app.screen, OutcomeForm))
                    await pilot.press("l", "enter")
                    await until(pilot, lambda: "(ames@desk2, leadbook import, since " in screen_text(pilot))
                    await until(pilot, lambda: not isinstance(pilot.app.screen, OutcomeForm))
                    await pilot.press("2")
                    await until(pilot, lambda: pilot.app.current_mode == "leads")
                    await pilot.press("1", "colon", *"R-002 n", "enter")
                    await until(pilot, lambda: "Handed in: it is recorded when the book is free" in screen_text(pilot))
                    await pilot.press(*"R-001 d", "enter")  # is recorded already by then
                finally:
                    go_on.set()
        await until(pilot, lambda: not pilot.app.keeper.is_writing)  # type: ignore[attr-defined]
        await settled(pilot)
        book = pilot.app.keeper.book  # type: ignore[attr-defined]
        said = [entry.said for entry in book.view.journal()[:2]]
        assert [words.split(" for ")[0] for words in said] == ["Recorded not located", "Recorded located"]
        assert BUSY[:40] not in screen_text(pilot)


async def test_what_is_refused_after_it_waited_is_told_and_what_was_typed_is_kept(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk(140, 40) as pilot:
        with held(place):
            await press(pilot, "n")
            await pilot.press(*"R-001", "enter")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await until(pilot, lambda: bool(told_of(pilot)))
        assert "in the book already" in told_of(pilot)[0]
        await press(pilot, "n")
        assert "What was typed before Esc is here again" in screen_text(pilot)


async def test_a_rehearsal_that_waits_for_a_lock_is_left_by_escape(desk: Desk, place: Path, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text("Lead No.,Received\nX-1,2025-11-03\n")
    async with desk() as pilot:
        await press(pilot, "i")
        await typed(pilot, str(tmp_path / "leads.csv"))
        with held(place):
            await pilot.press("enter")
            await until(pilot, lambda: BUSY[:40] in screen_text(pilot) or pilot.app.is_busy)  # type: ignore[attr-defined]
            await until(pilot, lambda: "Esc leaves it" in screen_text(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: "left before it was done" in screen_text(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await settled(pilot)
        assert told_of(pilot) == []
        assert pilot.app.keeper.book.view.journal_length() == 9  # type: ignore[attr-defined]


async def test_connections_that_the_server_ends_are_made_anew_without_a_word(
    desk: Desk, postgresql_url: str, frozen: Surroundings
) -> None:
    with new_book(postgresql_url, frozen) as book:
        with_leads(staffed(book), 3)
    async with desk(at=postgresql_url) as pilot:
        with psycopg.connect(postgresql_url, autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with Book.open(postgresql_url, frozen) as theirs:
            theirs.run(AddLead("NEW-1", BEGAN))
        await until(pilot, lambda: "NEW-1" in screen_text(pilot))
        assert told_of(pilot) == []


async def test_a_server_that_is_away_is_told_of_once_and_found_again(
    desk: Desk, postgresql_url: str, frozen: Surroundings
) -> None:
    with new_book(postgresql_url, frozen) as book:
        with_leads(staffed(book), 3)
    name = conninfo_to_dict(postgresql_url)["dbname"]
    async with desk(at=postgresql_url) as pilot:
        with psycopg.connect(postgresql_url.replace(str(name), "postgres", 1), autocommit=True) as server:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
            await until(pilot, lambda: bool(told_of(pilot)))
            beats, beat = [0], pilot.app.keeper._pulse.beat  # type: ignore[attr-defined]

            def counted() -> object:
                beats[0] += 1
                return beat()

            pilot.app.keeper._pulse.beat = counted  # type: ignore[attr-defined]
            await until(pilot, lambda: beats[0] >= 3)
            assert told_of(pilot) == ["the book cannot be opened; is it there, and may you read and write it?"]
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())
        await until(pilot, lambda: "The book answers again" in screen_text(pilot))


async def test_a_server_that_is_lost_while_the_desk_is_idle_is_one_line_which_goes_when_it_answers(
    desk: Desk, wire: Wire, frozen: Surroundings
) -> None:
    with new_book(wire.url, frozen) as book:
        with_leads(staffed(book), 3)
    async with desk(140, 40, at=wire.url) as pilot:
        wire.stays_cut = True
        wire.cut()
        await until(pilot, lambda: AWAY in screen_text(pilot))
        await pilot.press("2")  # asks as well
        await until(pilot, lambda: pilot.app.current_mode == "leads" and AWAY in screen_text(pilot))
        assert screen_text(pilot).count(AWAY) == 1
        assert list(pilot.app._notifications) == []
        wire.mend()
        with Book.open(wire.url, frozen) as theirs:
            theirs.run(AddLead("NEW-1", BEGAN))
        await until(pilot, lambda: "NEW-1" in screen_text(pilot))
        await until(pilot, lambda: AWAY not in screen_text(pilot))
        assert list(pilot.app._notifications) == []


async def test_enters_while_the_book_is_being_made_at_the_first_run_make_no_other(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    create, begun, go_on = Book.create, [], Event()

    def slowly(*arguments: Any, **options: Any) -> Book:
        begun.append(1)
        assert go_on.wait(DEADLINE_SECONDS)
        return create(*arguments, **options)

    monkeypatch.setattr(Book, "create", slowly)
    app = LeadbookApp(str(tmp_path / "new.leadbook"), frozen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press(*"Marlow", "tab", *"ok", "enter")
        await until(pilot, lambda: bool(begun))
        await pilot.press("enter", "escape", "enter", "ctrl+d")
        assert await pilot.click("#make")
        go_on.set()
        await until(pilot, lambda: app.current_mode == "desk")
        await settled(pilot)
        assert told_of(pilot) == []
        assert app.bookkeeper.book.view.agency().name == "Marlow"
        assert begun == [1]
    app.bookkeeper.close()


@pytest.mark.parametrize(
    ("opens", "typed"),
    [
        ("n", ("N", "1", "tab", *"11/3/2025")),
        ("3 plus", (*"77", "tab", *"Vega", "tab", *"10/1/2025")),
        ("colon", tuple("R-001 l")),
    ],
    ids=["a lead", "an officer", "the quick line"],
)
async def test_a_second_enter_records_nothing_more(desk: Desk, opens: str, typed: tuple[str, ...]) -> None:
    async with desk() as pilot:
        await press(pilot, opens)
        await pilot.press(*typed, "enter", "enter")
        await settled(pilot)
        book = pilot.app.keeper.book  # type: ignore[attr-defined]
        assert book.view.journal_length() == 10
        assert told_of(pilot) == []


async def test_a_book_whose_text_was_altered_is_told_of_as_damaged(desk: Desk, place: Path) -> None:
    async with desk() as pilot:
        with closing(sqlite3.connect(place)) as raw, raw:
            raw.execute("UPDATE rule_set SET body = replace(body, 'excluded', 'excluqed')")
        await until(pilot, lambda: bool(told_of(pilot)))
        assert all("the book is damaged: " in one for one in told_of(pilot)), told_of(pilot)


async def test_a_row_of_a_sheet_that_waits_lets_one_look_around_and_is_recorded_in_its_turn(
    desk: Desk, place: Path
) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        with held(place):
            await pilot.press(*"160", "enter")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
            await pilot.press("2")
            await until(pilot, lambda: pilot.app.current_mode == "leads")
        await until(pilot, lambda: not pilot.app.keeper.is_writing)  # type: ignore[attr-defined]
        await settled(pilot)
        assert told_of(pilot) == []
        assert "160   " in await press(pilot, "5 t")
        assert "here again" not in screen_text(pilot)


async def test_a_form_that_is_still_being_made_says_that_the_book_is_busy(desk: Desk) -> None:
    async with desk() as pilot:
        app = leadbook_of(pilot)
        app.push_screen(OutcomeForm(["R-001"]))
        app.tell_of_waiting(busy=True, newly=True)
        await until(pilot, lambda: BUSY[:40] in screen_text(pilot))


async def test_a_lock_that_is_still_being_made_says_that_the_book_is_busy(desk: Desk) -> None:
    async with desk() as pilot:
        app = leadbook_of(pilot)
        app.lock()
        app.tell_of_waiting(busy=True, newly=True)
        await until(pilot, lambda: BUSY[:40] in screen_text(pilot))


async def test_what_is_painted_first_says_that_the_book_is_busy_while_it_is_still_being_made(desk: Desk) -> None:
    async with desk() as pilot:
        app = leadbook_of(pilot)
        app.push_screen(Loading())
        app.tell_of_waiting(busy=True, newly=True)
        await until(pilot, lambda: BUSY[:40] in screen_text(pilot))


async def test_leadbook_that_is_left_while_the_book_is_busy_looks_at_no_screen_that_has_gone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.shell.PULSE_SECONDS", 0.01)
    async with desk() as pilot:
        app = leadbook_of(pilot)
        monkeypatch.setattr(app.bookkeeper, "has_waited", lambda: DEADLINE_SECONDS)
        close_all = app._close_all
        looked: list[str] = []

        def rests() -> bool:
            looked.append("at the book")
            return True

        async def slowly() -> None:
            await close_all()
            monkeypatch.setattr(app.bookkeeper, "may_rest", rests)
            await asyncio.sleep(0.1)

        monkeypatch.setattr(app, "_close_all", slowly)
    assert looked == []


async def test_a_row_that_is_refused_after_it_waited_stands_there_again(desk: Desk, place: Path) -> None:
    async with desk() as pilot:
        await press(pilot, "5 left_square_bracket t")
        with held(place):
            await pilot.press(*"100", "tab", *"120", "enter")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await until(pilot, lambda: bool(told_of(pilot)))
        shown = await press(pilot, "t")
        assert "What was typed before Esc is here" in shown
        assert all(words in shown for words in ("100", "120", "not saved"))
        assert pilot.app.keeper.book.view.time(Month(2025, 10)) == ()  # type: ignore[attr-defined]


async def test_a_text_that_is_struck_out_while_the_book_is_busy_goes_when_it_is_free(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, evidence="ROE-1990"))
    async with desk() as pilot:
        assert "Gone for good?" in await press(pilot, "2 end X p enter")
        with held(place):
            await pilot.press("y")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
            await pilot.press("1")
            await until(pilot, lambda: pilot.app.current_mode == "desk")
        await until(pilot, lambda: b"ROE-1990" not in place.read_bytes())
        await settled(pilot)
        assert told_of(pilot) == []
