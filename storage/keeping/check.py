"""Looks whether a book is sound: the file, the journal's chain, rows against the journal, figures against leads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Table, select

from program.counting import count
from program.quarters import Quarter
from storage.book import Book
from storage.engine import integrity_problems, reading
from storage.journal import Row, canonical
from storage.journaled import JOURNALED
from storage.keeping.chain import Finding, follow_chain
from storage.keeping.claims import cap_findings, claim_findings
from storage.keeping.statements import statement_findings
from storage.tables import journal_change, lead
from storage.views.agency import rules_for
from storage.views.leads import lead_of, lead_rows
from storage.words import number_of

_CHUNK = 2_000

_Image = tuple[str, str, str | None, bool]
"""A row's id, its table, the row as canonical JSON, and whether it stands in the book or was read in the journal."""


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
    """Checks a book: the file, the journal, every row, figure and overtime cap, which takes as long as the book is.

    ``full`` also looks into every statement and claim.
    """
    with reading(book.engine) as connection:
        findings = [Finding("file", problem) for problem in integrity_problems(connection)]
        chain = follow_chain(connection, book.agency_id)
        findings += chain.findings
        findings += _replay(connection, book.agency_id)
        if full:
            findings += statement_findings(connection, book.agency_id)
            findings += claim_findings(connection, book.agency_id)
        findings += cap_findings(connection, book.agency_id)
        quarters = connection.execute(
            select(lead.c.quarter).where(lead.c.agency_id == book.agency_id).distinct().order_by(lead.c.quarter)
        ).scalars()
        findings += [
            found for quarter in quarters.all() for found in _figures(book, connection, Quarter.parse(quarter))
        ]
    return Checked(tuple(findings), chain.entries, chain.head)


def _replay(connection: Connection, agency_id: str) -> Iterator[Finding]:
    """Compares every row with the last image that the journal holds of it, both in the order of the rows' ids."""
    rows = [_rows_of(connection, agency_id, table) for table in JOURNALED.values()]
    in_order = merge(*rows, _images(connection, agency_id), key=itemgetter(0))
    for _, of_one_id in groupby(in_order, key=itemgetter(0)):
        last: dict[str, str | None] = {}
        there: dict[str, str | None] = {}
        for _, name, image, is_row in of_one_id:
            (there if is_row else last)[name] = image
        for name in sorted({**last, **there}):
            if last.get(name) != there.get(name):
                yield _difference(name, there.get(name), last.get(name))


def _difference(name: str, there: str | None, last: str | None) -> Finding:
    row = json.loads(there or last or "{}")
    what = row.get("reference") or row.get("badge") or row["id"]
    if there is None:
        return Finding("row_missing", f"{name} {what} is in the journal but not in the book")
    return Finding("row_differs", f"{name} {what} is not what the journal says")


def _images(connection: Connection, agency_id: str) -> Iterator[_Image]:
    for row in connection.execute(
        select(journal_change.c.row_id, journal_change.c.table_name, journal_change.c.after)
        .where(journal_change.c.agency_id == agency_id)
        .order_by(journal_change.c.row_id, journal_change.c.entry, journal_change.c.position)
        .execution_options(yield_per=_CHUNK)
    ):
        yield row.row_id, row.table_name, row.after, False


def _rows_of(connection: Connection, agency_id: str, table: Table) -> Iterator[_Image]:
    columns = [column for column in table.c if column.name != "agency_id"]
    statement = select(*columns).where(table.c.agency_id == agency_id).order_by(table.c.id)
    for found in connection.execute(statement.execution_options(yield_per=_CHUNK)).mappings():
        row: Row = dict(found)
        yield row["id"], table.name, canonical(row), True


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
