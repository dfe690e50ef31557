"""A coordinator's day in a real terminal, from the first start to quitting; the command line then says what is kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.desk import Program
from tests.terminal import Terminal

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is a thing of POSIX", allow_module_level=True)

SIZES = [(80, 24), (140, 40)]

BY_LETTER = [
    ("24-1101", "l", "Recorded located", "1/12", "8.33%"),
    ("24-1102", "l", "Recorded located", "2/12", "16.66%"),
    ("24-1103", "w", "Recorded withdrawn", "2/11", "18.18%"),
    ("24-1104", "n", "Recorded not located", "2/11", "18.18%"),
    ("24-1105", "l", "Recorded located", "3/11", "27.27%"),
]
"""Outcomes by ``o``, letter, Enter on the lead that is due next, and the rate after each."""

TYPED = [
    ("24-1106 l 11/21 #A-4471", "Recorded located", "4/11", "36.36%"),
    ("24-1107 located yesterday", "Recorded located", "5/11", "45.45%"),
    ("24-1108 l @1052", "Recorded located", "6/11", "54.54%"),
    ("24-1109 l 11/20", "Recorded located", "7/11", "63.63%"),
    ("24-1110 l", "Recorded located", "8/11", "72.72%"),
]
"""Outcomes typed into the quick line, and the rate after each."""


@pytest.mark.parametrize(("columns", "rows"), SIZES, ids=[f"{columns}x{rows}" for columns, rows in SIZES])
def test_a_day_from_the_first_start_to_quitting(program: Program, tmp_path: Path, columns: int, rows: int) -> None:
    with program.open(columns, rows) as terminal:
        make_the_book(terminal)
        add_officers(terminal)
        bring_in(terminal, leads_file(tmp_path))
        for recorded in BY_LETTER:
            record_by_letter(terminal, *recorded)
        terminal.press(":")
        for line in TYPED:
            record_by_line(terminal, *line)
        terminal.press("escape")
        terminal.wait_until_gone("Esc Leave")  # a letter that follows Esc too soon is Alt and that letter
        terminal.wait_for("tier 70%", "$1,000")
        take_back_and_put_back(terminal)
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    the_book_holds_the_day(program)


def make_the_book(terminal: Terminal) -> None:
    terminal.wait_for("Whose will it be?")
    terminal.type("Marlow County Sheriff")
    terminal.press("tab")
    terminal.type("ok")
    terminal.press("enter")
    terminal.wait_for("Marlow County Sheriff", "FY2026-Q1", "not measurable", "To begin:")


def add_officers(terminal: Terminal) -> None:
    terminal.press("3")
    terminal.wait_for("No officer yet: + adds one")
    for badge, name in (("1041", "Vega"), ("1052", "Stone")):
        terminal.press("+")
        terminal.wait_for("New officer")
        terminal.type(badge)
        terminal.press("tab")
        terminal.type(name)
        terminal.press("tab")
        terminal.type("10/1/2025")
        terminal.press("enter")
        terminal.wait_for(f"Added officer {badge} {name}")
        terminal.wait_until_gone("New officer")
    terminal.press("1")


def leads_file(folder: Path) -> Path:
    """Twelve leads, due one after the other, with a column that a book never keeps."""
    lines = [f"24-11{number:02},11/{number}/2025,12/{number}/2025,1041,not to be kept" for number in range(1, 13)]
    path = folder / "leads.csv"
    path.write_text("\n".join(["Lead No.,Date Rec'd,Due,Badge,Subject", *lines]), encoding="utf-8")
    return path


def bring_in(terminal: Terminal, file: Path) -> None:
    terminal.press("i")
    terminal.wait_for("Import leads")
    terminal.type(str(file))
    terminal.press("enter")
    terminal.wait_for("12 new", "Subject", "Enter brings it in")
    terminal.press("enter")
    terminal.wait_until_gone("Import leads")
    terminal.wait_for("0/12", "0.00%", "below 70%", "Imported leads.csv", "24-1101", "24-1103")


def record_by_letter(terminal: Terminal, reference: str, letter: str, said: str, fraction: str, percent: str) -> None:
    terminal.press("o")
    terminal.wait_for(f"Outcome of {reference}")
    terminal.press(letter, "enter")
    terminal.wait_until_gone("Outcome of")
    terminal.wait_for(f"{said} for lead {reference}", f"{fraction} ", percent)


def record_by_line(terminal: Terminal, line: str, said: str, fraction: str, percent: str) -> None:
    reference = line.split(maxsplit=1)[0]
    terminal.type(line)
    terminal.wait_for(f"lead {reference}", "→ located on")
    terminal.press("enter")
    terminal.wait_for(f"{said} for lead {reference}", f"{fraction} ", percent)


def take_back_and_put_back(terminal: Terminal) -> None:
    for key, title, done, fraction in (
        ("u", "Take back", "Took back", "7/11 "),
        ("U", "Put back", "Put back", "8/11 "),
    ):
        terminal.press(key)
        terminal.wait_for(title, "24-1110")
        terminal.press("enter")
        terminal.wait_for(done, fraction)


def the_book_holds_the_day(program: Program) -> None:
    status = program.told("status")
    assert status["agency"] == "Marlow County Sheriff"
    assert status["counts"] == {
        "provided": 11,
        "located": 8,
        "open": 2,
        "excluded": 1,
        "late_located": 0,
        "by_outcome": {"open": 2, "located": 8, "not_located": 1, "withdrawn": 1},
    }
    assert status["rate"] == {"located": 8, "provided": 11, "percent": "72.72"}
    assert status["expected_award_cents"] == 2 * 500_00

    leads = {lead["reference"]: lead for lead in program.told("lead", "list")["leads"]}
    assert [leads[f"24-11{number:02}"]["outcome"] for number in range(1, 13)] == [
        *("located", "located", "withdrawn", "not_located"),
        *["located"] * 6,
        *["open"] * 2,
    ]
    assert (leads["24-1106"]["outcome_on"], leads["24-1106"]["evidence"]) == ("2025-11-21", "A-4471")
    assert leads["24-1107"]["outcome_on"] == "2025-11-22"
    assert (leads["24-1108"]["officer"], leads["24-1109"]["officer"]) == ("1052", "1041")

    entries = program.told("journal")["entries"]
    assert [entry["command"] for entry in reversed(entries)] == [
        *("CreateAgency", "AddOfficer", "AddOfficer", "ImportLeads"),
        *["RecordOutcomes"] * 10,
        *("Undo", "Redo"),
    ]
    assert "not to be kept" not in program.book.read_bytes().decode("latin-1")
