"""The agency, the rules it is paid by, and what it has chosen."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, UniqueConstraint

from storage.schema.columns import BookText, free_text
from storage.schema.tables import journaled

agency = journaled(
    "agency",
    Column("name", BookText, nullable=False),
    Column("state", BookText, nullable=False),
    Column("ori", BookText),
    Column("demo", Integer, nullable=False),
    CheckConstraint("demo IN (0, 1)", name="demo"),
)


rule_set = journaled(
    "rule_set",
    Column("effective_from", BookText, nullable=False),
    Column("body", BookText, nullable=False),
    Column("sha256", BookText, nullable=False),
    UniqueConstraint("agency_id", "effective_from"),
)


setting = journaled(
    "setting",
    free_text("value", nullable=False),
)
"""What an agency has chosen; ``id`` is the setting's name."""
