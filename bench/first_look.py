"""The look at each start: what it takes beside SQLite's own quick check of the file, with a backup to compare with."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing

from sqlcipher3 import dbapi2 as sqlite3

from bench.books import Library, surroundings
from bench.page import Line, median
from storage.book import Book
from storage.engine.places import AnchorPlaces
from storage.maintenance.backup import back_up
from storage.maintenance.quick import quick_check

RUNS = 15


def lines(library: Library) -> list[Line]:
    """Ours and theirs in turn, on the same book."""
    place, folder = library.copy(10_000, "looked-at"), library.place / "backups"
    ours, theirs = [], []
    with Book.open(place, surroundings()) as book, closing(sqlite3.connect(place)) as plain:
        back_up(book, None, folder)
        for _ in range(RUNS):
            ours.append(_timed(lambda: quick_check(book, AnchorPlaces(), folder)))
            theirs.append(_timed(lambda: plain.execute("PRAGMA quick_check").fetchall()))
    return [Line("look at the start, median, 10,000 leads", median(ours), theirs=median(theirs), goal=50)]


def _timed(function: Callable[[], object]) -> float:
    began = time.perf_counter_ns()
    function()
    return (time.perf_counter_ns() - began) / 1e6
