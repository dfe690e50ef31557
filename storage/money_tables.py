"""The tables of pay and claims: pay, time, claims with their bodies, receipts, purchases, notices.

As in ``tables.py``: dates are ISO text, money integer cents, ``agency_id`` first in every key. Hours and per cents are
integer hundredths. A ``month`` is written ``2025-11``, a ``period`` so or ``FY2026-Q1``.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from program.claim_life import ClaimState, CutReason
from program.envelopes import EnvelopeKind
from program.pay import Category
from storage.column_kinds import BookText, Cents, one_of
from storage.tables import metadata

pay = Table(
    "pay",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("officer_id", BookText, nullable=False),
    Column("from_on", BookText, nullable=False),
    Column("until_on", BookText),
    Column("annual_salary_cents", Cents, nullable=False),
    Column("benefits_monthly_cents", Cents, nullable=False),
    Column("benefits_percent", Integer, nullable=False),
    Column("overtime_rate_cents", Cents, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "officer_id", "from_on"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    CheckConstraint("until_on IS NULL OR until_on >= from_on", name="span"),
    CheckConstraint(
        "annual_salary_cents >= 0 AND benefits_monthly_cents >= 0 AND benefits_percent >= 0 "
        "AND overtime_rate_cents >= 0",
        name="amounts",
    ),
    CheckConstraint("benefits_monthly_cents = 0 OR benefits_percent = 0", name="benefits"),
    sqlite_strict=True,
)

payroll_file = Table(
    "payroll_file",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("file", BookText, nullable=False),
    Column("sha256", BookText, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    sqlite_strict=True,
)

worked_time = Table(
    "worked_time",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("officer_id", BookText, nullable=False),
    Column("month", BookText, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("programme", Integer, nullable=False),
    Column("overtime", Integer, nullable=False),
    Column("backfill", Integer, nullable=False),
    # The payroll file that the hours came in with; none where they were typed.
    Column("payroll_id", BookText),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "officer_id", "month"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    ForeignKeyConstraint(["agency_id", "payroll_id"], ["payroll_file.agency_id", "payroll_file.id"]),
    CheckConstraint("0 <= programme AND programme <= hours AND 0 <= backfill AND backfill <= overtime", name="parts"),
    sqlite_strict=True,
)

other_source = Table(
    "other_source",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("officer_id", BookText, nullable=False),
    Column("month", BookText, nullable=False),
    Column("category", BookText, nullable=False),
    Column("source", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "officer_id", "month", "category", "source"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    one_of("category", Category),
    CheckConstraint("cents > 0", name="cents"),
    sqlite_strict=True,
)
"""What of a line another source was charged with: a state grant, forfeiture money."""

claim = Table(
    "claim",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("number", Integer, nullable=False),
    Column("period", BookText, nullable=False),
    # The claim that this one stands in place of, and why; none for the first of a period.
    Column("corrects", BookText),
    Column("reason", BookText),
    Column("state", BookText, nullable=False),
    Column("claimed_cents", Cents, nullable=False),
    Column("sha256", BookText, nullable=False),
    Column("certified_by", BookText, nullable=False),
    Column("certified_on", BookText, nullable=False),
    Column("submitted_on", BookText),
    Column("reference", BookText),
    Column("decided_on", BookText),
    PrimaryKeyConstraint("agency_id", "id"),
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
    sqlite_strict=True,
)

claim_body = Table(
    "claim_body",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("body", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    ForeignKeyConstraint(["agency_id", "id"], ["claim.agency_id", "claim.id"]),
    sqlite_strict=True,
)
"""What a claim said when it was certified, as canonical JSON; ``id`` is the claim's, which holds the hash."""

claim_cut = Table(
    "claim_cut",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("claim_id", BookText, nullable=False),
    Column("badge", BookText, nullable=False),
    Column("category", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    Column("reason", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "claim_id", "badge", "category"),
    ForeignKeyConstraint(["agency_id", "claim_id"], ["claim.agency_id", "claim.id"]),
    one_of("category", Category),
    one_of("reason", CutReason),
    CheckConstraint("cents > 0", name="cents"),
    sqlite_strict=True,
)
"""What ICE did not approve of a claim's line; all of it where the line was returned."""

claim_document = Table(
    "claim_document",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("period", BookText, nullable=False),
    Column("file", BookText, nullable=False),
    Column("sha256", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "period", "sha256"),
    sqlite_strict=True,
)

receipt = Table(
    "receipt",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("number", Integer, nullable=False),
    Column("on_date", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    Column("reference", BookText, nullable=False),
    # Start-up money names how many agreements and officers it is for; money for claims does not.
    Column("agreements", Integer),
    Column("officers", Integer),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "number"),
    CheckConstraint("cents > 0", name="cents"),
    CheckConstraint(
        "(agreements IS NULL) = (officers IS NULL) AND (agreements IS NULL OR (agreements >= 0 AND officers >= 0))",
        name="start_up",
    ),
    sqlite_strict=True,
)

receipt_share = Table(
    "receipt_share",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("receipt_id", BookText, nullable=False),
    Column("claim_id", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "receipt_id", "claim_id"),
    ForeignKeyConstraint(["agency_id", "receipt_id"], ["receipt.agency_id", "receipt.id"]),
    ForeignKeyConstraint(["agency_id", "claim_id"], ["claim.agency_id", "claim.id"]),
    CheckConstraint("cents > 0", name="cents"),
    sqlite_strict=True,
)
"""What of a receipt pays which claim; what no share takes is not applied yet."""

purchase = Table(
    "purchase",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("on_date", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    Column("is_for", BookText, nullable=False),
    Column("what", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    one_of("is_for", EnvelopeKind),
    CheckConstraint("cents > 0", name="cents"),
    sqlite_strict=True,
)

revocation_notice = Table(
    "revocation_notice",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("officer_id", BookText, nullable=False),
    Column("revoked_on", BookText, nullable=False),
    Column("given_on", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "officer_id", "revoked_on"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    sqlite_strict=True,
)
"""The notice to ICE of a revocation that began on a day."""
