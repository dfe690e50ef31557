"""The fate of a quarter's award: expected, claimed, approved, received, and why the amounts differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from program.calendar import Quarter
from program.quarters.award import AwardReason, AwardStep
from storage.schema.award import award


@dataclass(frozen=True)
class AwardAmount:
    """An amount in cents, the day it was claimed, approved or received, its reference and coded reason."""

    cents: int
    on: date
    reference: str | None
    reason: AwardReason | None


@dataclass(frozen=True)
class AwardDifference:
    """How far a step lies from the amount before it, in cents, and the coded reason; None where nobody gave one."""

    step: AwardStep
    cents: int
    reason: AwardReason | None


@dataclass(frozen=True)
class AwardFate:
    """What became of a quarter's award; ``expected_cents`` is what the figures, or the statement, expect."""

    expected_cents: int
    steps: Mapping[AwardStep, AwardAmount]

    @property
    def open_cents(self) -> int:
        """What was approved, or claimed and not decided on, and has not come; 0 before it was claimed."""
        return open_award_cents(self.steps)

    def cents_of(self, step: AwardStep) -> int:
        """The amount of a step, 0 where it was not recorded."""
        return _cents_of(self.steps, step)

    @property
    def differences(self) -> tuple[AwardDifference, ...]:
        """Each step whose amount is another than that of the step before it."""
        found = []
        before = self.expected_cents
        for step in AwardStep:
            amount = self.steps.get(step)
            if amount is None:
                continue
            if amount.cents != before:
                found.append(AwardDifference(step, amount.cents - before, amount.reason))
            before = amount.cents
        return tuple(found)


def open_award_cents(steps: Mapping[AwardStep, AwardAmount]) -> int:
    """What was approved, or claimed and not decided on, and has not come; 0 before it was claimed."""
    asked = _cents_of(steps, AwardStep.APPROVED if AwardStep.APPROVED in steps else AwardStep.CLAIMED)
    return max(0, asked - _cents_of(steps, AwardStep.RECEIVED))


def award_steps_of(connection: Connection, agency_id: str) -> Mapping[Quarter, Mapping[AwardStep, AwardAmount]]:
    """The recorded steps of every quarter that has one."""
    found: dict[Quarter, dict[AwardStep, AwardAmount]] = {}
    for row in connection.execute(select(award).where(award.c.agency_id == agency_id).order_by(award.c.quarter)):
        found.setdefault(Quarter.parse(row.quarter), {})[AwardStep(row.step)] = AwardAmount(
            row.cents, date.fromisoformat(row.on_date), row.reference, AwardReason(row.reason) if row.reason else None
        )
    return found


def _cents_of(steps: Mapping[AwardStep, AwardAmount], step: AwardStep) -> int:
    return steps[step].cents if step in steps else 0
