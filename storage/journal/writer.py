"""The one writer: every change of a row goes through here and stands in the journal in the same transaction.

Commands are handed a Writer and never a connection, so a change without a journal row cannot be made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, select, update

from program.people import Acting
from storage.engine.dialects import MOST_PARAMETERS, filling, parameter_mark
from storage.errors import BookUnavailable
from storage.journal.acting import must_allow, who_words
from storage.journal.format import (
    BEFORE_THE_FIRST,
    Cells,
    ChangesHash,
    Row,
    change_line,
    digest_of,
    entry_hash,
    image_and_hashed,
    salts_from,
)
from storage.journal.guard import Guard, Pair
from storage.journal.striking import Images
from storage.pin_hash import digest_of_hash
from storage.schema.agency import agency
from storage.schema.journal import journal_change, journal_entry
from storage.schema.journaled import FREE_TEXT, JOURNALED
from storage.schema.people import person, pin
from storage.schema.quarter import closing, statement
from storage.surroundings import Surroundings
from storage.text import Accepted

P = ParamSpec("P")
T = TypeVar("T")

CHUNK = 1_000
"""Rows that are written, or looked up, at a time."""


@dataclass(frozen=True)
class Entry:
    """What the journal says of a command that is done."""

    number: int
    changes: int


@dataclass
class Writer:
    """Changes rows of one agency inside one transaction and keeps their journal.

    Rows are dictionaries without ``agency_id``. Reading methods see what this transaction has changed so far.
    """

    _connection: Connection
    agency_id: str
    surroundings: Surroundings
    accepted: Accepted | None = None
    """Where texts go that look personal and are taken all the same; None where every one is refused."""
    acting: Acting | None = None
    """The person at the desk; None in a book that names nobody."""
    _number: int = field(init=False)
    _previous_hash: str = field(init=False)
    _changes: int = 0
    _guard: Guard = field(init=False)
    _salts: Iterator[str] = field(init=False)
    _hash: ChangesHash = field(default_factory=ChangesHash)
    _pending: list[tuple[Any, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Two writers of one agency wait for each other here; SQLite has taken its write lock already.
        made = self._connection.execute(
            select(agency.c.id).where(agency.c.agency_id == self.agency_id).with_for_update()
        ).first()
        last = self._connection.execute(
            select(journal_entry.c.number, journal_entry.c.hash)
            .where(journal_entry.c.agency_id == self.agency_id)
            .order_by(journal_entry.c.number.desc())
            .limit(1)
        ).first()
        if made is not None and (last is None or made.id != self.agency_id):
            raise BookUnavailable("the book is damaged: its journal is another agency's. Look with leadbook check")
        self._guard = Guard(self._connection, self.agency_id)
        self._salts = salts_from(self.surroundings.random_bytes)
        self._number = 1 if last is None else last.number + 1
        self._previous_hash = BEFORE_THE_FIRST if last is None else last.hash

    @property
    def changes(self) -> int:
        """How many rows have been changed so far."""
        return self._changes

    @cached_property
    def at_ms(self) -> int:
        """The moment of this transaction's entry, in UTC milliseconds; it stands still once it was asked for."""
        return self.surroundings.now()

    @property
    def who(self) -> str:
        """Who acts, in words: the person where there is one, and the login."""
        return who_words(None if self.acting is None else self.acting.name, self.surroundings.actor)

    @property
    def whoever(self) -> frozenset[str]:
        """All that entries may call who acts: the person's id, and the login, which is in those that name nobody."""
        login = self.surroundings.actor
        return frozenset({login} if self.acting is None else {login, self.acting.person_id})

    def own_words(self, own: Collection[str]) -> tuple[str, str, str]:
        """Whom entries name that are of who acts, when that was, and who else may do what nobody does to own entries.

        ``own`` are those of ``whoever`` that they name: a login alone is of the time before the book named its people,
        and everybody who works under it may have made them.
        """
        if self.acting is None or self.acting.person_id in own:
            return self.surroundings.actor if self.acting is None else self.acting.name, "", "somebody else"
        return self.surroundings.actor, " before the book named its people", "somebody under another login"

    def must_allow(self, command: str) -> None:
        """Raises NotAllowed where the person at the desk may not give a command of that name."""
        must_allow(self.acting, command)

    @property
    def head(self) -> tuple[int, str]:
        """The number and hash of the newest entry before this transaction's own."""
        return self._number - 1, self._previous_hash

    @property
    def guard(self) -> Guard:
        """What closed quarters refuse; asked by who would rather set a record aside than be refused as a whole."""
        return self._guard

    def new_id(self) -> str:
        """A new id."""
        return self.surroundings.new_id()

    def select(self, table: Table) -> Select[Any]:
        """A query for this agency's rows of a table, to be narrowed and handed to ``rows`` or ``row``."""
        return select(*(column for column in table.c if column.name != "agency_id")).where(
            table.c.agency_id == self.agency_id
        )

    def ask(self, question: Callable[Concatenate[Connection, str, P], T], *asked: P.args, **named: P.kwargs) -> T:
        """What a view's question finds in the book as this transaction has changed it so far."""
        return question(self._connection, self.agency_id, *asked, **named)

    def rows(self, query: Select[Any]) -> list[Row]:
        """The rows of a query."""
        return [dict(found) for found in self._connection.execute(query).mappings()]

    def row(self, query: Select[Any]) -> Row | None:
        """The first row of a query, or None."""
        found = self._connection.execute(query.limit(1)).mappings().first()
        return None if found is None else dict(found)

    def insert(self, table: Table, row: Row) -> None:
        """Adds one row."""
        self.insert_many(table, [row])

    def insert_many(self, table: Table, rows: Sequence[Row]) -> None:
        """Adds rows, in their order."""
        if rows:
            columns = [column.name for column in table.c if column.name != "agency_id"]
            self._add(table, columns, map(itemgetter(*columns), rows))
            self._journal(table, [(None, row) for row in rows])

    def filling(self, table: Table) -> AbstractContextManager[None]:
        """A block in which many rows may be added to a table; where it was empty, that takes a third of the time."""
        return filling(self._connection, table.name)

    def update(self, table: Table, before: Row, **values: Any) -> Row:
        """Changes columns of a row that was read in this transaction; returns the row after. The same is no change."""
        after = {**before, **values}
        self.replace_many(table, [(before, after)])
        return after

    def replace_many(self, table: Table, pairs: Iterable[tuple[Row, Row]]) -> None:
        """Replaces rows by their later form; pairs that are equal change nothing."""
        changed = [(before, after) for before, after in pairs if before != after]
        if changed:
            self._replace(table, changed)
            self._journal(table, changed)

    def _replace(self, table: Table, changed: Sequence[tuple[Row, Row]]) -> None:
        columns = [name for name in changed[0][0] if name != "id"]
        statement = (
            update(table)
            .where(table.c.agency_id == self.agency_id, table.c.id == bindparam("the_id"))
            .values({name: bindparam(f"new_{name}") for name in columns})
        )
        self._connection.execute(
            statement,
            [{"the_id": after["id"], **{f"new_{name}": after[name] for name in columns}} for _, after in changed],
        )

    def delete(self, table: Table, row: Row) -> None:
        """Removes a row; the journal keeps what it was."""
        self.delete_many(table, [row])

    def delete_many(self, table: Table, rows: Sequence[Row]) -> None:
        """Removes rows; the journal keeps what they were."""
        if rows:
            self._remove(table, rows)
            self._journal(table, [(row, None) for row in rows])

    def _remove(self, table: Table, rows: Sequence[Row]) -> None:
        self._connection.execute(
            delete(table).where(table.c.agency_id == self.agency_id, table.c.id == bindparam("the_id")),
            [{"the_id": row["id"]} for row in rows],
        )

    def file_statement(self, row: Row) -> None:
        """Adds a statement: never changed, like the journal itself, which holds its hash and not its text.

        Raises ValueError unless the closing that names its hash stands in this transaction.
        """
        named = select(closing.c.sha256).where(
            closing.c.agency_id == self.agency_id, closing.c.quarter == row["quarter"], closing.c.state == "closed"
        )
        if self._connection.execute(named).scalar() != row["sha256"]:
            raise ValueError("a statement is filed with the closing that holds its hash")
        self._connection.execute(insert(statement), [{**row, "agency_id": self.agency_id}])

    def keep_pin(self, row_id: str, hashed: str) -> None:
        """Puts the hash of a PIN in the place of an older one: the journal has the digest of it, never the hash itself.

        Raises ValueError unless the person's row names that digest in this transaction.
        """
        of = (person.c.agency_id == self.agency_id) & (person.c.id == row_id)
        if self._connection.execute(select(person.c.pin_sha256).where(of)).scalar() != digest_of_hash(hashed):
            raise ValueError("a PIN is kept with the person's row that holds its digest")
        self.drop_pin(row_id)
        self._connection.execute(insert(pin), [{"agency_id": self.agency_id, "id": row_id, "hash": hashed}])

    def drop_pin(self, row_id: str) -> None:
        """Removes the hash of a person's PIN."""
        self._connection.execute(delete(pin).where(pin.c.agency_id == self.agency_id, pin.c.id == row_id))

    def strike_change(self, entry: int, position: int, struck: Images) -> None:
        """Leaves digests in a change of the journal where texts stood; it was read there before."""
        self._connection.execute(
            update(journal_change)
            .where(
                journal_change.c.agency_id == self.agency_id,
                journal_change.c.entry == entry,
                journal_change.c.position == position,
            )
            .values(before=struck.before, after=struck.after, salts=struck.salts)
        )

    def strike_sentence(self, number: int) -> None:
        """Leaves the digest of what an entry says."""
        entry = (journal_entry.c.agency_id == self.agency_id) & (journal_entry.c.number == number)
        self._connection.execute(update(journal_entry).where(entry).values(said="", said_salt=""))

    def strike_statement(self, row_id: str) -> None:
        """Leaves the hash of a statement."""
        filed = (statement.c.agency_id == self.agency_id) & (statement.c.id == row_id)
        self._connection.execute(update(statement).where(filed).values(body=""))

    def put_struck(self, table: Table, before: Row, after: Row | None) -> None:
        """Replaces a row by one without a text, or removes it; no closed quarter has a say in that, for no figure
        changes."""
        if after is None:
            self._remove(table, [before])
        else:
            self._replace(table, [(before, after)])
        self._journal(table, [(before, after)], guarded=False)
        self._flush()

    def close(self, *, command_id: str, command: str, said: str, reason: str | None, undoes: int | None) -> Entry:
        """Writes the entry that all changes so far, one or more, belong to; the transaction may commit after it."""
        self._guard.settle()
        self._flush()
        entry: Row = {
            "agency_id": self.agency_id,
            "number": self._number,
            "command_id": command_id,
            "at_ms": self.at_ms,
            "actor": self.surroundings.actor,
            "command": command,
            "said": said,
            "reason": reason,
            "undoes": undoes,
            "changes": self._changes,
            "changes_sha256": self._hash.hexadecimal(),
            "previous_hash": self._previous_hash,
            "person_id": None if self.acting is None else self.acting.person_id,
        }
        entry |= {"said_salt": next(self._salts), "earlier_hash": None}
        entry["said_sha256"] = digest_of(entry["said_salt"], said)
        self._connection.execute(insert(journal_entry), [{**entry, "hash": entry_hash(entry)}])
        return Entry(self._number, self._changes)

    def _journal(self, table: Table, pairs: Sequence[Pair], *, guarded: bool = True) -> None:
        if guarded:
            self._guard.look(table, pairs)
        name, free = str(table.name), FREE_TEXT[table.name]  # plain text: a driver asks what else it is
        lines = []
        for position, (was, became) in enumerate(pairs, start=self._changes + 1):
            cells = Cells(self._salts)
            before, hashed_before = (None, None) if was is None else image_and_hashed(was, free, cells)
            after, hashed_after = (None, None) if became is None else image_and_hashed(became, free, cells)
            row_id: str = (was or became or {})["id"]
            lines.append(change_line(name, row_id, hashed_before, hashed_after))
            self._pending.append((self._number, position, name, row_id, before, after, "".join(cells.salts)))
        self._changes += len(lines)
        self._hash.take("".join(lines))
        if len(self._pending) >= CHUNK:
            self._flush()

    def _flush(self) -> None:
        self._add(journal_change, _CHANGE, self._pending)
        self._pending = []

    def _add(self, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Adds rows of values, many with each statement: a row that has one of its own costs half as much again."""
        waiting = iter(rows)
        names = ("agency_id", *columns)
        row = f"({', '.join([parameter_mark(self._connection)] * len(names))})"
        while some := list(islice(waiting, MOST_PARAMETERS // len(names))):
            self._connection.exec_driver_sql(
                f"INSERT INTO {table.name} ({', '.join(names)}) VALUES {', '.join([row] * len(some))}",  # noqa: S608 - our names
                tuple([value for values in some for value in (self.agency_id, *values)]),
            )


_CHANGE = ("entry", "position", "table_name", "row_id", "before", "after", "salts")


def table_named(name: str) -> Table:
    """The journaled table of that name."""
    return JOURNALED[name]


def load_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Adds rows with their ``agency_id`` as they are, journal included: only for a new book made from an export."""
    connection.execute(insert(table), list(rows))
