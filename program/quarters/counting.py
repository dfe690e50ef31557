"""What each lead counts as in a quarter, why, and the quarter's counts.

A *class* of leads is what the rules can tell apart: the same outcome on the same side of the quarter's borders. One
lead is a class of one, so the list behind a figure and the figure come from the same function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.rules.rule_set import Attribution, CountsAs, LateLocated, RuleSet


class Why(StrEnum):
    """The reason why a lead counts as it does."""

    LOCATED = "located"
    LOCATED_LATE_COUNTED = "located_late_counted"
    LOCATED_LATE = "located_late"
    STILL_OPEN = "still_open"
    OUTCOME_COUNTS_AS_PROVIDED = "outcome_counts_as_provided"
    OUTCOME_EXCLUDED = "outcome_excluded"
    AGENCY_BEGAN_IT = "agency_began_it"
    OTHER_QUARTER = "other_quarter"


WORDS_FOR_WHY: Mapping[Why, str] = MappingProxyType(
    {
        Why.LOCATED: "located within the quarter",
        Why.LOCATED_LATE_COUNTED: "located after the quarter's end; these rules count it",
        Why.LOCATED_LATE: "located after the quarter's end; shown beside as late",
        Why.STILL_OPEN: "still open, so provided but not located",
        Why.OUTCOME_COUNTS_AS_PROVIDED: "this outcome counts as provided, not located",
        Why.OUTCOME_EXCLUDED: "this outcome is left out of the rate",
        Why.AGENCY_BEGAN_IT: "begun by the agency, never in the rate",
        Why.OTHER_QUARTER: "belongs to another quarter",
    }
)


@dataclass(frozen=True)
class LeadFacts:
    """What the rules need to know of a lead; ``outcome_on`` is None while it is open."""

    received_on: date
    outcome: Outcome = Outcome.OPEN
    outcome_on: date | None = None
    origin: Origin = Origin.ICE

    def as_of(self, day: date) -> LeadFacts:
        """The facts as they stood at the end of a day: an outcome dated later had not happened yet."""
        if self.outcome_on is not None and self.outcome_on > day:
            return replace(self, outcome=Outcome.OPEN, outcome_on=None)
        return self


@dataclass(frozen=True)
class Verdict:
    """What a lead counts as, and why."""

    counts_as: CountsAs | None
    why: Why
    late: bool = False


@dataclass(frozen=True)
class Counts:
    """A quarter's counts of ICE-provided leads.

    ``provided`` is the rate's denominator and ``located`` its numerator; ``open`` are in the denominator;
    ``excluded`` and ``late_located`` stand beside. ``by_outcome`` lists the outcomes that occur, each lead once.
    """

    provided: int = 0
    located: int = 0
    open: int = 0
    excluded: int = 0
    late_located: int = 0
    by_outcome: Mapping[Outcome, int] = field(default_factory=dict)


def verdict(rules: RuleSet, quarter: Quarter, facts: LeadFacts, as_of: date) -> Verdict:
    """What a lead counts as in a quarter, as things stood at the end of the day ``as_of``.

    ``counts_as`` is None for a lead that is no part of the quarter's counts at all.
    """
    facts = facts.as_of(as_of)
    if facts.origin is Origin.AGENCY:
        return Verdict(None, Why.AGENCY_BEGAN_IT)
    if facts.received_on > as_of or not _belongs(rules.attribution, quarter, facts):
        return Verdict(None, Why.OTHER_QUARTER)
    late = facts.outcome_on is not None and facts.outcome_on > quarter.ends_on
    counts_as = rules.counts_as[facts.outcome]
    if counts_as is CountsAs.EXCLUDED:
        return Verdict(counts_as, Why.OUTCOME_EXCLUDED)
    if counts_as is CountsAs.LOCATED:
        if not late:
            return Verdict(counts_as, Why.LOCATED)
        if rules.late_located is LateLocated.COUNTED:
            return Verdict(counts_as, Why.LOCATED_LATE_COUNTED, late=True)
        return Verdict(CountsAs.PROVIDED, Why.LOCATED_LATE, late=True)
    if facts.outcome is Outcome.OPEN:
        return Verdict(counts_as, Why.STILL_OPEN)
    return Verdict(counts_as, Why.OUTCOME_COUNTS_AS_PROVIDED)


def late_words(rules: RuleSet, facts: LeadFacts) -> str:
    """What to say before an outcome is recorded that comes too late for its quarter; empty where it does not.

    ``Dated after 2025-12-31: does not count for FY2026-Q1, shown as late``
    """
    quarter = Quarter.of(facts.received_on)
    if verdict(rules, quarter, facts, date.max).why is not Why.LOCATED_LATE:
        return ""
    return f"Dated after {quarter.ends_on}: does not count for {quarter}, shown as late"


def count(rules: RuleSet, quarter: Quarter, classes: Iterable[tuple[LeadFacts, int]], as_of: date) -> Counts:
    """The quarter's counts from classes of leads, each with how many leads it stands for."""
    tally = dict.fromkeys(CountsAs, 0)
    late_located = 0
    by_outcome: dict[Outcome, int] = {}
    for facts, number in classes:
        judged = verdict(rules, quarter, facts, as_of)
        if judged.counts_as is None:
            continue
        tally[judged.counts_as] += number
        late_located += number if judged.late else 0
        outcome = facts.as_of(as_of).outcome
        by_outcome[outcome] = by_outcome.get(outcome, 0) + number
    return Counts(
        provided=tally[CountsAs.LOCATED] + tally[CountsAs.PROVIDED],
        located=tally[CountsAs.LOCATED],
        open=by_outcome.get(Outcome.OPEN, 0),
        excluded=tally[CountsAs.EXCLUDED],
        late_located=late_located,
        by_outcome=MappingProxyType({outcome: by_outcome[outcome] for outcome in Outcome if by_outcome.get(outcome)}),
    )


def _belongs(attribution: Attribution, quarter: Quarter, facts: LeadFacts) -> bool:
    if attribution is Attribution.RECEIVED:
        return Quarter.of(facts.received_on) == quarter
    still_open_when_it_began = facts.outcome_on is None or facts.outcome_on >= quarter.starts_on
    return facts.received_on <= quarter.ends_on and still_open_when_it_began
