"""Books as earlier versions of Leadbook made them: the schema of that time, with rows of that time."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Table, select

from storage.book import Book
from storage.engine.book_file import prepare_new
from storage.engine.connections import connect, writing
from storage.journal.writer import load_rows
from storage.schema import revision as schema
from storage.schema.agency import agency, rule_set, setting
from storage.schema.award import award
from storage.schema.ice_count import ice_count, lead_query
from storage.schema.import_batch import import_batch, rejects_settled
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import lead
from storage.schema.officer import officer, standing
from storage.schema.quarter import closing, statement
from storage.schema.review import review

OF_SCHEMA_1: Iterable[Table] = (
    agency, rule_set, officer, standing, lead, import_batch, journal_entry, journal_change,
)  # fmt: skip

OF_SCHEMA_2: Iterable[Table] = (
    *OF_SCHEMA_1, setting, ice_count, lead_query, review, rejects_settled, award, closing, statement,
)  # fmt: skip


def schema_1_book(place: str, like: Book) -> None:
    """A book of schema 1 that holds what ``like`` holds, which must be nothing that came later."""
    _old_book(place, like, "0001", OF_SCHEMA_1)


def schema_2_book(place: str, like: Book) -> None:
    """The same of schema 2."""
    _old_book(place, like, "0002", OF_SCHEMA_2)


def _old_book(place: str, like: Book, revision: str, tables: Iterable[Table]) -> None:
    engine = connect(place, create=True)
    prepare_new(engine)
    with engine.connect() as connection, connection.begin():
        schema.upgrade(connection, revision)
    engine.dispose()
    with like.engine.connect() as source, writing(engine) as connection:
        for table in tables:
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows:
                load_rows(connection, table, rows)
    engine.dispose()
