"""Following the journal's chain: each entry fits the one before, each entry's changes fit its hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from storage.engine.progress import tell
from storage.journal.format import BEFORE_THE_FIRST, ChangesHash, change_line, entry_hash
from storage.schema.journal import journal_change, journal_entry

_CHUNK = 5_000


@dataclass(frozen=True)
class Finding:
    """Something that is wrong: a code, and a sentence."""

    code: str
    problem: str


@dataclass(frozen=True)
class Chain:
    """What following the chain found; ``head`` is the hash of the newest of ``entries`` entries."""

    entries: int
    head: str
    findings: tuple[Finding, ...]


def follow_chain(connection: Connection, agency_id: str) -> Chain:
    """Follows the chain of hashes and the hash of each entry's changes."""
    findings: list[Finding] = []
    previous, number, followed = BEFORE_THE_FIRST, 0, 0
    of = connection.execute(
        select(func.sum(journal_entry.c.changes)).where(journal_entry.c.agency_id == agency_id)
    ).scalar()
    changes = _changes_by_entry(connection, agency_id)
    found = next(changes, None)
    for row in connection.execute(
        select(journal_entry).where(journal_entry.c.agency_id == agency_id).order_by(journal_entry.c.number)
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
        previous = entry["hash"]
        digest, lines, in_order = ChangesHash(), 0, True
        while found is not None and found.entry <= number:
            if not followed % _CHUNK:
                tell("Following the journal", "changes", followed, of and int(of))
            followed += 1
            if found.entry == number:
                digest.take(change_line(found.table_name, found.row_id, found.before, found.after))
                lines += 1
                in_order = in_order and found.position == lines and all(map(_is_image, (found.before, found.after)))
            found = next(changes, None)
        if not in_order or lines != entry["changes"] or digest.hexadecimal() != entry["changes_sha256"]:
            findings.append(Finding("journal_changes", f"the changes of entry {number} were altered afterwards"))
    if found is not None:
        findings.append(Finding("journal_changes", f"changes of entry {found.entry} are there, the entry is not"))
    if number == 0:
        findings.append(Finding("journal_gap", "the journal of the book's agency holds no entry"))
    return Chain(number, previous, tuple(findings))


def _is_image(image: str | None) -> bool:
    return image is None or image.startswith("{")  # the text null would hash as none does


def _changes_by_entry(connection: Connection, agency_id: str) -> Iterator[Any]:
    yield from connection.execute(
        select(journal_change)
        .where(journal_change.c.agency_id == agency_id)
        .order_by(journal_change.c.entry, journal_change.c.position)
        .execution_options(yield_per=_CHUNK)
    )
