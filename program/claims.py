"""The claim of a month or a quarter: a line per officer and category, what is claimed, what is not and why.

Integers throughout. A line is a fraction with one denominator, rounded once, half up, to the cent; what is not claimed
stands beside by reason, so that recorded = claimed + not claimed to the cent. A pure function of its arguments: days to
come count at the standing and pay of ``today`` in the overtime cap, so the same month computed later may have another
cap. The arithmetic's words are in ``claim_words.py``, the cap in ``overtime_cap.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from program.months import Month
from program.overtime_cap import CapUse
from program.pay import Category, PaidOfficer
from program.rules import RuleSet


class WhyNot(StrEnum):
    """Why money that was recorded is not claimed, in the order in which it stands on a line."""

    BACKFILL = "backfill"
    NOT_ELIGIBLE = "not_eligible"
    OVER_CAP = "over_cap"
    OTHER_SOURCE = "other_source"


@dataclass(frozen=True)
class NotClaimed:
    """Cents of a line that are not claimed, never 0."""

    why: WhyNot
    cents: int


@dataclass(frozen=True)
class Line:
    """One officer's money of one category: recorded = claimed + the sum of not claimed, in cents.

    ``arithmetic`` says in words how the month's line came about; a quarter's line has its months' in order.
    """

    badge: str
    category: Category
    recorded_cents: int
    claimed_cents: int
    not_claimed: tuple[NotClaimed, ...]
    arithmetic: str


@dataclass(frozen=True)
class Totals:
    """Sums over lines, in cents: recorded = claimed + not claimed."""

    recorded_cents: int
    claimed_cents: int
    not_claimed_cents: int


@dataclass(frozen=True)
class Claim:
    """What may be claimed for months that follow one another (one, or the three of a quarter).

    ``lines`` by badge, then salary, benefits, overtime; a category without recorded money has no line.
    ``overtime_cap`` by badge, for each officer with a line or a cap.
    """

    months: tuple[Month, ...]
    lines: tuple[Line, ...]
    overtime_cap: tuple[CapUse, ...]

    @property
    def totals(self) -> Totals:
        """The sums over all lines."""
        raise NotImplementedError


def month_claims(
    rule_sets: Sequence[RuleSet], officers: Iterable[PaidOfficer], months: Iterable[Month], today: date
) -> tuple[Claim, ...]:
    """The claim of each month, by time, with the rule set in force on the month's last day.

    Overtime of the earlier months of a fiscal year uses up its cap: they are computed too, in order, even where they
    are not among ``months``. In a month that ended before the first rule set, nothing is eligible.
    """
    raise NotImplementedError


def claim(rule_sets: Sequence[RuleSet], officers: Iterable[PaidOfficer], months: Iterable[Month], today: date) -> Claim:
    """The claim of months that follow one another: the sum of the months' lines."""
    raise NotImplementedError
