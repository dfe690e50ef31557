"""Where the table begins in a file: title rows may stand above its header, and the header may have two lines.

A row is known for the header by its words. What the words leave open is said with the numbers of rows; what stands in
a cell is never repeated, since a file without a header begins with somebody's data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from program.refusals import BadInput
from storage.importing.headers import column_of_letters, letters_of_column, meant_fields, plain_heading
from storage.importing.profile import KeptProfile, profile_for
from storage.importing.values import Cell, is_blank
from storage.text import number_of

Record = tuple[int, Sequence[Cell]]
"""A row with the number that a person sees."""

_MOST_LOOKED_AT = 100
"""So many rows from the top, a header is looked for."""

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Header:
    """The headings of a table; ``first`` and ``last`` are the numbers of the header's lines, 0 where there is none.

    ``fits`` says whether every column that is needed is there, ``fields`` how many fields its words mean.
    """

    names: Sequence[str]
    first: int
    last: int
    fits: bool
    fields: int


@dataclass(frozen=True)
class Wanted:
    """What a header is looked for by: the words of each field, the fields that have to be there, and the columns that
    the user named for fields, now or before."""

    words: Words
    required: Sequence[str]
    chosen: Mapping[str, str]
    profiles: Sequence[KeptProfile] = ()

    def header(self, names: Sequence[str], first: int, last: int) -> Header:
        """Rows taken as the header."""
        profile = profile_for(self.profiles, names)
        chosen = {**(profile.fitting(names) if profile is not None else {}), **self.chosen}
        found = meant_fields(names, self.words, chosen)
        by_letter = {field for field, name in chosen.items() if column_of_letters(name, len(names)) is not None}
        fits = bool(found) and set(self.required) <= found | by_letter
        return Header(names, first, last, fits, len(found))


def find_header(records: Iterable[Record], wanted: Wanted, given: int | None) -> Header | None:
    """The header among a file's first rows, or None where nothing stands in them.

    ``given`` is the row that the user says, 0 where the file has no header: its columns then have the names A, B, C.
    Raises BadInput where that row holds nothing, or where two rows fit as well.
    """
    if given is not None and given < 0:
        raise BadInput("header_row", given, "give the number of a row, or 0 where the file has no header")
    most = max(_MOST_LOOKED_AT, (given or 0) + 1)
    top = [(number, cells) for number, cells in islice(records, most) if any(not is_blank(cell) for cell in cells)]
    if not top:
        return None
    if given == 0:
        width = max(len(cells) for _, cells in top)
        return Header([letters_of_column(at) for at in range(width)], 0, 0, True, 0)
    if given is not None:
        at = next((at for at, (number, _) in enumerate(top) if number == given), None)
        if at is None:
            raise BadInput("header_row", given, "nothing stands in that row of the file")
        return _with_second_line(_single(top[at], wanted), top, at, wanted)
    singles = [_single(record, wanted) for record in top]
    fitting = {
        tuple(map(plain_heading, found.names)): at for at, found in reversed(list(enumerate(singles))) if found.fits
    }
    if len(fitting) > 1:
        rows = " and ".join(str(singles[at].first) for at in sorted(fitting.values())[:2])
        raise BadInput("header_row", "", f"rows {rows} may both be the header; say which with --header-row N")
    if fitting:
        at = next(iter(fitting.values()))
        return _with_second_line(singles[at], top, at, wanted)
    doubles = [_with_second_line(found, top, at, wanted) for at, found in enumerate(singles)]
    return max(doubles, key=lambda found: (found.fits, found.fields), default=None)


def said_of_header(names: Sequence[str], row: int, words: Iterable[Words]) -> str:
    """A header in a message: its known words, and how many other columns it has, which are not repeated."""
    known = {plain_heading(word) for fields in words for field, them in fields.items() for word in (field, *them)}
    filled = [name for name in names if name.strip()]
    shown = [repr(" ".join(name.split())) for name in filled if plain_heading(name) in known]
    others = len(filled) - len(shown)
    if others:
        shown.append(
            number_of(
                others,
                "other column" if shown else "column of an unknown name",
                "other columns" if shown else "columns of unknown names",
            )
        )
    return f"{f'row {row}' if row else 'the file'} has {', '.join(shown) or 'no heading'}"


def _texts(cells: Sequence[Cell]) -> list[str]:
    return ["" if is_blank(cell) else " ".join(str(cell).split()) for cell in cells]


def _single(record: Record, wanted: Wanted) -> Header:
    number, cells = record
    return wanted.header(_texts(cells), number, number)


def _with_second_line(upper: Header, top: Sequence[Record], at: int, wanted: Wanted) -> Header:
    """The header with the line below it, where that is its second one: it makes words that mean more fields.

    Below a header that fits already, a second line has no digit, and nothing below the reference.
    """
    if at + 1 >= len(top) or top[at + 1][0] != upper.last + 1:
        return upper
    lower = _texts(top[at + 1][1])
    if upper.fits and (any(re.search(r"\d", text) for text in lower) or _below_required(upper, lower, wanted)):
        return upper
    both = wanted.header(_joined(upper.names, lower, wanted), upper.first, upper.last + 1)
    alone = wanted.header(lower, upper.last + 1, upper.last + 1)
    return both if both.fields > max(upper.fields, alone.fields) else upper


def _below_required(upper: Header, lower: Sequence[str], wanted: Wanted) -> bool:
    """Whether something stands below the heading of a field that every row needs."""
    first = wanted.required[0]
    return any(
        text and meant_fields([name], {first: wanted.words[first]}, wanted.chosen)
        for name, text in zip(upper.names, lower, strict=False)
    )


def _joined(upper: Sequence[str], lower: Sequence[str], wanted: Wanted) -> list[str]:
    """One heading a column, of two lines; a merged cell of the upper line stands above all its columns."""
    names: list[str] = []
    above = ""
    for at in range(max(len(upper), len(lower))):
        high, low = (line[at] if at < len(line) else "" for line in (upper, lower))
        above = high or above
        forms = [" ".join(filter(None, form)) for form in ((high, low), (above, low), (low,), (high,))]
        known = next((form for form in forms if form and meant_fields([form], wanted.words, wanted.chosen)), None)
        names.append(known or forms[0])
    return names


_TOTALS = re.compile(
    r"(?:grand |sub[- ]?)?totals?(?: (?:leads|rows|records|count|number|officers|hours))?\W*[\d,]*"
    r"|(?:sum|count)\W*[\d,]*",
    re.IGNORECASE,
)


def why_left_out(cells: Sequence[Cell], header: Sequence[str]) -> str | None:
    """Why a row that cannot be read as one of the table is no row of it; None where it is one."""
    texts = _texts(cells)
    filled = [text for text in texts if text]
    if filled and _TOTALS.fullmatch(filled[0]):
        return "a row of totals"
    plain = list(map(plain_heading, texts))
    if filled and plain[: len(header)] == list(map(plain_heading, header))[: len(plain)]:
        return "the header again"
    return None
