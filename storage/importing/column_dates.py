"""In which order each column of dates is written: proven by its own dates, since one program wrote the whole column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from program.refusals import BadInput
from storage.importing.date_order import DateOrder
from storage.importing.files import Rows
from storage.importing.headers import shown
from storage.importing.values import Cell

_MOST_SEEN = 4_096
_THREE_NUMBERS = re.compile(r"\s*(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})(?!\d)", re.ASCII)


class _Column:
    """What the dates of one column allow.

    ``against`` has, by order, the first row whose date does not exist in it; ``seen`` has cells that were looked at,
    ``signs`` what stands between the numbers of its dates.
    """

    def __init__(self) -> None:
        self.against: dict[DateOrder, int] = {}
        self.either = False
        self.signs: set[str] = set()
        self.seen: set[Cell] = {None, ""}

    @property
    def orders(self) -> list[DateOrder]:
        """The orders in which every date of the column exists, the usual one first."""
        return [order for order in DateOrder if order not in self.against]

    @property
    def is_proven(self) -> bool:
        """Whether some date of it exists in fewer orders than all."""
        return len(self.orders) == 1

    def take(self, row: int, cell: Cell) -> None:
        """Looks at a cell; a date that exists in no order proves nothing and is kept aside later."""
        if not isinstance(cell, str):
            return
        if len(self.seen) < _MOST_SEEN:
            self.seen.add(cell)
        match = _THREE_NUMBERS.match(cell)
        if match is None:
            return
        first, second, third = int(match[1]), int(match[3]), int(match[4])
        year = third if len(match[4]) == 4 else 2000 + third
        exists = {
            DateOrder.MDY: _exists(year, first, second),
            DateOrder.DMY: _exists(year, second, first),
            DateOrder.YMD: len(match[4]) == 2 and _exists(2000 + first, second, third),
        }
        if not any(exists.values()):
            return
        self.signs.add(match[2])
        self.either = self.either or (exists[DateOrder.MDY] and exists[DateOrder.DMY] and first != second)
        for order, there in exists.items():
            if not there:
                self.against.setdefault(order, row)


@dataclass(frozen=True)
class Orders:
    """The order of each field's column of dates; ``guessed`` are the fields whose dates may be in another one too."""

    of: dict[str, DateOrder]
    guessed: tuple[str, ...] = ()


def date_orders(rows: Rows, columns: Mapping[str, int], given: DateOrder | None) -> Orders:
    """The order of each field's column: the one given, else the one that its dates prove, else the one that another
    column of the file proves, else month first, which is a guess. Rows are read once; nothing is read where an order is
    given.

    Raises BadInput where the dates of a column contradict each other, or leave it open in which order they are.
    """
    if given is not None or not columns:
        return Orders(dict.fromkeys(columns, given or DateOrder.MDY))
    found = {field: _Column() for field in columns}
    places = [(at, found[field]) for field, at in columns.items()]
    for number, cells in rows.below():
        width = len(cells)
        for at, column in places:
            if at < width and cells[at] not in column.seen:
                column.take(number, cells[at])
    for field, column in found.items():
        _must_be_one(shown(rows.header[columns[field]], columns[field]), field, column)
    orders, guessed = {}, []
    for field, column in found.items():
        others = [other for other in found.values() if other.is_proven]
        proven = {other.orders[0] for other in others if other.signs & column.signs}
        # Those written with another sign prove nothing, but cast a doubt.
        possible = proven or {DateOrder.MDY, *(other.orders[0] for other in others)}
        likely = [order for order in column.orders if order in possible] or column.orders
        if column.either and not column.is_proven:
            if len(possible) > 1:
                raise BadInput(field, "", f"{_NAME_ORDER}: other columns are written in different orders")
            if not proven:
                guessed.append(field)
        orders[field] = likely[0]
    return Orders(orders, tuple(guessed))


_NAME_ORDER = "its dates may be month first or day first; say which with --date-order mdy, dmy or ymd"


def _must_be_one(header: str, field: str, column: _Column) -> None:
    if not column.orders:
        rows = sorted({column.against[DateOrder.MDY], column.against[DateOrder.DMY]})
        written = f"row {rows[0]:,} contradicts row {rows[-1]:,}" if len(rows) == 2 else f"see row {rows[0]:,}"
        raise BadInput(
            field,
            "",
            f"the dates of column {header!r} are in no one order, {written}; mend the file, or say the order with "
            "--date-order mdy, dmy or ymd and the rows that do not fit are kept aside",
        )
    if len(column.orders) > 1 and DateOrder.MDY in column.against:
        words = " or ".join(order.words for order in column.orders)
        raise BadInput(field, "", f"the dates of column {header!r} may be {words}; say which with --date-order")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
