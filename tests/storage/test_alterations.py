"""Every column of every table is altered behind the book's back; the check finds each, and never stops at one.

``LEADBOOK_SOAK=1`` tries every alteration, otherwise a seeded sample of them is tried.
"""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from storage.book import Book
from storage.demo import make_demo
from storage.errors import BookUnavailable
from storage.keeping.check import check
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads

SOAK = bool(os.environ.get("LEADBOOK_SOAK"))
CANNOT_BE_KNOWN = {("statement", "id")}
"""A statement's own id: nothing refers to it, and its hash, quarter and revision stand in the journal without it."""

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
                if (table, column) not in CANNOT_BE_KNOWN:
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
            changed = connection.execute(statement).rowcount > 0
        except sqlite3.IntegrityError:  # NOT NULL and UNIQUE hold in any program
            changed = False
        for _, made_by in triggers:
            connection.execute(made_by)
        connection.execute("COMMIT" if changed else "ROLLBACK")
    finally:
        connection.close()
    return changed


def test_every_alteration_of_every_column_is_found(tmp_path: Path, frozen: Surroundings) -> None:
    make_demo(tmp_path / "demo", frozen).close()
    whole = (tmp_path / "demo").read_bytes()
    with sqlite3.connect(tmp_path / "demo") as connection:
        alterations = list(_alterations(connection))
    connection.close()
    if not SOAK:
        alterations = random.Random(18).sample(alterations, 40)
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
    from storage.commands.leads import AddLead

    with new_book(tmp_path / "book", frozen) as book:
        with_leads(staffed(book), 2)
    assert _altered(tmp_path / "book", "UPDATE agency SET id = 'other'")
    with Book.open(tmp_path / "book", frozen) as book:
        assert {"other_agency", "row_differs"} & {finding.code for finding in check(book).findings}
        with pytest.raises(BookUnavailable, match="damaged"):
            book.run(AddLead("NEW", date(2025, 11, 3)))


def test_a_head_from_a_paper_finds_a_journal_that_was_cut_or_rewritten(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        head = check(book).head
        staffed(book)
        assert check(book, head=(1, head)).ok
        assert [found.code for found in check(book, head=(2, head)).findings] == ["head"]
        assert [found.code for found in check(book, head=(9, head)).findings] == ["head"]
