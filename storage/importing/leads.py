"""From a row of cells to what a file says of a lead. What the book makes of it is ``commands/imports.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.importing.date_order import DateOrder
from storage.importing.headers import Columns
from storage.importing.report import Reject
from storage.importing.values import (
    Cell,
    category_of,
    is_blank,
    kind_of,
    origin_of,
    outcome_of,
    read_date,
    read_text,
    reason_of,
)
from storage.text import compared

DATES = ("received_on", "due_on", "outcome_on")


@dataclass(frozen=True)
class LeadInFile:
    """What one row says; a field that the row leaves blank is not in ``fields``. Values are the book's own text."""

    row: int
    reference: str
    key: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class RowReader:
    """Reads rows of leads. ``officers`` maps the compared badge to the officer's id."""

    columns: Columns
    order: DateOrder
    today: date
    officers: Mapping[str, str]
    width: int

    def read(self, row: int, cells: Sequence[Cell]) -> LeadInFile | Reject:
        """What a row says, or why it is kept aside."""
        if not cells:
            return Reject(row, "row", "text", "is no JSON object")
        if any(not is_blank(cell) for cell in cells[self.width :]):
            return Reject(row, "row", "text", "has more cells than the header has columns")
        fields: dict[str, str] = {}
        for field, at in self.columns.positions.items():
            cell = cells[at] if at < len(cells) else None
            if is_blank(cell):
                continue
            try:
                fields[field] = self._value(field, cell)
            except ValueError as problem:
                return Reject(row, field, kind_of(cell), str(problem))
        reference = fields.pop("reference", None)
        if reference is None:
            return Reject(row, "reference", "blank", "is blank; every lead needs ICE's reference")
        key = compared(reference)
        if not key:
            return Reject(row, "reference", "text", "has no character that can be compared")
        return LeadInFile(row, reference, key, fields)

    def _value(self, field: str, cell: Cell) -> str:
        if isinstance(cell, str) and cell.startswith("\x00nested"):
            raise ValueError("is a list or an object, where one value was expected")
        if field in DATES:
            day = read_date(cell, self.order)
            if field != "due_on" and day > self.today:
                raise ValueError(f"is {day}, which lies after today, {self.today}")
            return day.isoformat()
        if field == "officer":
            found = self.officers.get(compared(read_text("badge", cell)))
            if found is None:
                raise ValueError("no officer of this badge is on the roster; add the officer, then import again")
            return found
        if field in ("reference", "evidence"):
            return read_text(field, cell)
        return str(_WORDS[field](str(cell)))


_WORDS: Mapping[str, Callable[[str], StrEnum]] = {
    "category": category_of,
    "origin": origin_of,
    "outcome": outcome_of,
    "reason": reason_of,
}
