"""The one-off start-up money: equipment per credentialed officer, vehicles per agreement. Entitled, spent, left.

A payment is compared with the formula, never forced to match it: what it differs by is booked as a residual.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from program.officers.standing import Period, Standing
from program.rules.pay_rules import PayRules


class EnvelopeKind(StrEnum):
    """What the start-up money is for."""

    EQUIPMENT = "equipment"
    VEHICLE = "vehicle"


@dataclass(frozen=True)
class Envelope:
    """One envelope in cents: what the rules give for so many ``units`` (officers, agreements), and what was spent."""

    kind: EnvelopeKind
    units: int
    entitled_cents: int
    spent_cents: int

    @property
    def left_cents(self) -> int:
        """What may still be spent; never below zero."""
        return max(0, self.entitled_cents - self.spent_cents)

    @property
    def over_cents(self) -> int:
        """What was spent beyond the envelope."""
        return max(0, self.spent_cents - self.entitled_cents)


@dataclass(frozen=True)
class StartUpPayment:
    """A payment of start-up money beside the formula, in cents: received = vehicles + equipment + residual."""

    received_cents: int
    vehicles_cents: int
    equipment_cents: int

    @property
    def residual_cents(self) -> int:
        """What the formula does not explain: above zero received beyond it, below zero still missing."""
        return self.received_cents - self.vehicles_cents - self.equipment_cents


def first_authorized_on(standing: Iterable[Period]) -> date | None:
    """The day on which an officer was first credentialed: the first authorized one; None for one who never was."""
    return min((period.from_ for period in standing if period.standing is Standing.AUTHORIZED), default=None)


def credentialed(standings: Iterable[Sequence[Period]], day: date) -> int:
    """How many officers have been credentialed by the end of a day, still serving or not."""
    return sum(1 for standing in standings if (first := first_authorized_on(standing)) and first <= day)


def envelopes(
    rules: PayRules, officers: int, agreements: int, purchases: Iterable[tuple[EnvelopeKind, int]]
) -> tuple[Envelope, Envelope]:
    """The envelopes of equipment and of vehicles; ``purchases`` are kind and cents."""
    spent = dict.fromkeys(EnvelopeKind, 0)
    for kind, cents in purchases:
        spent[kind] += cents
    return (
        Envelope(
            EnvelopeKind.EQUIPMENT,
            officers,
            officers * rules.equipment_cents_per_officer,
            spent[EnvelopeKind.EQUIPMENT],
        ),
        Envelope(
            EnvelopeKind.VEHICLE,
            agreements,
            agreements * rules.vehicles_cents_per_agreement,
            spent[EnvelopeKind.VEHICLE],
        ),
    )


def start_up_payment(rules: PayRules, received_cents: int, agreements: int, officers: int) -> StartUpPayment:
    """A payment of start-up money for so many agreements and officers, with what the formula explains of it."""
    return StartUpPayment(
        received_cents, agreements * rules.vehicles_cents_per_agreement, officers * rules.equipment_cents_per_officer
    )
