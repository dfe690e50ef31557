"""How large a file may be. Each limit can be raised by whoever knows the file; daily work meets none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from program.refusals import BadInput

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

    def raised(self, said: Iterable[str]) -> Limits:
        """With limits such as ``rows=2000000`` and ``disk=200MB``; raises BadInput on what is none."""
        names = [field.name for field in fields(Limits)]
        new: dict[str, int] = {}
        for one in said:
            name, _, value = one.partition("=")
            match = _NUMBER.fullmatch(value.strip())
            if name.strip() not in names or match is None or not int(match[1]):
                raise BadInput("limit", one, f"write NAME=NUMBER, such as disk=200MB; there are {', '.join(names)}")
            new[name.strip()] = int(match[1]) * _UNITS[match[2].lower()]
        return replace(self, **new)


def in_megabytes(size: int) -> str:
    """``50 MB``."""
    return f"{size / 1024**2:,.0f} MB"
