"""The last word of a second person on a lead's outcome."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint

from program.leads.review import ReviewState
from storage.schema.columns import BookText, free_text, one_of
from storage.schema.tables import journaled

review = journaled(
    "review",
    Column("state", BookText, nullable=False),
    # What was looked at: an outcome that is another one now has to be looked at again.
    Column("outcome", BookText, nullable=False),
    Column("outcome_on", BookText, nullable=False),
    free_text("evidence"),
    Column("reason", BookText),
    Column("by_actor", BookText, nullable=False),
    Column("on_date", BookText, nullable=False),
    ForeignKeyConstraint(["agency_id", "id"], ["lead.agency_id", "lead.id"]),
    one_of("state", ReviewState),
    CheckConstraint("(state = 'returned') = (reason IS NOT NULL)", name="reason"),
)
"""The last word of a second actor on a lead's outcome; ``id`` is the lead's."""
