"""The rule sets of the book: what of pay may be claimed by each, with its sources, as JSON and as text."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from typing import Any

from program.rules.pay_rules import PayRules, pay_sources
from program.rules.rule_set import RuleSet

OF_AN_AGENCY = ("salary_basis", "salary_percent", "benefits_basis", "overtime_cap_base", "claim_period")
"""The fields that an agency can read otherwise."""

_RULES = {
    "attribution": "the quarter of a lead",
    "backfill_excluded": "backfill overtime",
    "benefits_basis": "benefits",
    "claim_period": "how often a claim is made",
    "counts_as": "what counts",
    "equipment_cents_per_officer": "equipment",
    "evidence_wanted": "evidence",
    "head_count": "which officers count",
    "late_located": "located after the quarter",
    "overtime_cap_base": "what the overtime cap is a percent of",
    "overtime_cap_percent": "overtime cap",
    "rounding": "rounding",
    "salary_basis": "salary",
    "salary_percent": "percent of the time",
    "tiers": "tiers",
    "vehicles_cents_per_agreement": "vehicles",
}
"""What each field of the rules is about."""

_OPEN_POINT = re.compile(r" \(U\d+(?:, U\d+)*\)")
_BEFORE_PERCENT = re.compile(r"(?<=\d) %")
_DAY_FIRST = re.compile(rf"\b(\d\d?) ({'|'.join(month_name[1:])}) (\d{{4}})\b")


def rule_name(field: str) -> str:
    """``Which officers count``."""
    return _RULES.get(field, field.replace("_", " ")).capitalize()


def source_words(text: str) -> str:
    """A source or an assumption as an American reads it, without its number: ``assumed``, ``25%``, ``May 2, 2025``.

    Rule sets are hashed with their sources, so the numbers stay in what is stored and in JSON.
    """
    plain = _BEFORE_PERCENT.sub("%", _OPEN_POINT.sub("", text)).replace("per cent", "percent")
    return _DAY_FIRST.sub(r"\2 \1, \3", plain)


def rules_data(rule_sets: Sequence[RuleSet]) -> dict[str, Any]:
    """The rule sets by the day from which they hold; ``pay`` has every field with its value."""
    return {
        "rule_sets": [
            {
                "id": rules.id,
                "effective_from": rules.effective_from.isoformat(),
                "sha256": rules.sha256,
                "pay": {field: getattr(rules.pay, field) for field in pay_sources(rules.pay)},
                "sources": {field: source for field, (_, source) in pay_sources(rules.pay).items()},
            }
            for rules in rule_sets
        ]
    }


def rules_text(rule_sets: Sequence[RuleSet]) -> str:
    """The same as a list, with each field's source."""
    lines = []
    for rules in rule_sets:
        lines.append(f"{rules.id}, from {rules.effective_from} on, SHA-256 {rules.sha256[:16]}")
        for field, (words, source) in pay_sources(rules.pay).items():
            said = f"{source_words(words)} ({source_words(source)})"
            lines.append(f"  {field.replace('_', ' ')} = {getattr(rules.pay, field)}: {said}")
    return "\n".join(lines)


def own_reading(rules: PayRules) -> str:
    """How an agency reads what may be claimed where that is not the default: ``salary basis hours; agreement, 4``."""
    own = rules.as_data()
    said = ", ".join(f"{field.replace('_', ' ')} {own[field]}" for field in OF_AN_AGENCY if field in own)
    return f"{said}; {rules.source}" if said else ""
