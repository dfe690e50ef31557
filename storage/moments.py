"""Moments in words: UTC milliseconds as a person reads them."""

from __future__ import annotations

from datetime import UTC, datetime


def moment_words(at_ms: int) -> str:
    """``2025-11-21 14:03:07 UTC``."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def moment_iso(at_ms: int) -> str:
    """``2025-11-21T14:03:07.120Z``: to the millisecond, with offset, as audit rules ask for."""
    stamp = datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{stamp}.{at_ms % 1000:03}Z"
