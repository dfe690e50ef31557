"""The whole schema of leads, officers, standings, rule sets, import batches and the journal.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.dialects import append_only_ddl, header_ddl, planner_ddl

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables, their indexes, and the triggers that keep the journal append-only."""
    op.create_table(
        "agency",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("ori", _TEXT, nullable=True),
        sa.Column("demo", sa.Integer(), nullable=False),
        sa.CheckConstraint("demo IN (0, 1)", name=op.f("ck_agency_demo")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_agency")),
        sqlite_strict=True,
    )
    op.create_table(
        "import_batch",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("file", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('leads', 'officers')", name=op.f("ck_import_batch_kind")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_import_batch")),
        sqlite_strict=True,
    )
    op.create_table(
        "journal_entry",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("command_id", _TEXT, nullable=False),
        sa.Column("at_ms", _MOMENT, nullable=False),
        sa.Column("actor", _TEXT, nullable=False),
        sa.Column("command", _TEXT, nullable=False),
        sa.Column("said", _TEXT, nullable=False),
        sa.Column("reason", _TEXT, nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("changes_sha256", _TEXT, nullable=False),
        sa.Column("previous_hash", _TEXT, nullable=False),
        sa.Column("hash", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "number", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("agency_id", "command_id", name=op.f("uq_journal_entry_agency_id_command_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "officer",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("badge", _TEXT, nullable=False),
        sa.Column("badge_key", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_officer")),
        sa.UniqueConstraint("agency_id", "badge_key", name=op.f("uq_officer_agency_id_badge_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "rule_set",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("effective_from", _TEXT, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_rule_set")),
        sa.UniqueConstraint("agency_id", "effective_from", name=op.f("uq_rule_set_agency_id_effective_from")),
        sqlite_strict=True,
    )
    op.create_table(
        "journal_change",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", _TEXT, nullable=False),
        sa.Column("row_id", _TEXT, nullable=False),
        sa.Column("before", _TEXT, nullable=True),
        sa.Column("after", _TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id", "entry"],
            ["journal_entry.agency_id", "journal_entry.number"],
            name=op.f("fk_journal_change_journal_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("agency_id", "entry", "position", name=op.f("pk_journal_change")),
        sqlite_strict=True,
    )
    op.create_index("ix_journal_change_row", "journal_change", ["agency_id", "row_id", "entry"], unique=False)
    op.create_table(
        "lead",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("reference", _TEXT, nullable=False),
        sa.Column("reference_key", _TEXT, nullable=False),
        sa.Column("category", _TEXT, nullable=False),
        sa.Column("origin", _TEXT, nullable=False),
        sa.Column("received_on", _TEXT, nullable=False),
        sa.Column("quarter", _TEXT, nullable=False),
        sa.Column("due_on", _TEXT, nullable=True),
        sa.Column("due_sort", _TEXT, nullable=False),
        sa.Column("officer_id", _TEXT, nullable=True),
        sa.Column("outcome", _TEXT, nullable=False),
        sa.Column("outcome_on", _TEXT, nullable=True),
        sa.Column("evidence", _TEXT, nullable=True),
        sa.Column("reason", _TEXT, nullable=True),
        sa.CheckConstraint("(outcome = 'open') = (outcome_on IS NULL)", name=op.f("ck_lead_outcome_dated")),
        sa.CheckConstraint("category IN ('standard', 'welfare_check')", name=op.f("ck_lead_category")),
        sa.CheckConstraint("origin IN ('ice', 'agency')", name=op.f("ck_lead_origin")),
        sa.CheckConstraint(
            "outcome IN ('open', 'located', 'not_located', 'outside_jurisdiction', 'deceased', 'departed', "
            "'withdrawn', 'duplicate', 'mistaken_identity')",
            name=op.f("ck_lead_outcome"),
        ),
        sa.CheckConstraint(
            "outcome_on IS NULL OR outcome_on >= received_on", name=op.f("ck_lead_outcome_after_receipt")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "officer_id"], ["officer.agency_id", "officer.id"], name=op.f("fk_lead_officer")
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_lead")),
        sa.UniqueConstraint("agency_id", "reference_key", name=op.f("uq_lead_agency_id_reference_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_lead_closed", "lead", ["agency_id", "quarter", "outcome_on", "outcome", "origin"], unique=False)
    op.create_index("ix_lead_due", "lead", ["agency_id", "due_sort", "id"], unique=False)
    op.create_index("ix_lead_officer", "lead", ["agency_id", "officer_id", "received_on", "id"], unique=False)
    op.create_index(
        "ix_lead_open",
        "lead",
        ["agency_id", "due_sort", "id", "officer_id", "origin", "quarter"],
        unique=False,
        sqlite_where=sa.text("outcome = 'open'"),
        postgresql_where=sa.text("outcome = 'open'"),
    )
    op.create_index(
        "ix_lead_quarter",
        "lead",
        ["agency_id", "quarter", "origin", "outcome", "officer_id", "outcome_on", "due_on", "received_on"],
        unique=False,
    )
    op.create_index("ix_lead_received", "lead", ["agency_id", "received_on", "id"], unique=False)
    op.create_table(
        "standing",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("officer_id", _TEXT, nullable=False),
        sa.Column("standing", _TEXT, nullable=False),
        sa.Column("from_on", _TEXT, nullable=False),
        sa.Column("until_on", _TEXT, nullable=True),
        sa.Column("basis", _TEXT, nullable=False),
        sa.CheckConstraint(
            "standing IN ('nominated', 'training', 'authorized', 'suspended', 'revoked', 'expired')",
            name=op.f("ck_standing_standing"),
        ),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_standing_span")),
        sa.ForeignKeyConstraint(
            ["agency_id", "officer_id"], ["officer.agency_id", "officer.id"], name=op.f("fk_standing_officer")
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_standing")),
        sa.UniqueConstraint(
            "agency_id", "officer_id", "from_on", name=op.f("uq_standing_agency_id_officer_id_from_on")
        ),
        sqlite_strict=True,
    )
    dialect = op.get_bind().dialect.name
    for table in ("journal_entry", "journal_change"):
        for statement in append_only_ddl(dialect, table):
            op.execute(statement)
    for statement in [*planner_ddl(dialect), *header_ddl(dialect, int(revision))]:
        op.execute(statement)
