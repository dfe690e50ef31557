"""The tables of the book. What they mean is in the contract; who may write them is in ``writer.py``.

Dates are ISO text, moments UTC milliseconds, money integer cents. ``agency_id`` stands first in every key, so a book on
PostgreSQL can hold many agencies. No column anywhere holds a person other than an officer of the agency. The tables of
the quarter's end are in ``quarter_tables.py``.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    literal_column,
    text,
)

from program.outcomes import Category, Origin, Outcome
from program.standing import Standing
from storage.column_kinds import BookText as _Text
from storage.column_kinds import Moment as _Moment
from storage.column_kinds import one_of as _one_of

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

agency = Table(
    "agency",
    metadata,
    Column("agency_id", _Text, nullable=False),
    Column("id", _Text, nullable=False),
    Column("name", _Text, nullable=False),
    Column("state", _Text, nullable=False),
    Column("ori", _Text),
    Column("demo", Integer, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    CheckConstraint("demo IN (0, 1)", name="demo"),
    sqlite_strict=True,
)

rule_set = Table(
    "rule_set",
    metadata,
    Column("agency_id", _Text, nullable=False),
    Column("id", _Text, nullable=False),
    Column("effective_from", _Text, nullable=False),
    Column("body", _Text, nullable=False),
    Column("sha256", _Text, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "effective_from"),
    sqlite_strict=True,
)

officer = Table(
    "officer",
    metadata,
    Column("agency_id", _Text, nullable=False),
    Column("id", _Text, nullable=False),
    Column("badge", _Text, nullable=False),
    Column("badge_key", _Text, nullable=False),
    Column("name", _Text, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "badge_key"),
    sqlite_strict=True,
)

standing = Table(
    "standing",
    metadata,
    Column("agency_id", _Text, nullable=False),
    Column("id", _Text, nullable=False),
    Column("officer_id", _Text, nullable=False),
    Column("standing", _Text, nullable=False),
    Column("from_on", _Text, nullable=False),
    Column("until_on", _Text),
    Column("basis", _Text, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "officer_id", "from_on"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    _one_of("standing", Standing),
    CheckConstraint("until_on IS NULL OR until_on >= from_on", name="span"),
    sqlite_strict=True,
)

lead = Table(
    "lead",
    metadata,
    Column("agency_id", _Text, nullable=False),
    Column("id", _Text, nullable=False),
    Column("reference", _Text, nullable=False),
    Column("reference_key", _Text, nullable=False),
    Column("category", _Text, nullable=False),
    Column("origin", _Text, nullable=False),
    Column("received_on", _Text, nullable=False),
    Column("quarter", _Text, nullable=False),
    Column("due_on", _Text),
    # The due date, or a day after all others for leads without one: NULL sorts differently on each engine.
    Column("due_sort", _Text, nullable=False),
    Column("officer_id", _Text),
    Column("outcome", _Text, nullable=False),
    Column("outcome_on", _Text),
    Column("evidence", _Text),
    Column("reason", _Text),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "reference_key"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    _one_of("category", Category),
    _one_of("origin", Origin),
    _one_of("outcome", Outcome),
    CheckConstraint("(outcome = 'open') = (outcome_on IS NULL)", name="outcome_dated"),
    CheckConstraint("outcome_on IS NULL OR outcome_on >= received_on", name="outcome_after_receipt"),
    # One walk of this index answers a quarter's counts, per officer too, without touching the table.
    Index(
        "ix_lead_quarter",
        "agency_id",
        "quarter",
        "origin",
        "outcome",
        "officer_id",
        "outcome_on",
        "due_on",
        "received_on",
    ),
    Index("ix_lead_received", "agency_id", "received_on", "id"),
    Index("ix_lead_due", "agency_id", "due_sort", "id"),
    Index("ix_lead_officer", "agency_id", "officer_id", "received_on", "id"),
    # What was closed from a day on: leads of earlier quarters that this quarter carried.
    Index("ix_lead_closed", "agency_id", "outcome_on", "quarter", "outcome", "origin"),
    Index(
        "ix_lead_open",
        "agency_id",
        "due_sort",
        "id",
        "officer_id",
        "origin",
        "quarter",
        # Partial on PostgreSQL too, as the revision says; said here, it would load that dialect at every start.
        sqlite_where=text("outcome = 'open'"),
    ),
    sqlite_strict=True,
)

IS_OPEN = lead.c.outcome == literal_column("'open'")
"""Spelled out, not bound: SQLite takes ``ix_lead_open`` only where the query's own text says ``open``."""

import_batch = Table(
    "import_batch",
    metadata,
    Column("agency_id", _Text, nullable=False),
    Column("id", _Text, nullable=False),
    Column("kind", _Text, nullable=False),
    Column("file", _Text, nullable=False),
    Column("sha256", _Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    CheckConstraint("kind IN ('leads', 'officers')", name="kind"),
    sqlite_strict=True,
)

journal_entry = Table(
    "journal_entry",
    metadata,
    Column("agency_id", _Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("command_id", _Text, nullable=False),
    Column("at_ms", _Moment, nullable=False),
    Column("actor", _Text, nullable=False),
    Column("command", _Text, nullable=False),
    Column("said", _Text, nullable=False),
    Column("reason", _Text),
    Column("undoes", Integer),
    Column("changes", Integer, nullable=False),
    Column("changes_sha256", _Text, nullable=False),
    Column("previous_hash", _Text, nullable=False),
    Column("hash", _Text, nullable=False),
    PrimaryKeyConstraint("agency_id", "number"),
    UniqueConstraint("agency_id", "command_id"),
    sqlite_strict=True,
)

journal_change = Table(
    "journal_change",
    metadata,
    Column("agency_id", _Text, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("table_name", _Text, nullable=False),
    Column("row_id", _Text, nullable=False),
    Column("before", _Text),
    Column("after", _Text),
    PrimaryKeyConstraint("agency_id", "entry", "position"),
    # Deferred: a long import streams its changes before its entry, which carries their hash.
    ForeignKeyConstraint(
        ["agency_id", "entry"],
        ["journal_entry.agency_id", "journal_entry.number"],
        deferrable=True,
        initially="DEFERRED",
    ),
    Index("ix_journal_change_row", "agency_id", "row_id", "entry"),
    sqlite_strict=True,
)
