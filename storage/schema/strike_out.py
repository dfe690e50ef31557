"""What was struck out for good, and what stands for a statement whose text is."""

from __future__ import annotations

from sqlalchemy import Column

from program.strike_out import StrikeReason
from storage.schema.columns import BookText, free_text, one_of
from storage.schema.tables import journaled

strike_out = journaled(
    "strike_out",
    # The table and id of the record that lost a text; a sentence of the journal has its entry's number as id.
    Column("record", BookText, nullable=False),
    Column("row_id", BookText, nullable=False),
    Column("field", BookText, nullable=False),
    Column("reason", BookText, nullable=False),
    Column("on_date", BookText, nullable=False),
    one_of("reason", StrikeReason),
)


struck_statement = journaled(
    "struck_statement",
    free_text("body", nullable=False),
)
"""What is left of a statement's body; ``id`` is the statement's, which keeps the hash that its packet names."""
