"""People: who keeps the book, their PINs, what the desk saw of each; an entry of the journal names its person.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.dialects import header_ddl, only_strikes, strike_condition_ddl

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_ENTRY = (
    "agency_id", "number", "command_id", "at_ms", "actor", "command", "reason", "undoes", "changes", "changes_sha256",
    "previous_hash", "hash", "said_sha256", "earlier_hash", "person_id",
)  # fmt: skip


def upgrade() -> None:
    """Adds the tables and the column, which a text that is struck out leaves as it is too."""
    dialect = op.get_bind().dialect.name
    op.add_column("journal_entry", sa.Column("person_id", _TEXT, nullable=True))
    for statement in strike_condition_ddl(
        dialect, "journal_entry", only_strikes(dialect, _ENTRY, ("said", "said_salt"))
    ):
        op.execute(sa.text(statement.replace(":", "\\:")))
    op.create_table(
        "person",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("roles", _TEXT, nullable=False),
        sa.Column("owner", sa.Integer(), nullable=False),
        sa.Column("officer_id", _TEXT, nullable=True),
        sa.Column("left_on", _TEXT, nullable=True),
        sa.Column("pin_sha256", _TEXT, nullable=False),
        sa.CheckConstraint("owner IN (0, 1)", name=op.f("ck_person_owner")),
        sa.ForeignKeyConstraint(
            ["agency_id", "officer_id"], ["officer.agency_id", "officer.id"], name=op.f("fk_person_officer")
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_person")),
        sqlite_strict=True,
    )
    op.create_table(
        "sign_on",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("event", _TEXT, nullable=False),
        sa.Column("at_ms", _MOMENT, nullable=False),
        sa.Column("misses", _TEXT, nullable=False),
        sa.Column("shut_out", sa.Integer(), nullable=False),
        sa.CheckConstraint("event IN ('seated', 'locked', 'missed', 'cleared')", name=op.f("ck_sign_on_event")),
        sa.CheckConstraint("shut_out IN (0, 1)", name=op.f("ck_sign_on_shut_out")),
        sa.ForeignKeyConstraint(["agency_id", "id"], ["person.agency_id", "person.id"], name=op.f("fk_sign_on_person")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_sign_on")),
        sqlite_strict=True,
    )
    op.create_table(
        "pin",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("hash", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(["agency_id", "id"], ["person.agency_id", "person.id"], name=op.f("fk_pin_person")),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_pin")),
        sqlite_strict=True,
    )
    for statement in header_ddl(dialect, int(revision)):
        op.execute(statement)
