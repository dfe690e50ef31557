"""A text as it is looked at: look-alike digits, dashes, blanks and marks are folded, whatever the script."""

from __future__ import annotations

import unicodedata

_LATIN = str.maketrans("øØłŁđĐðþßæÆœŒıħŧŋ", "oOlLdDdtsaAoOihtn")
_DASHES = {"Pd"}
_OTHER_DASHES = "\u2212\u2043\u00ad\u30fc\uff70"
FOREIGN = "\u00a4"
"""What stands for a letter of another script than the Latin one."""


def folded(text: str) -> str:
    """The text in ASCII: digits of every script as digits, dashes as ``-``, blanks as blanks, letters without marks.

    A letter of another script becomes ``FOREIGN``; other signs stay.
    """
    if text.isascii():
        return text
    kept = []
    for sign in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).translate(_LATIN):
        if sign.isascii():
            kept.append(sign)
            continue
        kind = unicodedata.category(sign)
        digit = unicodedata.digit(sign, None)
        if digit is not None:
            kept.append(str(digit))
        elif kind in _DASHES or sign in _OTHER_DASHES:
            kept.append("-")
        elif kind.startswith("Z"):
            kept.append(" ")
        elif kind.startswith("L"):
            kept.append("x" if unicodedata.name(sign, "").startswith("LATIN") else FOREIGN)
        elif kind not in ("Mn", "Me", "Cf", "Lm"):
            kept.append(sign)
    return "".join(kept)
