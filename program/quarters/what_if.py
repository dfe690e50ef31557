"""What would be: the rate, tier and award if some of the open leads ended so or so, and what each tier would take.

Nothing here is ever recorded; whoever shows it says WHAT IF.
"""

from __future__ import annotations

from dataclasses import dataclass

from program.quarters.counting import Counts
from program.quarters.figures import Rate, located_needed, rate_of, tier_of
from program.refusals import BadInput
from program.rules.rule_set import RuleSet, Tier


@dataclass(frozen=True)
class WhatIf:
    """The figures that would be; the award in cents."""

    rate: Rate | None
    tier: Tier | None
    eligible_officers: int
    award_cents: int


@dataclass(frozen=True)
class Need:
    """What a tier takes: how many more of the ``open`` leads located (0 where it is reached), and what it would pay."""

    tier: Tier
    more_located_needed: int
    open: int
    reachable: bool
    award_cents: int


def what_if(rules: RuleSet, counts: Counts, officers: int, *, located: int = 0, withdrawn: int = 0) -> WhatIf:
    """The figures if so many of the open leads became located, so many were withdrawn, and ``officers`` were eligible.

    Raises BadInput for numbers below 0 or more leads than are open.
    """
    for field, number in (("located", located), ("withdrawn", withdrawn), ("officers", officers)):
        if number < 0:
            raise BadInput(field, number, "give 0 or more")
    if located + withdrawn > counts.open:
        field, number = ("located", located) if located > counts.open or not withdrawn else ("withdrawn", withdrawn)
        beside = f", {located + withdrawn} with the other number" if located and withdrawn else ""
        raise BadInput(field, number, f"{counts.open:,} open{beside}; give at most as many")
    rate = rate_of(counts.located + located, counts.provided - withdrawn)
    tier = tier_of(rules, rate)
    return WhatIf(rate, tier, officers, tier.cents_per_officer * officers if tier else 0)


def needs(rules: RuleSet, counts: Counts, officers: int) -> tuple[Need, ...]:
    """What each tier takes, the highest first; nothing without a provided lead."""
    if not counts.provided:
        return ()
    found = []
    for tier in rules.tiers:
        more = max(0, located_needed(rules.rounding, counts.provided, tier.from_percent) - counts.located)
        found.append(Need(tier, more, counts.open, more <= counts.open, tier.cents_per_officer * officers))
    return tuple(found)
