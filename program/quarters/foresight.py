"""What recording outcomes would mean for a quarter, before anything is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from program.calendar import Quarter
from program.quarters.counting import Counts, LeadFacts, Verdict, verdict
from program.quarters.figures import Rate, rate_of, tier_of
from program.rules.rule_set import CountsAs, RuleSet, Tier


@dataclass(frozen=True)
class Foresight:
    """A quarter's rate and tier as they are and as they would be, and what each lead would count as, in order."""

    quarter: Quarter
    rate_before: Rate | None
    rate_after: Rate | None
    tier_before: Tier | None
    tier_after: Tier | None
    verdicts: tuple[Verdict, ...]


def foresee(
    rules: RuleSet, quarter: Quarter, counts: Counts, leads: Iterable[tuple[LeadFacts, LeadFacts]], as_of: date
) -> Foresight:
    """What ``counts`` would become where the facts of leads, each given before and after, changed on the day ``as_of``.

    A lead that is no part of the quarter changes nothing, and has its verdict all the same.
    """
    located, provided = counts.located, counts.provided
    verdicts = []
    for before, after in leads:
        was, would_be = (verdict(rules, quarter, facts, as_of) for facts in (before, after))
        located += (would_be.counts_as is CountsAs.LOCATED) - (was.counts_as is CountsAs.LOCATED)
        provided += _in_rate(would_be) - _in_rate(was)
        verdicts.append(would_be)
    now, then = rate_of(counts.located, counts.provided), rate_of(located, provided)
    return Foresight(quarter, now, then, tier_of(rules, now), tier_of(rules, then), tuple(verdicts))


def _in_rate(judged: Verdict) -> bool:
    return judged.counts_as in (CountsAs.LOCATED, CountsAs.PROVIDED)
