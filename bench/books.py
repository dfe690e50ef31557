"""The books that the rooms measure: any number of leads over twenty quarters, fourteen officers, about 3% open.

Leads are written by the driver's ``executemany``, past the product's own door, since ten million have to be made; an
entry of the journal holds them all, with their hash, as after an import.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from types import TracebackType

from sqlcipher3 import dbapi2 as sqlite3

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.commands.officer import AddOfficer
from storage.journal.format import (
    Cells,
    ChangesHash,
    Row,
    change_line,
    digest_of,
    entry_hash,
    image_and_hashed,
    salts_from,
)
from storage.schema.journaled import FREE_TEXT
from storage.surroundings import Surroundings, of_this_machine, uuid7_from
from storage.text import compared

TODAY = date(2025, 11, 23)
MADE_ON = TODAY - timedelta(days=10)
"""The day of the entry that brought all leads in: what is recorded today is not a million leads."""
QUARTERS = 20
OFFICERS = 14
JOURNALED_UP_TO = 1_000_000
"""Larger books have their leads only: nothing that is measured on them reads what an import changed."""

_CLOSED = (
    *[Outcome.LOCATED] * 85,
    *[Outcome.NOT_LOCATED] * 7,
    *[Outcome.OUTSIDE_JURISDICTION] * 3,
    *[Outcome.WITHDRAWN] * 2,
    Outcome.DECEASED,
    Outcome.DUPLICATE,
    Outcome.MISTAKEN_IDENTITY,
)
_BATCH = 50_000


def surroundings() -> Surroundings:
    """The machine's clock, with ``TODAY`` as today."""
    return of_this_machine(TODAY)


class Library:
    """A temporary folder with the books of one run; gone at the end. To be used in a ``with`` block."""

    def __init__(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="leadbook-bench-"))
        self._books: dict[int, Path] = {}

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.place, ignore_errors=True)

    def book(self, leads: int) -> Path:
        """The book of that many leads, made when it is first asked for. It is read, never changed."""
        if leads not in self._books:
            self._books[leads] = make_book(self.place / f"{leads}.leadbook", leads)
        return self._books[leads]

    def copy(self, leads: int, name: str) -> Path:
        """A copy of that book for a room to change."""
        return Path(shutil.copy(self.book(leads), self.place / f"{name}.leadbook"))


def make_book(path: Path, leads: int) -> Path:
    """Makes a book of that many leads."""
    begins = _first_day()
    with Book.create(path, CreateAgency("Bench County", "TX"), of_this_machine(MADE_ON)) as book:
        for number in range(OFFICERS):
            book.run(AddOfficer(f"{1001 + number}", f"Officer {1001 + number}", TODAY - timedelta(days=200 + number)))
        agency = book.agency_id
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -1000000")
        officers = [row[0] for row in connection.execute("SELECT id FROM officer ORDER BY badge")]
        indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        held = indexes.fetchall()  # an index is made faster from the rows than row by row
        statistics = connection.execute("SELECT tbl, idx, stat FROM sqlite_stat1").fetchall()
        for name, _ in held:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("BEGIN")
        _write(connection, agency, _leads(leads, begins, officers), journaled=leads <= JOURNALED_UP_TO)
        for _, statement in held:
            connection.execute(statement)
        connection.execute("DELETE FROM sqlite_stat1")
        connection.executemany("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", statistics)  # they went with the indexes
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA journal_mode = {mode}")
    return path


def _first_day() -> date:
    quarter = Quarter.of(TODAY)
    for _ in range(QUARTERS - 1):
        quarter = quarter.previous()
    return quarter.starts_on


def _leads(number: int, begins: date, officers: list[str]) -> Iterator[Row]:
    """The leads by the day they were received, spread evenly; open are some of every quarter and many of this one."""
    chance = random.Random(287)
    days = [begins + timedelta(days=day) for day in range((TODAY - begins).days + 1)]
    texts = {day: day.isoformat() for day in (*days, *(TODAY + timedelta(days=more) for more in range(1, 40)))}
    recent = Quarter.of(TODAY).starts_on
    for count in range(number):
        received = days[count * len(days) // number]
        due = received + timedelta(days=chance.choice((14, 21, 30)))
        is_open = chance.random() < (0.4 if received >= recent else 0.018)
        outcome = Outcome.OPEN if is_open else chance.choice(_CLOSED)
        reference = f"{received.year % 100}-{count:08}"
        yield {
            "id": uuid7_from(_noon(received), chance.getrandbits(80)),
            "reference": reference,
            "reference_key": compared(reference),
            "category": "welfare_check" if chance.random() < 0.2 else "standard",
            "origin": (Origin.AGENCY if chance.random() < 0.03 else Origin.ICE).value,
            "received_on": texts[received],
            "quarter": str(Quarter.of(received)),
            "due_on": texts[due],
            "due_sort": texts[due],
            "officer_id": chance.choice(officers),
            "outcome": outcome.value,
            "outcome_on": None if is_open else texts[min(TODAY, received + timedelta(days=chance.randrange(1, 25)))],
            "evidence": None if is_open else f"ACK-{count:08}",
            "reason": None,
        }


def _noon(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp() * 1000)


def _write(connection: sqlite3.Connection, agency: str, leads: Iterator[Row], *, journaled: bool) -> None:
    columns = [row[1] for row in connection.execute("PRAGMA table_info(lead)")]
    insert = f"INSERT INTO lead ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    last = connection.execute("SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1").fetchone()
    number, changes, digest = last[0] + 1, 0, ChangesHash()
    salts = salts_from(random.Random(1).randbytes)
    while batch := [{"agency_id": agency, **lead} for lead in islice(leads, _BATCH)]:
        connection.executemany(insert, ([lead[column] for column in columns] for lead in batch))
        if journaled:
            rows, lines = [], []
            for at, lead in enumerate(batch, start=changes + 1):
                del lead["agency_id"]
                cells = Cells(salts)
                image, hashed = image_and_hashed(lead, FREE_TEXT["lead"], cells)
                lines.append(change_line("lead", lead["id"], None, hashed))
                rows.append((agency, number, at, lead["id"], image, "".join(cells.salts)))
            digest.take("".join(lines))
            connection.executemany("INSERT INTO journal_change VALUES (?, ?, ?, 'lead', ?, NULL, ?, ?)", rows)
            changes += len(rows)
    if journaled:
        entry: Row = {
            "agency_id": agency,
            "number": number,
            "command_id": uuid7_from(_noon(MADE_ON), 1),
            "at_ms": _noon(MADE_ON),
            "actor": "bench@bench",
            "command": "ImportLeads",
            "said": f"Imported {changes:,} leads",
            "reason": None,
            "undoes": None,
            "changes": changes,
            "changes_sha256": digest.hexadecimal(),
            "previous_hash": last[1],
            "said_salt": next(salts),
            "earlier_hash": None,
        }
        entry["said_sha256"] = digest_of(entry["said_salt"], entry["said"])
        entry["hash"] = entry_hash(entry)
        marks = ", ".join("?" * len(entry))
        connection.execute(f"INSERT INTO journal_entry ({', '.join(entry)}) VALUES ({marks})", list(entry.values()))
