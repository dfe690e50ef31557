"""The end of a quarter: its screen's questions on a large book, and the whole packet as a process."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite3

from bench.books import TODAY, Library, surroundings
from bench.page import Line, median
from bench.programs import LEADBOOK, process
from program.calendar import Quarter
from storage.book import Book

ENDED = Quarter.of(TODAY).previous()
IN_BOOK, IN_QUARTER, IN_PACKET = 1_000_000, 10_000, 2_000
RUNS = 9

_CLOSE_ALL_BEFORE = """
    INSERT INTO closing (agency_id, id, quarter, state, revision, closed_on, sha256, rules, provided, located,
                         eligible_officers, from_percent, award_cents, reason)
    SELECT agency_id, quarter, quarter, 'closed', 1, max(received_on), '', NULL, count(*), count(*), 0, NULL, 0, NULL
    FROM lead WHERE quarter < ? GROUP BY agency_id, quarter
"""


def lines(library: Library) -> list[Line]:
    """The questions as the screen asks them, in a process that has asked before; the packet in a process of its own."""
    large = _with(library.copy(IN_BOOK, "quarter-end"), IN_QUARTER)
    small = _with(library.copy(200_000, "packet"), IN_PACKET)
    with Book.open(str(large), surroundings()) as book:
        asked = [_asked(book) for _ in range(RUNS)]
    packets = []
    for number in range(3):
        words = ["statement", str(ENDED), "--draft", "--out", str(library.place / f"packet-{number}")]
        packets.append(process([*LEADBOOK, "--book", str(small), *words], library.place).milliseconds)
    return [
        Line(f"quarter screen, {IN_QUARTER:,} leads in the quarter, {IN_BOOK:,} in the book", median(asked), goal=50),
        Line(f"whole packet of {IN_PACKET:,} leads, as a process", median(packets), goal=3_000),
    ]


def _with(book: Path, leads: int) -> Path:
    """Closes what lies before the quarter, and takes leads of the quarter out until so many are left."""
    with closing(sqlite3.connect(book)) as connection, connection:
        connection.execute(_CLOSE_ALL_BEFORE, (str(ENDED),))
        connection.execute(
            "DELETE FROM lead WHERE quarter = ? AND id NOT IN (SELECT id FROM lead WHERE quarter = ? LIMIT ?)",
            (str(ENDED), str(ENDED), leads),
        )
    return book


def _asked(book: Book) -> float:
    began = time.perf_counter_ns()
    book.view.quarter(ENDED)
    return (time.perf_counter_ns() - began) / 1e6
