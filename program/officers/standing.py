"""An officer's standing by dates: every day has one standing, or none.

Periods include both their days; a period without an end runs on. Only ``authorized`` is eligible (U9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)


class Standing(StrEnum):
    """Where an officer stands with the program on a day."""

    NOMINATED = "nominated"
    TRAINING = "training"
    AUTHORIZED = "authorized"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Period:
    """A standing from a day through a day, both included; ``until`` None means without an end."""

    standing: Standing
    from_: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.from_:
            raise ValueError(f"the period ends on {self.until}, before it begins on {self.from_}")

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.from_ <= day and (self.until is None or day <= self.until)


def authorization_end(begins: date) -> date:
    """The last day of an authorization without an end of its own: the day before its second anniversary.

    MOA section VII: an authorization runs two years at first. One that begins on 29 February has its anniversary on
    1 March, so it ends on the last day of February.
    """
    year = begins.year + 2
    if (begins.month, begins.day) == (2, 29):
        return date(year, 3, 1) - _DAY
    return begins.replace(year=year) - _DAY


def period_of_standing(standing: Standing, begins: date, until: date | None) -> Period:
    """The period of a standing, with the end that an authorization has by itself."""
    if until is None and standing is Standing.AUTHORIZED:
        until = authorization_end(begins)
    return Period(standing, begins, until)


def set_span(periods: Iterable[Period], new: Period) -> list[Period]:
    """The periods after ``new`` has taken its days from what held before; sorted by first day.

    What held before and after the span stays as it was.
    """
    kept: list[Period] = []
    for period in periods:
        if period.from_ < new.from_:
            ends_before = new.from_ - _DAY
            kept.append(period if _ends(period) <= ends_before else replace(period, until=ends_before))
        if new.until is not None and _ends(period) > new.until:
            begins_after = new.until + _DAY
            kept.append(period if period.from_ >= begins_after else replace(period, from_=begins_after))
    return sorted([*kept, new], key=lambda period: period.from_)


def standing_on(periods: Iterable[Period], day: date) -> Standing | None:
    """The standing of a day; ``expired`` on days that no period holds after an authorization; None before any."""
    last_before: Period | None = None
    for period in periods:
        if period.holds(day):
            return period.standing
        if period.from_ <= day and (last_before is None or period.from_ > last_before.from_):
            last_before = period
    if last_before is not None and last_before.standing is Standing.AUTHORIZED:
        return Standing.EXPIRED
    return None


def authorized_any_day(periods: Iterable[Period], first: date, last: date) -> bool:
    """Whether at least one day from ``first`` through ``last`` is authorized."""
    return any(p.standing is Standing.AUTHORIZED and p.from_ <= last and _ends(p) >= first for p in periods)


def authorized_every_day(periods: Iterable[Period], first: date, last: date) -> bool:
    """Whether each day from ``first`` through ``last`` is authorized."""
    day = first
    for period in sorted(periods, key=lambda p: p.from_):
        if period.standing is Standing.AUTHORIZED and period.holds(day):
            end = _ends(period)
            if end >= last:
                return True
            day = end + _DAY
    return False


def _ends(period: Period) -> date:
    return date.max if period.until is None else period.until
