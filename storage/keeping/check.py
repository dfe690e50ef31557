"""Looks whether a book is sound: the file, the journal's chain, rows against the journal, figures against leads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from program.counting import count
from program.quarters import Quarter
from storage.book import Book
from storage.engine import integrity_problems, reading
from storage.journal import BEFORE_THE_FIRST, ChangesHash, Row, canonical, change_line, entry_hash
from storage.journaled import JOURNALED
from storage.tables import journal_change, journal_entry, lead
from storage.views.leads import lead_of, lead_rows, rules_for
from storage.words import number_of


@dataclass(frozen=True)
class Finding:
    """Something that is wrong: a code, and a sentence."""

    code: str
    problem: str


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
        entries, head, chain = _chain(connection, book.agency_id)
        findings += chain
        if full:
            findings += _replay(connection, book.agency_id)
        quarters = connection.execute(
            select(lead.c.quarter).where(lead.c.agency_id == book.agency_id).distinct().order_by(lead.c.quarter)
        ).scalars()
        findings += [
            found for quarter in quarters.all() for found in _figures(book, connection, Quarter.parse(quarter))
        ]
    return Checked(tuple(findings), entries, head)


def _chain(connection: Connection, agency_id: str) -> tuple[int, str, list[Finding]]:
    """Follows the chain of hashes and the hash of each entry's changes."""
    findings: list[Finding] = []
    previous, number = BEFORE_THE_FIRST, 0
    changes = _changes_by_entry(connection, agency_id)
    found = next(changes, None)
    for row in connection.execute(
        select(journal_entry).where(journal_entry.c.agency_id == agency_id).order_by(journal_entry.c.number)
    ).mappings():
        entry = dict(row)
        number += 1
        if entry["number"] != number:
            findings.append(Finding("journal_gap", f"entry {number} is missing from the journal"))
            number = entry["number"]
        if entry["previous_hash"] != previous or entry["hash"] != entry_hash(entry):
            findings.append(
                Finding("journal_chain", f"entry {number} does not fit the chain: it was changed afterwards")
            )
        previous = entry["hash"]
        digest, lines = ChangesHash(), 0
        while found is not None and found[0] <= number:
            if found[0] == number:
                digest.take(found[1])
                lines += 1
            found = next(changes, None)
        if lines != entry["changes"] or digest.hexadecimal() != entry["changes_sha256"]:
            findings.append(Finding("journal_changes", f"the changes of entry {number} were altered afterwards"))
    return number, previous, findings


def _changes_by_entry(connection: Connection, agency_id: str) -> Iterator[tuple[int, str]]:
    rows = connection.execution_options(yield_per=5_000).execute(
        select(journal_change)
        .where(journal_change.c.agency_id == agency_id)
        .order_by(journal_change.c.entry, journal_change.c.position)
    )
    for row in rows:
        yield row.entry, change_line(row.table_name, row.row_id, row.before, row.after)


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
