"""Exact amounts: the one rounding of money, and dollars and hours as people write and read them.

Money is integer cents, hours are integer hundredths of an hour. No float is ever made.
"""

from __future__ import annotations

import re

from program.refusals import BadInput

_DOLLARS = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?", re.ASCII)
_HUNDREDTHS = re.compile(r"(\d+)(?:\.(\d{1,2}))?", re.ASCII)
_MOST_DIGITS = 12


def half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to a fraction that is not negative; a half goes up."""
    return (2 * numerator + denominator) // (2 * denominator)


def read_dollars(text: str, field: str = "amount") -> int:
    """The cents of ``72,800.00``, ``$72,800`` or ``72800.5``; raises BadInput on anything else."""
    match = _DOLLARS.fullmatch(text.strip())
    if match is None:
        raise BadInput(field, text, "write dollars with at most two decimals, like 72,800.00")
    return _hundredths(field, text, match[1].replace(",", ""), match[2])


def read_hundredths(text: str, field: str = "hours") -> int:
    """The hundredths of ``173.25`` (hours, or a percentage); raises BadInput on anything else."""
    match = _HUNDREDTHS.fullmatch(text.strip())
    if match is None:
        raise BadInput(field, text, "write a number with at most two decimals, like 173.25")
    return _hundredths(field, text, match[1], match[2])


def dollars(cents: int) -> str:
    """Cents as a person reads them: ``$3,437.78``, ``-$15.00``."""
    return f"{'-' if cents < 0 else ''}${abs(cents) // 100:,}.{abs(cents) % 100:02}"


def decimal(hundredths: int) -> str:
    """Hundredths without needless zeros: ``160``, ``173.25``, ``7.5``."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)


def two_decimals(hundredths: int) -> str:
    """Hundredths with both decimals, for JSON: ``160.00``, ``173.25``."""
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _hundredths(field: str, text: str, whole: str, rest: str | None) -> int:
    if len(whole) > _MOST_DIGITS:
        raise BadInput(field, text, f"has more than {_MOST_DIGITS} digits before the point")
    return int(whole) * 100 + int((rest or "").ljust(2, "0"))
