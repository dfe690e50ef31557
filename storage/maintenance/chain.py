"""Following the journal's chain: each entry fits the one before, each entry's changes fit its hash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, inspect, select

from storage.engine.progress import tell
from storage.journal.format import (
    BEFORE_THE_FIRST,
    Cells,
    ChangesHash,
    change_line,
    digest_of,
    entry_hash,
    image_and_hashed,
    salts_in,
)
from storage.maintenance.findings import Finding
from storage.schema.journal import journal_change, journal_entry
from storage.schema.journaled import FREE_TEXT
from storage.schema.strike_out import strike_out

_CHUNK = 5_000


@dataclass(frozen=True)
class Chain:
    """What following the chain found; ``head`` is the hash of the newest of ``entries`` entries."""

    entries: int
    head: str
    findings: tuple[Finding, ...]


def follow_chain(connection: Connection, agency_id: str) -> Chain:
    """Follows the chain of hashes and the hash of each entry's changes."""
    findings: list[Finding] = []
    struck = struck_records(connection, agency_id)
    previous, number, followed = BEFORE_THE_FIRST, 0, 0
    of = connection.execute(
        select(func.sum(journal_entry.c.changes)).where(journal_entry.c.agency_id == agency_id)
    ).scalar()
    changes = _changes_by_entry(connection, agency_id)
    found = next(changes, None)
    there = {column["name"] for column in inspect(connection).get_columns("journal_entry")}
    columns = [column for column in journal_entry.c if column.name in there]  # one about to be raised lacks some
    for row in connection.execute(
        select(*columns).where(journal_entry.c.agency_id == agency_id).order_by(journal_entry.c.number)
    ).mappings():
        entry = dict(row)
        number += 1
        if entry["number"] != number:
            findings.append(Finding("journal_gap", f"entry {number} is missing from the journal"))
            number = entry["number"]
        if entry["previous_hash"] != previous or entry["hash"] != entry_hash(entry):
            findings.append(
                Finding("journal_chain", f"entry {number} does not fit the chain: it was changed afterwards")
            )
        if entry["said"] and digest_of(entry["said_salt"], entry["said"]) != entry["said_sha256"]:
            findings.append(Finding("journal_chain", f"what entry {number} says was changed afterwards"))
        if not entry["said"] and ("journal_entry", str(number)) not in struck:
            findings.append(Finding("journal_text", f"what entry {number} says is gone, and nobody struck it out"))
        previous = entry["hash"]
        digest, lines, in_order = ChangesHash(), 0, True
        while found is not None and found.entry <= number:
            if not followed % _CHUNK:
                tell("Following the journal", "changes", followed, of and int(of))
            followed += 1
            if found.entry == number:
                lines += 1
                try:
                    before, after, lost = _as_hashed(found)
                except _ALTERED:
                    before, after, lost, in_order = None, None, False, False
                digest.take(change_line(found.table_name, found.row_id, before, after))
                in_order = in_order and found.position == lines
                if lost and (found.table_name, found.row_id) not in struck:
                    findings.append(
                        Finding("journal_text", f"a text of entry {number} is gone, and nobody struck it out")
                    )
            found = next(changes, None)
        if not in_order or lines != entry["changes"] or digest.hexadecimal() != entry["changes_sha256"]:
            findings.append(Finding("journal_changes", f"the changes of entry {number} were altered afterwards"))
    if found is not None:
        findings.append(Finding("journal_changes", f"changes of entry {found.entry} are there, the entry is not"))
    if number == 0:
        findings.append(Finding("journal_gap", "the journal of the book's agency holds no entry"))
    return Chain(number, previous, tuple(findings))


_ALTERED = (ValueError, TypeError, LookupError, RecursionError, StopIteration)
"""What an altered image, or one whose salts were altered, ends in."""


def _as_hashed(change: Any) -> tuple[str | None, str | None, bool]:
    """Both images as they are hashed, and whether a text of them is gone; raises what ``_ALTERED`` names."""
    cells, lost = Cells(salts_in(change.salts)), False
    hashed: list[str | None] = []
    for image in (change.before, change.after):
        if image is None:
            hashed.append(None)
            continue
        row = json.loads(image)
        again, with_digests = image_and_hashed(row, FREE_TEXT[change.table_name], cells)
        if again != image:
            raise ValueError("is not in canonical form")
        lost = lost or (image.rfind("{") > 0 and any(value.__class__ is dict for value in row.values()))
        hashed.append(with_digests)
    if "".join(cells.salts) != change.salts:
        raise ValueError("has salts that belong to no text")
    return hashed[0], hashed[1], lost


def struck_records(connection: Connection, agency_id: str) -> set[tuple[str, str]]:
    """The records that something was struck out of, by table and id."""
    rows = connection.execute(
        select(strike_out.c.record, strike_out.c.row_id).where(strike_out.c.agency_id == agency_id)
    )
    return {(row.record, row.row_id) for row in rows}


def _changes_by_entry(connection: Connection, agency_id: str) -> Iterator[Any]:
    yield from connection.execute(
        select(journal_change)
        .where(journal_change.c.agency_id == agency_id)
        .order_by(journal_change.c.entry, journal_change.c.position)
        .execution_options(yield_per=_CHUNK)
    )
