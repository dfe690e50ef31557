"""Rule sets: the program's rules as dated, cited, hashed data.

A figure is computed with the rule set in force on its quarter's last day. Everything that is open about the program
(U1 to U11) is a field here with its default and, where there is one, another reading.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from program.leads.outcome import Outcome
from program.rules.checklist import Check
from program.rules.pay_rules import DEFAULT_PAY_RULES, PayRules


class CountsAs(StrEnum):
    """What a lead is to the rate: in both counts, in the denominator only, or in neither."""

    LOCATED = "located"
    PROVIDED = "provided"
    EXCLUDED = "excluded"


class Rounding(StrEnum):
    """How a rate between two bands is read (U6)."""

    NONE = "none"
    HALF_UP = "half_up"


class Attribution(StrEnum):
    """Which quarter a lead belongs to (U4): as every rule set in force has it, and as it is read beside the figures."""

    RECEIVED = "received"
    OPEN_DURING = "open_during"


class LateLocated(StrEnum):
    """What a lead located after the quarter's end counts for (U5)."""

    NOT_COUNTED = "not_counted"
    COUNTED = "counted"


class HeadCount(StrEnum):
    """On which day of the quarter officers are counted (U8)."""

    LAST_DAY = "last_day"
    ANY_DAY = "any_day"
    EVERY_DAY = "every_day"


BLOCKS_BY_DEFAULT = frozenset({Check.EARLIER_QUARTER_OPEN})
"""The lines of the checklist that block a closing where a rule set says nothing else: quarters close in order."""


@dataclass(frozen=True)
class Tier:
    """A band of the award: from this percent up, so many cents per eligible officer."""

    from_percent: int
    cents_per_officer: int


@dataclass(frozen=True)
class RuleSet:
    """The rules from a day on, until another rule set takes effect.

    ``tiers`` run from the highest band down; ``counts_as`` has every outcome; ``sources`` maps a field to where its
    value is from: a citation where it is known, the number of the open point (U1 …) where it is assumed.
    ``pay`` says what of an officer's pay may be claimed.
    ``blocks_closing`` are the lines of the checklist that block a quarter's closing; the others warn.
    """

    id: str
    effective_from: date
    tiers: tuple[Tier, ...]
    counts_as: Mapping[Outcome, CountsAs]
    rounding: Rounding
    attribution: Attribution
    late_located: LateLocated
    head_count: HeadCount
    evidence_wanted: frozenset[Outcome]
    sources: Mapping[str, str]
    pay: PayRules = DEFAULT_PAY_RULES
    blocks_closing: frozenset[Check] = BLOCKS_BY_DEFAULT

    def __post_init__(self) -> None:
        if set(self.counts_as) != set(Outcome):
            raise ValueError(f"rule set {self.id}: counts_as must name every outcome once")
        if self.counts_as[Outcome.OPEN] is not CountsAs.PROVIDED:
            raise ValueError(f"rule set {self.id}: open counts as provided")
        if self.counts_as[Outcome.LOCATED] is not CountsAs.LOCATED:
            raise ValueError(f"rule set {self.id}: located counts as located")
        bands = [tier.from_percent for tier in self.tiers]
        if bands != sorted(set(bands), reverse=True) or not all(0 < band <= 100 for band in bands):
            raise ValueError(f"rule set {self.id}: tiers run from the highest band down, between 1 and 100 percent")

    def as_data(self) -> dict[str, Any]:
        """The rule set as JSON data: strings, integers, lists and objects only.

        What blocks a closing is in it only where it is not the default, so rule sets that were stored before there was
        a choice keep their hash.
        """
        blocks = sorted(check.value for check in self.blocks_closing)
        return {
            "id": self.id,
            "effective_from": self.effective_from.isoformat(),
            "tiers": [
                {"from_percent": tier.from_percent, "cents_per_officer": tier.cents_per_officer} for tier in self.tiers
            ],
            "counts_as": {outcome.value: self.counts_as[outcome].value for outcome in Outcome},
            "rounding": self.rounding.value,
            "attribution": self.attribution.value,
            "late_located": self.late_located.value,
            "head_count": self.head_count.value,
            "evidence_wanted": sorted(outcome.value for outcome in self.evidence_wanted),
            "sources": dict(self.sources),
            **({"pay": pay} if (pay := self.pay.as_data()) else {}),
            **({} if self.blocks_closing == BLOCKS_BY_DEFAULT else {"blocks_closing": blocks}),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> RuleSet:
        """The rule set that ``as_data`` wrote; raises KeyError or ValueError on anything else.

        Lists, statements and closed quarters hold a lead in one quarter, so no rule set in force has another
        attribution than the day it was received.
        """
        if data["attribution"] != Attribution.RECEIVED.value:
            raise ValueError(f"rule set {data['id']}: a lead belongs to the quarter in which it was received")
        return cls(
            id=data["id"],
            effective_from=date.fromisoformat(data["effective_from"]),
            tiers=tuple(Tier(tier["from_percent"], tier["cents_per_officer"]) for tier in data["tiers"]),
            counts_as={Outcome(outcome): CountsAs(counts) for outcome, counts in data["counts_as"].items()},
            rounding=Rounding(data["rounding"]),
            attribution=Attribution.RECEIVED,
            late_located=LateLocated(data["late_located"]),
            head_count=HeadCount(data["head_count"]),
            evidence_wanted=frozenset(Outcome(outcome) for outcome in data["evidence_wanted"]),
            sources=dict(data["sources"]),
            pay=PayRules.from_data(data.get("pay", {})),
            blocks_closing=frozenset(Check(check) for check in data.get("blocks_closing", BLOCKS_BY_DEFAULT)),
        )

    @property
    def sha256(self) -> str:
        """The hash of the rule set's canonical JSON, in hexadecimal."""
        canonical = json.dumps(self.as_data(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


def in_force(rule_sets: Iterable[RuleSet], day: date) -> RuleSet | None:
    """The rule set in force on a day; None before the first took effect."""
    begun = [rules for rules in rule_sets if rules.effective_from <= day]
    return max(begun, key=lambda rules: rules.effective_from, default=None)


_EXCLUDED = (Outcome.WITHDRAWN, Outcome.DUPLICATE, Outcome.MISTAKEN_IDENTITY)

DHS_2025_10_01 = RuleSet(
    id="dhs-2025-10-01",
    effective_from=date(2025, 10, 1),
    tiers=(Tier(90, 1_000_00), Tier(80, 750_00), Tier(70, 500_00)),
    counts_as={
        outcome: CountsAs.EXCLUDED
        if outcome in _EXCLUDED
        else CountsAs.LOCATED
        if outcome is Outcome.LOCATED
        else CountsAs.PROVIDED
        for outcome in Outcome
    },
    rounding=Rounding.NONE,
    attribution=Attribution.RECEIVED,
    late_located=LateLocated.NOT_COUNTED,
    head_count=HeadCount.LAST_DAY,
    evidence_wanted=frozenset({Outcome.LOCATED, *_EXCLUDED}),
    sources={
        "tiers": "DHS release of 2 September 2025: 90-100 % $1,000, 80-89 % $750, 70-79 % $500 per officer and quarter",
        "counts_as": "assumed (U1, U2, U3): withdrawn, duplicate and mistaken identity are excluded; open ones count",
        "rounding": "assumed (U6): none; 89.66 % is below 90 %",
        "attribution": "assumed (U4): the quarter of the day on which the lead was received",
        "late_located": "assumed (U5): located after the quarter's end does not count for it",
        "head_count": "assumed (U8, U9): officers authorized on the quarter's last day, or today while it runs",
    },
)
"""The rules since 1 October 2025, with the defaults for what is not public."""

SHIPPED = (DHS_2025_10_01,)
"""The rule sets that a new book begins with."""
