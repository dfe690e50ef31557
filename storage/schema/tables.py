"""How a table of the book is declared. Its subject's file says what it holds; ``journal/writer.py`` alone writes it.

Dates are ISO text, moments UTC milliseconds, money integer cents, hours and percentages integer hundredths; a ``month``
is written ``2025-11``, a ``period`` so or ``FY2026-Q1``. ``agency_id`` stands first in every key, so a book on
PostgreSQL can hold many agencies. No column anywhere holds a person other than an officer of the agency and who keeps
its book. A row that belongs to one lead, claim or import has that one's ``id``, so its timeline tells of it too.
"""

from __future__ import annotations

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, Table
from sqlalchemy.schema import SchemaItem

from storage.schema.columns import BookText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def journaled(name: str, *parts: SchemaItem) -> Table:
    """A table whose every change stands in the journal, with a row's agency and ``id`` as its key."""
    return _table(
        name, "journaled", Column("id", BookText, nullable=False), *parts, PrimaryKeyConstraint("agency_id", "id")
    )


def append_only(name: str, *parts: SchemaItem) -> Table:
    """A table to which rows are added and never changed: of the journal itself, or with a hash in it."""
    return _table(name, "append_only", *parts)


def secret(name: str, *parts: SchemaItem) -> Table:
    """A table of what belongs to journaled rows and leaves the book in no export: its rows have their ``id``."""
    return _table(
        name, "secret", Column("id", BookText, nullable=False), *parts, PrimaryKeyConstraint("agency_id", "id")
    )


def _table(name: str, kept: str, *parts: SchemaItem) -> Table:
    agency_id = Column("agency_id", BookText, nullable=False)
    return Table(name, metadata, agency_id, *parts, sqlite_strict=True, info={"kept": kept})
