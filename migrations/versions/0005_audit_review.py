"""Audit review: who has looked at a week's entries.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.dialects import header_ddl

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "audit_review",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("week_on", _TEXT, nullable=False),
        sa.Column("by_actor", _TEXT, nullable=False),
        sa.Column("on_date", _TEXT, nullable=False),
        sa.Column("head_number", sa.Integer, nullable=False),
        sa.Column("head_hash", _TEXT, nullable=False),
        sa.Column("note", _TEXT, nullable=True),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_audit_review")),
        sa.UniqueConstraint("agency_id", "week_on", name=op.f("uq_audit_review_agency_id_week_on")),
        sqlite_strict=True,
    )
    for statement in header_ddl(op.get_bind().dialect.name, int(revision)):
        op.execute(statement)
