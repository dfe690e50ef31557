"""Which entries of the journal: the words that narrow it, ``@pat undo 24-1187 day>=11/1``, and what they find."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from storage.importing.typed_dates import typed_date
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import lead
from storage.schema.people import person
from storage.text import compared, printable
from storage.views.reader import Reader

HOW = "@who, a lead's reference, what was done (outcome, assign, import, undo), day>=11/1, today"

_DAY = re.compile(r"day(<=|>=|<|>|=)(.*)", re.IGNORECASE)
_LIKE_A_DAY = re.compile(r"\w*[<>=].*")
_NEAR = ("today", "yesterday")
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class JournalQuery:
    """Which entries; everything given must hold. ``by`` is a part of who made them, ``command`` of what they are called
    in the book, both in upper or lower case; ``lead`` a part of a reference that they changed. ``first`` and ``last``
    are days, both included, of the desk's own time where it is ``here``, else in UTC.
    """

    by: str = ""
    command: str = ""
    lead: str = ""
    first: date | None = None
    last: date | None = None
    here: bool = False

    @property
    def is_all(self) -> bool:
        """Whether every entry is asked for."""
        return replace(self, here=False) == JournalQuery()


def read_journal_filter(typed: str, today: date) -> tuple[JournalQuery, str]:
    """What typed words ask for, by the desk's days, and what is wrong with the first that cannot be taken.

    A word with a digit is a part of a reference, another one of what was done.
    """
    query, wrong = JournalQuery(here=True), ""
    for word in typed.split():
        try:
            if word.startswith("@"):
                query = replace(query, by=word[1:])
            elif word.casefold() in _NEAR:
                day = typed_date(word, today)
                query = replace(query, first=day, last=day)
            elif (found := _DAY.fullmatch(word)) is not None:
                query = _on(query, found[1], typed_date(found[2], today))
            elif _LIKE_A_DAY.fullmatch(word) is not None:
                raise ValueError("a day is given as in day>=11/1")
            elif any(character.isdigit() for character in word):
                query = replace(query, lead=query.lead + word)
            else:
                query = replace(query, command=query.command + word)
        except ValueError as problem:
            wrong = wrong or f"{printable(word)}: {problem}"
    return query, wrong


def conditions(query: JournalQuery, agency_id: str) -> list[ColumnElement[bool]]:
    """What must hold of an entry, but for its agency."""
    found: list[ColumnElement[bool]] = []
    if query.by:
        called = select(person.c.id).where(
            person.c.agency_id == agency_id, func.lower(person.c.name).contains(query.by.lower(), autoescape=True)
        )
        login = func.lower(journal_entry.c.actor).contains(query.by.lower(), autoescape=True)
        found.append(or_(login, journal_entry.c.person_id.in_(called)))
    if query.command:
        word = "".join(character for character in query.command.lower() if character.isalnum())
        found.append(func.lower(journal_entry.c.command).contains(word, autoescape=True))
    if query.lead:
        named = select(lead.c.id).where(
            lead.c.agency_id == agency_id, lead.c.reference_key.contains(compared(query.lead), autoescape=True)
        )
        touching = select(journal_change.c.entry).where(
            journal_change.c.agency_id == agency_id, journal_change.c.row_id.in_(named)
        )
        found.append(journal_entry.c.number.in_(touching))
    if query.first is not None:
        found.append(journal_entry.c.at_ms >= _begins_ms(query.first, query.here))
    if query.last is not None:
        found.append(journal_entry.c.at_ms < _begins_ms(query.last + _ONE, query.here))
    return found


def journal_numbers(reader: Reader, query: JournalQuery) -> tuple[int, ...]:
    """The numbers of the entries that a query finds, newest first."""
    statement = select(journal_entry.c.number).where(
        journal_entry.c.agency_id == reader.agency_id, *conditions(query, reader.agency_id)
    )
    with reader.moment() as connection:
        return tuple(connection.execute(statement.order_by(journal_entry.c.number.desc())).scalars())


def _on(query: JournalQuery, sign: str, day: date) -> JournalQuery:
    first = {">": day + _ONE, ">=": day, "=": day}.get(sign, query.first)
    last = {"<": day - _ONE, "<=": day, "=": day}.get(sign, query.last)
    return replace(query, first=first, last=last)


def _begins_ms(day: date, here: bool) -> int:
    """The moment at which a day begins, in UTC milliseconds."""
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if here:
        begins = begins.replace(tzinfo=None).astimezone()
    return int(begins.timestamp()) * 1000
