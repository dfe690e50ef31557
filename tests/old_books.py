"""Books as earlier versions of Leadbook made them: the schema of that time, with rows of that time."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Table, select

from storage import schema
from storage.book import Book
from storage.engine import connect, prepare_new, writing
from storage.tables import agency, import_batch, journal_change, journal_entry, lead, officer, rule_set, standing
from storage.writer import load_rows

OF_SCHEMA_1: Iterable[Table] = (
    agency, rule_set, officer, standing, lead, import_batch, journal_entry, journal_change,
)  # fmt: skip


def schema_1_book(place: str, like: Book) -> None:
    """A book of schema 1 that holds what ``like`` holds, which must be nothing that came later."""
    engine = connect(place, create=True)
    prepare_new(engine)
    with engine.connect() as connection, connection.begin():
        schema.upgrade(connection, "0001")
    engine.dispose()
    with like.engine.connect() as source, writing(engine) as connection:
        for table in OF_SCHEMA_1:
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows:
                load_rows(connection, table, rows)
    engine.dispose()
