"""Whole processes: ``leadbook status`` and ``--help`` from start to end, beside what Python alone takes."""

from __future__ import annotations

import sys

from bench.books import Library
from bench.page import Line, median
from bench.programs import LEADBOOK, process

RUNS = 3


def lines(library: Library) -> list[Line]:
    """All programs in turn, several times; there is no goal here."""
    programs = {
        "nothing": [sys.executable, "-c", "pass"],
        "sqlalchemy": [sys.executable, "-c", "import sqlalchemy"],
        "--help": [*LEADBOOK, "--help"],
        "status, 10,000 leads": [*LEADBOOK, "--book", str(library.book(10_000)), "status"],
        "status, 1,000,000 leads": [*LEADBOOK, "--book", str(library.book(1_000_000)), "status"],
    }
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, command in programs.items():
            taken[name].append(process(command, library.place).milliseconds)
    nothing, sqlalchemy = median(taken["nothing"]), median(taken["sqlalchemy"])
    return [
        Line("leadbook --help, beside python -c pass", median(taken["--help"]), theirs=nothing),
        *(
            Line(f"leadbook {name}, beside import sqlalchemy", median(taken[name]), theirs=sqlalchemy)
            for name in programs
            if name.startswith("status")
        ),
    ]
