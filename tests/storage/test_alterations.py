"""Every column of every table is altered behind the book's back; the check finds each, and never stops at one.

``LEADBOOK_SOAK=1`` alters every value of every row, otherwise every column of the last row of each table; it removes
the row as well, adds one like it, and has it change places with the one before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from storage.book import Book
from storage.commands.lead import AddLead
from storage.errors import BookUnavailable
from storage.maintenance.backup import back_up, look_at_backups, restore
from storage.maintenance.check import check
from storage.schema.tables import metadata
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.frozen import Clock
from tests.masters import Masters

SOAK = bool(os.environ.get("LEADBOOK_SOAK"))
TODAY = date(2026, 1, 5)
TABLES = sorted(metadata.tables)
Alteration = tuple[str, int, str]
"""Column or what is done to a whole row, the row, statement."""


def _alterations(connection: sqlite3.Connection, table: str) -> Iterator[Alteration]:
    columns = [(name, kind) for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")]
    rows = [row for (row,) in connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid DESC")]
    assert rows, f"no row in {table}"
    for row in rows if SOAK else rows[:1]:
        where = f"WHERE rowid = {row}"
        yield "deleted", row, f"DELETE FROM {table} {where}"
        yield from _inserted(table, [name for name, _ in columns], row)
        for name, kind in columns:
            values = ["'other'", "NULL", "''", "'2031-02-30'"] if kind == "TEXT" else ["987654321", "NULL", "0", "-7"]
            another = f"(SELECT {name} FROM {table} ORDER BY rowid LIMIT 1)"
            for value in (*values, another):
                yield name, row, f"UPDATE {table} SET {name} = {value} {where} AND {name} IS NOT {value}"
    for row, other in pairwise(rows) if SOAK else [rows[:2]] * (len(rows) > 1):
        yield from _swapped(table, [name for name, _ in columns], row, other)


def _inserted(table: str, columns: list[str], row: int) -> Iterator[Alteration]:
    """The row once more, under what tells rows of its table apart."""
    anew = {"id": "'0' || substr(id, 2)", "number": "number + 1000", "position": "position + 1000"}
    values = [anew.get(name, name) for name in columns]
    if values != columns:
        yield "inserted", row, f"INSERT INTO {table} SELECT {', '.join(values)} FROM {table} WHERE rowid = {row}"


def _swapped(table: str, columns: list[str], row: int, other: int) -> Iterator[Alteration]:
    """Two rows that change places: each has what the other had, but for what tells them apart."""
    moved = [name for name in columns if name not in {"agency_id", "id", "number", "entry", "position"}]
    if moved:
        sets, both = ", ".join(f"{name} = o.{name}" for name in moved), f"rowid IN ({row}, {other})"
        others = f"(SELECT {row + other} - rowid AS place, * FROM {table} WHERE {both}) AS o"
        yield (
            "swapped",
            row,
            f"UPDATE {table} SET {sets} FROM {others} WHERE {table}.{both} AND o.place = {table}.rowid",
        )


def _altered(place: Path, statement: str) -> bool:
    connection = sqlite3.connect(place, isolation_level=None)
    try:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("BEGIN")
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        try:
            changed = bool(connection.execute(statement).rowcount > 0)
        except sqlite3.IntegrityError:  # NOT NULL and UNIQUE hold in any program
            changed = False
        for _, made_by in triggers:
            connection.execute(made_by)
        connection.execute("COMMIT" if changed else "ROLLBACK")
    finally:
        connection.close()
    return changed


@pytest.mark.parametrize("table", TABLES)
def test_every_alteration_of_every_column_is_found(tmp_path: Path, masters: Masters, table: str) -> None:
    masters.copy_full(tmp_path / "full")
    whole = (tmp_path / "full").read_bytes()
    with closing(sqlite3.connect(tmp_path / "full")) as connection:
        alterations = list(_alterations(connection, table))
    silent, tried, place, surroundings = [], set(), tmp_path / "book", Clock(TODAY).surroundings()
    for column, row, statement in alterations:
        if (column, row) in tried:
            continue
        place.write_bytes(whole)
        if not _altered(place, statement):
            continue
        tried.add((column, row))
        try:
            with Book.open(place, surroundings) as book:
                if check(book, full=True).ok:
                    silent.append(statement)
        except BookUnavailable:
            if (table, column) != ("agency", "deleted"):  # without its agency there is no book to look into
                silent.append(f"cannot be opened: {statement}")
        except Exception as error:
            silent.append(f"{type(error).__name__}: {statement}")
    if table == "pin":  # a book that was brought in from an export has none either: who sits down is told
        silent = [statement for statement in silent if not statement.startswith("DELETE")]
    assert silent == []
    assert "deleted" in {column for column, _ in tried}


def test_a_dropped_trigger_is_found(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        triggers = [
            row[0]
            for row in sqlite3.connect(tmp_path / "book").execute("SELECT name FROM sqlite_schema WHERE type='trigger'")
        ]
        for name in triggers:
            with sqlite3.connect(tmp_path / "book") as connection:
                connection.execute(f"DROP TRIGGER {name}")
            assert any(name in finding.problem for finding in check(book).findings)


def test_a_book_whose_agency_was_given_another_id_is_not_taken_for_an_empty_one(
    tmp_path: Path, frozen: Surroundings
) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        with_leads(staffed(book), 2)
    assert _altered(tmp_path / "book", "UPDATE agency SET id = 'other'")
    with Book.open(tmp_path / "book", frozen) as book:
        assert {"other_agency", "row_differs"} & {finding.code for finding in check(book).findings}
        with pytest.raises(BookUnavailable, match="damaged"):
            book.run(AddLead("NEW-1", date(2025, 11, 3)))


def test_a_head_from_a_paper_finds_a_journal_that_was_cut_or_rewritten(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        head = check(book).head
        staffed(book)
        assert check(book, head=(1, head)).ok
        assert [found.code for found in check(book, head=(2, head)).findings] == ["head"]
        assert [found.code for found in check(book, head=(9, head)).findings] == ["head"]


def _cut(place: Path, last: int) -> None:
    """Removes what stands behind an entry: the entries, their changes, and the rows that they brought."""
    connection = sqlite3.connect(place, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    gone = connection.execute("SELECT table_name, row_id FROM journal_change WHERE entry > ?", (last,)).fetchall()
    for table, row in gone:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row,))
    connection.execute("DELETE FROM journal_change WHERE entry > ?", (last,))
    connection.execute("DELETE FROM journal_entry WHERE number > ?", (last,))
    for _, made_by in triggers:
        connection.execute(made_by)
    connection.close()


def test_a_journal_that_was_cut_is_found_by_a_backup_that_knows_more(tmp_path: Path) -> None:
    clock = Clock()
    frozen = clock.surroundings()
    place, folder = tmp_path / "book.leadbook", tmp_path / "backups"
    with new_book(place, frozen) as book:
        back_up(book, None, folder)
        staffed(book)
        clock.move(days=1)
        longest = back_up(book, None, folder)
    _cut(place, 1)
    for every in (False, True):
        with Book.open(place, frozen) as book:
            assert check(book, full=True).ok
            seen = look_at_backups(book, folder, every=every)
        [found] = seen.findings
        assert found.problem.startswith(f"{longest.path.name}: knows entry {longest.entries}, ")
    with Book.open(place, frozen) as book:  # and one that went on another way
        while check(book).entries <= longest.entries:
            book.run(AddLead(f"OTHER-{check(book).entries}", date(2025, 11, 3)))
        [found] = look_at_backups(book, folder, every=False).findings
        assert "another entry" in found.problem


def test_backups_that_know_more_are_passed_over_once_an_older_one_was_restored(tmp_path: Path) -> None:
    clock = Clock()
    frozen = clock.surroundings()
    place, folder = tmp_path / "book.leadbook", tmp_path / "backups"
    with new_book(place, frozen) as book:
        first = back_up(book, None, folder)
        staffed(book)
        clock.move(days=1)
        back_up(book, None, folder)
    clock.move(days=1)
    restore(first.path, str(place), frozen)
    with Book.open(place, frozen) as book:
        seen = look_at_backups(book, folder, every=True)
    assert (seen.findings, seen.newest) == ((), first)
