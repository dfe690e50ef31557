"""What was given to whom, and the order in which neutral marks stand for what was left out."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from program.disclosure import Given, LeftOut
from storage.journal.acting import who_words
from storage.schema.disclosure import disclosure
from storage.schema.journal import journal_change, journal_entry
from storage.schema.people import person
from storage.views.reader import Reader


@dataclass(frozen=True)
class Disclosure:
    """One thing that was given, with the ``entry`` that recorded it and who made that."""

    entry: int
    by: str
    given: Given
    about: str
    recipient: str
    on: date
    left_out: tuple[LeftOut, ...]
    sha256: str | None
    note: str | None


def disclosures(reader: Reader) -> tuple[Disclosure, ...]:
    """All that was given, the last first."""
    first = (
        select(func.min(journal_change.c.entry))
        .where(
            journal_change.c.agency_id == disclosure.c.agency_id,
            journal_change.c.row_id == disclosure.c.id,
            journal_change.c.table_name == disclosure.name,
        )
        .scalar_subquery()
    )
    with reader.moment() as connection:
        rows = connection.execute(
            select(disclosure, journal_entry.c.number, journal_entry.c.actor, person.c.name.label("person"))
            .select_from(disclosure)
            .join(
                journal_entry,
                (journal_entry.c.agency_id == disclosure.c.agency_id) & (journal_entry.c.number == first),
            )
            .join(
                person,
                (person.c.agency_id == journal_entry.c.agency_id) & (person.c.id == journal_entry.c.person_id),
                isouter=True,
            )
            .where(disclosure.c.agency_id == reader.agency_id)
            .order_by(disclosure.c.on_date.desc(), journal_entry.c.number.desc())
        ).all()
    return tuple(
        Disclosure(
            row.number,
            who_words(row.person, row.actor),
            Given(row.given),
            row.about,
            row.recipient,
            date.fromisoformat(row.on_date),
            tuple(map(LeftOut, row.left_out.split())),
            row.sha256,
            row.note,
        )
        for row in rows
    )


@dataclass(frozen=True)
class Marks:
    """Neutral marks, in an order that nobody can follow who has not the book.

    By name or badge the first would be the first of the roster. ``key`` is never printed.
    """

    key: bytes

    def of(self, called: str, names: Iterable[str]) -> Mapping[str, str]:
        """For each name ``officer 01`` and so on, every mark of the same length, so that they sort as they count."""
        ordered = sorted(set(names), key=lambda name: hmac.digest(self.key, name.encode(), hashlib.sha256))
        width = max(2, len(str(len(ordered))))
        return {name: f"{called} {number:0{width}}" for number, name in enumerate(ordered, 1)}


def marks(reader: Reader) -> Marks:
    """The book's own order: by the random salt of the first entry that has one, which no paper tells."""
    with reader.moment() as connection:
        salt = connection.execute(
            select(journal_entry.c.said_salt)
            .where(journal_entry.c.agency_id == reader.agency_id, journal_entry.c.said_salt != "")
            .order_by(journal_entry.c.number)
            .limit(1)
        ).scalar_one()
    return Marks(salt.encode())
