"""Text on its way into the book and out of it: cleaned, measured, and made comparable.

Control characters, escape sequences, bidirectional overrides and invisible characters would let data act on a terminal,
so they never enter, and are filtered once more wherever text is printed. Neither does what looks like a detail of a
person, but in an officer's own name and the agency's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from program.personal.kinds import Kind, Where
from program.refusals import BadInput, LooksPersonal

LONGEST = {
    "reference": 64, "badge": 32, "name": 120, "agency": 120, "evidence": 200, "basis": 200, "ori": 16,
    "source": 120, "what": 200, "by": 120, "file": 255, "view": 30, "filter": 200, "note": 200,
    "about": 120, "recipient": 120,
}  # fmt: skip

_OPEN = ("name", "agency", "ori")
"""Fields that nobody guards: an officer's name, the agency's, and the agency's number."""

_DATED = re.compile(r"(?<![\w-])\d{4}-\d\d(-\d\d)?(?![\w-])")

_WHERE = {
    "reference": Where.NUMBERED,
    "badge": Where.NUMBERED,
    "evidence": Where.NUMBERED,
    "by": Where.SIGNATURE,
    "file": Where.FILE,
}
"""What each guarded field is meant for; every other one is prose."""


_STARTS_A_FORMULA = frozenset("=+-@\N{MINUS SIGN}")


@dataclass
class Accepted:
    """What somebody takes who says that it is harmless, though it looks personal: each field with the kind."""

    taken: list[tuple[str, Kind]] = field(default_factory=list)

    def take(self, name: str, kind: Kind) -> None:
        """Notes a text that is taken."""
        self.taken.append((name, kind))

    @property
    def words(self) -> str:
        """``accepted although evidence looks like a phone number``; nothing where nothing was taken."""
        counted = Counter(self.taken)
        parts = [
            f"{name.replace('_', ' ')} {kind.said}" + (f" ({count:,} times)" if count > 1 else "")
            for (name, kind), count in counted.items()
        ]
        return f"accepted although {', '.join(parts)}" if parts else ""


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


def as_cell(text: str) -> str:
    """The text as a cell of a CSV file: printable, and with an apostrophe before what could be a formula."""
    kept = printable(text)
    return f"'{kept}" if _may_be_a_formula(kept) else kept


def of_cell(text: str) -> str:
    """The text that ``as_cell`` made a cell of."""
    return text[1:] if text.startswith("'") and _may_be_a_formula(text[1:]) else text


def _may_be_a_formula(text: str) -> bool:
    """Whether a spreadsheet may reckon with a text: by its first sign, blanks aside, wide and small ones too."""
    return unicodedata.normalize("NFKC", text.lstrip()[:1])[:1] in _STARTS_A_FORMULA


def printable_lines(text: str) -> str:
    """Lines of ours that hold data: each like ``printable``, the breaks between them kept."""
    return "\n".join(map(printable, text.split("\n")))


def tidied(field: str, text: str | None) -> str | None:
    """The text printable, NFC, single blanks, none at the ends; None when nothing is left. Nothing is guarded.

    Raises BadInput where it is longer than its field allows.
    """
    if text is None:
        return None
    kept = " ".join(printable(text).split())
    if len(kept) > LONGEST[field]:
        raise BadInput(field, kept, f"at most {LONGEST[field]} characters, this has {len(kept):,}")
    return kept or None


def looks_like(field: str, text: str) -> Kind | None:
    """What detail of a person a tidied text looks like in a field; None where it is harmless, or the field is open."""
    if field in _OPEN:
        return None
    from program.personal.guard import kind_of  # its lists and patterns take 20 ms: only where text enters

    return kind_of(text, _WHERE.get(field, Where.PROSE))


def cleaned(field: str, text: str | None, accepted: Accepted | None = None) -> str | None:
    """The text as the book keeps it: ``tidied``, and harmless; None when nothing is left.

    Raises BadInput where it is longer than its field allows, LooksPersonal where it looks like a detail of a person and
    nobody has accepted that.
    """
    kept = tidied(field, text)
    if kept is not None:
        _guard(field, looks_like(field, kept), accepted)
    return kept


def required(field: str, text: str | None, accepted: Accepted | None = None) -> str:
    """Like ``cleaned``, but raises BadInput where nothing is left."""
    kept = cleaned(field, text, accepted)
    if kept is None:
        raise BadInput(field, text or "", "must not be empty")
    return kept


def lead_reference(text: str, accepted: Accepted | None = None) -> str:
    """A new lead's reference: like ``required``, and it has the shape of a reference."""
    kept = tidied("reference", text)
    if kept is None:
        raise BadInput("reference", text or "", "must not be empty")
    _guard("reference", reference_looks_like(kept), accepted)
    return kept


def reference_looks_like(text: str) -> Kind | None:
    """What a tidied reference of a lead looks like; None where it is harmless and has the shape of one."""
    from program.personal.guard import kind_of

    return kind_of(text, Where.REFERENCE)


def _guard(field: str, kind: Kind | None, accepted: Accepted | None) -> None:
    if kind is None:
        return
    if accepted is None:
        raise LooksPersonal(field, kind)
    accepted.take(field, kind)


def as_typed(text: str) -> str:
    """A text of somebody's within a sentence of ours: in quotes where it holds a day or a month, which would else be
    taken for one that the sentence tells."""
    return f"“{text}”" if _DATED.search(text) else text


def file_name(path: PurePath, instead: str) -> str:
    """The name of a file as the book keeps it: its own where that is harmless, else a neutral one such as
    ``import.csv``; what was in it is known by its hash."""
    kept = " ".join(printable(path.name).split())[: LONGEST["file"]]
    if kept and looks_like("file", kept.removesuffix(path.suffix)) is None:
        return kept
    suffix = path.suffix.lower()
    return instead + (suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= 6 else "")


def harmless_or(text: str, instead: str) -> str:
    """A word of a file, such as a sheet's name, as it may be repeated: itself where harmless, else ``instead``."""
    return text if looks_like("", text) is None else instead


def sheet_as_said(name: str) -> str:
    """A sheet's name as it may be repeated."""
    return harmless_or(name, "a sheet named like a person")


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
