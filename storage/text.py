"""Text on its way into the book and out of it: cleaned, measured, and made comparable.

Control characters, escape sequences, bidirectional overrides and invisible characters would let data act on a terminal,
so they never enter, and are filtered once more wherever text is printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from program.refusals import BadInput

LONGEST = {
    "reference": 64, "badge": 32, "name": 120, "agency": 120, "evidence": 200, "basis": 200, "ori": 16,
    "source": 120, "what": 200, "by": 120, "file": 255, "view": 30, "filter": 200,
}  # fmt: skip


def is_plain(text: str) -> bool:
    """Whether a text holds nothing but the characters from blank to tilde, as almost all does: it is printable."""
    return text.isascii() and text.isprintable()


def is_clean(text: str) -> bool:
    """Whether a text is plain and without blanks: ``cleaned`` keeps it as it is, unless it is empty or too long."""
    return text.isascii() and text.isprintable() and " " not in text


def printable(text: str) -> str:
    """The text without control, format, private-use and surrogate characters; line breaks and tabs are blanks."""
    if is_plain(text):
        return text
    kept = []
    for character in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(character)
        if kind in ("Zl", "Zp", "Zs") or character in "\t\n\r\x0b\x0c\x85":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Cs", "Co"):
            kept.append(character)
    return "".join(kept)


def printable_lines(text: str) -> str:
    """Lines of ours that hold data: each like ``printable``, the breaks between them kept."""
    return "\n".join(map(printable, text.split("\n")))


def cleaned(field: str, text: str | None) -> str | None:
    """The text as the book keeps it: printable, NFC, single blanks, none at the ends; None when nothing is left.

    Raises BadInput where it is longer than its field allows.
    """
    if text is None:
        return None
    kept = " ".join(printable(text).split())
    if len(kept) > LONGEST[field]:
        raise BadInput(field, kept, f"at most {LONGEST[field]} characters, this has {len(kept):,}")
    return kept or None


def required(field: str, text: str | None) -> str:
    """Like ``cleaned``, but raises BadInput where nothing is left."""
    kept = cleaned(field, text)
    if kept is None:
        raise BadInput(field, text or "", "must not be empty")
    return kept


def compared(text: str) -> str:
    """The form in which references and badges are compared: without case, blanks and Unicode variants.

    Compatibility forms are folded and every kind of dash is the same dash.
    """
    if is_plain(text):
        return text.replace(" ", "").lower()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", printable(text)).casefold())
    return "".join("-" if unicodedata.category(c) == "Pd" or c == "\u2212" else c for c in folded if not c.isspace())


def number_of(count: int, thing: str, things: str | None = None) -> str:
    """``1 lead``, ``1,204 leads``."""
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"


def named_or_counted(names: Sequence[str], thing: str) -> str:
    """``24-1187`` of one name, ``3 leads`` of several."""
    return names[0] if len(names) == 1 else number_of(len(names), thing)
