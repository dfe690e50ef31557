"""Pay, hours, and what other sources pay."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, UniqueConstraint

from program.claims.pay import Category
from storage.schema.columns import BookText, Cents, file_that_came_in, free_text, one_of
from storage.schema.tables import journaled

pay = journaled(
    "pay",
    Column("officer_id", BookText, nullable=False),
    Column("from_on", BookText, nullable=False),
    Column("until_on", BookText),
    Column("annual_salary_cents", Cents, nullable=False),
    Column("benefits_monthly_cents", Cents, nullable=False),
    Column("benefits_percent", Integer, nullable=False),
    Column("overtime_rate_cents", Cents, nullable=False),
    UniqueConstraint("agency_id", "officer_id", "from_on"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    CheckConstraint("until_on IS NULL OR until_on >= from_on", name="span"),
    CheckConstraint(
        "annual_salary_cents >= 0 AND benefits_monthly_cents >= 0 AND benefits_percent >= 0 "
        "AND overtime_rate_cents >= 0",
        name="amounts",
    ),
    CheckConstraint("benefits_monthly_cents = 0 OR benefits_percent = 0", name="benefits"),
)


payroll_file = journaled(
    "payroll_file",
    *file_that_came_in(),
)


worked_time = journaled(
    "worked_time",
    Column("officer_id", BookText, nullable=False),
    Column("month", BookText, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("programme", Integer, nullable=False),
    Column("overtime", Integer, nullable=False),
    Column("backfill", Integer, nullable=False),
    # The payroll file that the hours came in with; none where they were typed.
    Column("payroll_id", BookText),
    UniqueConstraint("agency_id", "officer_id", "month"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    ForeignKeyConstraint(["agency_id", "payroll_id"], ["payroll_file.agency_id", "payroll_file.id"]),
    CheckConstraint("0 <= programme AND programme <= hours AND 0 <= backfill AND backfill <= overtime", name="parts"),
)


other_source = journaled(
    "other_source",
    Column("officer_id", BookText, nullable=False),
    Column("month", BookText, nullable=False),
    Column("category", BookText, nullable=False),
    free_text("source", nullable=False),
    Column("cents", Cents, nullable=False),
    UniqueConstraint("agency_id", "officer_id", "month", "category", "source"),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    one_of("category", Category),
    CheckConstraint("cents > 0", name="cents"),
)
"""What of a line another source was charged with: a state grant, forfeiture money."""
