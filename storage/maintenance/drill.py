"""The restore drill: a backup is opened as a restore would open it, checked whole, and counted beside the book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Table, func, select

from program.leads.outcome import Outcome
from storage.book import Book
from storage.engine.away import asked_anew
from storage.engine.connections import reading
from storage.errors import BookUnavailable, Conflict
from storage.maintenance.backup import copy_raised, ends_of, file_of
from storage.maintenance.check import check
from storage.maintenance.findings import Finding
from storage.maintenance.loss import prospect
from storage.schema.claim import claim
from storage.schema.journal import journal_entry
from storage.schema.lead import lead
from storage.schema.officer import officer
from storage.schema.receipt import receipt
from storage.surroundings import Surroundings


@dataclass(frozen=True)
class Holdings:
    """What a book holds, counted row by row; money in cents."""

    entries: int
    leads: int
    outcomes: int
    officers: int
    claims: int
    certified_cents: int
    receipts: int
    received_cents: int


@dataclass(frozen=True)
class Drilled:
    """What a drill found: the figures of the backup, None where it cannot be opened, and of the book.

    The book may have ``later`` entries; anything else that differs is a finding.
    """

    copy: Path
    of_copy: Holdings | None
    of_book: Holdings
    later: int
    findings: tuple[Finding, ...]


def drill(book: Book, copy: Path) -> Drilled:
    """Proves a backup of a book, without touching either. Raises BadInput for a book on a server."""
    file_of(book.name)
    of_book = holdings(book)
    try:
        seen = prospect(copy, book, book.surroundings.keys)
        ends = ends_of(copy, book.surroundings.keys)[1]
        begins = ends[-1].entries  # what was struck out of the copy itself stands after that
        of_copy, findings = _opened_for_trial(copy, book.surroundings)
    except (BookUnavailable, Conflict) as problem:
        said = str(problem).removeprefix(f"{copy}: ").split(";")[0]
        return Drilled(copy, None, of_book, 0, (Finding("backup", f"{copy.name}: {said}"),))
    later = seen.loses.entries if seen.loses is not None else 0
    if seen.common < begins:
        findings.append(
            Finding("backup_ahead", f"{copy.name}: holds entries after {seen.common:,} which the book lacks")
        )
    elif not later and of_copy != of_book:
        findings.append(Finding("backup", f"{copy.name}: has the book's last entry and other figures"))
    return Drilled(copy, of_copy, of_book, later, tuple(findings))


def _opened_for_trial(copy: Path, surroundings: Surroundings) -> tuple[Holdings, list[Finding]]:
    with TemporaryDirectory() as folder:
        part = Path(folder) / copy.name
        copy_raised(copy, part, surroundings.keys)
        with Book.open(part, surroundings) as trial:
            found = check(trial, full=True).findings
            return holdings(trial), [Finding("backup", f"{copy.name}: {finding.problem}") for finding in found]


def holdings(book: Book) -> Holdings:
    """What a book holds at one moment."""
    return asked_anew(lambda: _holdings(book))


def _holdings(book: Book) -> Holdings:
    with reading(book.engine) as connection:

        def counted(table: Table, *conditions: object) -> int:
            return _one(connection, table, book.agency_id, func.count(), *conditions)

        def summed(table: Table, column: str) -> int:
            return _one(connection, table, book.agency_id, func.coalesce(func.sum(table.c[column]), 0))

        return Holdings(
            entries=counted(journal_entry),
            leads=counted(lead),
            outcomes=counted(lead, lead.c.outcome != Outcome.OPEN),
            officers=counted(officer),
            claims=counted(claim),
            certified_cents=summed(claim, "claimed_cents"),
            receipts=counted(receipt),
            received_cents=summed(receipt, "cents"),
        )


def _one(connection: Connection, table: Table, agency_id: str, what: object, *conditions: object) -> int:
    statement = select(what).select_from(table).where(table.c.agency_id == agency_id, *conditions)  # type: ignore[call-overload]
    return int(connection.execute(statement).scalar_one())
