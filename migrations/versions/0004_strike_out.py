"""Strike out: a second form of the journal, in which a text can go and its digest stays; what was struck out.

Revision ID: 0004
"""

import hashlib
import json
import os
from binascii import b2a_base64
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.engine.dialects import header_ddl, only_strikes, strike_only_ddl
from storage.errors import BookUnavailable
from storage.maintenance.first_form import (
    BEGINNING,
    PAGE,
    agencies,
    by_entry,
    canonical,
    entries,
    line,
    problems_of,
    sha256,
)

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
_FREE = {
    "setting": {"value"}, "award": {"reference"}, "claim": {"certified_by", "reference"}, "claim_body": {"body"},
    "claim_document": {"file"}, "ice_count": {"reference"}, "lead_query": {"reference"}, "import_batch": {"file"},
    "payroll_file": {"file"}, "lead": {"reference", "reference_key", "evidence"}, "officer": {"name"},
    "standing": {"basis"}, "other_source": {"source"}, "receipt": {"reference"}, "purchase": {"what"},
    "review": {"evidence"},
}  # fmt: skip
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
    _write_anew(connection)
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


def _write_anew(connection: sa.Connection) -> None:
    """Gives every text of the journal a salt and every entry the hash of the second form; the first stays beside."""
    for agency_id in agencies(connection):
        changes = by_entry(connection, agency_id)
        waiting = next(changes, None)
        previous = BEGINNING
        for entry in entries(connection, agency_id):
            digest = hashlib.sha256()
            if waiting is not None and waiting[0] == entry["number"]:
                while page := [_salted(one) for one in islice(waiting[1], PAGE)]:
                    digest.update("".join(written for written, _ in page).encode())
                    connection.execute(
                        sa.text(
                            "UPDATE journal_change SET salts = :salts"
                            " WHERE agency_id = :agency_id AND entry = :entry AND position = :position"
                        ),
                        [{**keys, "agency_id": agency_id} for _, keys in page],
                    )
                waiting = next(changes, None)
            salt = _salt()
            entry |= {
                "earlier_hash": entry["hash"],
                "changes_sha256": digest.hexdigest(),
                "previous_hash": previous,
                "said_salt": salt,
                "said_sha256": sha256(salt + entry["said"]),
            }
            entry["hash"] = previous = sha256(
                canonical({key: entry[key] for key in entry if key not in ("hash", "said", "said_salt")})
            )
            connection.execute(
                sa.text(
                    "UPDATE journal_entry SET hash = :hash, earlier_hash = :earlier_hash, said_salt = :said_salt,"
                    " said_sha256 = :said_sha256, changes_sha256 = :changes_sha256, previous_hash = :previous_hash"
                    " WHERE agency_id = :agency_id AND number = :number"
                ),
                entry,
            )


def _salted(change: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The line of a change as the second form hashes it, and its key with the salts of its texts."""
    salts: dict[str, str] = {}
    images: list[str | None] = []
    free = _FREE.get(change["table_name"], set())
    for image in (change["before"], change["after"]):
        if image is None:
            images.append(None)
            continue
        row = json.loads(image)
        for name in sorted(free & row.keys()):
            if (value := row[name]) is not None:
                row[name] = {"sha256": sha256(salts.setdefault(value, _salt()) + value)}
        images.append(canonical(row))
    keys = {"entry": change["entry"], "position": change["position"], "salts": "".join(salts.values())}
    return line(change, *images), keys


def _salt() -> str:
    return b2a_base64(os.urandom(15), newline=False).decode()
