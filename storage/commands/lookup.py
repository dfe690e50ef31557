"""Finding the records that a command names, and checking the dates and words it brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Table

from program.calendar import Quarter, held
from program.leads.outcome import Outcome
from program.refusals import BadInput
from storage.journal.format import Row
from storage.journal.writer import Writer
from storage.schema.lead import lead
from storage.schema.officer import officer
from storage.text import compared

Word = TypeVar("Word", bound=StrEnum)

NO_DUE_DATE = "9999-12-31"
"""What leads without a due date sort by."""

NEW_LEAD: Row = {
    "category": "standard",
    "origin": "ice",
    "due_on": None,
    "officer_id": None,
    "outcome": "open",
    "outcome_on": None,
    "evidence": None,
    "reason": None,
}
"""What a new lead's row says where nobody says otherwise; the other columns follow from what it was entered with."""

LARGEST = 10**9
"""The largest count, or amount in cents, that is taken."""

_PER_QUERY = 500


def leads_named(writer: Writer, references: Sequence[str]) -> list[Row]:
    """The leads of references, in their order, each once; raises BadInput on the first that is not in the book."""
    if not references:
        raise BadInput("reference", "", "name at least one lead")
    keys = list(dict.fromkeys(compared(reference) for reference in references))
    found = {row["reference_key"]: row for row in rows_with(writer, lead, "reference_key", keys)}
    for reference in references:
        if compared(reference) not in found:
            raise BadInput("reference", reference, "no lead of this reference is in the book")
    return [found[key] for key in keys]


def rows_with(writer: Writer, table: Table, column: str, values: Sequence[str]) -> Iterator[Row]:
    """The rows whose column has one of the values."""
    for batch in batches(values, _PER_QUERY):
        yield from writer.rows(writer.select(table).where(table.c[column].in_(batch)))


def put(writer: Writer, table: Table, rows: Iterable[Row], there: Mapping[str, Row]) -> None:
    """Adds the rows that are not ``there`` (by id), and puts the others in the place of those that are."""
    rows = list(rows)
    writer.insert_many(table, [row for row in rows if row["id"] not in there])
    writer.replace_many(table, [(before, row) for row in rows if (before := there.get(row["id"])) is not None])


def officer_named(writer: Writer, badge: str) -> Row:
    """The officer of a badge; raises BadInput where there is none."""
    found = writer.row(writer.select(officer).where(officer.c.badge_key == compared(badge)))
    if found is None:
        raise BadInput("officer", badge, "no officer of this badge is on the roster")
    return found


def must_be_held(field: str, day: date) -> None:
    """Raises BadInput for a day that lies outside the years of a book."""
    try:
        held(day)
    except ValueError as problem:
        raise BadInput(field, day, str(problem)) from None


def must_not_be_later(field: str, day: date, today: date) -> None:
    """Raises BadInput where a day that has to have come lies after today, or before all days that a book holds."""
    must_be_held(field, day)
    if day > today:
        raise BadInput(field, day, f"lies after today, {today}")


def must_have_begun(quarter: Quarter, today: date) -> None:
    """Raises BadInput for a quarter that is still to come."""
    if quarter.starts_on > today:
        raise BadInput("quarter", quarter, f"begins on {quarter.starts_on}, after today, {today}")


def whole_number(field: str, number: int) -> None:
    """Raises BadInput for a count or an amount that is below 0 or larger than any book has."""
    if not 0 <= number <= LARGEST:
        raise BadInput(field, number, f"must be a whole number from 0 to {LARGEST:,}")


def check_due(due_on: date | None, received_on: date) -> None:
    """Raises BadInput where a lead would be due before it was received, or after all days that a book holds."""
    if due_on is None:
        return
    must_be_held("due_on", due_on)
    if due_on < received_on:
        raise BadInput("due_on", due_on, f"lies before the day the lead was received, {received_on}")


def check_outcome_date(outcome_on: date, received_on: date, today: date) -> None:
    """Raises BadInput where an outcome lies after today or before its lead was received."""
    must_not_be_later("outcome_on", outcome_on, today)
    if outcome_on < received_on:
        raise BadInput("outcome_on", outcome_on, f"lies before the day the lead was received, {received_on}")


@lru_cache(maxsize=4096)
def quarter_of(day: str) -> str:
    """The quarter of a day, both as the book writes them."""
    return str(Quarter.of(date.fromisoformat(day)))


def lead_row(writer: Writer, reference: str, received_on: date, due_on: date | None, **values: Any) -> Row:
    """A new lead's row: the columns that follow from others are filled in, the outcome is open unless given."""
    received, due = received_on.isoformat(), None if due_on is None else due_on.isoformat()
    return {
        **NEW_LEAD,
        "id": writer.new_id(),
        "reference": reference,
        "reference_key": compared(reference),
        "received_on": received,
        "quarter": quarter_of(received),
        "due_on": due,
        "due_sort": due or NO_DUE_DATE,
        **values,
    }


def batches(things: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    """The things in pieces of at most ``size``."""
    return (things[start : start + size] for start in range(0, len(things), size))


def corrects(before: Row, after: Row) -> bool:
    """Whether a recorded outcome becomes another, for which a reason is asked.

    Evidence where there was none changes nothing that was recorded.
    """
    filled_in = {**before, "evidence": before["evidence"] or after["evidence"]}
    return bool(before["outcome"] != Outcome.OPEN.value and after != filled_in)
