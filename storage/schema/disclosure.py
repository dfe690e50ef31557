"""What was given to whom."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column

from program.disclosure import Given
from storage.schema.columns import BookText, free_text, one_of
from storage.schema.tables import journaled

disclosure = journaled(
    "disclosure",
    Column("given", BookText, nullable=False),
    free_text("about", nullable=False),
    free_text("recipient", nullable=False),
    Column("on_date", BookText, nullable=False),
    # What it was given without, words with blanks between; empty where all was there.
    Column("left_out", BookText, nullable=False),
    # Of the packet's manifest, or of the file.
    Column("sha256", BookText),
    free_text("note"),
    one_of("given", Given),
    CheckConstraint("length(sha256) = 64", name="sha256"),
)
