"""What the world does to the app: no terminal, a small one, none with color, a second process, a power cut."""

from __future__ import annotations

import sys

import pytest
from pyte.screens import Char

from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.e2e.desk import Program

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is a thing of POSIX", allow_module_level=True)

_NAMED = {"black": "000000", "white": "ffffff", "default": ""}


def test_without_a_terminal_it_prints_the_plain_status(working: Program) -> None:
    done = working.run()
    assert (done.returncode, done.stderr) == (0, "")
    assert "Example County" in done.stdout
    assert "0/5 = 0.00%" in done.stdout
    assert "\x1b" not in done.stdout


def test_without_a_terminal_and_without_a_book_it_says_how_to_make_one(program: Program) -> None:
    done = program.run()
    assert done.returncode == 0
    assert "leadbook init" in done.stdout
    assert not program.book.exists()


def test_a_change_by_another_process_shows_within_the_open_app(working: Program) -> None:
    with working.open() as terminal:
        terminal.wait_for("0/5 ", "R-005")
        told = working.told("outcome", "R-005", "located")
        assert told["said"] == "Recorded located for lead R-005"
        terminal.wait_for("1/5 ")
        terminal.wait_until_gone("R-005")


def test_what_the_screen_called_recorded_survives_a_power_cut(working: Program) -> None:
    with working.open() as terminal:
        terminal.wait_for("R-001")
        terminal.press("o")
        terminal.wait_for("Outcome of R-001")
        terminal.press("l", "enter")
        terminal.wait_for("Recorded located for lead R-001")
        terminal.kill()
    with working.open() as terminal:
        terminal.wait_for("1/5 ", "R-002")
    assert working.told("lead", "show", "R-001")["outcome"] == "located"
    assert working.run("check", "--full").returncode == 0


def test_fifty_lines_as_fast_as_keys_can_and_quitting_at_once_lose_none(program: Program, frozen: Surroundings) -> None:
    with new_book(program.book, frozen) as book:
        references = with_leads(staffed(book), 50)
    with program.open() as terminal:
        terminal.wait_for("0/50 ")
        terminal.press(":", *(key for reference in references for key in (*f"{reference} l", "enter")), "ctrl+q")
        assert terminal.wait_for_exit() == 0
    assert program.told("status")["counts"]["by_outcome"] == {"located": 50}


def test_a_small_terminal_is_still_of_use(working: Program) -> None:
    with working.open(60, 15) as terminal:
        terminal.wait_for("0/5 ", "R-001")
        terminal.press("o")
        terminal.wait_for("Outcome of R-001", "Located")
        terminal.press("l", "enter")
        terminal.wait_for("1/5 ", "Recorded located for lead R-001")
        terminal.press(":")
        terminal.type("R-004 n 11/20")
        terminal.wait_for("R-004 ", "not located on")
        terminal.press("enter")
        terminal.wait_for("Recorded not located for lead R-004")
        terminal.press("escape")
        terminal.wait_until_gone("The next one")
        terminal.press("2")
        terminal.wait_for("all leads", "R-004", "R-003")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert working.told("status")["counts"]["by_outcome"] == {"open": 3, "located": 1, "not_located": 1}


@pytest.mark.parametrize("no_color", [False, True])
def test_every_letter_stands_out_from_its_ground(working: Program, no_color: bool) -> None:
    with working.open(environment={"NO_COLOR": "1"} if no_color else {}) as terminal:
        terminal.wait_for("0/5 ", "R-001", "Outcome", "? Help")
        lettered = [cell for row in terminal.cells() for cell in row if cell.data.isalnum()]
    assert len(lettered) > 300
    assert [cell for cell in lettered if contrast(cell) < 80] == []
    if no_color:
        assert {cell.fg for cell in lettered} | {cell.bg for cell in lettered} <= {
            *(f"{grey:02x}" * 3 for grey in range(256)),
            *_NAMED,
        }


def contrast(cell: Char) -> float:
    """How far a letter's brightness is from its ground's, of 255; the terminal's own colors are far apart."""
    if cell.fg == cell.bg == "default":
        return 255
    letter, ground = (brightness(color, unknown) for color, unknown in ((cell.fg, 255.0), (cell.bg, 0.0)))
    return abs(letter - ground)


def brightness(color: str, unknown: float) -> float:
    """The luma (ITU-R BT.601) of a color as pyte names it; ``unknown`` is what the terminal's own is taken for."""
    digits = _NAMED.get(color, color)
    if len(digits) != 6:
        return unknown
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
