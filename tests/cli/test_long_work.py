"""Long work on the command line: a terminal is told how far it is, and Ctrl-C leaves everything as it was."""

from __future__ import annotations

import io
from _thread import interrupt_main
from pathlib import Path

import pytest

from cli import long_work
from storage.commands.file_import import Tally
from storage.engine.progress import tell
from storage.importing.child import Piece
from storage.maintenance import backup
from tests.cli.conftest import Leadbook
from tests.long_work import files_below


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def interrupted(*_: object) -> None:
    """Ctrl-C, and then steps until somebody notices."""
    interrupt_main()
    while True:
        tell("Counting", "rows", 1, 4)


def test_ctrl_c_leaves_an_import_with_nothing_changed_and_one_line(
    desk: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leads.csv").write_text("reference,received\nX-1,2025-11-03\n")
    add_piece = Tally.add_piece

    def add(tally: Tally, piece: Piece) -> None:
        interrupted()
        add_piece(tally, piece)

    monkeypatch.setattr(Tally, "add_piece", add)
    ran = desk("import", str(tmp_path / "leads.csv"))
    assert (ran.code, ran.out) == (130, "")
    assert ran.err == "leadbook: left before it was done; nothing was changed\n"
    monkeypatch.undo()
    monkeypatch.setenv("LEADBOOK_BOOK", str(tmp_path / "book.leadbook"))
    assert desk("lead", "list", "--json").data["leads"] == []


def test_ctrl_c_removes_a_half_backup(desk: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "verified", interrupted)
    folder = tmp_path / "copies"
    folder.mkdir()
    ran = desk("backup", "--to", str(folder / "copy.leadbook"))
    assert ran.code == 130
    assert files_below(folder) == {}


def test_a_terminal_is_told_in_one_line_how_far_work_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_work, "_FIRST_SECONDS", 0.001)
    monkeypatch.setattr(long_work, "_NEXT_SECONDS", 0.001)
    terminal, file = Terminal(), io.StringIO()

    def work(seen: io.StringIO) -> str:
        tell("Entering what it says", "rows", 3_000, 12_000)
        while isinstance(seen, Terminal) and "3,000" not in seen.getvalue():
            pass
        return "done"

    assert long_work.seen_through(lambda: work(terminal), terminal) == "done"
    assert "█████░░░░░░░░░░░░░░░ Entering what it says: 3,000 of 12,000 rows" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert long_work.seen_through(lambda: work(file), file) == "done"
    assert file.getvalue() == ""


def test_what_work_raises_is_raised() -> None:
    def work() -> None:
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        long_work.seen_through(work, io.StringIO())
