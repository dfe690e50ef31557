"""Review: outcomes that a second actor has verified or returned, and the rate that rests on verified ones alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.leads.review import ReturnReason, ReviewState
from program.quarters.counting import Counts, LeadFacts, count
from program.quarters.figures import Rate, rate_of
from program.rules.rule_set import RuleSet
from storage.journal.format import row_from
from storage.schema.agency import setting
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import IS_OPEN, lead
from storage.schema.review import review
from storage.views.reader import Reader, day_or_none

SETTING = "review"

LOOKED_AT = ("outcome", "outcome_on", "evidence")
"""What a second actor looks at: once one of these is another, it has to be looked at again."""

_IDS_PER_QUERY = 500

STILL_STANDS = and_(
    review.c.agency_id == lead.c.agency_id,
    review.c.id == lead.c.id,
    review.c.outcome == lead.c.outcome,
    review.c.outcome_on == lead.c.outcome_on,
    or_(review.c.evidence == lead.c.evidence, and_(review.c.evidence.is_(None), lead.c.evidence.is_(None))),
)
"""Joins a lead to what was said of the outcome that it has now; a corrected one has to be looked at again."""


@dataclass(frozen=True)
class ReviewCounts:
    """How many recorded outcomes of a quarter are verified, returned, and only reported.

    ``rate`` is the quarter's rate with every outcome that is not verified taken as open.
    """

    verified: int
    returned: int
    reported: int
    rate: Rate | None


@dataclass(frozen=True)
class ReviewLine:
    """A recorded outcome and what a second actor said of it; ``state`` is None while it is only reported.

    ``recorded_by`` are those who may not verify it: ids of people, and logins where an entry names nobody.
    """

    reference: str
    outcome: Outcome
    outcome_on: date
    state: ReviewState | None
    reason: ReturnReason | None
    by: str | None
    recorded_by: frozenset[str]


@dataclass(frozen=True)
class Review:
    """Whether the agency reviews outcomes, and those recorded ones of a quarter that are not verified."""

    is_on: bool
    outcomes: tuple[ReviewLine, ...]


def review_is_on(connection: Connection, agency_id: str) -> bool:
    """Whether the agency reviews outcomes; it does not unless it has said so."""
    value = connection.execute(
        select(setting.c.value).where(setting.c.agency_id == agency_id, setting.c.id == SETTING)
    ).scalar()
    return value == "on"


def review_counts(
    connection: Connection, agency_id: str, quarter: Quarter, rules: RuleSet, counts: Counts, as_of: date
) -> ReviewCounts:
    """The review of a quarter whose counts are known."""
    classes: list[tuple[LeadFacts, int]] = []
    verified = returned = 0
    for row in connection.execute(
        select(review.c.state, lead.c.outcome, lead.c.outcome_on, func.count().label("leads"))
        .join(review, STILL_STANDS)
        .where(
            lead.c.agency_id == agency_id, lead.c.quarter == str(quarter), lead.c.origin == Origin.ICE.value, ~IS_OPEN
        )
        .group_by(review.c.state, lead.c.outcome, lead.c.outcome_on)
    ):
        if row.state == ReviewState.RETURNED.value:
            returned += row.leads
            continue
        verified += row.leads
        facts = LeadFacts(quarter.starts_on, Outcome(row.outcome), day_or_none(row.outcome_on))
        classes.append((facts, row.leads))
    leads = sum(counts.by_outcome.values())
    as_verified = count(rules, quarter, [*classes, (LeadFacts(quarter.starts_on), leads - verified)], as_of)
    recorded = leads - counts.open
    return ReviewCounts(
        verified, returned, recorded - verified - returned, rate_of(as_verified.located, as_verified.provided)
    )


def review_of(reader: Reader, quarter: Quarter) -> Review:
    """The review of a quarter, its outcomes by reference."""
    with reader.moment() as connection:
        is_on = review_is_on(connection, reader.agency_id)
        rows = connection.execute(
            select(lead, review.c.state, review.c.reason.label("return_reason"), review.c.by_actor)
            .join(review, STILL_STANDS, isouter=True)
            .where(
                lead.c.agency_id == reader.agency_id,
                lead.c.quarter == str(quarter),
                lead.c.origin == Origin.ICE.value,
                ~IS_OPEN,
                or_(review.c.state.is_(None), review.c.state != ReviewState.VERIFIED.value),
            )
            .order_by(lead.c.reference_key)
        ).all()
        looked_at = [{name: getattr(row, name) for name in ("id", *LOOKED_AT)} for row in rows]
        recorded = recorders(connection, reader.agency_id, looked_at)
    return Review(is_on, tuple(_line(row, recorded[row.id]) for row in rows))


def recorders(connection: Connection, agency_id: str, leads: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """By the leads' ids everybody who has ever recorded the outcome that each has now, with this date and evidence.

    A person of the book stands there by id, where an entry names none the login.
    """
    parts = {row["id"]: _part(row) for row in leads}
    found: dict[str, set[str]] = {row_id: set() for row_id in parts}
    ids = list(parts)
    for start in range(0, len(ids), _IDS_PER_QUERY):
        for change in connection.execute(
            select(
                journal_change.c.row_id,
                journal_change.c.before,
                journal_change.c.after,
                func.coalesce(journal_entry.c.person_id, journal_entry.c.actor).label("who"),
            )
            .join(
                journal_entry,
                and_(
                    journal_entry.c.agency_id == journal_change.c.agency_id,
                    journal_entry.c.number == journal_change.c.entry,
                ),
            )
            .where(
                journal_change.c.agency_id == agency_id,
                journal_change.c.row_id.in_(ids[start : start + _IDS_PER_QUERY]),
                journal_change.c.table_name == lead.name,
                journal_change.c.after.is_not(None),
            )
        ):
            part = parts[change.row_id]
            was = _part(row_from(change.before)) if change.before is not None else None
            if _part(row_from(change.after)) == part != was:
                found[change.row_id].add(change.who)
    return {row_id: frozenset(actors) for row_id, actors in found.items()}


def _part(row: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(row[name] for name in LOOKED_AT)


def _line(row: Row[Any], recorded_by: frozenset[str]) -> ReviewLine:
    return ReviewLine(
        row.reference,
        Outcome(row.outcome),
        date.fromisoformat(row.outcome_on),
        ReviewState(row.state) if row.state else None,
        ReturnReason(row.return_reason) if row.return_reason else None,
        row.by_actor,
        recorded_by,
    )
