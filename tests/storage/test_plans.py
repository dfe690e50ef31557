"""Which indexes SQLite walks for what is asked after every outcome: the shape of a query that a large book can bear."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from storage.book import Book
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery
from tests.books import new_book, staffed, with_leads

pytestmark = pytest.mark.no_cover  # large books, in code that other tests cover


def indexes_walked(book: Book, question: Callable[[Book], object]) -> list[str]:
    """The indexes that find leads and changes for a question, query by query; ``?`` where all of a table is read."""
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        asked.append((statement, values))

    event.listen(book.engine, "before_cursor_execute", note)
    question(book)
    event.remove(book.engine, "before_cursor_execute", note)
    walked = []
    with book.engine.connect() as connection:
        for statement, values in asked:
            if not statement.startswith("SELECT"):
                continue
            for *_, step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
                if re.match(r"(SCAN|SEARCH) (lead|journal_change)\b", step):
                    found = re.search(r"INDEX (\w+)", step)
                    walked.append(found.group(1) if found else "?")
    return walked


@pytest.fixture
def book(tmp_path: Path, frozen: Surroundings) -> Book:
    made = staffed(new_book(tmp_path / "book.db", frozen))
    with_leads(made, 5)
    return made


def test_the_figures_walk_the_quarter_the_open_leads_and_what_was_closed_since(book: Book) -> None:
    with book:
        assert indexes_walked(book, lambda book: book.view.status()) == [
            "ix_lead_quarter",
            "ix_lead_closed",  # the first quarter that holds leads
            "ix_lead_quarter",
            "ix_lead_closed",
        ]


def test_what_waits_is_counted_among_the_open_leads_alone(book: Book) -> None:
    with book:
        assert indexes_walked(book, lambda book: book.view.work())[0] == "ix_lead_open"


def test_the_timeline_of_a_lead_is_found_by_its_row(book: Book) -> None:
    with book:
        walked = indexes_walked(book, lambda book: book.view.lead("R-001"))
        assert set(walked[1:]) == {"ix_journal_change_row"}


def test_a_text_in_a_reference_is_looked_for_in_the_references_alone(book: Book) -> None:
    with book:
        register = book.view.register(LeadQuery(text="-00"))
        by_text, by_id = "sqlite_autoindex_lead_2", "sqlite_autoindex_lead_1"
        assert indexes_walked(book, lambda book: register.rows(0, 200)) == [by_text, by_id]
        assert indexes_walked(book, lambda book: register.total()) == [by_id]


def test_a_reference_and_an_ending_are_looked_for_in_the_index_of_the_references(book: Book) -> None:
    with book:
        walked = indexes_walked(book, lambda book: book.view.references_meant("003"))
    assert walked == ["sqlite_autoindex_lead_2"] * 2
