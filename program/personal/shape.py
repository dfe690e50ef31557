"""The shape of an agency's references, as a mask: ``99-9999`` is two digits, a dash and four digits.

In a mask ``9`` is a digit, ``@`` a letter, ``*`` a letter or a digit; ``+`` after one of them repeats it. Every other
sign stands for itself, in either case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from program.personal.guard import kind_of
from program.personal.kinds import LONGEST_REFERENCE, Where

MOST_MASKS = 5
"""An agency may have references of a few shapes."""
_MOST_REPEATS = 2
"""A mask is matched in one pass or nearly so, however it is written."""
_STANDS_FOR = {"9": "[0-9]", "@": "[A-Za-z]", "*": "[A-Za-z0-9]"}
_SAMPLE = {"9": "4", "@": "Q", "*": "4"}


def pattern_of(mask: str) -> re.Pattern[str]:
    """What matches the references of a mask. Raises ValueError, in words, on a mask that can be none."""
    parts: list[str] = []
    sample = ""
    for at, sign in enumerate(mask):
        if sign == "+" and at and mask[at - 1] in _STANDS_FOR:
            parts[-1] += "+"
        elif not (sign.isascii() and sign.isprintable()):
            raise ValueError("has a sign that no keyboard has; a mask is like 99-9999")
        else:
            parts.append(_STANDS_FOR.get(sign) or re.escape(sign))
            sample += _SAMPLE.get(sign, sign)
    if not 1 <= len(parts) <= LONGEST_REFERENCE:
        raise ValueError(f"stands for {len(parts)} characters; a reference has 1 to {LONGEST_REFERENCE}")
    if "9" not in mask and "*" not in mask:
        raise ValueError("has no digit, and every reference has one; write 9 for a digit, such as 99-9999")
    if sum(part.endswith("+") and part[0] == "[" for part in parts) > _MOST_REPEATS:
        raise ValueError(f"repeats more than {_MOST_REPEATS} signs; write a sign for each character instead")
    kind = kind_of(sample, Where.REFERENCE)
    if kind is not None:
        raise ValueError(f"is a shape that {kind.said}, so every reference of it would be refused")
    return re.compile("".join(parts), re.IGNORECASE | re.ASCII)


class Shape:
    """The masks of an agency; a reference fits one of them, or any where there is none. Raises ValueError as
    ``pattern_of`` does."""

    def __init__(self, masks: Sequence[str]) -> None:
        self.masks = tuple(masks)
        self._patterns = tuple(map(pattern_of, masks))
        self.wanted = f"write it like {' or '.join(masks)}" if masks else ""

    def fits(self, reference: str) -> bool:
        """Whether a reference has the shape."""
        return not self._patterns or any(pattern.fullmatch(reference) for pattern in self._patterns)
