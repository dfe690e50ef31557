"""Review: outcomes that a second actor has verified or returned, and the rate that rests on verified ones alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, or_, select

from program.counting import Counts, LeadFacts, count
from program.figures import Rate, rate_of
from program.outcomes import Origin, Outcome
from program.quarter_end import ReturnReason, ReviewState
from program.quarters import Quarter
from program.rules import RuleSet
from storage.quarter_tables import review, setting
from storage.tables import IS_OPEN, lead
from storage.views.reader import Reader, day_or_none

SETTING = "review"

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
    """A recorded outcome and what a second actor said of it; ``state`` is None while it is only reported."""

    reference: str
    outcome: Outcome
    outcome_on: date
    state: ReviewState | None
    reason: ReturnReason | None
    by: str | None


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


def review_lines(reader: Reader, quarter: Quarter) -> tuple[ReviewLine, ...]:
    """The recorded outcomes of a quarter that are not verified, by reference."""
    with reader.moment() as connection:
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
    return tuple(
        ReviewLine(
            row.reference,
            Outcome(row.outcome),
            date.fromisoformat(row.outcome_on),
            ReviewState(row.state) if row.state else None,
            ReturnReason(row.return_reason) if row.return_reason else None,
            row.by_actor,
        )
        for row in rows
    )
