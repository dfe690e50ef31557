"""The kinds of files that come in: which fields each has, which of them are dates, and what reads a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage.importing.date_order import DateOrder
from storage.importing.headers import AGENCY_FIELDS, LEAD_FIELDS, OFFICER_FIELDS, TIME_FIELDS, Columns
from storage.importing.lead import RowReader
from storage.importing.officer import OfficerReader
from storage.importing.time import PayPeriod, TimeReader
from storage.importing.values import Cell

ReadRow = Callable[[int, Sequence[Cell]], Any]
"""What a numbered row says: something of the kind, or the Reject that keeps it aside."""


@dataclass(frozen=True)
class HowToRead:
    """What a row is read with: its columns, how many the header has, their dates' orders, and today.

    ``zones`` are the time zones that the agency may be in."""

    columns: Columns
    width: int
    orders: Mapping[str, DateOrder]
    today: date
    pay_period: PayPeriod | None = None
    zones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of file. ``reader`` gives what reads a row. With ``once`` a second row of the
    same thing is kept aside, unless it says the same.
    """

    fields: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    dates: tuple[str, ...]
    reader: Callable[[HowToRead], ReadRow]
    once: bool = False


def _leads(how: HowToRead) -> ReadRow:
    return RowReader(how.columns, how.orders, how.today, how.width, how.zones).read


def _officers(how: HowToRead) -> ReadRow:
    return OfficerReader(how.columns, how.orders, how.zones).read


def _time(how: HowToRead) -> ReadRow:
    return TimeReader(how.columns, how.orders, how.today, how.width, how.pay_period, how.zones).read


def _agencies(how: HowToRead) -> ReadRow:
    places = [how.columns.positions[field] for field in AGENCY_FIELDS]
    return lambda _, cells: tuple(cells[at] if at < len(cells) else None for at in places)


KINDS = {
    "leads": Kind(
        LEAD_FIELDS, ("reference", "received_on"), ("received_on", "due_on", "outcome_on"), _leads, once=True
    ),
    "officers": Kind(OFFICER_FIELDS, ("badge",), ("authorized", "from", "until"), _officers),
    "time": Kind(TIME_FIELDS, ("badge", "hours"), ("period", "period_start", "period_end", "date"), _time),
    "agencies": Kind(AGENCY_FIELDS, tuple(AGENCY_FIELDS), (), _agencies),
}
