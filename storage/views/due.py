"""What has come due and must not be missed: an ended quarter that is open, a claim, an authorization, a notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from program.calendar import Month, Quarter
from program.claims.data import Period
from program.officers.clock import EXPIRY_WARNINGS, Notice
from program.quarters.figures import Figures
from program.rules.pay_rules import ClaimPeriod
from storage.schema.pay import pay
from storage.views.checklist import earlier_open
from storage.views.claim import shown_in
from storage.views.clock import OfficerClocks, clocks_in
from storage.views.ledger import ledger_in
from storage.views.reader import Reader
from storage.views.status import status_in


@dataclass(frozen=True)
class Due:
    """What waits for a person today.

    ``ended`` are the figures of the newest quarter that ended, holds leads and is not closed, one of
    ``ended_quarters``. ``claim`` is the last month, or quarter, that ended and for which nobody has certified a claim,
    with what it would ask for in cents. ``notices`` are revocations of which ICE must be told, ``expiring`` the
    authorizations that end within 30 days, each the most pressing first.
    """

    ended: Figures | None
    ended_quarters: int
    claim: Period | None
    claim_cents: int
    notices: tuple[OfficerClocks, ...]
    expiring: tuple[OfficerClocks, ...]


def due(reader: Reader) -> Due:
    """What has come due today."""
    today = reader.today
    with reader.moment() as connection:
        ended = [Quarter.parse(name) for name in earlier_open(connection, reader.agency_id, Quarter.of(today))]
        figures = None
        if ended:
            figures = status_in(connection, reader.agency_id, max(ended), today, reader.kept).figures
        claim, cents = None, 0
        if connection.execute(select(pay.c.id).where(pay.c.agency_id == reader.agency_id).limit(1)).first():
            ledger = ledger_in(connection, reader.agency_id, today)
            by_quarter = ledger.pay_rules(today).claim_period is ClaimPeriod.QUARTER
            running: Period = Quarter.of(today) if by_quarter else Month.of(today)
            last = type(running).of(running.starts_on - timedelta(days=1))
            shown = shown_in(ledger, last)
            if not shown.claimed_in and shown.claimed_now_cents:
                claim, cents = last, shown.claimed_now_cents
        running_clocks = clocks_in(connection, reader.agency_id, today)
    nearest = min(EXPIRY_WARNINGS)
    return Due(
        figures,
        len(ended),
        claim,
        cents,
        tuple(one for one in running_clocks if one.notice and one.notice.notice in (Notice.DUE, Notice.OVERDUE)),
        tuple(
            sorted(
                (one for one in running_clocks if one.expiry is not None and one.expiry.warning == nearest),
                key=lambda one: one.expiry.ends_on if one.expiry else today,
            )
        ),
    )
