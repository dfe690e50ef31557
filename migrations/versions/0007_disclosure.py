"""Disclosure: what was given to whom.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.dialects import header_ddl

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "disclosure",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("given", _TEXT, nullable=False),
        sa.Column("about", _TEXT, nullable=False),
        sa.Column("recipient", _TEXT, nullable=False),
        sa.Column("on_date", _TEXT, nullable=False),
        sa.Column("left_out", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=True),
        sa.Column("note", _TEXT, nullable=True),
        sa.CheckConstraint(
            "given IN ('statement', 'claim', 'open_records', 'export', 'other')", name=op.f("ck_disclosure_given")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_disclosure_sha256")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_disclosure")),
        sqlite_strict=True,
    )
    for statement in header_ddl(op.get_bind().dialect.name, int(revision)):
        op.execute(statement)
