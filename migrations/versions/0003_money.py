"""Pay and claims: pay, time, other sources, claims with their bodies, receipts, purchases, notices.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.dialects import header_ddl

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_CENTS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "pay",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("officer_id", _TEXT, nullable=False),
        sa.Column("from_on", _TEXT, nullable=False),
        sa.Column("until_on", _TEXT, nullable=True),
        sa.Column("annual_salary_cents", _CENTS, nullable=False),
        sa.Column("benefits_monthly_cents", _CENTS, nullable=False),
        sa.Column("benefits_percent", sa.Integer(), nullable=False),
        sa.Column("overtime_rate_cents", _CENTS, nullable=False),
        sa.CheckConstraint(
            "annual_salary_cents >= 0 AND benefits_monthly_cents >= 0 AND benefits_percent >= 0 "
            "AND overtime_rate_cents >= 0",
            name=op.f("ck_pay_amounts"),
        ),
        sa.CheckConstraint("benefits_monthly_cents = 0 OR benefits_percent = 0", name=op.f("ck_pay_benefits")),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_pay_span")),
        sa.ForeignKeyConstraint(
            ["agency_id", "officer_id"], ["officer.agency_id", "officer.id"], name=op.f("fk_pay_officer")
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_pay")),
        sa.UniqueConstraint("agency_id", "officer_id", "from_on", name=op.f("uq_pay_agency_id_officer_id_from_on")),
        sqlite_strict=True,
    )
    op.create_table(
        "payroll_file",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("file", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_payroll_file")),
        sqlite_strict=True,
    )
    op.create_table(
        "worked_time",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("officer_id", _TEXT, nullable=False),
        sa.Column("month", _TEXT, nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("programme", sa.Integer(), nullable=False),
        sa.Column("overtime", sa.Integer(), nullable=False),
        sa.Column("backfill", sa.Integer(), nullable=False),
        sa.Column("payroll_id", _TEXT, nullable=True),
        sa.CheckConstraint(
            "0 <= programme AND programme <= hours AND 0 <= backfill AND backfill <= overtime",
            name=op.f("ck_worked_time_parts"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "officer_id"], ["officer.agency_id", "officer.id"], name=op.f("fk_worked_time_officer")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "payroll_id"],
            ["payroll_file.agency_id", "payroll_file.id"],
            name=op.f("fk_worked_time_payroll_file"),
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_worked_time")),
        sa.UniqueConstraint("agency_id", "officer_id", "month", name=op.f("uq_worked_time_agency_id_officer_id_month")),
        sqlite_strict=True,
    )
    op.create_table(
        "other_source",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("officer_id", _TEXT, nullable=False),
        sa.Column("month", _TEXT, nullable=False),
        sa.Column("category", _TEXT, nullable=False),
        sa.Column("source", _TEXT, nullable=False),
        sa.Column("cents", _CENTS, nullable=False),
        sa.CheckConstraint("category IN ('salary', 'benefits', 'overtime')", name=op.f("ck_other_source_category")),
        sa.CheckConstraint("cents > 0", name=op.f("ck_other_source_cents")),
        sa.ForeignKeyConstraint(
            ["agency_id", "officer_id"], ["officer.agency_id", "officer.id"], name=op.f("fk_other_source_officer")
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_other_source")),
        sa.UniqueConstraint(
            "agency_id",
            "officer_id",
            "month",
            "category",
            "source",
            name=op.f("uq_other_source_agency_id_officer_id_month_category_source"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "claim",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("period", _TEXT, nullable=False),
        sa.Column("corrects", _TEXT, nullable=True),
        sa.Column("reason", _TEXT, nullable=True),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("claimed_cents", _CENTS, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("certified_by", _TEXT, nullable=False),
        sa.Column("certified_on", _TEXT, nullable=False),
        sa.Column("submitted_on", _TEXT, nullable=True),
        sa.Column("reference", _TEXT, nullable=True),
        sa.Column("decided_on", _TEXT, nullable=True),
        sa.CheckConstraint("(corrects IS NULL) = (reason IS NULL)", name=op.f("ck_claim_corrects")),
        sa.CheckConstraint(
            "(decided_on IS NULL) = (state IN ('certified', 'submitted'))", name=op.f("ck_claim_decided")
        ),
        sa.CheckConstraint("state IN ('certified', 'submitted', 'approved', 'returned')", name=op.f("ck_claim_state")),
        sa.CheckConstraint(
            "(submitted_on IS NULL) = (state = 'certified') AND (reference IS NULL) = (state = 'certified')",
            name=op.f("ck_claim_submitted"),
        ),
        sa.CheckConstraint("claimed_cents >= 0", name=op.f("ck_claim_cents")),
        sa.ForeignKeyConstraint(
            ["agency_id", "corrects"], ["claim.agency_id", "claim.id"], name=op.f("fk_claim_claim")
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_claim")),
        sa.UniqueConstraint("agency_id", "corrects", name=op.f("uq_claim_agency_id_corrects")),
        sa.UniqueConstraint("agency_id", "number", name=op.f("uq_claim_agency_id_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "claim_body",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(["agency_id", "id"], ["claim.agency_id", "claim.id"], name=op.f("fk_claim_body_claim")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_claim_body")),
        sqlite_strict=True,
    )
    op.create_table(
        "claim_cut",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("claim_id", _TEXT, nullable=False),
        sa.Column("badge", _TEXT, nullable=False),
        sa.Column("category", _TEXT, nullable=False),
        sa.Column("cents", _CENTS, nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
        sa.CheckConstraint("category IN ('salary', 'benefits', 'overtime')", name=op.f("ck_claim_cut_category")),
        sa.CheckConstraint(
            "reason IN ('not_eligible', 'over_cap', 'other_source', 'not_allowable', 'documents_missing', 'late', "
            "'other')",
            name=op.f("ck_claim_cut_reason"),
        ),
        sa.CheckConstraint("cents > 0", name=op.f("ck_claim_cut_cents")),
        sa.ForeignKeyConstraint(
            ["agency_id", "claim_id"], ["claim.agency_id", "claim.id"], name=op.f("fk_claim_cut_claim")
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_claim_cut")),
        sa.UniqueConstraint(
            "agency_id", "claim_id", "badge", "category", name=op.f("uq_claim_cut_agency_id_claim_id_badge_category")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "claim_document",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("period", _TEXT, nullable=False),
        sa.Column("file", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_claim_document")),
        sa.UniqueConstraint("agency_id", "period", "sha256", name=op.f("uq_claim_document_agency_id_period_sha256")),
        sqlite_strict=True,
    )
    op.create_table(
        "receipt",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on_date", _TEXT, nullable=False),
        sa.Column("cents", _CENTS, nullable=False),
        sa.Column("reference", _TEXT, nullable=False),
        sa.Column("agreements", sa.Integer(), nullable=True),
        sa.Column("officers", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(agreements IS NULL) = (officers IS NULL) AND (agreements IS NULL OR (agreements >= 0 AND officers >= 0))",
            name=op.f("ck_receipt_start_up"),
        ),
        sa.CheckConstraint("cents > 0", name=op.f("ck_receipt_cents")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("agency_id", "number", name=op.f("uq_receipt_agency_id_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "receipt_share",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("receipt_id", _TEXT, nullable=False),
        sa.Column("claim_id", _TEXT, nullable=False),
        sa.Column("cents", _CENTS, nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_receipt_share_cents")),
        sa.ForeignKeyConstraint(
            ["agency_id", "claim_id"], ["claim.agency_id", "claim.id"], name=op.f("fk_receipt_share_claim")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "receipt_id"], ["receipt.agency_id", "receipt.id"], name=op.f("fk_receipt_share_receipt")
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_receipt_share")),
        sa.UniqueConstraint(
            "agency_id", "receipt_id", "claim_id", name=op.f("uq_receipt_share_agency_id_receipt_id_claim_id")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "purchase",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("on_date", _TEXT, nullable=False),
        sa.Column("cents", _CENTS, nullable=False),
        sa.Column("is_for", _TEXT, nullable=False),
        sa.Column("what", _TEXT, nullable=False),
        sa.CheckConstraint("is_for IN ('equipment', 'vehicle')", name=op.f("ck_purchase_is_for")),
        sa.CheckConstraint("cents > 0", name=op.f("ck_purchase_cents")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_purchase")),
        sqlite_strict=True,
    )
    op.create_table(
        "revocation_notice",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("officer_id", _TEXT, nullable=False),
        sa.Column("revoked_on", _TEXT, nullable=False),
        sa.Column("given_on", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "officer_id"], ["officer.agency_id", "officer.id"], name=op.f("fk_revocation_notice_officer")
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_revocation_notice")),
        sa.UniqueConstraint(
            "agency_id", "officer_id", "revoked_on", name=op.f("uq_revocation_notice_agency_id_officer_id_revoked_on")
        ),
        sqlite_strict=True,
    )
    for statement in header_ddl(op.get_bind().dialect.name, int(revision)):
        op.execute(statement)
