"""Import: a whole ``leadbook import`` process beside ``sqlite-utils insert`` of the same file, which checks nothing."""

from __future__ import annotations

import csv
import random
from datetime import timedelta
from pathlib import Path

from bench.books import OFFICERS, TODAY, Library, surroundings
from bench.page import Line, median
from bench.programs import LEADBOOK, SQLITE_UTILS, Ran, process
from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.commands.officer import AddOfficer

SIZES = {100_000: 5, 1_000_000: 1}
"""Rows of a file, and how often each program brings it in."""

PEAK_MB = 100


def lines(library: Library, sizes: dict[int, int] = SIZES) -> list[Line]:
    """Both programs in turn, each time into a new, empty database."""
    empty = _empty_book(library.place / "empty.leadbook")
    found = []
    for rows, runs in sizes.items():
        file = _write_file(library.place / f"{rows}.csv", rows)
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(_ours(file, empty))
            theirs.append(_theirs(file, library.place))
        file.unlink()
        found += [
            Line(
                f"import of {rows:,} rows",
                median([ran.milliseconds for ran in ours]),
                theirs=median([ran.milliseconds for ran in theirs]),
                ratio_goal=0.5,
            ),
            Line(
                f"import of {rows:,} rows, peak memory",
                median([ran.peak_mb for ran in ours]),
                unit="MB",
                theirs=median([ran.peak_mb for ran in theirs]),
                goal=PEAK_MB,
            ),
        ]
    return found


def _empty_book(path: Path) -> Path:
    with Book.create(path, CreateAgency("Bench County", "TX"), surroundings()) as book:
        for number in range(OFFICERS):
            book.run(AddOfficer(f"{1001 + number}", f"Officer {1001 + number}", TODAY - timedelta(days=200)))
    return path


def _write_file(path: Path, rows: int) -> Path:
    """A file as a desk keeps one: every column of a lead, most leads closed, some cells blank."""
    chance = random.Random(287)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Lead No.", "Date Rec'd", "Due", "Officer", "Category", "Outcome", "Closed on", "Ack No."])
        for number in range(rows):
            received = TODAY - timedelta(days=30 + chance.randrange(1500))
            closed = chance.random() < 0.97
            writer.writerow(
                [
                    f"{received.year % 100}-{number:07}",
                    received.strftime("%m/%d/%Y"),
                    (received + timedelta(days=21)).strftime("%m/%d/%Y"),
                    1001 + chance.randrange(OFFICERS),
                    "standard",
                    chance.choice(("Located", "Located", "Located", "Not located", "Withdrawn")) if closed else "",
                    (received + timedelta(days=chance.randrange(30))).strftime("%m/%d/%Y") if closed else "",
                    f"ACK-{number:07}" if chance.random() < 0.9 else "",
                ]
            )
    return path


def _ours(file: Path, empty: Path) -> Ran:
    book = file.with_suffix(".leadbook")
    book.write_bytes(empty.read_bytes())
    ran = process([*LEADBOOK, "--book", str(book), "import", str(file), "--limit", "disk=1GB"], file.parent)
    book.unlink()
    return ran


def _theirs(file: Path, home: Path) -> Ran:
    database = file.with_suffix(".db")
    ran = process([*SQLITE_UTILS, "insert", str(database), "leads", str(file), "--csv"], home)
    database.unlink()
    return ran
