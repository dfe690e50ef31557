"""Which quarters hold leads, which are closed, and with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select, true

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason
from program.quarters.state import QuarterState
from storage.schema.lead import lead
from storage.schema.quarter import closing


@dataclass(frozen=True)
class Closing:
    """The last closing of a quarter: its figures, and the ``reason`` where it was reopened since (money in cents).

    ``revision`` and ``sha256`` are those of its statement; ``closed_on`` is the desk's date.
    """

    quarter: Quarter
    closed: bool
    revision: int
    closed_on: date
    sha256: str
    provided: int
    located: int
    eligible_officers: int
    from_percent: int | None
    award_cents: int
    reason: CorrectionReason | None


def of_no_closed_quarter(connection: Connection, agency_id: str) -> ColumnElement[bool]:
    """The condition that a lead's quarter is not closed: what is closed waits for nobody."""
    statement = select(closing.c.quarter).where(closing.c.agency_id == agency_id, closing.c.state == "closed")
    closed = connection.execute(statement).scalars().all()
    return lead.c.quarter.not_in(closed) if closed else true()


def closings_of(connection: Connection, agency_id: str) -> Mapping[Quarter, Closing]:
    """Every quarter that has been closed at least once."""
    rows = connection.execute(select(closing).where(closing.c.agency_id == agency_id).order_by(closing.c.quarter))
    return {
        Quarter.parse(row.quarter): Closing(
            Quarter.parse(row.quarter),
            row.state == "closed",
            row.revision,
            date.fromisoformat(row.closed_on),
            row.sha256,
            row.provided,
            row.located,
            row.eligible_officers,
            row.from_percent,
            row.award_cents,
            CorrectionReason(row.reason) if row.reason else None,
        )
        for row in rows
    }


def state_of(quarter: Quarter, closed: Closing | None, today: date) -> QuarterState:
    """Whether a quarter runs, has ended or is closed."""
    if closed is not None and closed.closed:
        return QuarterState.CLOSED
    return QuarterState.RUNNING if today <= quarter.ends_on else QuarterState.ENDED


def quarters_with_leads(connection: Connection, agency_id: str, before: Quarter | None = None) -> list[Quarter]:
    """The quarters that hold leads, oldest first; those before a quarter where one is given.

    Each is found by a step in the index, since DISTINCT would walk all leads.
    """
    mine = lead.c.agency_id == agency_id
    step = select(func.min(lead.c.quarter).label("quarter")).where(mine).cte("step", recursive=True)
    following = select(func.min(lead.c.quarter)).where(mine, lead.c.quarter > step.c.quarter).scalar_subquery()
    steps = step.union_all(select(following).where(step.c.quarter.is_not(None)))
    found = connection.execute(select(steps.c.quarter).where(steps.c.quarter.is_not(None))).scalars()
    quarters = sorted(map(Quarter.parse, found))
    return quarters if before is None else [quarter for quarter in quarters if quarter < before]
