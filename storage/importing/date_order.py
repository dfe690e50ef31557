"""How a file writes its dates; apart from what reads them, since the config file names it too."""

from __future__ import annotations

from enum import StrEnum


class DateOrder(StrEnum):
    """How a date such as 11/10/25 is read."""

    MDY = "mdy"
    DMY = "dmy"
    YMD = "ymd"

    @property
    def words(self) -> str:
        """What comes first: ``day first``."""
        return {"m": "month first", "d": "day first", "y": "year first"}[self.value[0]]
