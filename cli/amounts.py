"""Dollars, hours, months and periods as they are typed; what cannot be read is refused with the officer's badge."""

from __future__ import annotations

from program.amounts import NotPossible, read_dollars, read_hundredths
from program.calendar import Month, Quarter, read_period
from storage.errors import BadInput


def cents(field: str, text: str, badge: str | None = None) -> int:
    """The cents of dollars; raises BadInput on what is no amount, or is negative."""
    try:
        return read_dollars(text, field)
    except NotPossible as error:
        raise _refused(field, text, error, badge) from None


def hundredths(field: str, text: str | None, badge: str | None = None) -> int:
    """The hundredths of hours or a per cent; 0 where nothing was said. Raises BadInput on anything else."""
    if text is None:
        return 0
    try:
        return read_hundredths(text, field)
    except NotPossible as error:
        raise _refused(field, text, error, badge) from None


def month_named(text: str) -> Month:
    """The month that an option gives; raises BadInput on anything else."""
    try:
        return Month.parse(text)
    except ValueError:
        raise BadInput("period", text, "is no month; write it like 2025-11") from None


def period_named(text: str) -> Month | Quarter:
    """The period of a claim; raises BadInput on anything but a month or a quarter."""
    try:
        return read_period(text)
    except ValueError:
        raise BadInput("period", text, "is no period; write a month like 2025-11 or a quarter like FY2026-Q1") from None


def _refused(field: str, text: str, error: NotPossible, badge: str | None) -> BadInput:
    problem = "is negative, which no amount here can be" if text.strip().startswith("-") else error.problem
    return BadInput(field, text, f"officer {badge}: {problem}" if badge else problem)
