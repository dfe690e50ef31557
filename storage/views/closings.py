"""Which quarters hold leads, which are closed, and with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from program.outcomes import CorrectionReason
from program.quarter_end import QuarterState
from program.quarters import Quarter
from storage.quarter_tables import closing
from storage.tables import lead


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
    found: list[Quarter] = []
    while True:
        query = select(lead.c.quarter).where(lead.c.agency_id == agency_id)
        if found:
            query = query.where(lead.c.quarter > str(found[-1]))
        if before is not None:
            query = query.where(lead.c.quarter < str(before))
        following = connection.execute(query.order_by(lead.c.quarter).limit(1)).scalar()
        if following is None:
            return found
        found.append(Quarter.parse(following))
