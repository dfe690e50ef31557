"""Whether the statements in a book are those that left: text, hash, journal, arithmetic."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from sqlalchemy import Connection, select

from program.quarters.recount import problems_of
from storage.journal.format import canonical, row_from
from storage.maintenance.chain import struck_records
from storage.maintenance.findings import Finding
from storage.schema.journal import journal_change, journal_entry
from storage.schema.quarter import closing, statement
from storage.schema.strike_out import struck_statement
from storage.views.statement_body import statements

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
"""How every id looks. Nothing else in the book holds a statement's own id, so only its form can be looked at."""


def statement_findings(connection: Connection, agency_id: str) -> list[Finding]:
    """Looks at every statement: its hash, the closing in the journal that names it, its head, its figures."""
    closed: dict[tuple[str, int], tuple[int, str]] = {}
    for entry, image in connection.execute(
        select(journal_change.c.entry, journal_change.c.after)
        .where(
            journal_change.c.agency_id == agency_id,
            journal_change.c.table_name == closing.name,
            journal_change.c.after.is_not(None),
        )
        .order_by(journal_change.c.entry)
    ):
        row = row_from(image)
        if row["state"] == "closed":
            closed[row["quarter"], row["revision"]] = (entry, row["sha256"])
    findings: list[Finding] = []
    struck, under = struck_records(connection, agency_id), _written_under(connection, agency_id)
    for filed in connection.execute(statements(agency_id).order_by(statement.c.quarter, statement.c.revision)):
        entry, digest = closed.pop((filed.quarter, filed.revision), (0, ""))
        whole = not filed.struck or (statement.name, filed.id) not in struck
        problems = tuple(_problems(connection, agency_id, filed.body, filed.sha256, entry, digest, whole=whole))
        if filed.id in under:
            problems = (*problems, "has a text again where it was struck out")
        if not _ID.fullmatch(filed.id):
            problems = (*problems, "has an id that the book never gave")
        name = f"{filed.quarter} revision {filed.revision}"
        findings += [Finding("statement", f"the statement of {name}: {problem}") for problem in problems]
    findings += [
        Finding("statement_missing", f"the statement of {quarter} revision {revision} is gone")
        for quarter, revision in closed
    ]
    return findings


def _written_under(connection: Connection, agency_id: str) -> set[str]:
    """The ids of statements that something was struck out of, and whose first text is not empty all the same."""
    both = (struck_statement.c.agency_id == statement.c.agency_id) & (struck_statement.c.id == statement.c.id)
    found = select(statement.c.id).join(struck_statement, both)
    return set(connection.execute(found.where(statement.c.agency_id == agency_id, statement.c.body != "")).scalars())


def _problems(
    connection: Connection, agency_id: str, text: str, kept: str, entry: int, digest: str, *, whole: bool
) -> Iterator[str]:
    """``whole`` is False where something was struck out of the text: what is left of it is held by the journal."""
    if kept != digest or (whole and hashlib.sha256(text.encode()).hexdigest() != digest):
        yield "is not the text whose hash stands in the journal"
        return
    body = json.loads(text)
    if canonical(body) != text:
        yield "is not in canonical form"
    before = connection.execute(
        select(journal_entry.c.hash, journal_entry.c.earlier_hash).where(
            journal_entry.c.agency_id == agency_id, journal_entry.c.number == entry - 1
        )
    ).first()
    if body["journal"]["number"] != entry - 1 or body["journal"]["hash"] not in (before or ()):
        yield "names another head of the journal than the one it was closed on"
    yield from problems_of(body)
