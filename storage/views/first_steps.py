"""What a new book still has none of, for the list of first steps; and whether that list is shown."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from program.leads.outcome import Outcome
from storage.schema.agency import setting
from storage.schema.lead import lead
from storage.schema.officer import officer

SETTING = "first_steps"
SHOWN, AWAY = "shown", "away"
"""What the setting says: of a book that was made in the app, until somebody puts the list away."""


@dataclass(frozen=True)
class FirstSteps:
    """Whether the book has an officer, a lead, a lead with an outcome; ``said`` is what the setting says."""

    officers: bool
    leads: bool
    outcome: bool
    said: str | None


def first_steps_of(connection: Connection, agency_id: str) -> FirstSteps:
    """What the agency's book has of what it begins with."""

    def has(table: Table, *more: object) -> bool:
        rows = select(table.c.id).where(table.c.agency_id == agency_id, *more).limit(1)  # type: ignore[arg-type]
        return connection.execute(rows).first() is not None

    said = connection.execute(
        select(setting.c.value).where(setting.c.agency_id == agency_id, setting.c.id == SETTING)
    ).scalar()
    return FirstSteps(has(officer), has(lead), has(lead, lead.c.outcome != Outcome.OPEN.value), said)
