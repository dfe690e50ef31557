"""Looks whether a book is sound: the file, the journal's chain, rows against the journal, figures against leads."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from program.counting import count
from program.quarters import Quarter
from storage.book import Book
from storage.engine import integrity_problems, reading
from storage.journal import Row, canonical
from storage.journaled import JOURNALED
from storage.keeping.chain import Finding, follow_chain
from storage.keeping.claims import claim_findings
from storage.keeping.statements import statement_findings
from storage.tables import journal_change, lead
from storage.views.agency import rules_for
from storage.views.leads import lead_of, lead_rows
from storage.words import number_of


@dataclass(frozen=True)
class Checked:
    """What a check found; ``head`` is the hash of the newest of ``entries`` entries, to be kept elsewhere."""

    findings: tuple[Finding, ...]
    entries: int
    head: str

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check(book: Book, *, full: bool = False) -> Checked:
    """Checks a book; ``full`` also replays the journal and compares every row, which takes as long as the book is."""
    with reading(book.engine) as connection:
        findings = [Finding("file", problem) for problem in integrity_problems(connection)]
        chain = follow_chain(connection, book.agency_id)
        findings += chain.findings
        if full:
            findings += _replay(connection, book.agency_id)
            findings += statement_findings(connection, book.agency_id)
            findings += claim_findings(connection, book.agency_id)
        quarters = connection.execute(
            select(lead.c.quarter).where(lead.c.agency_id == book.agency_id).distinct().order_by(lead.c.quarter)
        ).scalars()
        findings += [
            found for quarter in quarters.all() for found in _figures(book, connection, Quarter.parse(quarter))
        ]
    return Checked(tuple(findings), chain.entries, chain.head)


def _replay(connection: Connection, agency_id: str) -> list[Finding]:
    """Compares every row with the last image that the journal holds of it."""
    last: dict[tuple[str, str], str | None] = {}
    for row in connection.execute(
        select(journal_change.c.table_name, journal_change.c.row_id, journal_change.c.after)
        .where(journal_change.c.agency_id == agency_id)
        .order_by(journal_change.c.entry, journal_change.c.position)
    ):
        last[row.table_name, row.row_id] = row.after
    findings = []
    for name, table in JOURNALED.items():
        columns = [column for column in table.c if column.name != "agency_id"]
        for found in connection.execute(select(*columns).where(table.c.agency_id == agency_id)).mappings():
            there: Row = dict(found)
            if last.pop((name, there["id"]), None) != canonical(there):
                what = there.get("reference") or there.get("badge") or there["id"]
                findings.append(Finding("row_differs", f"{name} {what} is not what the journal says"))
    gone = [(name, image) for (name, _), image in last.items() if image is not None]
    for name, image in gone:
        row = json.loads(image)
        what = row.get("reference") or row.get("badge") or row["id"]
        findings.append(Finding("row_missing", f"{name} {what} is in the journal but not in the book"))
    return findings


def _figures(book: Book, connection: Connection, quarter: Quarter) -> list[Finding]:
    """Counts a quarter's leads one by one and compares with the figures shown."""
    rules = rules_for(connection, book.agency_id, quarter)
    today = book.surroundings.today()
    statement = lead_rows(book.agency_id).where(lead.c.quarter == str(quarter))
    counted = count(rules, quarter, ((lead_of(row).facts, 1) for row in connection.execute(statement)), today)
    shown = book.view.status(quarter).figures.counts
    if counted == shown:
        return []
    leads = number_of(counted.provided, "lead")
    return [Finding("figures", f"{quarter}: {leads} counted one by one, {shown.provided:,} by the figures")]
