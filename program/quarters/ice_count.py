"""ICE's own count beside ours: whether they agree, what could explain a difference, how far it was talked over."""

from __future__ import annotations

from enum import StrEnum


class CountVerdict(StrEnum):
    """How ICE's count stands to ours; ``stale`` where ours is another one since ICE's was entered."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_ENTERED = "not_entered"
    STALE = "stale"


class QueryState(StrEnum):
    """How far a lead has been talked over with ICE."""

    QUERY_SENT = "query_sent"
    ICE_AGREES = "ice_agrees"
    ICE_DIFFERS = "ice_differs"

    @property
    def words(self) -> str:
        """The state as a person says it: ``ICE agrees``."""
        return self.value.replace("_", " ").replace("ice", "ICE")


class Explains(StrEnum):
    """Why a lead could explain a difference between ICE's count and ours."""

    LATE = "late"
    EXCLUDED = "excluded"
    BORDER_DAY = "border_day"
    DUPLICATE = "duplicate"
