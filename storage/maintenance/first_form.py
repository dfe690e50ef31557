"""The journal's first form, which held all text in what it hashed: its chain, followed where such a book is raised.

Nothing here leans on the form of today, which may change again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, text

LAST_SCHEMA = 3
"""The last schema whose journal has this form."""

BEGINNING = "0" * 64
"""What stands for the hash before the first entry."""

PAGE = 5_000
"""Changes that are read, or written, at a time."""


def problems_of(connection: Connection) -> list[str]:
    """What does not fit in the chains of a book whose journal has the first form, in sentences."""
    found = []
    for agency_id in agencies(connection):
        changes = by_entry(connection, agency_id)
        waiting = next(changes, None)
        previous = BEGINNING
        for number, entry in enumerate(entries(connection, agency_id), start=1):
            digest, lines = hashlib.sha256(), 0
            if waiting is not None and waiting[0] == entry["number"]:
                for lines, one in enumerate(waiting[1], start=1):  # noqa: B007 - how many there were
                    digest.update(line(one, one["before"], one["after"]).encode())
                waiting = next(changes, None)
            if entry["number"] != number or entry["previous_hash"] != previous or entry["hash"] != _entry_hash(entry):
                found.append(f"entry {number} does not fit the chain: it was changed afterwards")
            if lines != entry["changes"] or digest.hexdigest() != entry["changes_sha256"]:
                found.append(f"the changes of entry {number} were altered afterwards")
            previous = entry["hash"]
        if waiting is not None:
            found.append(f"changes of entry {waiting[0]} are there, the entry is not")
    return found


def agencies(connection: Connection) -> list[str]:
    """The agencies whose journals are in the book."""
    return [row[0] for row in connection.execute(text("SELECT DISTINCT agency_id FROM journal_entry"))]


def entries(connection: Connection, agency_id: str) -> list[dict[str, Any]]:
    """The entries of an agency in their order."""
    rows = connection.execute(
        text(
            "SELECT agency_id, number, command_id, at_ms, actor, command, said, reason, undoes, changes,"
            " changes_sha256, previous_hash, hash FROM journal_entry WHERE agency_id = :agency_id ORDER BY number"
        ),
        {"agency_id": agency_id},
    )
    return [dict(row) for row in rows.mappings()]


def by_entry(connection: Connection, agency_id: str) -> Iterator[tuple[int, Iterator[dict[str, Any]]]]:
    """The changes of an agency in their order, entry by entry; one entry is read before the next is asked for."""
    return groupby(_changes(connection, agency_id), key=itemgetter("entry"))


def _changes(connection: Connection, agency_id: str) -> Iterator[dict[str, Any]]:
    """Page by page, since the rows are written while they are read."""
    last = {"agency_id": agency_id, "entry": 0, "position": 0, "page": PAGE}
    query = text(
        "SELECT entry, position, table_name, row_id, before, after FROM journal_change"
        " WHERE agency_id = :agency_id AND (entry, position) > (:entry, :position)"
        " ORDER BY entry, position LIMIT :page"
    )
    while page := [dict(row) for row in connection.execute(query, last).mappings()]:
        yield from page
        last |= {"entry": page[-1]["entry"], "position": page[-1]["position"]}


def line(change: dict[str, Any], before: str | None, after: str | None) -> str:
    """The line that stands for a change in the hash of its entry."""
    was, became = ("null" if image is None else image for image in (before, after))
    return f'["{change["table_name"]}","{change["row_id"]}",{was},{became}]\n'


def _entry_hash(entry: dict[str, Any]) -> str:
    return sha256(canonical({key: entry[key] for key in entry if key != "hash"}))


def canonical(data: dict[str, Any]) -> str:
    """The one JSON text of a row or an entry."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(written: str) -> str:
    """The hash of a text, in hexadecimal."""
    return hashlib.sha256(written.encode()).hexdigest()
