"""The live figures of a quarter, and what the desk needs to know first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, and_, func, or_, select

from program.counting import LeadFacts
from program.figures import Figures, figures
from program.outcomes import Origin, Outcome
from program.quarters import Quarter
from program.standing import Standing
from storage.errors import BadInput
from storage.tables import IS_OPEN, lead
from storage.views.agency import Agency, agency_of, rule_sets_of
from storage.views.officers import OfficerRecord, officer_records, sorted_outcomes
from storage.views.reader import Reader

DUE_SOON_DAYS = 7
"""How many days ahead a due date is called soon."""


@dataclass(frozen=True)
class OfficerShare:
    """What an officer holds of a quarter's leads; ``by_outcome`` leaves open ones out. Standing is as of the day."""

    badge: str
    name: str
    standing: Standing | None
    open: int
    overdue: int
    by_outcome: Mapping[Outcome, int]


@dataclass(frozen=True)
class Status:
    """The figures of a quarter with the roster's shares, by name; ``unassigned`` is the share of nobody."""

    agency: Agency
    figures: Figures
    officers: tuple[OfficerShare, ...]
    unassigned: int


@dataclass(frozen=True)
class Work:
    """What waits, over all quarters: open leads that are overdue, due within a week, without officer, and all open."""

    overdue: int
    due_soon: int
    unassigned: int
    open: int
    leads: int


def status(reader: Reader, quarter: Quarter | None = None, as_of: date | None = None) -> Status:
    """The figures of a quarter (the running one unless given) as of the end of a day (today unless given).

    Raises BadInput for a day after today.
    """
    day = as_of or reader.today
    if day > reader.today:
        raise BadInput("as_of", day, f"lies after today, {reader.today}")
    asked = quarter or Quarter.of(day)
    with reader.moment() as connection:
        records = officer_records(connection, reader.agency_id)
        held = _classes(connection, reader.agency_id, asked, day)
        carried = _carried_over(connection, reader.agency_id, asked, day)
        found = figures(
            rule_sets_of(connection, reader.agency_id),
            asked,
            day,
            [*((facts, number) for (_, facts), (number, _) in held.items()), *carried],
            [record.periods for record in records],
        )
        whose = agency_of(connection, reader.agency_id)
    return Status(whose, found, _shares(records, held, day), sum(n for (who, _), (n, _) in held.items() if who is None))


def work(reader: Reader) -> Work:
    """What waits today."""
    today = reader.today.isoformat()
    soon = (reader.today + timedelta(days=DUE_SOON_DAYS)).isoformat()
    with reader.moment() as connection:
        row = connection.execute(
            select(
                func.count().filter(lead.c.due_sort < today),
                func.count().filter(and_(lead.c.due_sort >= today, lead.c.due_sort <= soon)),
                func.count().filter(lead.c.officer_id.is_(None)),
                func.count(),
            ).where(lead.c.agency_id == reader.agency_id, IS_OPEN)
        ).one()
        any_lead = connection.execute(select(lead.c.id).where(lead.c.agency_id == reader.agency_id).limit(1)).first()
    overdue, due_soon, unassigned, still_open = row
    return Work(overdue, due_soon, unassigned, still_open, any_lead is not None)


_Classes = dict[tuple[str | None, LeadFacts], tuple[int, int]]


def _classes(connection: Connection, agency_id: str, quarter: Quarter, day: date) -> _Classes:
    """The quarter's ICE-provided leads by officer and what the rules can tell apart: how many, how many overdue.

    The query walks ``ix_lead_quarter`` in its own order; a day stands for all days on its side of the borders.
    """
    after_day = (lead.c.outcome_on > day.isoformat()).label("after_day")
    late = (lead.c.outcome_on > quarter.ends_on.isoformat()).label("late")
    past_due = lead.c.due_on < day.isoformat()
    found = connection.execute(
        select(
            lead.c.outcome,
            lead.c.officer_id,
            func.count(),
            func.count().filter(after_day),
            func.count().filter(and_(late, lead.c.outcome_on <= day.isoformat())),
            func.count().filter(and_(past_due, or_(lead.c.outcome_on.is_(None), after_day))),
        )
        .where(
            lead.c.agency_id == agency_id,
            lead.c.quarter == str(quarter),
            lead.c.origin == Origin.ICE.value,
            lead.c.received_on <= day.isoformat(),
        )
        .group_by(lead.c.outcome, lead.c.officer_id)
    ).all()
    classes: _Classes = {}

    def add(who: str | None, facts: LeadFacts, number: int, overdue: int) -> None:
        if number:
            before = classes.get((who, facts), (0, 0))
            classes[who, facts] = (before[0] + number, before[1] + overdue)

    begins = quarter.starts_on
    for code, who, number, not_yet, late_ones, overdue in found:
        outcome = Outcome(code)
        still_open = number if outcome is Outcome.OPEN else not_yet
        add(who, LeadFacts(begins), still_open, overdue)
        if outcome is not Outcome.OPEN:
            in_time = number - not_yet - late_ones
            add(who, LeadFacts(begins, outcome, min(quarter.ends_on, day)), in_time, 0)
            add(who, LeadFacts(begins, outcome, quarter.next().starts_on), late_ones, 0)
    return classes


def _carried_over(connection: Connection, agency_id: str, quarter: Quarter, day: date) -> list[tuple[LeadFacts, int]]:
    """ICE-provided leads received before the quarter that were open in it: what another attribution (U4) adds."""
    begins, ends = quarter.starts_on, quarter.ends_on
    if day < begins:
        return []
    earlier = and_(lead.c.agency_id == agency_id, lead.c.origin == Origin.ICE.value, lead.c.quarter < str(quarter))
    received = begins - timedelta(days=1)
    still_open = connection.execute(select(func.count()).where(earlier, IS_OPEN)).scalar_one()
    not_yet = lead.c.outcome_on > day.isoformat()
    closed = connection.execute(
        select(
            lead.c.outcome,
            func.count().filter(not_yet),
            func.count().filter(and_(lead.c.outcome_on > ends.isoformat(), lead.c.outcome_on <= day.isoformat())),
            func.count(),
        )
        .where(earlier, lead.c.outcome_on >= begins.isoformat())
        .group_by(lead.c.outcome)
    ).all()
    classes = [(LeadFacts(received), still_open)]
    for code, open_then, late, number in closed:
        outcome = Outcome(code)
        classes += [
            (LeadFacts(received), open_then),
            (LeadFacts(received, outcome, quarter.next().starts_on), late),
            (LeadFacts(received, outcome, min(ends, day)), number - open_then - late),
        ]
    return [(facts, number) for facts, number in classes if number]


def _shares(records: tuple[OfficerRecord, ...], held: _Classes, day: date) -> tuple[OfficerShare, ...]:
    counts: dict[str, dict[Outcome, int]] = {}
    overdue: dict[str, int] = {}
    for (who, facts), (number, late) in held.items():
        if who is not None:
            mine = counts.setdefault(who, {})
            mine[facts.outcome] = mine.get(facts.outcome, 0) + number
            overdue[who] = overdue.get(who, 0) + late
    return tuple(
        OfficerShare(
            record.badge,
            record.name,
            record.standing_on(day),
            counts.get(record.id, {}).get(Outcome.OPEN, 0),
            overdue.get(record.id, 0),
            {o: n for o, n in sorted_outcomes(counts.get(record.id, {})).items() if o is not Outcome.OPEN},
        )
        for record in records
    )
