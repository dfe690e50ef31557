"""The quarter's end: settings, ICE's count, queries, review, closings with their statements, awards.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.dialects import append_only_ddl, header_ddl

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_CENTS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables, and the triggers that keep statements append-only."""
    op.create_table(
        "award",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("quarter", _TEXT, nullable=False),
        sa.Column("step", _TEXT, nullable=False),
        sa.Column("cents", _CENTS, nullable=False),
        sa.Column("on_date", _TEXT, nullable=False),
        sa.Column("reference", _TEXT, nullable=True),
        sa.Column("reason", _TEXT, nullable=True),
        sa.CheckConstraint("step IN ('claimed', 'approved', 'received')", name=op.f("ck_award_step")),
        sa.CheckConstraint("cents >= 0", name=op.f("ck_award_cents")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_award")),
        sa.UniqueConstraint("agency_id", "quarter", "step", name=op.f("uq_award_agency_id_quarter_step")),
        sqlite_strict=True,
    )
    op.create_table(
        "closing",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("quarter", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("closed_on", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("rules", _TEXT, nullable=True),
        sa.Column("provided", sa.Integer(), nullable=False),
        sa.Column("located", sa.Integer(), nullable=False),
        sa.Column("eligible_officers", sa.Integer(), nullable=False),
        sa.Column("from_percent", sa.Integer(), nullable=True),
        sa.Column("award_cents", _CENTS, nullable=False),
        sa.Column("reason", _TEXT, nullable=True),
        sa.CheckConstraint("(state = 'reopened') = (reason IS NOT NULL)", name=op.f("ck_closing_reason")),
        sa.CheckConstraint("state IN ('closed', 'reopened')", name=op.f("ck_closing_state")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_closing_revision")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_closing")),
        sa.UniqueConstraint("agency_id", "quarter", name=op.f("uq_closing_agency_id_quarter")),
        sqlite_strict=True,
    )
    op.create_table(
        "ice_count",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("quarter", _TEXT, nullable=False),
        sa.Column("provided", sa.Integer(), nullable=False),
        sa.Column("located", sa.Integer(), nullable=False),
        sa.Column("received_on", _TEXT, nullable=False),
        sa.Column("reference", _TEXT, nullable=True),
        sa.Column("ours_provided", sa.Integer(), nullable=False),
        sa.Column("ours_located", sa.Integer(), nullable=False),
        sa.Column("after_close", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 <= located AND located <= provided", name=op.f("ck_ice_count_located")),
        sa.CheckConstraint("after_close IN (0, 1)", name=op.f("ck_ice_count_after_close")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_ice_count")),
        sa.UniqueConstraint("agency_id", "quarter", name=op.f("uq_ice_count_agency_id_quarter")),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("value", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_setting")),
        sqlite_strict=True,
    )
    op.create_table(
        "statement",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("quarter", _TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_statement")),
        sa.UniqueConstraint("agency_id", "quarter", "revision", name=op.f("uq_statement_agency_id_quarter_revision")),
        sqlite_strict=True,
    )
    op.create_table(
        "rejects_settled",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("on_date", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "id"],
            ["import_batch.agency_id", "import_batch.id"],
            name=op.f("fk_rejects_settled_import_batch"),
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_rejects_settled")),
        sqlite_strict=True,
    )
    op.create_table(
        "lead_query",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("on_date", _TEXT, nullable=False),
        sa.Column("reference", _TEXT, nullable=True),
        sa.CheckConstraint("state IN ('query_sent', 'ice_agrees', 'ice_differs')", name=op.f("ck_lead_query_state")),
        sa.ForeignKeyConstraint(["agency_id", "id"], ["lead.agency_id", "lead.id"], name=op.f("fk_lead_query_lead")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_lead_query")),
        sqlite_strict=True,
    )
    op.create_table(
        "review",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("outcome", _TEXT, nullable=False),
        sa.Column("outcome_on", _TEXT, nullable=False),
        sa.Column("evidence", _TEXT, nullable=True),
        sa.Column("reason", _TEXT, nullable=True),
        sa.Column("by_actor", _TEXT, nullable=False),
        sa.Column("on_date", _TEXT, nullable=False),
        sa.CheckConstraint("(state = 'returned') = (reason IS NOT NULL)", name=op.f("ck_review_reason")),
        sa.CheckConstraint("state IN ('verified', 'returned')", name=op.f("ck_review_state")),
        sa.ForeignKeyConstraint(["agency_id", "id"], ["lead.agency_id", "lead.id"], name=op.f("fk_review_lead")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_review")),
        sqlite_strict=True,
    )
    dialect = op.get_bind().dialect.name
    for statement in [*append_only_ddl(dialect, "statement"), *header_ddl(dialect, int(revision))]:
        op.execute(statement)
