"""Money that came, what it is applied to, and what start-up money was spent on."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, UniqueConstraint

from program.claims.envelope import EnvelopeKind
from storage.schema.columns import BookText, Cents, free_text, one_of
from storage.schema.tables import journaled

receipt = journaled(
    "receipt",
    Column("number", Integer, nullable=False),
    Column("on_date", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    free_text("reference", nullable=False),
    # Start-up money names how many agreements and officers it is for; money for claims does not.
    Column("agreements", Integer),
    Column("officers", Integer),
    UniqueConstraint("agency_id", "number"),
    CheckConstraint("cents > 0", name="cents"),
    CheckConstraint(
        "(agreements IS NULL) = (officers IS NULL) AND (agreements IS NULL OR (agreements >= 0 AND officers >= 0))",
        name="start_up",
    ),
)


receipt_share = journaled(
    "receipt_share",
    Column("receipt_id", BookText, nullable=False),
    Column("claim_id", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    UniqueConstraint("agency_id", "receipt_id", "claim_id"),
    ForeignKeyConstraint(["agency_id", "receipt_id"], ["receipt.agency_id", "receipt.id"]),
    ForeignKeyConstraint(["agency_id", "claim_id"], ["claim.agency_id", "claim.id"]),
    CheckConstraint("cents > 0", name="cents"),
)
"""What of a receipt pays which claim; what no share takes is not applied yet."""


purchase = journaled(
    "purchase",
    Column("on_date", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    Column("is_for", BookText, nullable=False),
    free_text("what", nullable=False),
    one_of("is_for", EnvelopeKind),
    CheckConstraint("cents > 0", name="cents"),
)
