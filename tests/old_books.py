"""Books as earlier versions of Leadbook made them: the schema of that time, with rows of that time."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Set
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select

from storage.book import Book
from storage.engine.book_file import prepare_new
from storage.engine.connections import connect, writing
from storage.journal.format import canonical, change_line
from storage.schema import revision as schema
from storage.schema.agency import agency, rule_set, setting
from storage.schema.award import award
from storage.schema.claim import claim, claim_body, claim_cut, claim_document
from storage.schema.ice_count import ice_count, lead_query
from storage.schema.import_batch import import_batch, rejects_settled
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import lead
from storage.schema.officer import officer, revocation_notice, standing
from storage.schema.pay import other_source, pay, payroll_file, worked_time
from storage.schema.quarter import closing, statement
from storage.schema.receipt import purchase, receipt, receipt_share
from storage.schema.review import review

OF_SCHEMA_1: Iterable[Table] = (
    agency, rule_set, officer, standing, lead, import_batch, journal_entry, journal_change,
)  # fmt: skip

OF_SCHEMA_2: Iterable[Table] = (
    *OF_SCHEMA_1, setting, ice_count, lead_query, review, rejects_settled, award, closing, statement,
)  # fmt: skip


OF_SCHEMA_3: Iterable[Table] = (
    *OF_SCHEMA_2, pay, payroll_file, worked_time, other_source, claim, claim_body, claim_cut, claim_document, receipt,
    receipt_share, purchase, revocation_notice,
)  # fmt: skip


def schema_1_book(place: str, like: Book) -> None:
    """A book of schema 1 that holds what ``like`` holds, which must be nothing that came later."""
    _old_book(place, like, "0001", OF_SCHEMA_1)


def schema_2_book(place: str, like: Book) -> None:
    """The same of schema 2."""
    _old_book(place, like, "0002", OF_SCHEMA_2)


def schema_3_book(place: str, like: Book) -> None:
    """The same of schema 3."""
    _old_book(place, like, "0003", OF_SCHEMA_3)


def book_as_hashed_now(place: str, like: Book, revision: str) -> None:
    """The same of schema 4 and later, whose hashes are those of today."""
    _old_book(place, like, revision, OF_SCHEMA_3, {"person_id"})


def _old_book(place: str, like: Book, revision: str, tables: Iterable[Table], later: Set[str] | None = None) -> None:
    engine = connect(place, create=True)
    prepare_new(engine)
    with engine.connect() as connection, connection.begin():
        schema.upgrade(connection, revision)
    engine.dispose()
    with like.engine.connect() as source, writing(engine) as connection:
        other = _hashes_of_the_first_form(source) if later is None else {}
        for table in tables:
            columns = [column.name for column in table.c if column.name not in (_LATER if later is None else later)]
            rows = [
                {name: _with(row[name], other) for name in columns} for row in source.execute(select(table)).mappings()
            ]
            if rows:
                connection.execute(insert(table).values({name: bindparam(name) for name in columns}), rows)
    engine.dispose()


_LATER = {"said_salt", "said_sha256", "earlier_hash", "salts", "person_id"}


def _hashes_of_the_first_form(source: Connection) -> dict[str, str]:
    """What each hash in ``like`` is in the form that held every text: of changes, of entries, of papers."""
    other: dict[str, str] = {}
    papers: dict[str, list[str]] = {}
    bodies = [source.execute(select(column)).scalars() for column in (statement.c.body, claim_body.c.body)]
    for body in chain(*bodies):
        papers.setdefault(json.loads(body)["journal"]["hash"], []).append(body)
    for found in source.execute(select(journal_entry).order_by(journal_entry.c.number)).mappings():
        lines = [
            change_line(change.table_name, change.row_id, _with(change.before, other), _with(change.after, other))
            for change in source.execute(
                select(journal_change)
                .where(journal_change.c.entry == found["number"])
                .order_by(journal_change.c.position)
            )
        ]
        other[found["changes_sha256"]] = _sha256("".join(lines))
        other[found["hash"]] = _sha256(
            canonical({name: _with(found[name], other) for name in found if name not in _LATER | {"hash"}})
        )
        for body in papers.get(found["hash"], ()):
            other[_sha256(body)] = _sha256(_with(body, other))
    return other


def _with(value: Any, other: dict[str, str]) -> Any:
    """A value with the hashes that it holds as the first form has them."""
    if not isinstance(value, str):
        return value
    return re.sub("[0-9a-f]{64}", lambda found: other.get(found[0], found[0]), value)


def _sha256(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()
