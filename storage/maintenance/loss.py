"""What putting a copy in the book's place would mean: the entries, outcomes and money that only the book has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from program.leads.outcome import Outcome
from storage.book import Book
from storage.engine.book_names import path_of
from storage.engine.connections import connect, reading
from storage.engine.encryption import is_of_encrypted
from storage.errors import BookUnavailable, Conflict
from storage.journal.format import row_from
from storage.keys import Keys
from storage.maintenance.backup import file_of
from storage.maintenance.first_form import LAST_SCHEMA
from storage.moments import moment_of_name
from storage.schema import revision as schema
from storage.schema.journal import journal_change, journal_entry

MONEY = {"claim": "claimed_cents", "receipt": "cents", "purchase": "cents", "award": "cents"}
"""The tables whose rows are money, and the column that says how much, in cents."""

_CHUNK = 2_000


@dataclass(frozen=True)
class Money:
    """So many rows of one kind of money, and their sum in cents."""

    count: int = 0
    cents: int = 0


@dataclass(frozen=True)
class Loss:
    """What entries of the journal made that would be gone without them.

    ``leads`` are those entered, ``outcomes`` the leads whose outcome would be another, ``money`` by table what was
    entered or changed, ``others`` every other record. ``since_ms`` is when the first of the entries was made.
    """

    entries: int
    since_ms: int | None
    leads: int
    outcomes: int
    money: dict[str, Money]
    others: int


@dataclass(frozen=True)
class Prospect:
    """What a copy's ``entries`` and ``head`` are, and what would become of the book if the copy took its place.

    ``common`` is the last entry that both have. ``loses`` is None where there is no book in the place, or where it
    cannot be read, which ``unread`` then says; ``brings`` are entries that the book does not have.
    """

    copy: Path
    entries: int
    head: str
    common: int
    loses: Loss | None
    unread: str = ""
    opens_up: bool = False
    """Whether the book is encrypted, and would no longer be."""

    @property
    def brings(self) -> int:
        """The entries of the copy that the book does not have; all of them where there is no book."""
        return self.entries - self.common


@dataclass(frozen=True)
class CopySeen:
    """A copy of the book: when it was made (UTC), its size, where its journal ends, how many entries of the book it
    lacks; None where that cannot be told. ``problem`` says why one cannot be read.
    """

    path: Path
    made: datetime | None
    bytes: int
    entries: int
    head: str
    lacks: int | None
    problem: str = ""


def prospect(copy: Path, of: str | Book, keys: Keys) -> Prospect:
    """What it would mean to put a copy in the place of a book: the one of that name, or one that is open.

    Raises BookUnavailable where the copy is no book, Conflict where it is another agency's; ``restore`` looks whether
    it is sound.
    """
    place = file_of(of.name if isinstance(of, Book) else of)
    with _journal_in(copy, keys) as copied:
        if not place.exists():
            return Prospect(copy, copied.entries, copied.head, 0, None)
        try:
            with _journal_in(of if isinstance(of, Book) else place, keys) as book:
                if book.agency_id != copied.agency_id:
                    raise Conflict(f"{place}: is the book of another agency than the copy; nothing was changed")
                common = _common(book, copied)
                return Prospect(
                    copy,
                    copied.entries,
                    copied.head,
                    common,
                    _loss(book, common),
                    opens_up=is_of_encrypted(book.connection.engine) and not is_of_encrypted(copied.connection.engine),
                )
        except BookUnavailable as problem:
            return Prospect(copy, copied.entries, copied.head, 0, None, _said_of(problem, place))


def copies_of(of: str | Book, folder: Path, keys: Keys) -> tuple[CopySeen, ...]:
    """The copies of a book in the folder, and the books that a restored one took the place of; the newest first.

    Those of another agency's book are passed over where the book itself can be read. A book on a server has none.
    """
    place = path_of(of.name if isinstance(of, Book) else of)
    if place is None:
        return ()
    found = [path for path in _named_as_copies(place, folder) if path.is_file()]
    try:
        with _journal_in(of if isinstance(of, Book) else place, keys) as book:
            seen = [_seen(path, book, keys) for path in found]
    except BookUnavailable:
        seen = [_seen(path, None, keys) for path in found]
    return tuple(sorted((one for one in seen if one is not None), key=lambda one: one.path.stem[-19:], reverse=True))


def _named_as_copies(place: Path, folder: Path) -> Iterator[Path]:
    stem = re.escape(place.stem)
    backups = re.compile(rf"{stem}(-auto-\w+|-schema-\d+)?-\d{{8}}-\d{{6}}-\d{{3}}\.leadbook")
    replaced = re.compile(rf"{stem}-replaced-\d{{8}}-\d{{6}}-\d{{3}}{re.escape(place.suffix)}")
    for where, named in ((folder, backups), (place.absolute().parent, replaced)):
        if where.is_dir():
            yield from (path for path in where.iterdir() if named.fullmatch(path.name))


def _seen(path: Path, book: _Journal | None, keys: Keys) -> CopySeen | None:
    made, size = moment_of_name(path.stem), path.stat().st_size
    try:
        with _journal_in(path, keys) as copied:
            if book is None:
                return CopySeen(path, made, size, copied.entries, copied.head, None)
            if book.agency_id != copied.agency_id:
                return None
            return CopySeen(path, made, size, copied.entries, copied.head, book.entries - _common(book, copied))
    except BookUnavailable as problem:
        return CopySeen(path, made, size, 0, "", None, _said_of(problem, path))


def _said_of(problem: BookUnavailable, path: Path) -> str:
    return str(problem).removeprefix(f"{path}: ").split(";")[0]


@dataclass(frozen=True)
class _Journal:
    """The journal of an open file: its agency, length and head, and how an entry's hashes are asked for."""

    connection: Connection
    agency_id: str
    entries: int
    head: str
    hashes_kept: tuple[Any, ...]

    def hashes(self, number: int) -> set[str]:
        """The hashes by which an entry is known; none where there is no such entry."""
        found = self.connection.execute(
            select(*self.hashes_kept).where(
                journal_entry.c.agency_id == self.agency_id, journal_entry.c.number == number
            )
        ).first()
        return set(filter(None, found or ()))


@contextmanager
def _journal_in(place: Path | Book, keys: Keys) -> Iterator[_Journal]:
    """The journal of a book's file, whatever its schema. Raises BookUnavailable.

    An open book is read by its own connections: its file must not be opened a second time by the program that has it
    open, for when that is closed the system lets go of every lock that the program has on the file.
    """
    if isinstance(place, Book):
        with _journal_of(place.engine, place.name) as journal:
            yield journal
        return
    engine = connect(str(place), keys)
    try:
        with _journal_of(engine, str(place)) as journal:
            yield journal
    finally:
        engine.dispose()


@contextmanager
def _journal_of(engine: Engine, name: str) -> Iterator[_Journal]:
    kept = [journal_entry.c.hash]
    if schema.revision_of(engine) > LAST_SCHEMA:
        kept.append(journal_entry.c.earlier_hash)
    with reading(engine) as connection:
        columns = (journal_entry.c.agency_id, journal_entry.c.number, journal_entry.c.hash)
        last = connection.execute(select(*columns).order_by(journal_entry.c.number.desc()).limit(1)).first()
        if last is None:
            raise BookUnavailable(f"{name}: its journal holds no entry")
        yield _Journal(connection, last.agency_id, last.number, last.hash, tuple(kept))


def _common(book: _Journal, copied: _Journal) -> int:
    """The last entry that both have: a hash covers all entries before it, so it is found by halving."""
    low, high = 0, min(book.entries, copied.entries)
    if high and book.hashes(high) & copied.hashes(high):
        return high
    while low < high - 1:
        middle = (low + high) // 2
        if book.hashes(middle) & copied.hashes(middle):
            low = middle
        else:
            high = middle
    return low


def _loss(book: _Journal, common: int) -> Loss:
    """What the entries after the common one made, row by row: as it was before them, and as it is now."""
    connection, agency_id = book.connection, book.agency_id
    since = connection.execute(
        select(func.min(journal_entry.c.at_ms)).where(
            journal_entry.c.agency_id == agency_id, journal_entry.c.number > common
        )
    ).scalar()
    first: dict[tuple[str, str], str | None] = {}
    last: dict[tuple[str, str], str | None] = {}
    for change in connection.execute(
        select(journal_change.c.table_name, journal_change.c.row_id, journal_change.c.before, journal_change.c.after)
        .where(journal_change.c.agency_id == agency_id, journal_change.c.entry > common)
        .order_by(journal_change.c.entry, journal_change.c.position)
        .execution_options(yield_per=_CHUNK)
    ):
        row = (change.table_name, change.row_id)
        first.setdefault(row, change.before)
        last[row] = change.after
    leads = outcomes = others = 0
    money: dict[str, Money] = {}
    for (table, row_id), after in last.items():
        before = first[table, row_id]
        if before == after:
            continue
        if table == "lead":
            leads += before is None
            outcomes += _outcome_in(before) != _outcome_in(after)
        elif table in MONEY and after is not None:
            sum_so_far = money.get(table, Money())
            cents = row_from(after)[MONEY[table]]
            money[table] = Money(sum_so_far.count + 1, sum_so_far.cents + cents)
        else:
            others += 1
    return Loss(book.entries - common, since, leads, outcomes, money, others)


def _outcome_in(image: str | None) -> tuple[str, str | None]:
    """Outcome and its day; a lead that there is not yet has none, as an open one."""
    row = {"outcome": Outcome.OPEN.value, "outcome_on": None} if image is None else row_from(image)
    return str(row["outcome"]), row["outcome_on"]
