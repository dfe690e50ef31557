"""What became of a quarter's award, step by step."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, UniqueConstraint

from program.quarters.award import AwardStep
from storage.schema.columns import BookText, Cents, free_text, one_of
from storage.schema.tables import journaled

award = journaled(
    "award",
    Column("quarter", BookText, nullable=False),
    Column("step", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    Column("on_date", BookText, nullable=False),
    free_text("reference"),
    Column("reason", BookText),
    UniqueConstraint("agency_id", "quarter", "step"),
    one_of("step", AwardStep),
    CheckConstraint("cents >= 0", name="cents"),
)
