"""The live figures of a quarter: rate, tier, expected award, bounds, next tier, other readings.

Every comparison is between integers (pitfall: 26/29 is 89.655%, in neither published band). Awards are estimates: the
program also weighs "overall assistance", which nobody quantifies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from program.calendar import Quarter
from program.officers.standing import Period, Standing, authorized_any_day, authorized_every_day, standing_on
from program.quarters.counting import Counts, LeadFacts, count
from program.rules.rule_set import Attribution, HeadCount, LateLocated, Rounding, RuleSet, Tier, in_force


@dataclass(frozen=True)
class Rate:
    """Located over provided; ``provided`` is never 0 (such a quarter has no rate)."""

    located: int
    provided: int

    @property
    def percent(self) -> str:
        """Per cent with two decimals, truncated, so that no rate looks like a band it has not reached: ``89.65``."""
        hundredths = 10_000 * self.located // self.provided
        return f"{hundredths // 100}.{hundredths % 100:02}"


@dataclass(frozen=True)
class Bound:
    """Where the quarter would end if none, or all, of the open leads were located; the award in cents."""

    rate: Rate | None
    tier: Tier | None
    award_cents: int


@dataclass(frozen=True)
class NextTier:
    """What the next tier takes; ``award_cents`` is what it would pay, ``reachable`` whether the open leads suffice."""

    tier: Tier
    more_located_needed: int
    open: int
    reachable: bool
    award_cents: int


class Point(StrEnum):
    """An open point of the program that another reading would decide otherwise."""

    ROUNDING = "rounding"
    ATTRIBUTION = "attribution"
    LATE_LOCATED = "late_located"
    HEAD_COUNT = "head_count"


@dataclass(frozen=True)
class Reading:
    """One other reading of the rules and the tier and award in cents it would bring."""

    point: Point
    value: str
    tier: Tier | None
    award_cents: int


@dataclass(frozen=True)
class Figures:
    """The figures of a quarter as of a day.

    ``rules`` is None, ``tier`` None and the award 0 for a quarter that ended before the first rule set took effect;
    ``rate`` is None with no provided lead: not measurable, neither 0% nor 100% (U7).
    """

    quarter: Quarter
    as_of: date
    counts: Counts
    rate: Rate | None
    tier: Tier | None
    eligible_officers: int
    expected_award_cents: int
    if_none: Bound
    if_all: Bound
    next_tier: NextTier | None
    readings: tuple[Reading, ...]
    rules: RuleSet | None

    @property
    def days_left(self) -> int:
        """Days after ``as_of`` that still belong to the quarter."""
        return self.quarter.days_left(self.as_of)


def rate_of(located: int, provided: int) -> Rate | None:
    """The rate, or None where nothing was provided."""
    return Rate(located, provided) if provided else None


def reaches(rounding: Rounding, rate: Rate, from_percent: int) -> bool:
    """Whether a rate reaches a band, in integers: 100 x located >= band x provided (U6)."""
    if rounding is Rounding.HALF_UP:
        return (200 * rate.located + rate.provided) // (2 * rate.provided) >= from_percent
    return 100 * rate.located >= from_percent * rate.provided


def tier_of(rules: RuleSet, rate: Rate | None) -> Tier | None:
    """The highest band that the rate reaches; None below the lowest and without a rate."""
    if rate is None:
        return None
    return next((tier for tier in rules.tiers if reaches(rules.rounding, rate, tier.from_percent)), None)


def located_needed(rounding: Rounding, provided: int, from_percent: int) -> int:
    """The smallest number of located leads out of ``provided`` (at least 1) that reaches a band."""
    if rounding is Rounding.HALF_UP:
        return -(-(2 * from_percent - 1) * provided // 200)
    return -(-from_percent * provided // 100)


def eligible_officers(
    head_count: HeadCount, standings: Sequence[Sequence[Period]], quarter: Quarter, as_of: date
) -> int:
    """How many officers are eligible (U8); ``standings`` has the periods of each officer.

    The quarter's last day is ``as_of`` while the quarter runs. Nobody is eligible in a quarter that has not begun.
    """
    return sum(is_eligible(head_count, periods, quarter, as_of) for periods in standings)


def is_eligible(head_count: HeadCount, periods: Sequence[Period], quarter: Quarter, as_of: date) -> bool:
    """Whether one officer is eligible in a quarter under a head-count reading."""
    last = min(quarter.ends_on, as_of)
    if last < quarter.starts_on:
        return False
    if head_count is HeadCount.ANY_DAY:
        return authorized_any_day(periods, quarter.starts_on, last)
    if head_count is HeadCount.EVERY_DAY:
        return authorized_every_day(periods, quarter.starts_on, last)
    return standing_on(periods, last) is Standing.AUTHORIZED


def figures(
    rule_sets: Sequence[RuleSet],
    quarter: Quarter,
    as_of: date,
    classes: Sequence[tuple[LeadFacts, int]],
    standings: Sequence[Sequence[Period]],
) -> Figures:
    """The figures of a quarter as of the end of a day.

    ``classes`` holds the leads that belong to the quarter under any reading, ``standings`` each officer's periods.
    A quarter that ended before the first rule set is counted by that one, and earns nothing.
    """
    rules = in_force(rule_sets, quarter.ends_on)
    if rules is None:
        first = min(rule_sets, key=lambda candidate: candidate.effective_from)
        return _without_award(first, quarter, as_of, classes, standings)
    counts = count(rules, quarter, classes, as_of)
    eligible = eligible_officers(rules.head_count, standings, quarter, as_of)
    rate = rate_of(counts.located, counts.provided)
    tier = tier_of(rules, rate)
    return Figures(
        quarter=quarter,
        as_of=as_of,
        counts=counts,
        rate=rate,
        tier=tier,
        eligible_officers=eligible,
        expected_award_cents=_award(tier, eligible),
        if_none=_bound(rules, counts.located, counts.provided, eligible),
        if_all=_bound(rules, counts.located + counts.open, counts.provided, eligible),
        next_tier=_next_tier(rules, counts, tier, eligible),
        readings=_readings(rules, quarter, as_of, classes, tier, eligible),
        rules=rules,
    )


def every_reading(
    rules: RuleSet,
    quarter: Quarter,
    as_of: date,
    classes: Sequence[tuple[LeadFacts, int]],
    standings: Sequence[Sequence[Period]],
) -> tuple[Reading, ...]:
    """Each other reading of the rules, one open point at a time, and what it would pay, the same tier or not.

    Unlike ``Figures.readings`` it holds those of the head count too, which change the award and never the tier.
    """
    found = []
    for (point, value), reading in other_rules(rules).items():
        counts = count(reading, quarter, classes, as_of)
        tier = tier_of(reading, rate_of(counts.located, counts.provided))
        eligible = eligible_officers(rules.head_count, standings, quarter, as_of)
        found.append(Reading(point, value, tier, _award(tier, eligible)))
    counts = count(rules, quarter, classes, as_of)
    tier = tier_of(rules, rate_of(counts.located, counts.provided))
    for head_count in HeadCount:
        if head_count is not rules.head_count:
            eligible = eligible_officers(head_count, standings, quarter, as_of)
            found.append(Reading(Point.HEAD_COUNT, head_count.value, tier, _award(tier, eligible)))
    return tuple(found)


def other_rules(rules: RuleSet) -> Mapping[tuple[Point, str], RuleSet]:
    """Every other reading of an open point, one point at a time, as a rule set of its own."""
    other: dict[tuple[Point, str], RuleSet] = {}
    for rounding in Rounding:
        other[Point.ROUNDING, rounding.value] = replace(rules, rounding=rounding)
    for attribution in Attribution:
        other[Point.ATTRIBUTION, attribution.value] = replace(rules, attribution=attribution)
    for late in LateLocated:
        other[Point.LATE_LOCATED, late.value] = replace(rules, late_located=late)
    return {key: reading for key, reading in other.items() if reading != rules}


def _award(tier: Tier | None, eligible: int) -> int:
    return tier.cents_per_officer * eligible if tier else 0


def _bound(rules: RuleSet, located: int, provided: int, eligible: int) -> Bound:
    rate = rate_of(located, provided)
    tier = tier_of(rules, rate)
    return Bound(rate, tier, _award(tier, eligible))


def _next_tier(rules: RuleSet, counts: Counts, tier: Tier | None, eligible: int) -> NextTier | None:
    above = [band for band in rules.tiers if tier is None or band.from_percent > tier.from_percent]
    if not counts.provided or not above:
        return None
    nearest = min(above, key=lambda band: band.from_percent)
    needed = located_needed(rules.rounding, counts.provided, nearest.from_percent) - counts.located
    return NextTier(nearest, needed, counts.open, needed <= counts.open, _award(nearest, eligible))


def _readings(
    rules: RuleSet,
    quarter: Quarter,
    as_of: date,
    classes: Sequence[tuple[LeadFacts, int]],
    tier: Tier | None,
    eligible: int,
) -> tuple[Reading, ...]:
    found = []
    for (point, value), reading in other_rules(rules).items():
        counts = count(reading, quarter, classes, as_of)
        read = tier_of(reading, rate_of(counts.located, counts.provided))
        if read != tier:
            found.append(Reading(point, value, read, _award(read, eligible)))
    return tuple(found)


def _without_award(
    first: RuleSet,
    quarter: Quarter,
    as_of: date,
    classes: Sequence[tuple[LeadFacts, int]],
    standings: Sequence[Sequence[Period]],
) -> Figures:
    counts = count(first, quarter, classes, as_of)
    return Figures(
        quarter=quarter,
        as_of=as_of,
        counts=counts,
        rate=rate_of(counts.located, counts.provided),
        tier=None,
        eligible_officers=eligible_officers(first.head_count, standings, quarter, as_of),
        expected_award_cents=0,
        if_none=Bound(rate_of(counts.located, counts.provided), None, 0),
        if_all=Bound(rate_of(counts.located + counts.open, counts.provided), None, 0),
        next_tier=None,
        readings=(),
        rules=None,
    )
