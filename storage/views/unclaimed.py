"""What has ended, has something to claim, and nobody has claimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from program.calendar import Quarter, months_of
from program.claims.data import Period
from program.rules.pay_rules import ClaimPeriod
from storage.views.ledger import Ledger


@dataclass(frozen=True)
class Unclaimed:
    """A period that can be certified, and what it would ask for, in cents."""

    period: Period
    cents: int


def unclaimed_in(ledger: Ledger) -> tuple[Unclaimed, ...]:
    """The ended months, or quarters where claims are made by the quarter, that nobody has claimed, oldest first.

    What has nothing to claim is left out. Of a quarter that is claimed in part, the months that are left.
    """
    periods = tuple(_ended(ledger))
    computed = ledger.by_month(month for period in periods for month in months_of(period))
    asks = (
        Unclaimed(period, sum(computed[month].totals.claimed_cents for month in months_of(period)))
        for period in periods
    )
    return tuple(one for one in asks if one.cents)


def _ended(ledger: Ledger) -> Iterator[Period]:
    """The periods that have ended and no claim asks for, since there are both pay and a rule set."""
    begins = [pay.from_ for officer in ledger.paid for pay in officer.pay]
    if not begins or not ledger.rule_sets:
        return
    first = max(min(begins), min(rules.effective_from for rules in ledger.rule_sets))
    quarter = Quarter.of(first)
    while quarter.starts_on <= ledger.today:
        left = [month for month in months_of(quarter) if month not in ledger.live]
        rules = ledger.pay_rules(min(quarter.ends_on, ledger.today))
        by_quarter = rules.claim_period is ClaimPeriod.QUARTER and len(left) == len(months_of(quarter))
        periods: list[Period] = [quarter] if by_quarter else [*left]
        yield from (period for period in periods if period.ends_on < ledger.today)
        quarter = quarter.next()
