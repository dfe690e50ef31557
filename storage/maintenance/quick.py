"""The look at each start: what shows in a few milliseconds, whatever the size of the book.

It sees that the journal has no hole and that its end fits, that what keeps it append-only is there, and that the head
kept elsewhere and the one of the newest backup are in it. ``check`` looks at all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from storage.book import Book
from storage.engine.away import asked_anew
from storage.engine.connections import reading
from storage.engine.places import AnchorPlaces
from storage.journal.format import BEFORE_THE_FIRST, entry_hash
from storage.journal.history import has_hole
from storage.maintenance.anchors import last_anchor
from storage.maintenance.backup import look_at_backups
from storage.maintenance.check import STOPS, held, must_be_of_the_row, triggers_gone
from storage.maintenance.findings import Finding
from storage.schema.journal import journal_entry

_LAST_ENTRIES = 50


def quick_check(book: Book, places: AnchorPlaces, backups: Path) -> tuple[Finding, ...]:
    """What is wrong as far as a look at the ends shows; one moment of the book. Raises BookUnavailable."""
    findings = asked_anew(lambda: _at_the_ends(book, places))
    return (*findings, *look_at_backups(book, backups, every=False, ends_only=True).findings)


def _at_the_ends(book: Book, places: AnchorPlaces) -> list[Finding]:
    findings: list[Finding] = []
    with reading(book.engine) as connection:

        def look(what: str, found: Callable[[], Iterable[Finding]]) -> None:
            try:
                findings.extend(found())
            except STOPS as error:
                must_be_of_the_row(error)
                findings.append(Finding("unreadable", f"{what}: cannot be read as what it should be; it was altered"))

        look("the triggers", lambda: triggers_gone(connection))
        look("the journal", lambda: _end_of_journal(connection, book.agency_id))
        if places.file is not None and (last := last_anchor(places.file, book.agency_id)) is not None:
            look("the anchors", lambda: held(connection, book.agency_id, [last], "anchor"))
    return findings


def _end_of_journal(connection: Connection, agency_id: str) -> Iterator[Finding]:
    """Whether as many entries are there as the last one's number says, and whether the last of them fit."""
    of_agency = journal_entry.c.agency_id == agency_id
    if has_hole(connection, agency_id):
        yield Finding("journal_gap", "entries of the journal are missing")
        return
    last = connection.execute(
        select(journal_entry).where(of_agency).order_by(journal_entry.c.number.desc()).limit(_LAST_ENTRIES + 1)
    ).mappings()
    entries = [dict(row) for row in last]
    before = [*(entry["hash"] for entry in entries[1:]), BEFORE_THE_FIRST]
    for entry, previous in zip(entries[:_LAST_ENTRIES], before, strict=False):
        if entry["previous_hash"] != previous or entry["hash"] != entry_hash(entry):
            number = entry["number"]
            yield Finding("journal_chain", f"entry {number} does not fit the chain: it was changed afterwards")
