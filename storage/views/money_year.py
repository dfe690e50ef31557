"""A fiscal year's money by month: claimed, approved, received, open; and the cash still to come, by how certain it is.

Nobody has published when ICE pays, so money to come stands in the month that it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from program.calendar import Month, Quarter, months_of
from program.claims.data import Period
from program.claims.life import ClaimState
from program.quarters.award import AwardStep
from storage.views.award import AwardFate
from storage.views.claim_record import ClaimRecord
from storage.views.ledger import Ledger


@dataclass(frozen=True)
class Cash:
    """Money that is still to come, in cents: approved, claimed and not decided yet, merely expected."""

    approved_cents: int = 0
    claimed_cents: int = 0
    expected_cents: int = 0


@dataclass(frozen=True)
class MonthMoney:
    """One month of the year, in cents. ``period`` is that of the claim that asks for it, None for a draft.

    A quarter's claim stands in the quarter's last month, and so does its award. ``reimbursement`` and ``award`` are
    what is still to come.
    """

    month: Month
    period: Period | None
    claimed_cents: int
    approved_cents: int
    received_cents: int
    open_cents: int
    reimbursement: Cash
    award: Cash


def money_by_month(
    ledger: Ledger, months: Iterable[Month], awards: Mapping[Quarter, AwardFate]
) -> tuple[MonthMoney, ...]:
    """The months in order. Months to come are expected at the standing and pay that are recorded for them."""
    drafts = ledger.by_month([month for month in months if month not in ledger.live])
    return tuple(
        _claimed(month, ledger.live[month], awards)
        if month in ledger.live
        else MonthMoney(
            month, None, 0, 0, 0, 0, Cash(expected_cents=drafts[month].totals.claimed_cents), _award(month, awards)
        )
        for month in months
    )


def _claimed(month: Month, record: ClaimRecord, awards: Mapping[Quarter, AwardFate]) -> MonthMoney:
    if month != record.months[-1]:
        return MonthMoney(month, record.period, 0, 0, 0, 0, Cash(), _award(month, awards))
    money = record.money
    approved = money.state is ClaimState.APPROVED
    return MonthMoney(
        month,
        record.period,
        money.claimed_cents,
        money.approved_cents,
        money.received_cents,
        money.open_cents,
        Cash(approved_cents=money.open_cents) if approved else Cash(claimed_cents=money.open_cents),
        _award(month, awards),
    )


def _award(month: Month, awards: Mapping[Quarter, AwardFate]) -> Cash:
    """What is still to come of the award of the quarter that ends with the month."""
    quarter = Quarter.of(month.starts_on)
    fate = awards.get(quarter)
    if fate is None or month != months_of(quarter)[-1]:
        return Cash()
    if AwardStep.APPROVED in fate.steps:
        return Cash(approved_cents=fate.open_cents)
    if AwardStep.CLAIMED in fate.steps:
        return Cash(claimed_cents=fate.open_cents)
    return Cash(expected_cents=max(0, fate.expected_cents - fate.cents_of(AwardStep.RECEIVED)))
