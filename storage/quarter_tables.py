"""The tables of the quarter's end: ICE's count, queries, review, closings, statements, awards.

As in ``tables.py``: dates are ISO text, money integer cents, ``agency_id`` first in every key. A row that belongs to
one lead (or to one import) has that one's id, so the timeline of the lead tells of it too.
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

from program.quarter_end import AwardStep, QueryState, ReviewState
from storage.column_kinds import BookText, Cents, one_of
from storage.tables import metadata

setting = Table(
    "setting",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("value", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    sqlite_strict=True,
)
"""What an agency has chosen; ``id`` is the setting's name."""

ice_count = Table(
    "ice_count",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("quarter", BookText, nullable=False),
    Column("provided", Integer, nullable=False),
    Column("located", Integer, nullable=False),
    Column("received_on", BookText, nullable=False),
    Column("reference", BookText),
    # Ours when ICE's was entered: where they are others now, the comparison is stale.
    Column("ours_provided", Integer, nullable=False),
    Column("ours_located", Integer, nullable=False),
    Column("after_close", Integer, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "quarter"),
    CheckConstraint("0 <= located AND located <= provided", name="located"),
    CheckConstraint("after_close IN (0, 1)", name="after_close"),
    sqlite_strict=True,
)

lead_query = Table(
    "lead_query",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("state", BookText, nullable=False),
    Column("on_date", BookText, nullable=False),
    Column("reference", BookText),
    PrimaryKeyConstraint("agency_id", "id"),
    ForeignKeyConstraint(["agency_id", "id"], ["lead.agency_id", "lead.id"]),
    one_of("state", QueryState),
    sqlite_strict=True,
)
"""How far a lead has been talked over with ICE; ``id`` is the lead's."""

review = Table(
    "review",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("state", BookText, nullable=False),
    # What was looked at: an outcome that is another one now has to be looked at again.
    Column("outcome", BookText, nullable=False),
    Column("outcome_on", BookText, nullable=False),
    Column("evidence", BookText),
    Column("reason", BookText),
    Column("by_actor", BookText, nullable=False),
    Column("on_date", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    ForeignKeyConstraint(["agency_id", "id"], ["lead.agency_id", "lead.id"]),
    one_of("state", ReviewState),
    CheckConstraint("(state = 'returned') = (reason IS NOT NULL)", name="reason"),
    sqlite_strict=True,
)
"""The last word of a second actor on a lead's outcome; ``id`` is the lead's."""

rejects_settled = Table(
    "rejects_settled",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("on_date", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    ForeignKeyConstraint(["agency_id", "id"], ["import_batch.agency_id", "import_batch.id"]),
    sqlite_strict=True,
)
"""Imports whose rejected rows have been dealt with; ``id`` is the import's."""

award = Table(
    "award",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("quarter", BookText, nullable=False),
    Column("step", BookText, nullable=False),
    Column("cents", Cents, nullable=False),
    Column("on_date", BookText, nullable=False),
    Column("reference", BookText),
    Column("reason", BookText),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "quarter", "step"),
    one_of("step", AwardStep),
    CheckConstraint("cents >= 0", name="cents"),
    sqlite_strict=True,
)

closing = Table(
    "closing",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("quarter", BookText, nullable=False),
    Column("state", BookText, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("closed_on", BookText, nullable=False),
    Column("sha256", BookText, nullable=False),
    # The rule set it was closed with, as canonical JSON; none for a quarter before the first.
    Column("rules", BookText),
    # The figures of the statement, for tables over all quarters.
    Column("provided", Integer, nullable=False),
    Column("located", Integer, nullable=False),
    Column("eligible_officers", Integer, nullable=False),
    Column("from_percent", Integer),
    Column("award_cents", Cents, nullable=False),
    Column("reason", BookText),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "quarter"),
    CheckConstraint("state IN ('closed', 'reopened')", name="state"),
    CheckConstraint("(state = 'reopened') = (reason IS NOT NULL)", name="reason"),
    CheckConstraint("revision >= 1", name="revision"),
    sqlite_strict=True,
)
"""Whether a quarter is closed, with which revision of its statement; the journal has what went before."""

statement = Table(
    "statement",
    metadata,
    Column("agency_id", BookText, nullable=False),
    Column("id", BookText, nullable=False),
    Column("quarter", BookText, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("body", BookText, nullable=False),
    Column("sha256", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "id"),
    UniqueConstraint("agency_id", "quarter", "revision"),
    sqlite_strict=True,
)
"""Statements as they left: append-only like the journal, in which ``closing`` keeps the hash of each."""
