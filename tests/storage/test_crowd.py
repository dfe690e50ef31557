"""Eight processes at one book: what each was told stands in the journal once, nothing was lost, no error was shown.

``LEADBOOK_CROWD=600`` lets them work for so many seconds and tells how long reads and writes took.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import select

from storage.book import Book
from storage.engine.connections import reading
from storage.maintenance.check import check
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import lead
from storage.schema.officer import officer
from storage.schema.pay import pay
from tests.frozen import Clock
from tests.masters import ENGINES, Masters
from tests.storage.crowd import Cell, Length, brought_through, counted, crowd, latencies, shared_leads

pytestmark = pytest.mark.no_cover  # eight processes, in code that other tests cover

SECONDS = float(os.environ.get("LEADBOOK_CROWD") or 0)
LENGTH = Length(seconds=SECONDS, pause=0.5) if SECONDS else Length(turns=16, at_desks=True)


def cells(book: Book) -> dict[Cell, object]:
    """The book's leads and pay as people call them."""
    with reading(book.engine) as connection:
        badges = {row.id: row.badge for row in connection.execute(select(officer))}
        found: dict[Cell, object] = {}
        for row in connection.execute(select(lead)):
            values = {"outcome": row.outcome, "evidence": row.evidence, "officer": badges.get(row.officer_id)}
            found |= {(row.reference, field): value for field, value in values.items()}
        for row in connection.execute(select(pay)):
            found[f"pay of {badges[row.officer_id]}", row.from_on] = row.annual_salary_cents
        return found


def rows(book: Book, *columns: Any) -> list[tuple[Any, ...]]:
    with reading(book.engine) as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(*columns[:2]))]


@pytest.mark.apart
@pytest.mark.parametrize("engine", ENGINES)
def test_eight_people_at_one_book_lose_nothing_count_nothing_twice_and_are_shown_no_error(
    engine: str, tmp_path: Path, masters: Masters, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with masters.copy(engine, shared_leads, tmp_path / "book.db", clock) as book:
        begun, before = book.view.journal_length(), cells(book)
        if SECONDS and engine == "postgresql":
            with psycopg.connect(book.name, autocommit=True) as connection:  # as a server is that keeps a book
                connection.execute("ALTER SYSTEM RESET ALL")
                connection.execute("SELECT pg_reload_conf()")
        accounts = crowd(book.name, tmp_path, LENGTH)
        told = [one for account in accounts for one in account.told]
        if SECONDS:
            with capsys.disabled():
                print("", engine, *latencies(accounts), sep="\n")

        assert [account.shown for account in accounts] == [[] for _ in accounts]
        journal = rows(book, journal_entry.c.number, journal_entry.c.command_id, journal_entry.c.said)[begun:]
        assert journal == sorted((one.entry, one.command_id, one.said) for one in told)
        assert check(book, full=True).findings == ()

        changes = journal_change.c
        last: dict[tuple[str, str], str | None] = {}
        for _, _, table, row, was, became in rows(
            book, changes.entry, changes.position, changes.table_name, changes.row_id, changes.before, changes.after
        ):
            assert last.get((table, row)) == was  # else somebody's update was lost
            last[table, row] = became

        after = cells(book)
        expected = brought_through(told, before)
        assert {cell: value for cell, value in expected.items() if after.get(cell) != value} == {}
        assert {account.counted for account in accounts} == {counted(book)}
