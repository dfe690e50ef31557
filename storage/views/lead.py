"""Leads: one with its timeline, what each counts as, lists by cursor. Windows for scrolling are in ``register.py``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, func, or_, select

from program.calendar import Quarter
from program.leads.outcome import Category, Origin, Outcome
from program.quarters.counting import LeadFacts, Verdict, verdict
from program.refusals import BadInput
from program.rules.rule_set import CountsAs, RuleSet
from storage.schema.lead import IS_OPEN, lead
from storage.schema.officer import officer
from storage.text import compared
from storage.views.agency import rules_for
from storage.views.closing import of_no_closed_quarter
from storage.views.journal import Entry, entries_of_row
from storage.views.lead_order import Sort, beyond, cursor_of, cursor_values, ordered
from storage.views.reader import Reader, day_or_none

_KEYS_PER_QUERY = 500

HELD_BY = and_(officer.c.agency_id == lead.c.agency_id, officer.c.id == lead.c.officer_id)
"""The officer who holds a lead."""


class Figure(StrEnum):
    """A figure of a quarter whose leads can be listed; ``ALL`` is every lead received in it, counted or not."""

    ALL = "all"
    PROVIDED = "provided"
    LOCATED = "located"
    OPEN = "open"
    EXCLUDED = "excluded"
    LATE = "late"


class DayOf(StrEnum):
    """Which day of a lead."""

    RECEIVED = "received"
    DUE = "due"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Between:
    """A day of a lead lies between two days, both included; None is no bound. A lead without that day is left out."""

    day_of: DayOf
    first: date | None
    last: date | None


@dataclass(frozen=True)
class LeadQuery:
    """Which leads, in which order. Everything given must hold.

    ``text`` is looked for in the reference, compared as references are, ``evidence`` in the evidence, in upper or lower
    case. ``officer`` is a badge; ``""`` means nobody. ``held_by`` is a part of the officer's name, or how the badge
    begins.
    ``figure`` narrows to the leads behind a figure of ``quarter`` and is nothing without it. ``waiting`` leaves out the
    leads of closed quarters.
    """

    quarter: Quarter | None = None
    figure: Figure | None = None
    outcome: Outcome | None = None
    officer: str | None = None
    overdue: bool = False
    due_within_days: int | None = None
    text: str = ""
    evidence: str = ""
    held_by: str = ""
    days: tuple[Between, ...] = ()
    waiting: bool = False
    sort: Sort = Sort.RECEIVED
    descending: bool = True


@dataclass(frozen=True)
class Lead:
    """A lead as it stands. ``badge`` and ``officer`` (a name) are None while nobody holds it."""

    id: str
    reference: str
    category: Category
    origin: Origin
    received_on: date
    due_on: date | None
    quarter: Quarter
    badge: str | None
    officer: str | None
    outcome: Outcome
    outcome_on: date | None
    evidence: str | None
    reason: str | None

    def is_overdue(self, today: date) -> bool:
        """Whether it is open past its due date."""
        return self.outcome is Outcome.OPEN and self.due_on is not None and self.due_on < today

    @property
    def facts(self) -> LeadFacts:
        """What the rules need to know of it."""
        return LeadFacts(self.received_on, self.outcome, self.outcome_on, self.origin)


@dataclass(frozen=True)
class LeadDetail:
    """A lead, what it counts as in its own quarter, and its timeline, oldest entry first, with what changed."""

    lead: Lead
    verdict: Verdict
    timeline: tuple[Entry, ...]


@dataclass(frozen=True)
class LeadPage:
    """Some leads in order, and the cursor after the last one; None where the list ends."""

    leads: tuple[Lead, ...]
    after: str | None


@dataclass(frozen=True)
class Suggestion:
    """A lead that a half-typed reference may mean."""

    reference: str
    outcome: Outcome
    badge: str | None
    received_on: date


def lead_detail(reader: Reader, reference: str) -> LeadDetail:
    """One lead with its timeline; raises BadInput where the reference is not in the book."""
    with reader.moment() as connection:
        row = connection.execute(lead_rows(reader.agency_id).where(lead.c.reference_key == compared(reference))).first()
        if row is None:
            raise BadInput("reference", reference, "no lead of this reference is in the book")
        found = lead_of(row)
        judged = judge(rules_for(connection, reader.agency_id, found.quarter), found, found.quarter, reader.today)
        return LeadDetail(found, judged, entries_of_row(connection, reader.agency_id, found.id))


def leads_named(reader: Reader, references: Sequence[str]) -> tuple[Lead, ...]:
    """The leads of references, in their order; a reference that is not in the book is left out."""
    found: dict[str, Lead] = {}
    keys = [compared(reference) for reference in references]
    with reader.moment() as connection:
        for start in range(0, len(keys), _KEYS_PER_QUERY):
            some = keys[start : start + _KEYS_PER_QUERY]
            for row in connection.execute(lead_rows(reader.agency_id).where(lead.c.reference_key.in_(some))):
                found[row.reference_key] = lead_of(row)
    return tuple(found[key] for key in keys if key in found)


def lead_page(reader: Reader, query: LeadQuery, limit: int, after: str | None = None) -> LeadPage:
    """The first leads of a query, or the first after a cursor that an earlier page gave."""
    sort, falling = query.sort, query.descending
    with reader.moment() as connection:
        statement = narrowed(lead_rows(reader.agency_id), query, reader, connection)
        if after is not None:
            place = cursor_values(sort, after)
            statement = statement.where(beyond(sort, place, falling=falling, inclusive=False))
        rows = connection.execute(ordered(statement, sort, falling=falling).limit(limit + 1)).all()
    leads = tuple(lead_of(row) for row in rows[:limit])
    return LeadPage(leads, cursor_of(sort, rows[limit - 1]) if len(rows) > limit else None)


def completions(reader: Reader, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
    """Leads whose reference begins like ``typed``, or, where none does, contains it; open ones first."""
    key = compared(typed)
    if not key:
        return ()
    begins = and_(lead.c.reference_key >= key, lead.c.reference_key < key + "\U0010ffff")
    contains = lead.c.reference_key.contains(key, autoescape=True)
    with reader.moment() as connection:
        for condition in (begins, contains):
            statement = lead_rows(reader.agency_id).where(condition).order_by(lead.c.reference_key).limit(50)
            rows = sorted(connection.execute(statement).all(), key=lambda row: row.outcome != Outcome.OPEN.value)
            if rows:
                return tuple(
                    Suggestion(row.reference, Outcome(row.outcome), row.badge, date.fromisoformat(row.received_on))
                    for row in rows[:limit]
                )
    return ()


def judge(rules: RuleSet, found: Lead, quarter: Quarter, as_of: date) -> Verdict:
    """What a lead counts as in a quarter as of a day, and why."""
    return verdict(rules, quarter, found.facts, as_of)


def lead_rows(agency_id: str) -> Select[Any]:
    """The query that ``lead_of`` reads: an agency's leads, each with the officer who holds it."""
    return (
        select(lead, officer.c.badge, officer.c.badge_key, officer.c.name.label("officer_name"))
        .join(officer, HELD_BY, isouter=True)
        .where(lead.c.agency_id == agency_id)
    )


def lead_of(row: Row[Any]) -> Lead:
    """The lead that a row of ``lead_rows`` holds."""
    return Lead(
        id=row.id,
        reference=row.reference,
        category=Category(row.category),
        origin=Origin(row.origin),
        received_on=date.fromisoformat(row.received_on),
        due_on=day_or_none(row.due_on),
        quarter=Quarter.parse(row.quarter),
        badge=row.badge,
        officer=row.officer_name,
        outcome=Outcome(row.outcome),
        outcome_on=day_or_none(row.outcome_on),
        evidence=row.evidence,
        reason=row.reason,
    )


def narrowed(statement: Select[Any], query: LeadQuery, reader: Reader, connection: Connection) -> Select[Any]:
    """The statement with the query's conditions; raises BadInput for a badge that is not on the roster."""
    if query.quarter is not None:
        statement = statement.where(lead.c.quarter == str(query.quarter))
        if query.figure not in (None, Figure.ALL):
            rules = rules_for(connection, reader.agency_id, query.quarter)
            statement = statement.where(_behind(rules, query.quarter, query.figure))
    if query.outcome is not None:
        with_outcome = lead.c.outcome == query.outcome.value
        statement = statement.where(IS_OPEN if query.outcome is Outcome.OPEN else with_outcome)
    if query.officer is not None:
        statement = statement.where(lead.c.officer_id == _officer_id(connection, reader.agency_id, query.officer))
    if query.overdue:
        statement = statement.where(IS_OPEN, lead.c.due_sort < reader.today.isoformat())
    if query.due_within_days is not None:
        last = reader.today + timedelta(days=query.due_within_days)
        from_today, to_last = lead.c.due_sort >= reader.today.isoformat(), lead.c.due_sort <= last.isoformat()
        statement = statement.where(IS_OPEN, from_today, to_last)
    if query.waiting:
        statement = statement.where(of_no_closed_quarter(connection, reader.agency_id))
    if query.text:
        statement = statement.where(_holds(query.text))
    if query.evidence:
        statement = statement.where(func.lower(lead.c.evidence).contains(query.evidence.lower(), autoescape=True))
    if query.held_by:
        statement = statement.where(lead.c.officer_id.in_(_called(reader.agency_id, query.held_by)))
    for between in query.days:
        column = _DAYS[between.day_of]
        if between.day_of is DayOf.DUE:
            statement = statement.where(lead.c.due_on.is_not(None))
        if between.first is not None:
            statement = statement.where(column >= between.first.isoformat())
        if between.last is not None:
            statement = statement.where(column <= between.last.isoformat())
    return statement


def _called(agency_id: str, text: str) -> Select[Any]:
    """The ids of the officers whose name holds a text, or whose badge begins with it."""
    by_name = func.lower(officer.c.name).contains(text.lower(), autoescape=True)
    by_badge = officer.c.badge_key.startswith(compared(text), autoescape=True)
    return select(officer.c.id).where(officer.c.agency_id == agency_id, or_(by_name, by_badge))


_DAYS = {DayOf.RECEIVED: lead.c.received_on, DayOf.DUE: lead.c.due_sort, DayOf.OUTCOME: lead.c.outcome_on}


def ids_with_text(connection: Connection, agency_id: str, text: str, most: int) -> Sequence[str]:
    """The ids of leads whose reference holds a text, at most so many; looked for in the index of the references."""
    mine = and_(lead.c.agency_id == agency_id, lead.c.reference_key >= "")  # all are: this is what names that index
    return connection.execute(select(lead.c.id).where(mine, _holds(text)).limit(most)).scalars().all()


def _holds(text: str) -> ColumnElement[bool]:
    return lead.c.reference_key.contains(compared(text), autoescape=True)


def _officer_id(connection: Connection, agency_id: str, badge: str) -> str | None:
    if not badge:
        return None
    found = connection.execute(
        select(officer.c.id).where(officer.c.agency_id == agency_id, officer.c.badge_key == compared(badge))
    ).scalar()
    if found is None:
        raise BadInput("officer", badge, "no officer of this badge is on the roster")
    return str(found)


def _behind(rules: RuleSet, quarter: Quarter, figure: Figure | None) -> ColumnElement[bool]:
    """The condition for the leads behind a figure; the same borders as ``program.quarters.counting.verdict``."""
    provided = lead.c.origin == Origin.ICE.value
    late = lead.c.outcome_on > quarter.ends_on.isoformat()
    located = _counts_as(rules, CountsAs.LOCATED)
    if figure is Figure.LOCATED:
        in_time = located if rules.late_located.value == "counted" else and_(located, ~late)
        return and_(provided, in_time)
    if figure is Figure.LATE:
        return and_(provided, located, late)
    if figure is Figure.OPEN:
        return and_(provided, lead.c.outcome == Outcome.OPEN.value)
    if figure is Figure.EXCLUDED:
        return and_(provided, _counts_as(rules, CountsAs.EXCLUDED))
    return and_(provided, ~_counts_as(rules, CountsAs.EXCLUDED))


def _counts_as(rules: RuleSet, counts: CountsAs) -> ColumnElement[bool]:
    outcomes = [outcome.value for outcome, counted in rules.counts_as.items() if counted is counts]
    return lead.c.outcome.in_(outcomes) if outcomes else false()
