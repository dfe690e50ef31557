"""The live figures of a quarter, and what the desk needs to know first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, and_, func, select

from program.calendar import Quarter
from program.leads.outcome import Outcome
from program.officers.standing import Standing
from program.quarters.counting import LeadFacts
from program.quarters.figures import Figures, figures
from program.refusals import BadInput
from storage.schema.agency import rule_set
from storage.schema.lead import IS_OPEN, lead
from storage.schema.officer import officer, standing
from storage.schema.quarter import closing
from storage.views.agency import Agency, agency_of, rule_sets_among, rule_sets_for
from storage.views.class_cache import ClassCache
from storage.views.closing import of_no_closed_quarter
from storage.views.known_on import changes_since, past_of
from storage.views.lead_classes import HeldClasses, as_classes, exchange
from storage.views.officer import OfficerRecord, officer_records, records_of, sorted_outcomes
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
    """The figures of a quarter with the roster's shares, by name; ``unassigned`` is the share of nobody.

    ``known_on`` is the day whose knowledge it shows, None for what is known now.
    """

    agency: Agency
    figures: Figures
    officers: tuple[OfficerShare, ...]
    unassigned: int
    known_on: date | None = None


@dataclass(frozen=True)
class Work:
    """What waits, over all quarters that are not closed: open leads that are overdue, due within a week, without
    officer, and all open. ``held`` has, by badge, how many of them an officer holds, and how many of those are overdue.
    """

    overdue: int
    due_soon: int
    unassigned: int
    open: int
    leads: bool
    held: Mapping[str, tuple[int, int]]


def status(
    reader: Reader, quarter: Quarter | None = None, as_of: date | None = None, known_on: date | None = None
) -> Status:
    """The figures of a quarter (the running one unless given) as of the end of a day (today unless given).

    With ``known_on`` the figures as the book knew them at the end of that day, where the desk stands; ``as_of`` is that
    day unless given. Raises BadInput for a day after today, and for one before the book's first entry.
    """
    day = as_of or known_on or reader.today
    for field, given in (("as_of", as_of), ("known_on", known_on)):
        if given is not None and given > reader.today:
            raise BadInput(field, given, f"lies after today, {reader.today}")
    if known_on is not None and day > known_on:
        raise BadInput("as_of", day, f"lies after the day on which the book is asked, {known_on}")
    with reader.moment() as connection:
        return counted_in(
            connection, reader.agency_id, quarter or Quarter.of(day), day, known_on, reader.classes
        ).status


def status_in(
    connection: Connection, agency_id: str, quarter: Quarter, day: date, cache: ClassCache | None = None
) -> Status:
    """The figures of a quarter as of the end of a day, within a transaction."""
    return counted_in(connection, agency_id, quarter, day, cache=cache).status


@dataclass(frozen=True)
class Counted:
    """A quarter's figures with what they were counted from: classes of leads, and the officers."""

    status: Status
    classes: tuple[tuple[LeadFacts, int], ...]
    officers: tuple[OfficerRecord, ...]


def counted_in(
    connection: Connection,
    agency_id: str,
    quarter: Quarter,
    day: date,
    known_on: date | None = None,
    cache: ClassCache | None = None,
) -> Counted:
    """The figures of a quarter as of the end of a day, and what they rest on, within a transaction.

    Counted from the leads, or from the ``cache`` and the changes since.
    """
    held, carried = (cache or ClassCache()).of(connection, agency_id, quarter, day)
    if known_on is None:
        records = officer_records(connection, agency_id)
        rule_sets = rule_sets_for(connection, agency_id, quarter)
    else:
        past = past_of(connection, agency_id, known_on, officer, standing, rule_set, closing)
        exchange(held, carried, changes_since(connection, agency_id, past.entry, lead), quarter, day)
        records = records_of(past.rows(connection, agency_id, officer), past.rows(connection, agency_id, standing))
        closings = past.rows(connection, agency_id, closing)
        rule_sets = rule_sets_among(past.rows(connection, agency_id, rule_set), closings, quarter)
    classes = as_classes(held, carried)
    found = figures(rule_sets, quarter, day, classes, [record.periods for record in records])
    whose = agency_of(connection, agency_id)
    unassigned = sum(number for (who, _), (number, _) in held.items() if who is None)
    shown = Status(whose, found, _shares(records, held, day), unassigned, known_on)
    return Counted(shown, tuple(classes), records)


def work(reader: Reader) -> Work:
    """What waits today."""
    today = reader.today.isoformat()
    soon = (reader.today + timedelta(days=DUE_SOON_DAYS)).isoformat()
    with reader.moment() as connection:
        waits = and_(lead.c.agency_id == reader.agency_id, IS_OPEN, of_no_closed_quarter(connection, reader.agency_id))
        is_overdue = lead.c.due_sort < today
        row = connection.execute(
            select(
                func.count().filter(is_overdue),
                func.count().filter(and_(lead.c.due_sort >= today, lead.c.due_sort <= soon)),
                func.count().filter(lead.c.officer_id.is_(None)),
                func.count(),
            ).where(waits)
        ).one()
        by_officer = connection.execute(
            select(officer.c.badge, func.count(), func.count().filter(is_overdue))
            .join(officer, and_(officer.c.agency_id == lead.c.agency_id, officer.c.id == lead.c.officer_id))
            .where(waits)
            .group_by(officer.c.badge)
        ).all()
        any_lead = connection.execute(select(lead.c.id).where(lead.c.agency_id == reader.agency_id).limit(1)).first()
    overdue, due_soon, unassigned, still_open = row
    held = {badge: (number, late) for badge, number, late in by_officer}
    return Work(overdue, due_soon, unassigned, still_open, any_lead is not None, held)


def _shares(records: tuple[OfficerRecord, ...], held: HeldClasses, day: date) -> tuple[OfficerShare, ...]:
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
