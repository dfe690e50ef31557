"""From a row of cells to what a file says of a lead. What the book makes of it is ``commands/imports.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from program.leads.outcome_words import read_outcome
from program.personal.guard import is_harmless
from program.personal.kinds import Kind
from storage.importing.date_order import DateOrder
from storage.importing.headers import Columns
from storage.importing.report import Reject
from storage.importing.values import (
    Cell,
    category_of,
    is_blank,
    kind_of,
    origin_of,
    read_date,
    read_text,
    reason_of,
)
from storage.text import LONGEST, compared, is_clean, looks_like, reference_looks_like

DATES = ("received_on", "due_on", "outcome_on")
TEXTS = ("reference", "evidence")
"""Columns in which nearly every cell is another."""

_MOST_KNOWN = 4_096


class LeadInFile(NamedTuple):
    """What one row says; a field that the row leaves blank is not in ``fields``.

    ``fields`` maps columns of the book's table of leads to the book's own text, and ``officer`` to the compared badge.
    ``badge_kind`` is the kind of value that the badge stands in, ``doubts`` says which texts look like a detail of a
    person.
    """

    row: int
    reference: str
    key: str
    fields: Mapping[str, str]
    badge_kind: str = "text"
    doubts: tuple[tuple[str, Kind], ...] = ()


class _Known(dict[Cell, str | None]):
    """What the texts of a column mean, each read once: dates and words come again and again."""

    def __init__(self, value_of: Callable[[Cell], str | None]) -> None:
        super().__init__()
        self._value_of = value_of

    def __missing__(self, cell: Cell) -> str | None:
        value = self._value_of(cell)
        if isinstance(cell, str | date):  # a number would be taken for any other that equals it, and for a boolean
            if len(self) == _MOST_KNOWN:
                self.clear()
            self[cell] = value
        return value


@dataclass(frozen=True)
class RowReader:
    """Reads rows of leads. ``orders`` has the order of each column of dates, ``width`` is the header's."""

    columns: Columns
    orders: Mapping[str, DateOrder]
    today: date
    width: int
    zones: tuple[str, ...] = ()

    def read(self, row: int, cells: Sequence[Cell]) -> LeadInFile | Reject:
        """What a row says, or why it is kept aside."""
        if not cells:
            return Reject(row, "row", "text", "is no JSON object")
        if len(cells) != self.width:
            if any(not is_blank(cell) for cell in cells[self.width :]):
                return Reject(row, "row", "text", "has more cells than the header has columns")
            cells = [*cells, *[None] * (self.width - len(cells))]
        fields: dict[str, str] = {}
        for field, at, value_of in self._fields:
            try:
                value = value_of(cells[at])
            except ValueError as problem:
                return Reject(row, field, kind_of(cells[at]), str(problem))
            if value is not None:
                fields[field] = value
        reference = fields.pop("reference", None)
        if reference is None:
            return Reject(row, "reference", "blank", "is blank; every lead needs ICE's reference")
        key = compared(reference)
        if not key:
            return Reject(row, "reference", "text", "has no character that can be compared")
        doubts = _doubts(reference, fields.get("evidence"))
        if "officer" in fields:
            kind = kind_of(cells[self.columns.positions["officer"]])
            return LeadInFile(row, reference, key, fields, kind, doubts)
        return LeadInFile(row, reference, key, fields, "text", doubts)

    @cached_property
    def _fields(self) -> Sequence[tuple[str, int, Callable[[Cell], str | None]]]:
        """Each field of the file with its position, and what reads it."""
        return [(field, at, self._reading(field)) for field, at in self.columns.positions.items()]

    def _reading(self, field: str) -> Callable[[Cell], str | None]:
        def value_of(cell: Cell) -> str | None:
            return None if is_blank(cell) else self._value(field, cell)

        if field not in TEXTS:
            return _Known(value_of).__getitem__
        longest = LONGEST[field]

        def text_of(cell: Cell) -> str | None:
            if isinstance(cell, str) and is_clean(cell) and 0 < len(cell) <= longest and cell[0] != "'":
                return cell
            return value_of(cell)

        return text_of

    def _value(self, field: str, cell: Cell) -> str:
        if isinstance(cell, str) and cell.startswith("\x00nested"):
            raise ValueError("is a list or an object, where one value was expected")
        if field in DATES:
            day = read_date(cell, self.orders[field], self.zones)
            if field != "due_on" and day > self.today:
                raise ValueError(f"is {day}, which lies after today, {self.today}")
            return day.isoformat()
        if field == "officer":
            return compared(read_text("badge", cell))
        if field in TEXTS:
            return read_text(field, cell)
        return str(_WORDS[field](str(cell)))


def _doubts(reference: str, evidence: str | None) -> tuple[tuple[str, Kind], ...]:
    """What looks like a detail of a person: nothing, as a rule, and that is seen at once."""
    of_reference = None if is_harmless(reference) else reference_looks_like(reference)
    of_evidence = None if evidence is None or is_harmless(evidence) else looks_like("evidence", evidence)
    if of_reference is of_evidence is None:
        return ()
    found = (("reference", of_reference), ("evidence", of_evidence))
    return tuple((field, kind) for field, kind in found if kind is not None)


_WORDS: Mapping[str, Callable[[str], StrEnum]] = {
    "category": category_of,
    "origin": origin_of,
    "outcome": read_outcome,
    "reason": reason_of,
}
