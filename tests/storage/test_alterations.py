"""Every column of every table is altered behind the book's back; the check finds each, and never stops at one.

``LEADBOOK_SOAK=1`` tries every alteration, otherwise a seeded sample of them is tried.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from storage.book import Book
from storage.commands.lead import AddLead
from storage.errors import BookUnavailable
from storage.maintenance.backup import back_up, look_at_backups, restore
from storage.maintenance.check import check
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.frozen import Clock
from tests.masters import Masters

SOAK = bool(os.environ.get("LEADBOOK_SOAK"))
Alteration = tuple[str, str, str]
"""Table, column or none, statement."""


def _alterations(connection: sqlite3.Connection) -> Iterator[Alteration]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in sorted(set(tables) - {"alembic_version", "sqlite_stat1"}):
        if not connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            continue
        where = f"WHERE rowid = (SELECT max(rowid) FROM {table})"
        yield table, "", f"DELETE FROM {table} {where}"
        for _, column, kind, *_ in connection.execute(f"PRAGMA table_info({table})"):
            values = ["NULL", "''", "'other'", "'2031-02-30'"] if kind == "TEXT" else ["NULL", "0", "-7", "987654321"]
            another = f"(SELECT {column} FROM {table} ORDER BY rowid LIMIT 1)"
            for value in (*values, another):
                yield table, column, f"UPDATE {table} SET {column} = {value} {where} AND {column} IS NOT {value}"


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


def test_every_alteration_of_every_column_is_found(tmp_path: Path, frozen: Surroundings, masters: Masters) -> None:
    masters.copy_demo(tmp_path / "demo")
    whole = (tmp_path / "demo").read_bytes()
    with sqlite3.connect(tmp_path / "demo") as connection:
        alterations = list(_alterations(connection))
    connection.close()
    if not SOAK:
        kept = [one for one in alterations if one[:2] == ("statement", "id")]
        alterations = [*kept, *random.Random(18).sample(alterations, 40)]
    silent, place = [], tmp_path / "book"
    for table, column, statement in alterations:
        place.write_bytes(whole)
        if not _altered(place, statement):
            continue
        try:
            with Book.open(place, frozen) as book:
                if check(book, full=True).ok:
                    silent.append(statement)
        except BookUnavailable:
            if (table, column) != ("agency", ""):  # without its agency there is no book to look into
                silent.append(f"cannot be opened: {statement}")
        except Exception as error:
            silent.append(f"{type(error).__name__}: {statement}")
    assert silent == []


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
