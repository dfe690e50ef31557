"""Moments in words: UTC milliseconds as a person reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


def moment_words(at_ms: int) -> str:
    """``2025-11-21 14:03:07 UTC``."""
    return _utc(at_ms).strftime("%Y-%m-%d %H:%M:%S UTC")


def moment_iso(at_ms: int) -> str:
    """``2025-11-21T14:03:07.120Z``: to the millisecond, with offset, as audit rules ask for."""
    stamp = _utc(at_ms).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{stamp}.{at_ms % 1000:03}Z"


def moment_hundredths(at_ms: int) -> str:
    """``2025-11-21T14:03:07.12Z``: to the hundredth of a second, as it stands on a statement."""
    stamp = _utc(at_ms).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{stamp}.{at_ms % 1000 // 10:02}Z"


def moment_in_name(at_ms: int) -> str:
    """``20251121-140307-120``: UTC, to the millisecond, as it stands in the name of a copy."""
    return _utc(at_ms).strftime("%Y%m%d-%H%M%S-%f")[:-3]


def moment_of_name(text: str) -> datetime | None:
    """The moment that ``moment_in_name`` wrote at the end of a name; None where none stands there."""
    try:
        written = text[-len("20251121-140307-120") :] + "000"
        return datetime.strptime(written, "%Y%m%d-%H%M%S-%f").replace(tzinfo=UTC)
    except ValueError:
        return None


def _utc(at_ms: int) -> datetime:
    # Not ``fromtimestamp``: Windows refuses moments before 1970 there.
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)


def first_moment_of(day: date) -> int:
    """The UTC milliseconds at which a day begins where the desk stands."""
    return int(datetime.combine(day, time.min).astimezone().timestamp() * 1000)


def last_moment_of(day: date) -> int:
    """The last UTC millisecond of a day where the desk stands."""
    return first_moment_of(day + timedelta(days=1)) - 1
