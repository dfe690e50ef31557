"""The time zones of the states: a moment that a file gives is a day of the agency's, and which one depends on them."""

from __future__ import annotations

_ZONES_OF_STATES = """AL America/Chicago
AK America/Anchorage America/Adak
AZ America/Phoenix America/Denver
AR America/Chicago
CA America/Los_Angeles
CO America/Denver
CT America/New_York
DE America/New_York
FL America/New_York America/Chicago
GA America/New_York
HI Pacific/Honolulu
ID America/Boise America/Los_Angeles
IL America/Chicago
IN America/Indiana/Indianapolis America/Chicago
IA America/Chicago
KS America/Chicago America/Denver
KY America/New_York America/Chicago
LA America/Chicago
ME America/New_York
MD America/New_York
MA America/New_York
MI America/Detroit America/Chicago
MN America/Chicago
MS America/Chicago
MO America/Chicago
MT America/Denver
NE America/Chicago America/Denver
NV America/Los_Angeles America/Denver
NH America/New_York
NJ America/New_York
NM America/Denver
NY America/New_York
NC America/New_York
ND America/Chicago America/Denver
OH America/New_York
OK America/Chicago
OR America/Los_Angeles America/Boise
PA America/New_York
RI America/New_York
SC America/New_York
SD America/Chicago America/Denver
TN America/Chicago America/New_York
TX America/Chicago America/Denver
UT America/Denver
VT America/New_York
VA America/New_York
WA America/Los_Angeles
WV America/New_York
WI America/Chicago
WY America/Denver
DC America/New_York
AS Pacific/Pago_Pago
GU Pacific/Guam
MP Pacific/Guam
PR America/Puerto_Rico
VI America/Puerto_Rico"""

ZONES_OF_STATES = {state: tuple(zones) for state, *zones in map(str.split, _ZONES_OF_STATES.splitlines())}
"""The zones that a state's counties keep, that of most of them first, by postal code; Public Law 15 U.S.C. 261."""

ZONES = tuple(sorted({zone for zones in ZONES_OF_STATES.values() for zone in zones}))
"""Every zone that an agency may be in."""


def zone_named(text: str) -> str:
    """A zone by its name or by its last part, any case: ``America/Chicago``, ``chicago``; raises ValueError."""
    plain = text.strip().casefold().replace(" ", "_")
    found = [zone for zone in ZONES if plain in (zone.casefold(), zone.rpartition("/")[2].casefold())]
    if len(found) != 1:
        raise ValueError(f"is no time zone of a state; use one of {', '.join(ZONES)}")
    return found[0]
