"""The real program in a real terminal: a working day, then the command line says what is in the book."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are of POSIX systems")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A book of the test's own, and a today that stands still."""
    return {
        "LEADBOOK_BOOK": str(tmp_path / "book.leadbook"),
        "LEADBOOK_TODAY": "2025-11-23",
        "PYTHONPATH": str(ROOT),
    }


def app(env: dict[str, str], width: int = 80, height: int = 24) -> Terminal:
    """The app as a person starts it."""
    return Terminal([sys.executable, "-m", "cli"], columns=width, rows=height, cwd=ROOT, env={**os.environ, **env})


def leadbook(env: dict[str, str], *words: str) -> Any:
    """A command's JSON."""
    ran = subprocess.run(
        [sys.executable, "-m", "cli", *words, "--json"],
        cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert ran.returncode in (0, 5), ran.stderr
    return json.loads(ran.stdout)


def book_with_leads(env: dict[str, str], tmp_path: Path) -> None:
    """A book with an officer and ten leads."""
    file = tmp_path / "leads.csv"
    rows = [f"24-{number:04},2025-11-{number:02},2025-12-{number:02},1041" for number in range(1, 11)]
    file.write_text("\n".join(["reference,received,due,officer", *rows]))
    leadbook(env, "init", "--agency", "Example County", "--state", "TX")
    leadbook(env, "officer", "add", "1041", "Ames, Pat", "--authorized", "2025-10-01")
    leadbook(env, "import", str(file))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40)])
def test_a_working_day_from_first_run_to_the_figures(
    env: dict[str, str], tmp_path: Path, width: int, height: int
) -> None:
    file = tmp_path / "leads.csv"
    rows = [f"24-{number:04},2025-11-{number:02},Somebody" for number in range(1, 13)]
    file.write_text("\n".join(["Lead No.,Date Received,Subject", *rows, "24-9999,never,"]))
    with app(env, width, height) as terminal:
        terminal.wait_for("Whose will it be?")
        terminal.type("Example County")
        terminal.press("tab")
        terminal.type("TX")
        terminal.press("enter")
        terminal.wait_for("The book is empty")
        terminal.press("i")
        terminal.wait_for("Import leads")
        terminal.type(str(file))
        terminal.press("enter")
        terminal.wait_for("Enter again")
        terminal.wait_for("Subject")
        terminal.press("enter")
        terminal.wait_for("0/12")
        for done in range(1, 6):
            terminal.press("o")
            terminal.wait_for("Outcome of 24-")
            terminal.press("l", "enter")
            terminal.wait_for(f"{done}/12")
        terminal.press(":")
        terminal.wait_for("outcome letter")
        for number in range(8, 13):
            terminal.type(f"24-{number:04} {'l' if number < 12 else 'w'} 11/22 #A-{number}")
            terminal.wait_for(f"evidence A-{number}")
            terminal.press("enter")
            terminal.wait_for(f"for lead 24-{number:04}")
        terminal.wait_for("81.81 %")
        terminal.press("escape", "u")
        terminal.wait_for("Took back entry")
        terminal.press("enter")
        terminal.wait_for("75.00 %")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    status = leadbook(env, "status")
    assert status["counts"]["by_outcome"] == {"open": 3, "located": 9}
    assert leadbook(env, "lead", "show", "24-0008")["evidence"] == "A-8"
    assert leadbook(env, "check", "--full")["ok"] is True
    assert b"Somebody" not in (tmp_path / "book.leadbook").read_bytes()


def test_what_was_said_to_be_recorded_survives_a_kill(env: dict[str, str], tmp_path: Path) -> None:
    book_with_leads(env, tmp_path)
    with app(env) as terminal:
        terminal.wait_for("0/10")
        terminal.press("o")
        terminal.wait_for("Outcome of 24-0001")
        terminal.press("l", "enter")
        terminal.wait_for("Recorded located")
        terminal.kill()
    assert leadbook(env, "lead", "show", "24-0001")["outcome"] == "located"
    assert leadbook(env, "check", "--full")["ok"] is True


def test_another_programs_outcome_shows_on_the_screen(env: dict[str, str], tmp_path: Path) -> None:
    book_with_leads(env, tmp_path)
    with app(env) as terminal:
        terminal.wait_for("0/10")
        leadbook(env, "outcome", "24-0003", "l")
        terminal.wait_for("10.00 %")
        terminal.press("q")
        terminal.wait_for_exit()


def test_without_colour_everything_is_legible(env: dict[str, str], tmp_path: Path) -> None:
    book_with_leads(env, tmp_path)
    with app({**env, "NO_COLOR": "1"}) as terminal:
        terminal.wait_for("0/10")
        terminal.wait_for("24-0001")
        written = [cell for line in terminal.cells() for cell in line if cell.data.strip()]
        assert written
        assert all(cell.fg != cell.bg or cell.fg == "default" for cell in written)


def test_a_small_terminal_still_shows_rate_and_leads(env: dict[str, str], tmp_path: Path) -> None:
    book_with_leads(env, tmp_path)
    with app(env, 60, 15) as terminal:
        terminal.wait_for("0/10")
        terminal.press("2")
        terminal.wait_for("24-0010")


def test_a_book_that_is_none_is_said_in_one_line(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "book.leadbook").write_text("notes")
    with app(env) as terminal:
        terminal.wait_for("not a Leadbook book")
        assert terminal.wait_for_exit() == 3
