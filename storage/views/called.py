"""What the records are called that rows of the journal hold only by their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from storage.schema.claim import claim
from storage.schema.import_batch import import_batch
from storage.schema.lead import lead
from storage.schema.officer import officer
from storage.schema.pay import payroll_file
from storage.schema.people import person
from storage.schema.quarter import statement
from storage.schema.receipt import receipt

_NAMES: Mapping[str, tuple[Table, tuple[str, ...], Callable[..., str]]] = {
    "lead": (lead, ("reference",), lambda reference: f"lead {reference}"),
    "officer": (officer, ("badge", "name"), lambda badge, name: f"{badge} {name}"),
    "claim": (claim, ("number", "period"), lambda number, period: f"claim {number} of {period}"),
    "receipt": (receipt, ("number",), lambda number: f"receipt {number}"),
    "import_batch": (import_batch, ("file",), str),
    "payroll_file": (payroll_file, ("file",), str),
    "person": (person, ("name",), str),
    "statement": (statement, ("quarter", "revision"), lambda quarter, number: f"statement {number} of {quarter}"),
}

_HELD = {
    "officer_id": "officer",
    "claim_id": "claim",
    "corrects": "claim",
    "receipt_id": "receipt",
    "payroll_id": "payroll_file",
}
"""The columns that hold an id, each with the table of it."""

_SHARED = {
    "review": "lead",
    "lead_query": "lead",
    "claim_body": "claim",
    "rejects_settled": "import_batch",
    "sign_on": "person",
    "struck_statement": "statement",
}
"""The tables whose rows have another one's id, each with the table of that."""

_IDS_PER_QUERY = 500


def called(
    connection: Connection,
    agency_id: str,
    rows: Iterable[tuple[str, str, Mapping[str, Any]]],
    values: Iterable[tuple[str, Any]],
) -> dict[str, str]:
    """``claim 3 of 2025-11``, ``1041 Ames, Pat``, ``lead 24-1187`` by id, for every id that rows or values hold.

    ``rows`` are tables, ids and images, ``values`` what a column held besides. What the book no longer holds is called
    as the rows themselves say, if they do.
    """
    found: dict[str, str] = {}
    wanted: dict[str, set[str]] = {}
    for column, value in values:
        if column in _HELD and value:
            wanted.setdefault(_HELD[column], set()).add(value)
    for table, row_id, row in rows:
        if table in _NAMES:
            _, columns, words = _NAMES[table]
            found[row_id] = words(*(row.get(column) for column in columns))
        held = [(_HELD[column], row[column]) for column in _HELD if row.get(column)]
        shared = [(_SHARED[table], row_id)] if table in _SHARED else []
        struck = [(_SHARED.get(row["record"], row["record"]), row["row_id"])] if table == "strike_out" else []
        for other, other_id in (*held, *shared, *struck):
            wanted.setdefault(other, set()).add(other_id)
    for other, ids in wanted.items():
        if other in _NAMES:
            of, columns, words = _NAMES[other]
            query = select(of.c.id, *(of.c[column] for column in columns)).where(of.c.agency_id == agency_id)
            every = sorted(ids)
            for start in range(0, len(every), _IDS_PER_QUERY):
                some = query.where(of.c.id.in_(every[start : start + _IDS_PER_QUERY]))
                found |= {row_id: words(*parts) for row_id, *parts in connection.execute(some)}
    return found
