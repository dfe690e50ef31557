"""Officers, their standing by dates, and notices of revocation."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, UniqueConstraint

from program.officers.standing import Standing
from storage.schema.columns import BookText, free_text, one_of
from storage.schema.tables import journaled

officer = journaled(
    "officer",
    Column("badge", BookText, nullable=False),
    Column("badge_key", BookText, nullable=False),
    free_text("name", nullable=False),
    UniqueConstraint("agency_id", "badge_key"),
)


standing = journaled(
    "standing",
    Column("officer_id", BookText, nullable=False),
    Column("standing", BookText, nullable=False),
    Column("from_on", BookText, nullable=False),
    Column("until_on", BookText),
    free_text("basis", nullable=False),
    UniqueConstraint("agency_id", "officer_id", "from_on"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    one_of("standing", Standing),
    CheckConstraint("until_on IS NULL OR until_on >= from_on", name="span"),
)


revocation_notice = journaled(
    "revocation_notice",
    Column("officer_id", BookText, nullable=False),
    Column("revoked_on", BookText, nullable=False),
    Column("given_on", BookText, nullable=False),
    UniqueConstraint("agency_id", "officer_id", "revoked_on"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
)
"""The notice to ICE of a revocation that began on a day."""
