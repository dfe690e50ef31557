"""Whether a statement's figures follow from its own leads, officers and rules: reckoned anew from the body alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.quarters.counting import WORDS_FOR_WHY, LeadFacts, count, verdict
from program.quarters.figures import rate_of, tier_of
from program.rules.rule_set import DHS_2025_10_01, RuleSet


def problems_of(body: Mapping[str, Any]) -> list[str]:
    """What does not hold, in sentences; empty where all does. Raises KeyError or ValueError on what is no body."""
    problems: list[str] = []
    quarter = Quarter.parse(body["quarter"])
    rules = DHS_2025_10_01  # counts a quarter that ended before the first rule set took effect
    if body["rule_set"] is not None:
        rules = RuleSet.from_data(body["rule_set"]["body"])
        if rules.sha256 != body["rule_set"]["sha256"] or rules.id != body["rule_set"]["id"]:
            problems.append("the rule set is not the one that its hash names")
    facts = []
    for lead in body["leads"]:
        facts.append(_facts(lead))
        judged = verdict(rules, quarter, facts[-1], date.max)
        counts_as = judged.counts_as.value if judged.counts_as else None
        if (counts_as, WORDS_FOR_WHY[judged.why]) != (lead["counts_as"], lead["why"]):
            problems.append(f"lead {lead['reference']} does not count as it says")
    figures = body["figures"]
    counts = count(rules, quarter, ((fact, 1) for fact in facts), date.max)
    counted = {
        "provided": counts.provided,
        "located": counts.located,
        "open": counts.open,
        "excluded": counts.excluded,
        "late_located": counts.late_located,
        "by_outcome": {outcome.value: number for outcome, number in counts.by_outcome.items()},
    }
    if counted != figures["counts"]:
        problems.append("the counts are not those of the leads")
    rate = rate_of(counts.located, counts.provided)
    tier = tier_of(rules, rate) if body["rule_set"] is not None else None
    if (None if rate is None else rate.percent) != (figures["rate"] or {}).get("percent"):
        problems.append("the rate is not that of the counts")
    if (None if tier is None else tier.from_percent) != (figures["tier"] or {}).get("from_percent"):
        problems.append("the tier is not that of the rate")
    eligible = sum(officer["eligible"] for officer in body["officers"])
    if eligible != figures["eligible_officers"]:
        problems.append("the eligible officers are not those of the list")
    if (tier.cents_per_officer * eligible if tier else 0) != figures["expected_award_cents"]:
        problems.append("the award is not the tier times the eligible officers")
    if body["weeks"]:
        last = body["weeks"][-1]
        if (last["provided"], last["located"]) != (counts.provided, counts.located):
            problems.append("the weeks do not end at the counts")
    if body["changes"] is not None and body["changes"]["award_cents"]["after"] != figures["expected_award_cents"]:
        problems.append("the changes do not end at the award")
    return problems


def _facts(lead: Mapping[str, Any]) -> LeadFacts:
    on = lead["outcome_on"]
    return LeadFacts(
        date.fromisoformat(lead["received_on"]),
        Outcome(lead["outcome"]),
        None if on is None else date.fromisoformat(on),
        Origin(lead["origin"]),
    )
