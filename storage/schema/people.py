"""The people of a book, their PINs, and what the desk saw of each: sitting down, locking, a wrong PIN."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer

from storage.schema.columns import BookText, Moment, free_text, one_of
from storage.schema.tables import journaled, secret

person = journaled(
    "person",
    free_text("name", nullable=False),
    # Words of ``Role`` in their order, a blank between them.
    Column("roles", BookText, nullable=False),
    Column("owner", Integer, nullable=False),
    # The officer who this is, where it is one.
    Column("officer_id", BookText),
    Column("left_on", BookText),
    # The SHA-256 of the PIN's hash, which itself stands in ``pin`` and never in the journal.
    Column("pin_sha256", BookText, nullable=False),
    ForeignKeyConstraint(["agency_id", "officer_id"], ["officer.agency_id", "officer.id"]),
    CheckConstraint("owner IN (0, 1)", name="owner"),
)


class SignOnEvent(StrEnum):
    """What the desk last saw of a person."""

    SEATED = "seated"
    LOCKED = "locked"
    MISSED = "missed"
    CLEARED = "cleared"


sign_on = journaled(
    "sign_on",
    Column("event", BookText, nullable=False),
    Column("at_ms", Moment, nullable=False),
    # The moments of wrong PINs that may still count, in UTC milliseconds, a blank between them.
    Column("misses", BookText, nullable=False),
    Column("shut_out", Integer, nullable=False),
    ForeignKeyConstraint(["agency_id", "id"], ["person.agency_id", "person.id"]),
    one_of("event", SignOnEvent),
    CheckConstraint("shut_out IN (0, 1)", name="shut_out"),
)
"""``id`` is the person's."""


pin = secret(
    "pin",
    Column("hash", BookText, nullable=False),
    ForeignKeyConstraint(["agency_id", "id"], ["person.agency_id", "person.id"]),
)
"""The Argon2id hash of a person's PIN; ``id`` is the person's. It never leaves the book's file and its backups."""
