"""In which time zone the agency's days begin: as it has said, or as its state has it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from program.time_zones import ZONES_OF_STATES
from storage.schema.agency import setting
from storage.views.agency import agency_of

SETTING = "time_zone"


@dataclass(frozen=True)
class TimeZone:
    """``zones`` are the zones that the agency may be in, one where it is known; ``chosen`` whether it said so."""

    zones: tuple[str, ...]
    chosen: bool


def time_zone_of(connection: Connection, agency_id: str) -> TimeZone:
    """The agency's time zone."""
    said = connection.execute(
        select(setting.c.value).where(setting.c.agency_id == agency_id, setting.c.id == SETTING)
    ).scalar()
    if said is not None:
        return TimeZone((said,), True)
    return TimeZone(ZONES_OF_STATES[agency_of(connection, agency_id).state], False)
