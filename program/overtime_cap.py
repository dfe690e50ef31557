"""The overtime cap of a federal fiscal year per officer, how much of it is used, and when to warn (U14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from program.pay import Pay
from program.pay_rules import PayRules
from program.standing import Period


class CapWarning(IntEnum):
    """How much of the cap is used, in per cent, once it is worth a warning."""

    NEAR = 80
    REACHED = 100


@dataclass(frozen=True)
class CapUse:
    """One officer's overtime cap of a fiscal year in a claim, in cents.

    ``used_before`` is the overtime claimed in the earlier months of that year, ``used`` this claim's; ``left`` is never
    below zero, though a cap that fell since may have been overdrawn.
    """

    badge: str
    cap_cents: int
    used_before_cents: int
    used_cents: int

    @property
    def left_cents(self) -> int:
        """What is left of the cap after this claim."""
        return max(0, self.cap_cents - self.used_before_cents - self.used_cents)

    @property
    def warning(self) -> CapWarning | None:
        """The warning that the use has reached: 80 or 100 per cent; None below, and where no overtime was claimed."""
        raise NotImplementedError


def overtime_cap(rules: PayRules, standing: Sequence[Period], pay: Sequence[Pay], fiscal_year: int, today: date) -> int:
    """The cap in cents, rounded down: a per cent of the salary over the year's authorized days.

    Days through ``today`` count as recorded; days after it count with the standing and the pay of ``today``, whatever
    is recorded for them. With the reading ``annual_salary`` it is a per cent of the annual salary in force today (on
    the year's last day once it has ended), or on the last day with pay before.
    """
    raise NotImplementedError
