"""All tables of the book, by how they are kept; each is declared in its subject's file."""

from __future__ import annotations

from sqlalchemy import Table

from storage.schema import (  # noqa: F401 - to have them declared
    agency,
    audit_review,
    award,
    claim,
    disclosure,
    ice_count,
    import_batch,
    journal,
    lead,
    officer,
    pay,
    people,
    quarter,
    receipt,
    retention,
    review,
    strike_out,
)
from storage.schema.tables import metadata


def _kept(how: str) -> dict[str, Table]:
    return {table.name: table for table in metadata.sorted_tables if table.info["kept"] == how}


JOURNALED = _kept("journaled")
"""The tables whose every change stands in the journal, parents first."""

FREE_TEXT = {
    name: tuple(sorted(column.name for column in table.c if "free_text" in column.info))
    for name, table in JOURNALED.items()
}
"""The columns of each journaled table that hold what people type."""

APPEND_ONLY = tuple(_kept("append_only").values())
"""The journal itself, and the statements whose hashes stand in it: rows are added and never changed."""
