"""The claims that people have certified, and what has become of each: submitted, cut, paid, corrected."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from program.calendar import Month, months_of, read_period
from program.claims.data import Period
from program.claims.life import ClaimMoney, ClaimState, ClaimStatus, CutReason
from program.claims.pay import Category
from program.leads.outcome import CorrectionReason
from storage.schema.claim import claim, claim_body, claim_cut
from storage.schema.receipt import receipt_share
from storage.snapshots.claim import Body
from storage.views.reader import Reader, day_or_none


@dataclass(frozen=True)
class Cut:
    """What ICE did not approve of a line, in cents, and why."""

    badge: str
    category: Category
    cents: int
    reason: CutReason


@dataclass(frozen=True)
class ClaimRecord:
    """A claim from its certification on. ``corrects`` and ``corrected_by`` are numbers of claims.

    ``sha256`` is the hash of its frozen body.
    """

    id: str
    number: int
    period: Period
    corrects: int | None
    corrected_by: int | None
    reason: CorrectionReason | None
    certified_by: str
    certified_on: date
    submitted_on: date | None
    reference: str | None
    decided_on: date | None
    sha256: str
    cuts: tuple[Cut, ...]
    money: ClaimMoney

    @property
    def status(self) -> ClaimStatus:
        """How it stands."""
        return self.money.status

    @property
    def is_live(self) -> bool:
        """Whether no later claim stands in its place."""
        return self.corrected_by is None

    @property
    def months(self) -> tuple[Month, ...]:
        """The months it asks for."""
        return months_of(self.period)

    @property
    def name(self) -> str:
        """``claim 3 of 2025-11``."""
        return f"claim {self.number} of {self.period}"


def claim_records(reader: Reader) -> tuple[ClaimRecord, ...]:
    """All claims by number."""
    with reader.moment() as connection:
        return claims_of(connection, reader.agency_id)


def claims_of(connection: Connection, agency_id: str) -> tuple[ClaimRecord, ...]:
    """All claims by number; money that was received for a claim counts for the one that corrects it."""
    received: dict[str, int] = {
        row.claim_id: int(row.cents)
        for row in connection.execute(
            select(receipt_share.c.claim_id, func.sum(receipt_share.c.cents).label("cents"))
            .where(receipt_share.c.agency_id == agency_id)
            .group_by(receipt_share.c.claim_id)
        )
    }
    cuts = _cuts_of(connection, agency_id)
    rows = connection.execute(select(claim).where(claim.c.agency_id == agency_id).order_by(claim.c.number)).all()
    numbers = {row.id: row.number for row in rows}
    corrected_by = {row.corrects: row.number for row in rows}
    found = []
    for row in rows:  # a claim has a lower number than the one that corrects it
        received[row.id] = received.get(row.id, 0) + received.get(row.corrects, 0)
        of_claim = tuple(cuts.get(row.id, ()))
        corrected = corrected_by.get(row.id)
        found.append(
            ClaimRecord(
                row.id,
                row.number,
                read_period(row.period),
                numbers.get(row.corrects),
                corrected,
                CorrectionReason(row.reason) if row.reason else None,
                row.certified_by,
                date.fromisoformat(row.certified_on),
                day_or_none(row.submitted_on),
                row.reference,
                day_or_none(row.decided_on),
                row.sha256,
                of_claim,
                ClaimMoney(
                    ClaimState(row.state),
                    row.claimed_cents,
                    sum(cut.cents for cut in of_claim),
                    received[row.id],
                    corrected is not None,
                ),
            )
        )
    return tuple(found)


def bodies_of(connection: Connection, agency_id: str, claim_ids: list[str]) -> Mapping[str, Body]:
    """The frozen bodies of some claims, by the claim's id."""
    rows = connection.execute(
        select(claim_body.c.id, claim_body.c.body).where(
            claim_body.c.agency_id == agency_id, claim_body.c.id.in_(claim_ids)
        )
    )
    return {row.id: json.loads(row.body) for row in rows}


def _cuts_of(connection: Connection, agency_id: str) -> Mapping[str, list[Cut]]:
    found: dict[str, list[Cut]] = {}
    rows = connection.execute(
        select(claim_cut)
        .where(claim_cut.c.agency_id == agency_id)
        .order_by(claim_cut.c.claim_id, claim_cut.c.badge, claim_cut.c.category)
    )
    for row in rows:
        cut = Cut(row.badge, Category(row.category), row.cents, CutReason(row.reason))
        found.setdefault(row.claim_id, []).append(cut)
    return found
