"""Rows of ``standing`` as periods of the rules."""

from __future__ import annotations

from datetime import date

from program.officers.standing import Period, Standing
from storage.journal.format import Row


def period_of(row: Row) -> Period:
    """The period that a row of ``standing`` holds."""
    until = row["until_on"]
    return Period(
        Standing(row["standing"]), date.fromisoformat(row["from_on"]), date.fromisoformat(until) if until else None
    )
