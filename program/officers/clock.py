"""The clocks that run on a standing: an authorization's end, a suspension's 90 days, a revocation's 48-hour notice.

MOA sections VII and IX and appendix B. A standing has dates, not hours, so 48 hours are two days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from program.officers.standing import Period, Standing

EXPIRY_WARNINGS = (30, 60, 90)
"""Days before an authorization ends at which it is said, the nearest first."""

SUSPENSION_DAYS = 90
NOTICE_DAYS = 2
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Expiry:
    """An authorization that ends soon: its last day, the days left (0 on that day), and the warning it has reached."""

    ends_on: date
    days_left: int
    warning: int


@dataclass(frozen=True)
class SuspensionClock:
    """A suspension's clock on a day: since when, the days gone, the day on which 90 are over."""

    since: date
    days_gone: int
    ends_on: date

    @property
    def days_left(self) -> int:
        """Days until the 90 are over; 0 from then on."""
        return max(0, SUSPENSION_DAYS - self.days_gone)

    @property
    def is_over(self) -> bool:
        """Whether more than 90 days have gone."""
        return self.days_gone > SUSPENSION_DAYS


class Notice(StrEnum):
    """Where the 48-hour notice of a revocation stands."""

    DUE = "due"
    OVERDUE = "overdue"
    RECORDED = "recorded"
    RECORDED_LATE = "recorded_late"


@dataclass(frozen=True)
class RevocationNotice:
    """The notice of a revocation: when it was revoked, by when ICE is told, and where that stands."""

    revoked_on: date
    due_on: date
    notice: Notice


def expiry(periods: Iterable[Period], day: date) -> Expiry | None:
    """The end of the authorization that a day lies in, where it is at most 90 days away; None otherwise.

    An authorization that goes on without a gap ends where the last of them ends.
    """
    spell = _spell(periods, Standing.AUTHORIZED, day)
    if spell is None or spell.until is None:
        return None
    left = (spell.until - day).days
    warning = next((days for days in EXPIRY_WARNINGS if left <= days), None)
    return None if warning is None else Expiry(spell.until, left, warning)


def suspension_clock(periods: Iterable[Period], day: date) -> SuspensionClock | None:
    """The clock of the suspension that a day lies in; None for an officer who is not suspended."""
    spell = _spell(periods, Standing.SUSPENDED, day)
    if spell is None:
        return None
    return SuspensionClock(spell.from_, (day - spell.from_).days, spell.from_ + SUSPENSION_DAYS * _DAY)


def revocation_notice(periods: Iterable[Period], day: date, told_on: date | None) -> RevocationNotice | None:
    """The notice of the last revocation that has begun by a day, ``told_on`` being when ICE was told of it, if it was.

    A notice from before the revocation is one of an earlier one and does not count. None without a revocation.
    """
    begun = [spell.from_ for spell in _spells(periods, Standing.REVOKED) if spell.from_ <= day]
    if not begun:
        return None
    revoked_on = begun[-1]
    due_on = revoked_on + NOTICE_DAYS * _DAY
    if told_on is None or told_on < revoked_on:
        return RevocationNotice(revoked_on, due_on, Notice.DUE if day <= due_on else Notice.OVERDUE)
    return RevocationNotice(revoked_on, due_on, Notice.RECORDED if told_on <= due_on else Notice.RECORDED_LATE)


def _spells(periods: Iterable[Period], standing: Standing) -> list[Period]:
    """The unbroken times of one standing, each as one period, by first day."""
    spells: list[Period] = []
    same = (period for period in periods if period.standing is standing)
    for period in sorted(same, key=lambda period: period.from_):
        before = spells[-1] if spells else None
        if before is not None and before.until is not None and period.from_ == before.until + _DAY:
            spells[-1] = Period(standing, before.from_, period.until)
        else:
            spells.append(period)
    return spells


def _spell(periods: Iterable[Period], standing: Standing, day: date) -> Period | None:
    """The unbroken time of one standing around a day; None where the day has another."""
    return next((spell for spell in _spells(periods, standing) if spell.holds(day)), None)
