"""How long each kind of record is kept, and what stops that anything of it goes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, UniqueConstraint

from program.retention import Kept
from storage.schema.columns import BookText, free_text, one_of
from storage.schema.tables import journaled

retention = journaled(
    "retention",
    Column("kind", BookText, nullable=False),
    Column("years", Integer, nullable=False),
    # Where the agency has it from, such as an item of its state's schedule.
    free_text("source", nullable=False),
    UniqueConstraint("agency_id", "kind"),
    one_of("kind", Kept),
    CheckConstraint("years > 0", name="years"),
)


hold = journaled(
    "hold",
    Column("number", Integer, nullable=False),
    # None where it holds every kind.
    Column("kind", BookText),
    free_text("what", nullable=False),
    Column("placed_on", BookText, nullable=False),
    Column("lifted_on", BookText),
    free_text("note"),
    UniqueConstraint("agency_id", "number"),
    one_of("kind", Kept),
    CheckConstraint("lifted_on IS NOT NULL OR note IS NULL", name="lifted"),
)
"""``what`` says why it was placed, ``note`` why it was lifted."""
