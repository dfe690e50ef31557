"""Another program holds the book: the command line says so in one line, with who it is, then goes on or gives up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from cli import long_work
from storage.book import Book
from storage.engine.holders import AWAY, Holder
from storage.engine.markers import markers_of, writer_of
from storage.surroundings import Surroundings
from tests.cli.conftest import Leadbook
from tests.holding import DEADLINE_SECONDS, Holds


def held_while(place: Path, surroundings: Surroundings, go_on: Event, pool: ThreadPoolExecutor) -> Book:
    book = Book.open(place, replace(surroundings, actor="ames@desk2", program="leadbook import"))
    holding = Event()
    pool.submit(book.rehearse, Holds(holding, go_on))
    assert holding.wait(DEADLINE_SECONDS)
    return book


def test_a_command_that_is_locked_out_names_who_holds_the_book(
    desk: Leadbook, tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.5)
    place, go_on = tmp_path / "book.leadbook", Event()
    with ThreadPoolExecutor(1) as pool:
        book = held_while(place, frozen, go_on, pool)
        ran = desk("lead", "add", "24-1", "--received", "2025-11-01")
        go_on.set()
    book.close()
    who = "(ames@desk2, leadbook import, since "
    first, last = ran.err.splitlines()
    assert ran.code == 3
    assert first.startswith(f"The book is busy: another program is writing to it {who}")
    assert first.endswith("; it goes on by itself")
    assert last.startswith(f"leadbook: the book is locked by another program for over 0.5 seconds {who}")
    assert writer_of(place) is None
    assert markers_of(place) == []


def test_long_work_says_once_that_it_waits_and_goes_on(
    desk: Leadbook, tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, go_on = tmp_path / "book.leadbook", Event()
    (tmp_path / "leads.csv").write_text("reference,received\n24-1,2025-11-01\n")

    def told(holder: Holder | None) -> str:
        go_on.set()
        return f"Busy: {holder and holder.login}"

    monkeypatch.setattr(long_work, "busy_words", told)
    with ThreadPoolExecutor(1) as pool:
        book = held_while(place, frozen, go_on, pool)
        ran = desk("import", str(tmp_path / "leads.csv"), "--json")
    book.close()
    assert (ran.code, ran.data["new"]) == (0, 1)
    assert ran.err.count("Busy: ames@desk2; it goes on by itself") == 1


def test_the_marker_of_a_program_that_was_killed_names_nobody(desk: Leadbook, tmp_path: Path) -> None:
    place = tmp_path / "book.leadbook"
    left = place.with_name(f".{place.name}.open-0123abcd")
    left.write_text('{"login": "ames@desk2", "program": "leadbook", "since": 1}')
    place.with_name(f".{place.name}.open-12345678").write_text("no marker of ours")
    assert writer_of(place) is None
    assert not left.exists()


def test_a_server_that_does_not_answer_is_told_of_and_given_up_after_a_while(
    leadbook: Leadbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 1.0)
    ran = leadbook("--book", "postgresql://u@127.0.0.1:1/book", "lead", "list")
    assert ran.code == 3
    assert ran.err.splitlines() == [
        f"{AWAY}; it goes on by itself",
        "leadbook: the book's server does not answer; nothing was changed. Is it up, and is its name right?",
    ]
