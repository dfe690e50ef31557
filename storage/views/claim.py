"""A period's claim as it is shown: computed while it is a draft, frozen once a person has certified it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from program.claims.claim import Claim, sum_of
from program.claims.data import Period
from program.claims.gaps import Gap
from program.claims.life import ClaimStatus
from program.refusals import BadInput
from program.rules.pay_rules import PayRules
from storage.schema.claim import claim_body
from storage.snapshots.claim import Body, Certificate
from storage.views.claim_body import claim_body_of
from storage.views.claim_record import ClaimRecord
from storage.views.ledger import Ledger, ledger_in
from storage.views.reader import Reader
from storage.views.statement import journal_head


@dataclass(frozen=True)
class ShownClaim:
    """A period's claim: its lines as certified where it is, the overtime caps as they stand today beside every claim.

    ``record`` is what a person certified for exactly this period, None for a draft; ``claimed_in`` are the claims that
    ask for a month of it, its own included. ``claimed_now_cents`` is what the book would claim today: where that is
    another amount than was certified, something has changed since. ``gaps`` are what is missing now; ``names`` the
    officers' names by badge; ``rules`` what may be claimed by the rules in force on the period's last day.
    """

    period: Period
    record: ClaimRecord | None
    claimed_in: tuple[ClaimRecord, ...]
    claim: Claim
    claimed_now_cents: int
    gaps: tuple[Gap, ...]
    names: Mapping[str, str]
    rules: PayRules

    @property
    def status(self) -> ClaimStatus:
        """How the claim stands: its own status, or for a month that a quarter's claim asks for, that one's."""
        if self.record is not None:
            return self.record.status
        covering = [record for record in self.claimed_in if len(record.months) > 1]
        return covering[0].status if covering else ClaimStatus.DRAFT


def claim_shown(reader: Reader, period: Period, *, draft: bool = False) -> ShownClaim:
    """A period's claim; ``draft`` asks for what the book would claim now, whatever was certified.

    Raises BadInput for a period that has not begun.
    """
    must_have_begun(reader, period)
    with reader.moment() as connection:
        return shown_in(ledger_in(connection, reader.agency_id, reader.today), period, draft=draft)


def shown_in(ledger: Ledger, period: Period, *, draft: bool = False) -> ShownClaim:
    """The same from what was read."""
    now = sum_of(ledger.computed(period))
    claimed_in = () if draft else ledger.overlapping(period)
    return ShownClaim(
        period,
        None if draft else ledger.claim_of(period),
        claimed_in,
        replace(ledger.claim(period), overtime_cap=ledger.caps(period)) if claimed_in else now,
        now.totals.claimed_cents,
        ledger.gaps(period),
        {record.badge: record.name for record in ledger.officers},
        ledger.pay_rules(period.ends_on),
    )


def body_of_claim(reader: Reader, period: Period, number: int | None = None, *, draft: bool = False) -> Body:
    """The frozen body of a period's claim, of the one numbered, or what would be frozen now.

    Raises BadInput for a period that has not begun, and where there is no such claim.
    """
    must_have_begun(reader, period)
    with reader.moment() as connection:
        ledger = ledger_in(connection, reader.agency_id, reader.today)
        if draft or (number is None and ledger.claim_of(period) is None):
            certificate = Certificate(journal_head(connection, reader.agency_id))
            return claim_body_of(connection, reader.agency_id, ledger, period, certificate)
        for record in reversed(ledger.claims):
            if record.period == period and number in (None, record.number):
                text = connection.execute(
                    select(claim_body.c.body).where(
                        claim_body.c.agency_id == reader.agency_id, claim_body.c.id == record.id
                    )
                ).scalar_one()
                found: Body = json.loads(text)
                return found
    raise BadInput("number", number or "", f"is no claim of {period}; leadbook claim list lists them")


def must_have_begun(reader: Reader, period: Period) -> None:
    """Raises BadInput for a period that lies in the future."""
    if period.starts_on > reader.today:
        raise BadInput("period", period, f"begins on {period.starts_on}, after today, {reader.today}")
