"""In which order leads stand: by any column of a list. Ties go by id, so by the age of the record."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, tuple_

from program.refusals import BadInput
from storage.schema.lead import lead
from storage.schema.officer import officer


class Sort(StrEnum):
    """What a list of leads is sorted by."""

    RECEIVED = "received"
    DUE = "due"
    REFERENCE = "reference"
    OFFICER = "officer"
    OUTCOME = "outcome"
    EVIDENCE = "evidence"

    @property
    def is_walked(self) -> bool:
        """Whether an index holds the leads in this order, so that any number of them can be read from any place on."""
        return self in (Sort.RECEIVED, Sort.DUE, Sort.REFERENCE)


def read_order(text: str) -> tuple[Sort, bool]:
    """The column, and whether the last comes first, of ``due`` or ``due:desc``; raises ValueError, in words."""
    column, _, direction = text.strip().casefold().partition(":")
    if direction not in ("", "asc", "desc"):
        raise ValueError(f"goes by asc or desc, as in {column or 'due'}:desc")
    try:
        return Sort(column), direction == "desc"
    except ValueError:
        raise ValueError(f"is no column; sort by {', '.join(Sort)}, the other way round as in due:desc") from None


def order_text(sort: Sort, descending: bool) -> str:
    """The same as it is written: ``due:desc``."""
    return f"{sort.value}{':desc' if descending else ''}"


def ordered(statement: Select[Any], sort: Sort, *, falling: bool) -> Select[Any]:
    """The statement in an order; ``falling`` puts the last first. By officer it has to have the officers joined."""
    return statement.order_by(*(key.desc() if falling else key for key in sort_keys(sort)))


def beyond(sort: Sort, values: tuple[str, ...], *, falling: bool, inclusive: bool) -> ColumnElement[bool]:
    """The condition that a row stands after the one with these sort values; ``inclusive`` takes that one in."""
    here, there = tuple_(*sort_keys(sort)), tuple_(*values)
    if falling:
        return here <= there if inclusive else here < there
    return here >= there if inclusive else here > there


def sort_keys(sort: Sort) -> tuple[ColumnElement[str], ...]:
    """The columns of a sort; together they differ for every lead."""
    match sort:
        case Sort.REFERENCE:
            return (lead.c.reference_key,)
        case Sort.RECEIVED:
            return (lead.c.received_on, lead.c.id)
        case Sort.DUE:
            return (lead.c.due_sort, lead.c.id)
        case Sort.OFFICER:
            return (func.coalesce(officer.c.badge_key, ""), lead.c.received_on, lead.c.id)
        case Sort.OUTCOME:
            return (lead.c.outcome, func.coalesce(lead.c.outcome_on, ""), lead.c.id)
        case Sort.EVIDENCE:
            return (func.coalesce(lead.c.evidence, ""), lead.c.id)


def sort_values(sort: Sort, row: Row[Any]) -> tuple[str, ...]:
    """The values of a row of ``lead_rows`` that a sort goes by."""
    match sort:
        case Sort.REFERENCE:
            return (row.reference_key,)
        case Sort.RECEIVED:
            return (row.received_on, row.id)
        case Sort.DUE:
            return (row.due_sort, row.id)
        case Sort.OFFICER:
            return (row.badge_key or "", row.received_on, row.id)
        case Sort.OUTCOME:
            return (row.outcome, row.outcome_on or "", row.id)
        case Sort.EVIDENCE:
            return (row.evidence or "", row.id)


def cursor_of(sort: Sort, row: Row[Any]) -> str:
    """The place of a row, to go on after it later."""
    return "|".join(value.replace("%", "%25").replace("|", "%7C") for value in sort_values(sort, row))


def cursor_values(sort: Sort, cursor: str) -> tuple[str, ...]:
    """The sort values that a cursor holds; raises BadInput where no list of this order gave it."""
    values = tuple(value.replace("%7C", "|").replace("%25", "%") for value in cursor.split("|"))
    if len(values) != len(sort_keys(sort)):
        raise BadInput("after", cursor, "is not a cursor that this list gave")
    return values
