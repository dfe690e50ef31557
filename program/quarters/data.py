"""A quarter's figures as data: the shapes of the contract's ``status`` object, which statements freeze."""

from __future__ import annotations

from typing import Any

from program.quarters.figures import Bound, Figures
from program.rules.rule_set import Tier


def figures_data(figures: Figures) -> dict[str, Any]:
    """Counts, rate, tier, award, bounds, next tier, rule set and readings: integers, text and null only."""
    counts = figures.counts
    return {
        "counts": {
            "provided": counts.provided,
            "located": counts.located,
            "open": counts.open,
            "excluded": counts.excluded,
            "late_located": counts.late_located,
            "by_outcome": {outcome.value: number for outcome, number in counts.by_outcome.items()},
        },
        "rate": None
        if figures.rate is None
        else {
            "located": figures.rate.located,
            "provided": figures.rate.provided,
            "percent": figures.rate.percent,
        },
        "tier": None
        if figures.tier is None
        else {"from_percent": figures.tier.from_percent, "cents_per_officer": figures.tier.cents_per_officer},
        "eligible_officers": figures.eligible_officers,
        "expected_award_cents": figures.expected_award_cents,
        "if_none_of_the_open_is_located": _bound_data(figures.if_none),
        "if_all_of_the_open_are_located": _bound_data(figures.if_all),
        "next_tier": None
        if figures.next_tier is None
        else {
            "from_percent": figures.next_tier.tier.from_percent,
            "more_located_needed": figures.next_tier.more_located_needed,
            "open": figures.next_tier.open,
            "reachable": figures.next_tier.reachable,
            "award_cents": figures.next_tier.award_cents,
        },
        "rule_set": None if figures.rules is None else {"id": figures.rules.id, "sha256": figures.rules.sha256},
        "readings": [
            {
                reading.point.value: reading.value,
                "from_percent": from_percent(reading.tier),
                "award_cents": reading.award_cents,
            }
            for reading in figures.readings
        ],
    }


def from_percent(tier: Tier | None) -> int | None:
    """The percent from which a tier runs, or None."""
    return tier.from_percent if tier else None


def _bound_data(bound: Bound) -> dict[str, Any]:
    return {
        "percent": bound.rate.percent if bound.rate else None,
        "from_percent": from_percent(bound.tier),
        "award_cents": bound.award_cents,
    }
