"""An officer's days as runs of equal pay and spans of authorization, so that a year is summed without its days.

Days are ordinals (``date.toordinal``); runs and spans include both their days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from program.claims.pay import Pay
from program.officers.standing import Period, Standing

_FOR_EVER = date.max.toordinal()


class Run(NamedTuple):
    """Days of one pay."""

    first: int
    last: int
    pay: Pay


class Stretch(NamedTuple):
    """How many days of one pay a window holds, and how many of these are authorized."""

    pay: Pay
    days: int
    authorized: int


@dataclass(frozen=True)
class PaidDays:
    """The runs of pay and the spans of authorization, both by time and without overlap."""

    runs: tuple[Run, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, pay: Sequence[Pay], standing: Sequence[Period]) -> PaidDays:
        """The days of an officer's records."""
        in_order = sorted(pay, key=lambda one: one.from_)
        begins = [one.from_.toordinal() for one in in_order]
        ends = [*(after - 1 for after in begins[1:]), _FOR_EVER]
        spans = (
            (period.from_.toordinal(), _ordinal(period.until))
            for period in standing
            if period.standing is Standing.AUTHORIZED
        )
        return cls(
            tuple(
                Run(first, min(last, _ordinal(one.until)), one)
                for first, last, one in zip(begins, ends, in_order, strict=False)  # without pay there is no run
            ),
            tuple(sorted(spans)),
        )

    def authorized(self, first: int, last: int) -> int:
        """How many days from first through last are authorized."""
        return sum(
            min(last, until) - max(first, begins) + 1
            for begins, until in self.spans
            if begins <= last and until >= first
        )

    def stretches(self, first: int, last: int) -> list[Stretch]:
        """The days with pay from first through last, by pay; none where there is no pay at all."""
        found = []
        for begins, until, pay in self.runs:
            if begins <= last and until >= first:
                start, stop = max(begins, first), min(until, last)
                found.append(Stretch(pay, stop - start + 1, self.authorized(start, stop)))
        return found


def _ordinal(until: date | None) -> int:
    return _FOR_EVER if until is None else until.toordinal()
