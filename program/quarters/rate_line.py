"""The rate through the days of a quarter, the tiers it is measured against, and where the open leads could take it.

Charts on the screen and on paper are drawn from this, so both tell the same story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from program.calendar import Quarter
from program.quarters.figures import Rate, rate_of
from program.rules.rule_set import Tier

_USUAL_FOOT = 50


@dataclass(frozen=True)
class RatePoint:
    """The rate at the end of a day, counted from the quarter's first day."""

    day: date
    rate: Rate


@dataclass(frozen=True)
class TierLine:
    """A tier, and what it would bring all eligible officers together, in cents."""

    from_percent: int
    award_cents: int


@dataclass(frozen=True)
class Fan:
    """Where the quarter would end if none, or all, of so many open leads were located."""

    open: int
    if_none: Rate
    if_all: Rate


@dataclass(frozen=True)
class RateLine:
    """The points in order of their days; none before the first provided lead, for there is no rate then.

    ``tiers`` run from the highest down. ``fan`` starts at the last point, and is None where nothing is open any more
    or no day is left. ``reached`` is the percent from which the tier runs that the rate earns.
    """

    quarter: Quarter
    points: Sequence[RatePoint]
    tiers: Sequence[TierLine]
    reached: int | None
    fan: Fan | None

    @property
    def rate(self) -> Rate | None:
        """The rate that the line ends at."""
        return self.points[-1].rate if self.points else None

    @property
    def foot(self) -> int:
        """The percent at the foot of the scale: 50, or lower by tens where the rate or a tier is lower.

        What was lower in the quarter's first weeks only, when most leads are open still, lies below the scale.
        """
        return foot_below(_USUAL_FOOT, self.rate, (tier.from_percent for tier in self.tiers))


def rate_line(
    quarter: Quarter,
    as_of: date,
    weeks: Iterable[tuple[date, int, int]],
    now: tuple[int, int, int],
    tiers: Sequence[Tier],
    reached: Tier | None,
    eligible_officers: int,
) -> RateLine:
    """The line as of the end of a day.

    A week is its first day and the leads provided and located from the quarter's first day through its last one;
    ``now`` are the leads provided, located and open, at which the line ends.
    """
    provided, located, still_open = now
    last = min(quarter.ends_on, as_of)
    begun = list(weeks) if provided else []
    ends = [(min(starts_on + timedelta(days=6), last), rate_of(found, of)) for starts_on, of, found in begun[:-1]]
    if begun:
        ends.append((last, rate_of(located, provided)))
    points = tuple(RatePoint(day, rate) for day, rate in ends if rate is not None)
    fan = None
    if points and still_open and as_of < quarter.ends_on:
        fan = Fan(still_open, Rate(located, provided), Rate(located + still_open, provided))
    return RateLine(
        quarter,
        points,
        tuple(TierLine(tier.from_percent, tier.cents_per_officer * eligible_officers) for tier in tiers),
        reached.from_percent if reached else None,
        fan,
    )


def percent_of(rate: Rate) -> Fraction:
    """The rate in percent, exactly."""
    return Fraction(100 * rate.located, rate.provided)


def foot_below(usual: int, rate: Rate | None, tiers: Iterable[int]) -> int:
    """The foot of a scale up to 100 percent: the usual one, or a lower ten where the rate or a tier is lower."""
    lowest = [usual, *tiers, *([] if rate is None else [100 * rate.located // rate.provided])]
    return min(lowest) // 10 * 10
