"""The rule sets of the book: what of pay may be claimed by each, with its sources, as JSON and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from program.rules.pay_rules import PayRules, pay_sources
from program.rules.rule_set import RuleSet

OF_AN_AGENCY = ("salary_basis", "salary_percent", "benefits_basis", "overtime_cap_base", "claim_period")
"""The fields that an agency can read otherwise."""


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
            lines.append(f"  {field.replace('_', ' ')} = {getattr(rules.pay, field)}: {words} ({source})")
    return "\n".join(lines)


def own_reading(rules: PayRules) -> str:
    """How an agency reads what may be claimed where that is not the default: ``salary basis hours; agreement, 4``."""
    own = rules.as_data()
    said = ", ".join(f"{field.replace('_', ' ')} {own[field]}" for field in OF_AN_AGENCY if field in own)
    return f"{said}; {rules.source}" if said else ""
