"""References that are nearly alike, so that one lead entered twice under a mistyped reference is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = "0123456789"
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_SIGNS = "oilавеԁһіјкӏмнорԛѕтуԝхѵαβεηικμνορτυχ"
_LOOK_LIKE = "011abedh1jk1mh0pqstywxvabeh1kmn0ptyx"
_READ_ALIKE = str.maketrans(_SIGNS, _LOOK_LIKE)
"""How characters look: O as zero, I and L as one, Cyrillic and Greek letters as the Latin ones they look like."""
_DROPPED = str.maketrans("", "", "-_./\\#:,;()[] ")
_SWAPPED = [9 * (two % 10 - two // 10) for two in range(100)]
"""What has to be added to two digits to swap them."""


def nearly_alike(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of references that are nearly alike, sorted; ``keys`` are different, in lower case and without blanks.

    Two are nearly alike where they are the same without punctuation and leading zeros, the letter O read as zero, I and
    L as one, letters of other scripts as the Latin ones that they look like; or where two neighbouring digits of their
    last number are swapped, unless both belong to a run of consecutive numbers, in which such pairs are no accident.
    """
    keys = list(keys)
    pairs: set[tuple[str, str]] = set()
    plain: dict[str, str] = {}
    numbers: dict[tuple[str, int], dict[int, str]] = {}
    # All in one text, a line each: changed one by one they would take twice as long.
    all_plain = _looks("\n".join(keys)).split("\n")
    for key, looks in zip(keys, all_plain, strict=False):  # of no keys there is still an empty line
        first = plain.setdefault(looks, key)
        if first is not key:
            pairs.add(_pair(first, key))
        head = key.rstrip(_DIGITS)
        width = len(key) - len(head)
        if 2 <= width <= 18:
            numbers.setdefault((head, width), {})[int(key[-width:])] = key
    for (_, width), there in numbers.items():
        alone = [number for number in there if number - 1 not in there and number + 1 not in there]
        for place in (10**digits for digits in range(width - 1)):
            for number in alone:
                swapped = number + place * _SWAPPED[number // place % 100]
                if swapped in there and swapped != number:
                    pairs.add(_pair(there[number], there[swapped]))
    return sorted(pairs)


def _looks(keys: str) -> str:
    return _LEADING_ZEROS.sub("", keys.translate(_READ_ALIKE)).translate(_DROPPED)


def certain_signs(key: str) -> str:
    """The signs that every reference of the same look has too, in this order, whatever stands between them."""
    return "".join(sign for sign in _looks(key) if sign not in _LOOK_LIKE)


def beside(key: str) -> set[str]:
    """The references that decide whether one is another with two digits swapped: those that are, and for each number
    the one before and the one after."""
    head = key.rstrip(_DIGITS)
    width = len(key) - len(head)
    if not 2 <= width <= 18:
        return set()
    number = int(key[-width:])
    places = (10**digits for digits in range(width - 1))
    numbers = {number, *(number + place * _SWAPPED[number // place % 100] for place in places)}
    around = {one + step for one in numbers for step in (-1, 0, 1)}
    return {f"{head}{one:0{width}}" for one in around if 0 <= one < 10**width} - {key}


def letters_that_look_latin(reference: str) -> str:
    """The Cyrillic and Greek letters of a reference that look like Latin ones, each once."""
    return "".join(dict.fromkeys(sign for sign in reference if not sign.isascii() and sign.casefold() in _SIGNS))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
