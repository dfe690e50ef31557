"""Whether a quarter runs, has ended or is closed."""

from __future__ import annotations

from enum import StrEnum


class QuarterState(StrEnum):
    """Whether a quarter runs (or is still to come), has ended, or is closed."""

    RUNNING = "running"
    ENDED = "ended"
    CLOSED = "closed"
