"""A quarter's ICE-provided leads by what the rules can tell apart, counted by the database.

A day stands for all days on its side of the quarter's borders. Single rows belong to the same classes, so that what
changed can be taken out as it was and put in as it is, or the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from sqlalchemy import Connection, Select, String, and_, bindparam, func, or_, select

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.quarters.counting import LeadFacts
from storage.journal.format import Row
from storage.schema.lead import IS_OPEN, lead

HeldClasses = dict[tuple[str | None, LeadFacts], tuple[int, int]]
"""By officer's id and facts: how many leads, and how many of them are overdue."""

CarriedClasses = dict[LeadFacts, int]

# Each of these statements is written once: to write it took longer than a small book takes to answer it. Their values
# are named: the agency, the quarter, the quarters earlier than it, its first and last day, the day.
_AGENCY, _BEGINS, _ENDS, _DAY = (bindparam(name, type_=String) for name in ("agency", "begins", "ends", "day"))
_OF_ICE = and_(lead.c.agency_id == _AGENCY, lead.c.origin == Origin.ICE.value)
_EARLIER = lead.c.quarter.in_(bindparam("earlier", expanding=True))


@cache
def _held() -> Select[str, str | None, int, int, int, int]:
    after_day = (lead.c.outcome_on > _DAY).label("after_day")
    late = (lead.c.outcome_on > _ENDS).label("late")
    past_due = lead.c.due_on < _DAY
    return (
        select(
            lead.c.outcome,
            lead.c.officer_id,
            func.count(),
            func.count().filter(after_day),
            func.count().filter(and_(late, lead.c.outcome_on <= _DAY)),
            func.count().filter(and_(past_due, or_(lead.c.outcome_on.is_(None), after_day))),
        )
        .where(
            lead.c.agency_id == _AGENCY,
            lead.c.quarter == bindparam("quarter"),
            lead.c.origin == Origin.ICE.value,
            lead.c.received_on <= _DAY,
        )
        .group_by(lead.c.outcome, lead.c.officer_id)
    )


@cache
def _first_quarter() -> Select[str | None]:
    return select(func.min(lead.c.quarter)).where(lead.c.agency_id == _AGENCY)


@cache
def _still_open() -> Select[int]:
    return select(func.count()).where(_OF_ICE, _EARLIER, IS_OPEN)


@cache
def _closed_since() -> Select[str, int, int, int]:
    return (
        select(
            lead.c.outcome,
            func.count().filter(lead.c.outcome_on > _DAY),
            func.count().filter(and_(lead.c.outcome_on > _ENDS, lead.c.outcome_on <= _DAY)),
            func.count(),
        )
        .where(_OF_ICE, _EARLIER, lead.c.outcome_on >= _BEGINS)
        .group_by(lead.c.outcome)
    )


def held_classes(connection: Connection, agency_id: str, quarter: Quarter, day: date) -> HeldClasses:
    """The leads received in the quarter, as of the end of a day. The query walks ``ix_lead_quarter`` in its order."""
    found = connection.execute(
        _held(),
        {
            "agency": agency_id,
            "quarter": str(quarter),
            "ends": quarter.ends_on.isoformat(),
            "day": day.isoformat(),
        },
    ).all()
    classes: HeldClasses = {}
    begins = quarter.starts_on
    for code, who, number, not_yet, late_ones, overdue in found:
        outcome = Outcome(code)
        still_open = number if outcome is Outcome.OPEN else not_yet
        _add(classes, (who, LeadFacts(begins)), still_open, overdue)
        if outcome is not Outcome.OPEN:
            in_time = number - not_yet - late_ones
            _add(classes, (who, LeadFacts(begins, outcome, min(quarter.ends_on, day))), in_time, 0)
            _add(classes, (who, LeadFacts(begins, outcome, quarter.next().starts_on)), late_ones, 0)
    return classes


def carried_classes(connection: Connection, agency_id: str, quarter: Quarter, day: date) -> CarriedClasses:
    """ICE-provided leads received before the quarter that were open in it: what another attribution (U4) adds."""
    begins, ends = quarter.starts_on, quarter.ends_on
    if day < begins:
        return {}
    first = connection.execute(_first_quarter(), {"agency": agency_id}).scalar()
    received = begins - timedelta(days=1)
    asked = {
        "agency": agency_id,
        "earlier": _before(quarter, first),
        "begins": begins.isoformat(),
        "ends": ends.isoformat(),
        "day": day.isoformat(),
    }
    still_open = connection.execute(_still_open(), asked).scalar_one()
    closed = connection.execute(_closed_since(), asked).all()
    classes = {LeadFacts(received): still_open}
    for code, open_then, late, number in closed:
        outcome = Outcome(code)
        classes[LeadFacts(received)] += open_then
        classes[LeadFacts(received, outcome, quarter.next().starts_on)] = late
        classes[LeadFacts(received, outcome, min(ends, day))] = number - open_then - late
    return classes


def _before(quarter: Quarter, first: str | None) -> list[str]:
    """Every quarter from the first that holds leads to the one before: by name, so that an index is asked for each."""
    found = []
    while first is not None and str(quarter := quarter.previous()) >= first:
        found.append(str(quarter))
    return found


def exchange(
    held: HeldClasses,
    carried: CarriedClasses,
    changed: Iterable[tuple[Row | None, Row | None]],
    quarter: Quarter,
    day: date,
) -> None:
    """Takes leads out of the classes as they were counted, and puts them in as they are to be counted.

    Each of ``changed`` is a lead as counted and as to be counted; None where it was not, or is not to be, in the book.
    """
    for counted, wanted in changed:
        for row, number in ((counted, -1), (wanted, 1)):
            if row is None or row["origin"] != Origin.ICE.value:
                continue
            if row["quarter"] == str(quarter):
                if row["received_on"] <= day.isoformat():
                    facts, overdue = _facts_of(row, quarter, day, quarter.starts_on)
                    _add(held, (row["officer_id"], facts), number, number * overdue)
            elif row["quarter"] < str(quarter) and day >= quarter.starts_on and _open_in(row, quarter):
                facts, _ = _facts_of(row, quarter, day, quarter.starts_on - timedelta(days=1))
                carried[facts] = carried.get(facts, 0) + number


def as_classes(held: HeldClasses, carried: Mapping[LeadFacts, int]) -> list[tuple[LeadFacts, int]]:
    """The classes as the rules take them, whoever holds the leads."""
    classes: dict[LeadFacts, int] = {}
    for facts, number in [*((facts, number) for (_, facts), (number, _) in held.items()), *carried.items()]:
        classes[facts] = classes.get(facts, 0) + number
    return [(facts, number) for facts, number in classes.items() if number]


def _open_in(row: Row, quarter: Quarter) -> bool:
    return row["outcome_on"] is None or row["outcome_on"] >= quarter.starts_on.isoformat()


def _facts_of(row: Row, quarter: Quarter, day: date, received: date) -> tuple[LeadFacts, bool]:
    on = row["outcome_on"]
    if on is None or on > day.isoformat():
        overdue = row["due_on"] is not None and row["due_on"] < day.isoformat()
        return LeadFacts(received), overdue
    late = on > quarter.ends_on.isoformat()
    return LeadFacts(
        received, Outcome(row["outcome"]), quarter.next().starts_on if late else min(quarter.ends_on, day)
    ), False


def _add(classes: HeldClasses, key: tuple[str | None, LeadFacts], number: int, overdue: int) -> None:
    before = classes.get(key, (0, 0))
    after = (before[0] + number, before[1] + overdue)
    if after[0]:
        classes[key] = after
    else:
        classes.pop(key, None)
