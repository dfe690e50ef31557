"""The journal: entries and their changes."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, UniqueConstraint

from storage.schema.columns import BookText, Moment
from storage.schema.tables import append_only

journal_entry = append_only(
    "journal_entry",
    Column("number", Integer, nullable=False),
    Column("command_id", BookText, nullable=False),
    Column("at_ms", Moment, nullable=False),
    Column("actor", BookText, nullable=False),
    Column("command", BookText, nullable=False),
    Column("said", BookText, nullable=False),
    Column("reason", BookText),
    Column("undoes", Integer),
    Column("changes", Integer, nullable=False),
    Column("changes_sha256", BookText, nullable=False),
    Column("previous_hash", BookText, nullable=False),
    Column("hash", BookText, nullable=False),
    # ``said`` is hashed by this digest; text and salt are empty once they are struck out.
    Column("said_salt", BookText, nullable=False),
    Column("said_sha256", BookText, nullable=False),
    # The hash that the entry had in the journal's first form, which papers of that time name.
    Column("earlier_hash", BookText),
    # Who sat at the desk, in a book that names its people. Hashed where it is there.
    Column("person_id", BookText),
    PrimaryKeyConstraint("agency_id", "number"),
    UniqueConstraint("agency_id", "command_id"),
)


journal_change = append_only(
    "journal_change",
    Column("entry", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("table_name", BookText, nullable=False),
    Column("row_id", BookText, nullable=False),
    Column("before", BookText),
    Column("after", BookText),
    # Of the free texts in both images, in the order in which the form meets them; each text once.
    Column("salts", BookText, nullable=False),
    PrimaryKeyConstraint("agency_id", "entry", "position"),
    # Deferred: a long import streams its changes before its entry, which carries their hash.
    ForeignKeyConstraint(
        ["agency_id", "entry"],
        ["journal_entry.agency_id", "journal_entry.number"],
        deferrable=True,
        initially="DEFERRED",
    ),
    Index("ix_journal_change_row", "agency_id", "row_id", "entry"),
)
