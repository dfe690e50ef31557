"""Closings of quarters, and the statements that they froze."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, UniqueConstraint

from storage.schema.columns import BookText, Cents
from storage.schema.tables import append_only, journaled

closing = journaled(
    "closing",
    Column("quarter", BookText, nullable=False),
    Column("state", BookText, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("closed_on", BookText, nullable=False),
    Column("sha256", BookText, nullable=False),
    # The rule set it was closed with, as canonical JSON; none for a quarter before the first.
    Column("rules", BookText),
    # The figures of the statement, for tables over all quarters.
    Column("provided", Integer, nullable=False),
    Column("located", Integer, nullable=False),
    Column("eligible_officers", Integer, nullable=False),
    Column("from_percent", Integer),
    Column("award_cents", Cents, nullable=False),
    Column("reason", BookText),
    UniqueConstraint("agency_id", "quarter"),
    CheckConstraint("state IN ('closed', 'reopened')", name="state"),
    CheckConstraint("(state = 'reopened') = (reason IS NOT NULL)", name="reason"),
    CheckConstraint("revision >= 1", name="revision"),
)
"""Whether a quarter is closed, with which revision of its statement; the journal has what went before."""


statement = append_only(
    "statement",
    Column("id", BookText, nullable=False),
    Column("quarter", BookText, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("body", BookText, nullable=False),
    Column("sha256", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "quarter", "revision"),
)
"""Statements as they left: append-only like the journal, in which ``closing`` keeps the hash of each."""
