"""One outcome: the command until its durable commit, beside the same rows written by plain ``sqlite3``."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite3

from bench.books import Library, surroundings
from bench.page import Line, median, p90
from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.outcome import RecordOutcomes

RUNS = 300
WARM_UP = 20

_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "cache_size = -16384")
"""What ``storage/engine/connections.py`` sets on a connection."""


def lines(library: Library) -> list[Line]:
    """The same outcomes, in turn, into two books that begin alike and end alike."""
    found = []
    for leads in (10_000, 1_000_000):
        mine, twin = library.copy(leads, "mine"), library.copy(leads, "twin")
        ours, theirs = _in_turn(mine, twin)
        found += [
            Line(f"one outcome, median, {leads:,} leads", median(ours), theirs=median(theirs), ratio_goal=5),
            Line(f"one outcome, p90, {leads:,} leads", p90(ours), theirs=p90(theirs)),
        ]
        mine.unlink()
        twin.unlink()
    return found


def _in_turn(mine: Path, twin: Path) -> tuple[list[float], list[float]]:
    ours, theirs = [], []
    with (
        Book.open(mine, surroundings()) as book,
        closing(sqlite3.connect(mine)) as look,
        closing(sqlite3.connect(twin, isolation_level=None)) as plain,
    ):
        for pragma in _PRAGMAS:
            plain.execute(f"PRAGMA {pragma}")
        look.row_factory = sqlite3.Row
        open_leads = "SELECT reference FROM lead WHERE outcome = 'open' ORDER BY reference DESC LIMIT ?"
        for (reference,) in look.execute(open_leads, (RUNS + WARM_UP,)).fetchall():
            began = time.perf_counter_ns()
            book.run(RecordOutcomes((reference,), Outcome.LOCATED))
            ours.append((time.perf_counter_ns() - began) / 1e6)
            lead, change, entry = _what_was_written(look, reference)
            began = time.perf_counter_ns()
            _write(plain, lead, change, entry)
            theirs.append((time.perf_counter_ns() - began) / 1e6)
    return ours[WARM_UP:], theirs[WARM_UP:]


def _what_was_written(
    look: sqlite3.Connection, reference: str
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    lead = look.execute("SELECT * FROM lead WHERE reference = ?", (reference,)).fetchone()
    entry = look.execute("SELECT * FROM journal_entry ORDER BY number DESC LIMIT 1").fetchone()
    change = look.execute("SELECT * FROM journal_change WHERE entry = ?", (entry["number"],)).fetchone()
    return dict(lead), dict(change), dict(entry)


def _write(plain: sqlite3.Connection, lead: dict[str, Any], change: dict[str, Any], entry: dict[str, Any]) -> None:
    plain.execute("BEGIN IMMEDIATE")
    values = ", ".join(f"{name} = :{name}" for name in lead if name not in ("agency_id", "id"))
    plain.execute(f"UPDATE lead SET {values} WHERE agency_id = :agency_id AND id = :id", lead)
    for table, row in (("journal_change", change), ("journal_entry", entry)):
        plain.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", list(row.values()))
    plain.execute("COMMIT")
