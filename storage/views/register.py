"""The register: any window of any number of leads, read by key from the nearest place already known.

Counting rows to reach a place (OFFSET) is slow far from the start, so the keys of rows seen before, and the two ends,
serve as places to start from. That takes an index in the order of the list. Where there is none, the ids of what the
filter leaves are sorted once and kept: such an index would cost every import more than a sort costs who asks for it.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Select, func, select

from storage.engine.away import asks_anew
from storage.schema.lead import lead
from storage.schema.officer import officer
from storage.text import compared
from storage.views.lead import (
    HELD_BY,
    Lead,
    LeadQuery,
    ids_with_text,
    lead_of,
    lead_rows,
    narrowed,
)
from storage.views.lead_order import Sort, beyond, ordered, sort_values
from storage.views.reader import Reader

_PLACES_KEPT = 256

_FEW = 5_000
"""Leads that are named by id rather than looked for in the order of the list."""

MOST_SORTED = 200_000
"""So many leads are put in an order that no index has; a list of more stays by the day received, newest first."""


@asks_anew
class Register:
    """The leads of one query by position, 0 being the first. Its calls read the book: never on the screen's loop.

    What it knows of places holds while the book does not change; make a new one then.
    """

    def __init__(self, reader: Reader, query: LeadQuery) -> None:
        self.query = query
        self._sort_asked = query.sort
        self._reader = reader
        self._total: int | None = None
        self._known: dict[int, tuple[str, ...]] = {}
        self._positions: list[int] = []
        self._with_text: Sequence[str] | None = None
        self._looking = Lock()
        self._in_order: Sequence[str] | None = None
        self._sorting = Lock()

    @property
    def is_too_long_to_sort(self) -> bool:
        """Whether the list stands by the day received because it is too long for the order asked for; known as soon as
        its leads are counted, which may be before the first of them are read.
        """
        return not self._sort_asked.is_walked and self._total is not None and self._total > MOST_SORTED

    def total(self) -> int:
        """How many leads there are; counted once."""
        if self._total is None:
            with self._reader.moment() as connection:
                ids = select(func.count()).select_from(lead).where(lead.c.agency_id == self._reader.agency_id)
                statement = self._narrowed(ids, connection)
                self._total = connection.execute(statement).scalar_one()
        return self._total

    def rows(self, first: int, count: int) -> tuple[Lead, ...]:
        """The leads at positions ``first`` to ``first + count - 1``, fewer where the register ends."""
        if self._sorted_by_hand():
            return self._named((self._in_order or ())[first : first + count])
        sort, falling = self.query.sort, self.query.descending
        from_end = self._from_end(first, count)
        with self._reader.moment() as connection:
            statement = self._narrowed(lead_rows(self._reader.agency_id), connection)
            if from_end is not None:
                place, skip, count = from_end
                if place in self._known:
                    before = beyond(sort, self._known[place], falling=not falling, inclusive=False)
                    statement = statement.where(before)
                statement = ordered(statement, sort, falling=not falling).offset(skip).limit(count)
                found = connection.execute(statement).all()[::-1]
            else:
                place = self._place_before(first)
                if place in self._known:
                    statement = statement.where(beyond(sort, self._known[place], falling=falling, inclusive=True))
                statement = ordered(statement, sort, falling=falling).offset(first - place).limit(count)
                found = list(connection.execute(statement).all())
        if found:
            self._remember(first, sort_values(sort, found[0]))
            self._remember(first + len(found) - 1, sort_values(sort, found[-1]))
        return tuple(lead_of(row) for row in found)

    def position_of(self, reference: str) -> int | None:
        """Where the lead of a reference stands; None where the query leaves it out."""
        by_hand = self._sorted_by_hand()
        with self._reader.moment() as connection:
            statement = self._narrowed(lead_rows(self._reader.agency_id), connection)
            row = connection.execute(statement.where(lead.c.reference_key == compared(reference))).first()
            if row is None:
                return None
            if by_hand:
                return list(self._in_order or ()).index(row.id)
            ids = select(func.count()).select_from(lead).where(lead.c.agency_id == self._reader.agency_id)
            values = sort_values(self.query.sort, row)
            before = self._narrowed(ids, connection).where(
                beyond(self.query.sort, values, falling=not self.query.descending, inclusive=False)
            )
            return int(connection.execute(before).scalar_one())

    def _sorted_by_hand(self) -> bool:
        """Whether the leads stand in an order that no index has; they are sorted when this is first asked."""
        if self._sort_asked.is_walked:
            return False
        with self._sorting:  # two windows of rows may be asked for at once
            self.total()
            if self.is_too_long_to_sort:
                self.query = replace(self.query, sort=Sort.RECEIVED, descending=True)
            elif self._in_order is None:
                self._in_order = self._ids_in_order()
        return not self.is_too_long_to_sort

    def _ids_in_order(self) -> Sequence[str]:
        ids = select(lead.c.id).join(officer, HELD_BY, isouter=True).where(lead.c.agency_id == self._reader.agency_id)
        with self._reader.moment() as connection:
            statement = ordered(self._narrowed(ids, connection), self.query.sort, falling=self.query.descending)
            return connection.execute(statement).scalars().all()

    def _named(self, ids: Sequence[str]) -> tuple[Lead, ...]:
        """The leads of ids, in their order."""
        with self._reader.moment() as connection:
            rows = connection.execute(lead_rows(self._reader.agency_id).where(lead.c.id.in_(ids)))
            found = {row.id: lead_of(row) for row in rows}
        return tuple(found[one] for one in ids if one in found)

    def _narrowed(self, statement: Select[Any], connection: Connection) -> Select[Any]:
        """The statement with the query's conditions; where few references hold the text, their leads are named by id.

        To find those few in the order of the list, nearly every lead would have to be read.
        """
        if not self.query.text:
            return narrowed(statement, self.query, self._reader, connection)
        with self._looking:  # rows and their number are asked for at once
            if self._with_text is None:
                self._with_text = ids_with_text(connection, self._reader.agency_id, self.query.text, _FEW + 1)
        if len(self._with_text) > _FEW:
            return narrowed(statement, self.query, self._reader, connection)
        others = replace(self.query, text="")
        return narrowed(statement, others, self._reader, connection).where(lead.c.id.in_(self._with_text))

    def _place_before(self, first: int) -> int:
        index = bisect_right(self._positions, first)
        return self._positions[index - 1] if index else 0

    def _from_end(self, first: int, count: int) -> tuple[int, int, int] | None:
        """The place after the window, the rows between, and how many to read, where that way is shorter."""
        if self._total is None:
            return None
        count = min(count, self._total - first)
        if count <= 0:
            return None
        index = bisect_right(self._positions, first + count - 1)
        place = self._positions[index] if index < len(self._positions) else self._total
        skip = place - (first + count)
        return (place, skip, count) if skip < first - self._place_before(first) else None

    def _remember(self, position: int, values: tuple[str, ...]) -> None:
        if position not in self._known:
            if len(self._positions) >= _PLACES_KEPT:
                del self._known[self._positions.pop(len(self._positions) // 2)]
            insort(self._positions, position)
        self._known[position] = values
