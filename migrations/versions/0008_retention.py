"""Retention: how long each kind of record is kept, and holds that stop it.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.dialects import header_ddl

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_KINDS = "kind IN ('leads', 'officers', 'claims', 'disclosures')"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "retention",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("years", sa.Integer, nullable=False),
        sa.Column("source", _TEXT, nullable=False),
        sa.CheckConstraint(_KINDS, name=op.f("ck_retention_kind")),
        sa.CheckConstraint("years > 0", name=op.f("ck_retention_years")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_retention")),
        sa.UniqueConstraint("agency_id", "kind", name=op.f("uq_retention_agency_id_kind")),
        sqlite_strict=True,
    )
    op.create_table(
        "hold",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", _TEXT, nullable=True),
        sa.Column("what", _TEXT, nullable=False),
        sa.Column("placed_on", _TEXT, nullable=False),
        sa.Column("lifted_on", _TEXT, nullable=True),
        sa.Column("note", _TEXT, nullable=True),
        sa.CheckConstraint(_KINDS, name=op.f("ck_hold_kind")),
        sa.CheckConstraint("lifted_on IS NOT NULL OR note IS NULL", name=op.f("ck_hold_lifted")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_hold")),
        sa.UniqueConstraint("agency_id", "number", name=op.f("uq_hold_agency_id_number")),
        sqlite_strict=True,
    )
    for statement in header_ddl(op.get_bind().dialect.name, int(revision)):
        op.execute(statement)
