"""How large a file may be. Each limit can be raised by whoever knows the file; daily work meets none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
_NUMBER = re.compile(r"(\d{1,12})\s*([kmg]?)b?", re.IGNORECASE)


@dataclass(frozen=True)
class Limits:
    """``disk`` and ``unpacked`` are bytes, ``ratio`` is how many times larger unpacked, ``cell`` is characters."""

    disk: int = 50 * 1024**2
    unpacked: int = 400 * 1024**2
    ratio: int = 200
    rows: int = 1_000_000
    columns: int = 200
    cell: int = 4_096

    def raised(self, said: Iterable[tuple[str, int]]) -> Limits:
        """With others, each a name and how much."""
        return replace(self, **dict(said))


LIMITS = tuple(field.name for field in fields(Limits))
"""The names of all limits."""


def read_limit(text: str) -> tuple[str, int]:
    """Reads ``rows=2000000`` and ``disk=200MB``; raises ValueError, in words, on what is none."""
    name, _, value = text.partition("=")
    match = _NUMBER.fullmatch(value.strip())
    if name.strip() not in LIMITS or match is None or not int(match[1]):
        raise ValueError(f"write NAME=NUMBER, such as disk=200MB; there are {', '.join(LIMITS)}")
    return name.strip(), int(match[1]) * _UNITS[match[2].lower()]


def in_megabytes(size: int) -> str:
    """``50 MB``, or ``20 bytes`` of what is small."""
    return f"{size:,} bytes" if size < 1024**2 else f"{size / 1024**2:,.0f} MB"
