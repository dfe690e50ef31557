"""Money that came, and money that is still to come, by its age."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from program.calendar import Quarter
from program.claims.data import Period
from program.claims.receivable import Bucket, Outstanding, Owed, receivables
from program.quarters.award import AwardStep
from storage.schema.receipt import receipt, receipt_share
from storage.views.award import AwardAmount, award_steps_of, open_award_cents
from storage.views.claim_record import ClaimRecord, claims_of
from storage.views.reader import Reader


@dataclass(frozen=True)
class Share:
    """What of a receipt pays a claim, in cents."""

    claim: int
    period: Period
    cents: int


@dataclass(frozen=True)
class ReceiptLine:
    """Money that came, in cents, with the claims it pays; ``start_up`` marks start-up money, which pays none."""

    number: int
    on: date
    cents: int
    reference: str
    start_up: bool
    shares: tuple[Share, ...]

    @property
    def unapplied_cents(self) -> int:
        """What pays no claim yet."""
        return 0 if self.start_up else self.cents - sum(share.cents for share in self.shares)


def receipt_lines(reader: Reader) -> tuple[ReceiptLine, ...]:
    """All receipts by number."""
    with reader.moment() as connection:
        return receipts_in(connection, reader.agency_id, claims_of(connection, reader.agency_id))


def receipts_in(connection: Connection, agency_id: str, claims: Sequence[ClaimRecord]) -> tuple[ReceiptLine, ...]:
    """All receipts by number, within a transaction."""
    by_id = {record.id: record for record in claims}
    shares: dict[str, list[Share]] = {}
    for row in connection.execute(select(receipt_share).where(receipt_share.c.agency_id == agency_id)):
        record = by_id[row.claim_id]
        shares.setdefault(row.receipt_id, []).append(Share(record.number, record.period, row.cents))
    rows = connection.execute(select(receipt).where(receipt.c.agency_id == agency_id).order_by(receipt.c.number))
    return tuple(
        ReceiptLine(
            row.number,
            date.fromisoformat(row.on_date),
            row.cents,
            row.reference,
            row.agreements is not None,
            tuple(sorted(shares.get(row.id, ()), key=lambda share: share.claim)),
        )
        for row in rows
    )


def receivable_buckets(reader: Reader) -> tuple[Bucket, ...]:
    """Money outstanding today: claims since they were submitted, awards since they were claimed, youngest first."""
    with reader.moment() as connection:
        claims = claims_of(connection, reader.agency_id)
        return receivables_in(claims, award_steps_of(connection, reader.agency_id), reader.today)


def receivables_in(
    claims: Sequence[ClaimRecord], awards: Mapping[Quarter, Mapping[AwardStep, AwardAmount]], today: date
) -> tuple[Bucket, ...]:
    """The same from what was read."""
    found = [
        Outstanding(Owed.CLAIM, str(record.period), record.submitted_on, record.money.open_cents)
        for record in claims
        if record.submitted_on is not None
    ]
    for quarter, steps in awards.items():
        asked = [steps[step] for step in (AwardStep.CLAIMED, AwardStep.APPROVED) if step in steps]
        if asked:
            found.append(Outstanding(Owed.AWARD, str(quarter), asked[0].on, open_award_cents(steps)))
    return receivables(found, today)
