"""Claims, what they said, what was cut, and their papers."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, UniqueConstraint

from program.claims.life import ClaimState, CutReason
from program.claims.pay import Category
from storage.schema.columns import BookText, Cents, free_text, one_of
from storage.schema.tables import journaled

claim = journaled(
    "claim",
    Column("number", Integer, nullable=False),
    Column("period", BookText, nullable=False),
    # The claim that this one stands in place of, and why; none for the first of a period.
    Column("corrects", BookText),
    Column("reason", BookText),
    Column("state", BookText, nullable=False),
    Column("claimed_cents", Cents, nullable=False),
    Column("sha256", BookText, nullable=False),
    free_text("certified_by", nullable=False),
    Column("certified_on", BookText, nullable=False),
    Column("submitted_on", BookText),
    free_text("reference"),
    Column("decided_on", BookText),
    UniqueConstraint("agency_id", "number"),
    UniqueConstraint("agency_id", "corrects"),
    ForeignKeyConstraint(["agency_id", "corrects"], ["claim.agency_id", "claim.id"]),
    one_of("state", ClaimState),
    CheckConstraint("(corrects IS NULL) = (reason IS NULL)", name="corrects"),
    CheckConstraint(
        "(submitted_on IS NULL) = (state = 'certified') AND (reference IS NULL) = (state = 'certified')",
        name="submitted",
    ),
    CheckConstraint("(decided_on IS NULL) = (state IN ('certified', 'submitted'))", name="decided"),
    CheckConstraint("claimed_cents >= 0", name="cents"),
)


claim_body = journaled(
    "claim_body",
    free_text("body", nullable=False),
    ForeignKeyConstraint(["agency_id", "id"], ["claim.agency_id", "claim.id"]),
)
"""What a claim said when it was certified, as canonical JSON; ``id`` is the claim's, which holds the hash."""


claim_cut = journaled(
    "claim_cut",
    Column("claim_id", BookText, nullable=False),
    Column("badge", BookText, nullable=False),
    Column("category", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    Column("reason", BookText, nullable=False),
    UniqueConstraint("agency_id", "claim_id", "badge", "category"),
    ForeignKeyConstraint(["agency_id", "claim_id"], ["claim.agency_id", "claim.id"]),
    one_of("category", Category),
    one_of("reason", CutReason),
    CheckConstraint("cents > 0", name="cents"),
)
"""What ICE did not approve of a claim's line; all of it where the line was returned."""


claim_document = journaled(
    "claim_document",
    Column("period", BookText, nullable=False),
    free_text("file", nullable=False),
    Column("sha256", BookText, nullable=False),
    UniqueConstraint("agency_id", "period", "sha256"),
)
