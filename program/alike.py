"""References that are nearly alike, so that one lead entered twice under a mistyped reference is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = "0123456789"
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_READ_ALIKE = str.maketrans("oil", "011", "-_./\\#:,;()[] ")


def nearly_alike(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of references that are nearly alike, sorted; ``keys`` are different, in lower case and without blanks.

    Two are nearly alike where they are the same without punctuation and leading zeros, the letter O read as zero, I and
    L as one; or where two neighbouring digits of their last number are swapped, unless both belong to a run of
    consecutive numbers, in which such pairs are no accident.
    """
    pairs: set[tuple[str, str]] = set()
    plain: dict[str, str] = {}
    numbers: dict[tuple[str, int], dict[int, str]] = {}
    for key in keys:
        looks = _LEADING_ZEROS.sub("", key).translate(_READ_ALIKE)
        first = plain.setdefault(looks, key)
        if first is not key:
            pairs.add(_pair(first, key))
        head = key.rstrip(_DIGITS)
        width = len(key) - len(head)
        if 2 <= width <= 18:
            numbers.setdefault((head, width), {})[int(key[-width:])] = key
    for (_, width), there in numbers.items():
        for number, key in there.items():
            if number - 1 in there or number + 1 in there:
                continue
            for swapped in _swaps(number, width):
                if swapped in there:
                    pairs.add(_pair(key, there[swapped]))
    return sorted(pairs)


def _swaps(number: int, width: int) -> Iterable[int]:
    """The numbers with two neighbouring digits swapped that differ from it."""
    place = 1
    for _ in range(width - 1):
        two = number // place % 100
        by = 9 * place * (two % 10 - two // 10)
        if by:
            yield number + by
        place *= 10


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
