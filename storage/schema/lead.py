"""Leads."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, UniqueConstraint, literal_column, text

from program.leads.outcome import Category, Origin, Outcome
from storage.schema.columns import BookText, free_text, one_of
from storage.schema.tables import journaled

lead = journaled(
    "lead",
    free_text("reference", nullable=False),
    free_text("reference_key", nullable=False),
    Column("category", BookText, nullable=False),
    Column("origin", BookText, nullable=False),
    Column("received_on", BookText, nullable=False),
    Column("quarter", BookText, nullable=False),
    Column("due_on", BookText),
    # The due date, or a day after all others for leads without one: NULL sorts differently on each engine.
    Column("due_sort", BookText, nullable=False),
    Column("officer_id", BookText),
    Column("outcome", BookText, nullable=False),
    Column("outcome_on", BookText),
    free_text("evidence"),
    Column("reason", BookText),
    UniqueConstraint("agency_id", "reference_key"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    one_of("category", Category),
    one_of("origin", Origin),
    one_of("outcome", Outcome),
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
    # What each earlier quarter closed from a day on: the leads that this quarter carried.
    Index("ix_lead_closed", "agency_id", "quarter", "outcome_on", "outcome", "origin"),
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
)


IS_OPEN = lead.c.outcome == literal_column("'open'")
"""Spelled out, not bound: SQLite takes ``ix_lead_open`` only where the query's own text says ``open``."""
