"""The journal's first form, which held all text in what it hashed: its chain, and its writing anew.

Used only where a book of schema 1 to 3 is raised. Nothing here leans on the form of today, which may change again.
"""

from __future__ import annotations

import hashlib
import json
import os
from binascii import b2a_base64
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, text

LAST_SCHEMA = 3
"""The last schema whose journal has this form."""

_BEGINNING = "0" * 64
_PAGE = 5_000

_FREE = {
    "setting": {"value"}, "award": {"reference"}, "claim": {"certified_by", "reference"}, "claim_body": {"body"},
    "claim_document": {"file"}, "ice_count": {"reference"}, "lead_query": {"reference"}, "import_batch": {"file"},
    "payroll_file": {"file"}, "lead": {"reference", "reference_key", "evidence"}, "officer": {"name"},
    "standing": {"basis"}, "other_source": {"source"}, "receipt": {"reference"}, "purchase": {"what"},
    "review": {"evidence"},
}  # fmt: skip


def problems_of(connection: Connection) -> list[str]:
    """What does not fit in the chains of a book whose journal has the first form, in sentences."""
    found = []
    for agency_id in _agencies(connection):
        changes = _by_entry(connection, agency_id)
        waiting = next(changes, None)
        previous, number = _BEGINNING, 0
        for entry in _entries(connection, agency_id):
            number += 1
            digest, lines = hashlib.sha256(), 0
            if waiting is not None and waiting[0] == entry["number"]:
                for lines, one in enumerate(waiting[1], start=1):  # noqa: B007 - how many there were
                    digest.update(_line(one, one["before"], one["after"]).encode())
                waiting = next(changes, None)
            if entry["number"] != number or entry["previous_hash"] != previous or entry["hash"] != _entry_hash(entry):
                found.append(f"entry {number} does not fit the chain: it was changed afterwards")
            if lines != entry["changes"] or digest.hexdigest() != entry["changes_sha256"]:
                found.append(f"the changes of entry {number} were altered afterwards")
            previous = entry["hash"]
        if waiting is not None:
            found.append(f"changes of entry {waiting[0]} are there, the entry is not")
    return found


def write_anew(connection: Connection) -> None:
    """Gives every text of the journal a salt and every entry the hash of the second form; the first one stays beside."""
    for agency_id in _agencies(connection):
        changes = _by_entry(connection, agency_id)
        waiting = next(changes, None)
        previous = _BEGINNING
        for entry in _entries(connection, agency_id):
            digest = hashlib.sha256()
            if waiting is not None and waiting[0] == entry["number"]:
                while page := [_salted(one) for one in islice(waiting[1], _PAGE)]:
                    digest.update("".join(line for line, _ in page).encode())
                    connection.execute(
                        text(
                            "UPDATE journal_change SET salts = :salts"
                            " WHERE agency_id = :agency_id AND entry = :entry AND position = :position"
                        ),
                        [{**keys, "agency_id": agency_id} for _, keys in page],
                    )
                waiting = next(changes, None)
            salt = _salt()
            entry |= {
                "earlier_hash": entry["hash"],
                "changes_sha256": digest.hexdigest(),
                "previous_hash": previous,
                "said_salt": salt,
                "said_sha256": _sha256(salt + entry["said"]),
            }
            entry["hash"] = previous = _sha256(
                _canonical({key: entry[key] for key in entry if key not in ("hash", "said", "said_salt")})
            )
            connection.execute(
                text(
                    "UPDATE journal_entry SET hash = :hash, earlier_hash = :earlier_hash, said_salt = :said_salt,"
                    " said_sha256 = :said_sha256, changes_sha256 = :changes_sha256, previous_hash = :previous_hash"
                    " WHERE agency_id = :agency_id AND number = :number"
                ),
                entry,
            )


def _salted(change: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The line of a change as the second form hashes it, and its key with the salts of its texts."""
    salts: dict[str, str] = {}
    images: list[str | None] = []
    free = _FREE.get(change["table_name"], set())
    for image in (change["before"], change["after"]):
        row = None if image is None else json.loads(image)
        for name in sorted(free & row.keys()) if row else ():
            if (value := row[name]) is not None:
                row[name] = {"sha256": _sha256(salts.setdefault(value, _salt()) + value)}
        images.append(None if row is None else _canonical(row))
    keys = {"entry": change["entry"], "position": change["position"], "salts": "".join(salts.values())}
    return _line(change, *images), keys


def _agencies(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute(text("SELECT DISTINCT agency_id FROM journal_entry"))]


def _entries(connection: Connection, agency_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        text(
            "SELECT agency_id, number, command_id, at_ms, actor, command, said, reason, undoes, changes,"
            " changes_sha256, previous_hash, hash FROM journal_entry WHERE agency_id = :agency_id ORDER BY number"
        ),
        {"agency_id": agency_id},
    )
    return [dict(row) for row in rows.mappings()]


def _by_entry(connection: Connection, agency_id: str) -> Iterator[tuple[int, Iterator[dict[str, Any]]]]:
    return groupby(_changes(connection, agency_id), key=itemgetter("entry"))


def _changes(connection: Connection, agency_id: str) -> Iterator[dict[str, Any]]:
    """Page by page, since the rows are written while they are read."""
    last = {"agency_id": agency_id, "entry": 0, "position": 0, "page": _PAGE}
    query = text(
        "SELECT entry, position, table_name, row_id, before, after FROM journal_change"
        " WHERE agency_id = :agency_id AND (entry, position) > (:entry, :position)"
        " ORDER BY entry, position LIMIT :page"
    )
    while page := [dict(row) for row in connection.execute(query, last).mappings()]:
        yield from page
        last |= {"entry": page[-1]["entry"], "position": page[-1]["position"]}


def _line(change: dict[str, Any], before: str | None, after: str | None) -> str:
    was, became = ("null" if image is None else image for image in (before, after))
    return f'["{change["table_name"]}","{change["row_id"]}",{was},{became}]\n'


def _entry_hash(entry: dict[str, Any]) -> str:
    return _sha256(_canonical({key: entry[key] for key in entry if key != "hash"}))


def _canonical(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _sha256(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()


def _salt() -> str:
    return b2a_base64(os.urandom(15), newline=False).decode()
