"""Strike out: a second form of the journal, in which a text can go and its digest stays; what was struck out.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.dialects import header_ddl, only_strikes, strike_only_ddl
from storage.errors import BookUnavailable
from storage.maintenance.first_form import problems_of, write_anew

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_ENTRY = (
    "agency_id", "number", "command_id", "at_ms", "actor", "command", "reason", "undoes", "changes", "changes_sha256",
    "previous_hash", "hash", "said_sha256", "earlier_hash",
)  # fmt: skip
_CHANGE = ("agency_id", "entry", "position", "table_name", "row_id")
_STATEMENT = ("agency_id", "id", "quarter", "revision", "sha256")


def upgrade() -> None:
    """Adds the columns and tables, writes the journal anew, and lets texts be struck out from then on."""
    connection = op.get_bind()
    dialect = connection.dialect.name
    if problems := problems_of(connection):
        raise BookUnavailable(f"the book is not sound: {problems[0]}; nothing was changed")
    op.add_column("journal_entry", sa.Column("said_salt", _TEXT, nullable=False, server_default=""))
    op.add_column("journal_entry", sa.Column("said_sha256", _TEXT, nullable=False, server_default=""))
    op.add_column("journal_entry", sa.Column("earlier_hash", _TEXT, nullable=True))
    op.add_column("journal_change", sa.Column("salts", _TEXT, nullable=False, server_default=""))
    for table in ("journal_entry", "journal_change"):
        if dialect == "sqlite":
            op.execute(f"DROP TRIGGER {table}_no_update")
        else:
            op.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only")
    write_anew(connection)
    fewer = "length(NEW.salts) < length(OLD.salts)"
    images = " AND ".join(only_strikes(dialect, (), (), image) for image in ("before", "after"))
    allowed = {
        "journal_entry": only_strikes(dialect, _ENTRY, ("said", "said_salt")),
        "journal_change": f"{only_strikes(dialect, _CHANGE, ())} AND CASE WHEN {fewer} THEN {images} END",
        "statement": only_strikes(dialect, _STATEMENT, ("body",)),
    }
    for table, condition in allowed.items():
        for statement in strike_only_ddl(dialect, table, condition):
            op.execute(sa.text(statement.replace(":", "\\:")))
    op.create_table(
        "strike_out",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("record", _TEXT, nullable=False),
        sa.Column("row_id", _TEXT, nullable=False),
        sa.Column("field", _TEXT, nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("on_date", _TEXT, nullable=False),
        sa.CheckConstraint(
            "reason IN ('personal_detail', 'court_order', 'retention', 'entry_error')",
            name=op.f("ck_strike_out_reason"),
        ),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_strike_out")),
        sqlite_strict=True,
    )
    op.create_table(
        "struck_statement",
        sa.Column("agency_id", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_struck_statement")),
        sqlite_strict=True,
    )
    for statement in header_ddl(dialect, int(revision)):
        op.execute(statement)
