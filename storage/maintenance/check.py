"""Looks whether a book is sound: the file, the journal's chain, rows against the journal, figures against leads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, func, select
from sqlalchemy.exc import SQLAlchemyError

from program.calendar import Quarter
from program.quarters.counting import count
from program.refusals import BadInput
from storage.book import Book
from storage.engine.away import asked_anew, is_lost
from storage.engine.connections import integrity_problems, reading, triggers_of, unsigned_pages
from storage.engine.dialects import APPEND_ONLY_TRIGGERS
from storage.engine.locks import check_broken_off
from storage.engine.progress import tell
from storage.errors import BookUnavailable, ServerAway
from storage.journal.format import BEFORE_THE_FIRST, Row, canonical
from storage.maintenance.anchors import Anchor, anchors_in, of_book
from storage.maintenance.chain import Chain, follow_chain
from storage.maintenance.claim import cap_findings, claim_findings
from storage.maintenance.findings import Code, Finding
from storage.maintenance.statement import statement_findings
from storage.pin_hash import digest_of_hash
from storage.schema.agency import agency
from storage.schema.journal import journal_change, journal_entry
from storage.schema.journaled import APPEND_ONLY, JOURNALED
from storage.schema.lead import lead
from storage.schema.people import person, pin
from storage.text import number_of
from storage.views.agency import rules_for
from storage.views.lead import lead_of, lead_rows
from storage.views.status import status_in

_CHUNK = 2_000

FEWEST_DIGITS = 16
"""So many digits of a hash tell it from all others: the foot of a paper has no room for more."""

STOPS = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError),
    *(BookUnavailable, BadInput, SQLAlchemyError),
)
"""What reading an altered row may end in."""


def must_be_of_the_row(error: Exception) -> None:
    """Raises what is no finding: that somebody interrupted a statement, or a server ended the connection."""
    check_broken_off()
    if is_lost(error) or isinstance(error, ServerAway):
        raise error


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


def check(
    book: Book, *, full: bool = False, head: tuple[int, str] | None = None, anchors: Path | None = None
) -> Checked:
    """Checks a book: the file, the journal, every row and every figure, which takes as long as the book is.

    ``full`` also looks into every statement and claim; ``head`` is the number of an entry and its hash, or the first
    ``FEWEST_DIGITS`` or more of its digits, from a paper, that the journal has to hold, and so has each line of
    ``anchors``, a file. All of it is looked at as it is at one moment. Raises BadInput where that file cannot be read.
    What stops one look is a finding, and the others go on.
    """
    found: tuple[list[Anchor], list[Finding]] = ([], [])
    if anchors is not None:
        found = of_book(list(anchors_in(anchors)), book.agency_id, anchors.name)
    return asked_anew(lambda: _checked(book, full, head, *found))


def _checked(
    book: Book, full: bool, head: tuple[int, str] | None, anchored: list[Anchor], findings_before: list[Finding]
) -> Checked:
    findings = list(findings_before)
    chain = Chain(0, BEFORE_THE_FIRST, ())
    with reading(book.engine) as connection:
        agency_id = book.agency_id
        if full and (changed := unsigned_pages(connection)):
            return Checked(tuple(Finding("file", problem) for problem in changed), chain.entries, chain.head)

        def look(what: str, found: Callable[[], Iterable[Finding]]) -> None:
            tell(f"Checking {what}")
            try:
                findings.extend(found())
            except STOPS as error:
                must_be_of_the_row(error)
                findings.append(Finding("unreadable", f"{what}: cannot be read as what it should be; it was altered"))

        def follow() -> Iterable[Finding]:
            nonlocal chain
            chain = follow_chain(connection, agency_id)
            return chain.findings

        look("the file", lambda: [Finding("file", problem) for problem in integrity_problems(connection)])
        look("the triggers", lambda: triggers_gone(connection))
        look("the tables", lambda: _strangers(connection, agency_id))
        look("the journal", follow)
        look("the rows", lambda: _replay(connection, agency_id))
        look("the PINs", lambda: _pins(connection, agency_id))
        if head is not None:
            look("the journal", lambda: held(connection, agency_id, [Anchor(*head)], "head"))
        look("the anchors", lambda: held(connection, agency_id, anchored, "anchor"))
        look("the claims", lambda: cap_findings(connection, agency_id))
        if full:
            look("the statements", lambda: statement_findings(connection, agency_id))
            look("the claims", lambda: claim_findings(connection, agency_id))
        look("the figures", lambda: _all_figures(book, connection))
    return Checked(tuple(findings), chain.entries, chain.head)


def triggers_gone(connection: Connection) -> Iterator[Finding]:
    """What keeps the journal and the statements append-only, and is not there any more."""
    there = triggers_of(connection)
    for table in APPEND_ONLY:
        for name in APPEND_ONLY_TRIGGERS[connection.dialect.name]:
            if (named := name.format(table.name)) not in there:
                yield Finding("trigger", f"what keeps {table.name} append-only is gone: {named}")


def _strangers(connection: Connection, agency_id: str) -> Iterator[Finding]:
    """Rows of another agency, which a file cannot hold; and an agency that is not its own."""
    for own in connection.execute(select(agency.c.id).where(agency.c.agency_id == agency_id)).scalars():
        if own != agency_id:
            yield Finding("other_agency", "the agency has another id than its rows")
    if connection.dialect.name != "sqlite":
        return
    for table in (*JOURNALED.values(), *APPEND_ONLY):
        if strange := connection.execute(_of_another_agency(table), {"own": agency_id}).scalar_one():
            yield Finding("other_agency", f"{table.name} holds {number_of(strange, 'row')} of another agency")


@cache
def _of_another_agency(table: Table) -> Select[int]:
    """How many rows of a table are not of the agency ``own``. To write such a statement costs as much as to ask it."""
    return select(func.count()).select_from(table).where(table.c.agency_id != bindparam("own"))


def _pins(connection: Connection, agency_id: str) -> Iterator[Finding]:
    """PINs whose digest the journal does not know; one that is not there at all came in no export."""
    for row in connection.execute(
        select(person.c.name, person.c.pin_sha256, pin.c.hash)
        .join(person, and_(person.c.agency_id == pin.c.agency_id, person.c.id == pin.c.id))
        .where(pin.c.agency_id == agency_id)
    ):
        if digest_of_hash(row.hash) != row.pin_sha256:
            yield Finding("pin", f"the PIN of {row.name} was changed outside the book")


def held(connection: Connection, agency_id: str, anchors: Iterable[Anchor], code: Code) -> Iterator[Finding]:
    """Whether the journal holds entries under the hashes by which somebody knows them, whole or in their beginnings."""
    for one in anchors:
        found = connection.execute(
            select(journal_entry.c.hash, journal_entry.c.earlier_hash).where(
                journal_entry.c.agency_id == agency_id, journal_entry.c.number == one.number
            )
        ).first()
        if found is None:
            yield Finding(code, f"the journal has no entry {one.number:,}: it was cut")
        elif not any(known.startswith(one.hash) for known in found if known is not None):
            yield Finding(code, f"entry {one.number:,} has another hash: the journal was rewritten")


def _all_figures(book: Book, connection: Connection) -> Iterator[Finding]:
    quarters = connection.execute(
        select(lead.c.quarter).where(lead.c.agency_id == book.agency_id).distinct().order_by(lead.c.quarter)
    ).scalars()
    for quarter in quarters.all():
        tell(f"Counting the leads of {quarter} one by one")
        yield from _figures(book, connection, Quarter.parse(quarter))


def _replay(connection: Connection, agency_id: str) -> Iterator[Finding]:
    """Compares every row with the last image that the journal holds of it, both in the order of the rows' ids."""
    rows = [_rows_of(connection, agency_id, table) for table in JOURNALED.values()]
    in_order = merge(*rows, _images(connection, agency_id), key=itemgetter(0))
    for number, (_, of_one_id) in enumerate(groupby(in_order, key=itemgetter(0))):
        if not number % _CHUNK:
            tell("Comparing rows with the journal", "rows", number)
        last: dict[str, str | None] = {}
        there: dict[str, str | None] = {}
        for _, name, image, is_row in of_one_id:
            (there if is_row else last)[name] = image
        for name in sorted({**last, **there}):
            if last.get(name) != there.get(name):
                yield _difference(name, there.get(name), last.get(name))


def _difference(name: str, there: str | None, last: str | None) -> Finding:
    try:
        row = json.loads(there or last or "{}")
        what = row.get("reference") or row.get("badge") or row["id"]
    except (ValueError, LookupError, AttributeError):
        what = "(unreadable)"
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
    found = connection.execute(_rows_in_order(table), {"own": agency_id})
    names = tuple(found.keys())
    for cells in found:
        row: Row = dict(zip(names, cells, strict=True))
        yield row["id"], table.name, canonical(row), True


@cache
def _rows_in_order(table: Table) -> Select[Any]:
    """The rows of the agency ``own`` by their ids, without the agency."""
    columns = [column for column in table.c if column.name != "agency_id"]
    statement = select(*columns).where(table.c.agency_id == bindparam("own")).order_by(table.c.id)
    return statement.execution_options(yield_per=_CHUNK)


def _figures(book: Book, connection: Connection, quarter: Quarter) -> list[Finding]:
    """Counts a quarter's leads one by one and compares with the figures shown."""
    rules = rules_for(connection, book.agency_id, quarter)
    today = book.surroundings.today()
    statement = lead_rows(book.agency_id).where(lead.c.quarter == str(quarter))
    counted = count(rules, quarter, ((lead_of(row).facts, 1) for row in connection.execute(statement)), today)
    shown = status_in(connection, book.agency_id, quarter, today).figures.counts  # of the same moment
    if counted == shown:
        return []
    leads = number_of(counted.provided, "lead")
    return [Finding("figures", f"{quarter}: {leads} counted one by one, {shown.provided:,} by the figures")]
