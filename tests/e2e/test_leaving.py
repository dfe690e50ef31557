"""ctrl+q leaves at once, whoever holds the book, and what was handed in is recorded or told of."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from tests.e2e.desk import Program

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is a thing of POSIX", allow_module_level=True)


@contextmanager
def held(place: Path, *, alone: bool = False) -> Iterator[sqlite3.Connection]:
    """Another program that writes to the book all through a block; or has it to itself, so that nobody can open it."""
    holder = sqlite3.connect(place, isolation_level=None)
    if alone:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield holder
    finally:
        holder.close()


def test_a_book_opens_and_is_left_while_another_program_writes(working: Program) -> None:
    with held(working.book) as holder, working.open() as terminal:
        terminal.wait_for("0/5 ", "R-001")
        terminal.press("2")
        terminal.wait_for("─ Leads ")
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert holder.in_transaction
        assert "mistake" not in terminal.screen()


def test_ctrl_q_leaves_while_the_book_cannot_be_opened_yet(working: Program) -> None:
    with held(working.book, alone=True) as holder, working.open() as terminal:
        terminal.wait_for("The book is busy: another program is writing")
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert holder.in_transaction


def test_a_book_that_is_held_at_the_start_opens_when_it_is_free(working: Program) -> None:
    with held(working.book, alone=True) as holder, working.open() as terminal:
        terminal.wait_for("The book is busy: another program is writing")
        holder.close()
        terminal.wait_for("0/5 ", "R-001")


def test_ctrl_q_leaves_while_a_rehearsal_waits(working: Program, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text("Lead No.,Received\nX-1,2025-11-03\n")
    with working.open() as terminal:
        terminal.wait_for("R-001")
        terminal.press("i")
        terminal.wait_for("Import leads")
        terminal.type(str(tmp_path / "leads.csv"))
        with held(working.book) as holder:
            terminal.press("enter")
            terminal.wait_for("Looking at the file")
            terminal.press("ctrl+q")
            assert terminal.wait_for_exit() == 0
            assert holder.in_transaction
    assert working.run("lead", "show", "X-1").returncode == 2


def test_what_waits_to_be_recorded_is_finished_after_the_screen_was_left_or_told_of(working: Program) -> None:
    with working.open() as terminal:
        terminal.wait_for("R-001")
        terminal.press("o")
        terminal.wait_for("Outcome of R-001")
        with held(working.book) as holder:
            terminal.press("l", "enter", "ctrl+q")
            terminal.wait_for("Leadbook is still writing in the book")
            holder.execute("ROLLBACK")
            code = terminal.wait_for_exit()
        left = terminal.screen()
    recorded = working.told("lead", "show", "R-001")["outcome"] == "located"
    assert (code, recorded, "is locked by another program" in left) in ((0, True, False), (3, False, True))


def shows(screen: int, words: bytes) -> None:
    """Reads what is painted until the words come."""
    painted = b""
    while words not in painted:
        painted += os.read(screen, 1 << 16)


@pytest.mark.parametrize("end", [None, signal.SIGHUP, signal.SIGTERM])
def test_a_desk_whose_terminal_goes_away_makes_its_backup_and_ends(
    working: Program, end: signal.Signals | None
) -> None:
    with working.open_unheard() as (screen, desk):
        shows(screen, b"R-001")
        os.write(screen, b"o")
        shows(screen, b"Outcome of R-001")
        os.write(screen, b"l\r")
        shows(screen, b"undoes")
        backups = Path(working.told("where")["backups"])
        assert not list(backups.rglob("*.leadbook"))
        if end is not None:
            desk.send_signal(end)
        os.close(screen)
        assert desk.wait(60) == 0
        assert list(backups.rglob("*.leadbook"))
