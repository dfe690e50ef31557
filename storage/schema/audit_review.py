"""Who has looked at a week's entries, and up to where the journal went then."""

from __future__ import annotations

from sqlalchemy import Column, Integer, UniqueConstraint

from storage.schema.columns import BookText, free_text
from storage.schema.tables import journaled

audit_review = journaled(
    "audit_review",
    # The week's Monday.
    Column("week_on", BookText, nullable=False),
    Column("by_actor", BookText, nullable=False),
    Column("on_date", BookText, nullable=False),
    # The last entry that there was, and its hash.
    Column("head_number", Integer, nullable=False),
    Column("head_hash", BookText, nullable=False),
    free_text("note"),
    UniqueConstraint("agency_id", "week_on"),
)
