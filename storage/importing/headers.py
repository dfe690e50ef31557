"""Which column of a file is which field: a table of synonyms, and what the user says instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from program.refusals import BadInput
from storage.text import looks_like, printable

NO_COLUMN = "-"
"""What a user names for a field that no column of the file is, though a heading would mean it."""

_MOST_COLUMNS_BY_LETTERS = 3
"""Letters that the name of a column has at most."""

LEAD_FIELDS: Mapping[str, tuple[str, ...]] = {
    "reference": (
        "reference", "ref", "lead", "lead no", "lead number", "lead id", "ice reference", "ice ref", "case no",
        "case number",
    ),
    "received_on": (
        "received on", "received", "date received", "date recd", "provided on", "date provided", "provided", "issued",
    ),
    "due_on": ("due on", "due", "due date", "respond by"),
    "officer": ("officer", "badge", "officer badge", "assigned to", "assigned officer", "assigned"),
    "category": ("category",),
    "origin": ("origin",),
    "outcome": ("outcome", "disposition", "result", "status"),
    "outcome_on": ("outcome on", "outcome date", "closed", "closed on", "disposition date"),
    "evidence": ("evidence", "ack", "ack no", "acknowledgment", "acknowledgement"),
    "reason": ("reason",),
}  # fmt: skip
"""The fields of a lead and the header words that mean them, as the contract lists them."""

OFFICER_FIELDS: Mapping[str, tuple[str, ...]] = {
    "badge": ("badge", "badge no", "badge number", "officer badge", "id", "officer id"),
    "name": ("name", "officer", "officer name", "full name"),
    "authorized": ("authorized", "authorized on", "authorized from", "authorization date", "credentialed on"),
    "standing": ("standing", "status"),
    "from": ("from", "standing from", "from date", "starts on"),
    "until": ("until", "standing until", "until date", "expires", "expires on", "ends on"),
    "basis": ("basis", "order", "letter"),
}
"""The fields of an officer and the header words that mean them."""

TIME_FIELDS: Mapping[str, tuple[str, ...]] = {
    "badge": (
        "badge", "badge no", "badge number", "officer badge", "officer", "employee", "employee no", "employee number",
        "employee id", "emp no", "emp id",
    ),
    "period": ("period", "month", "pay month", "pay period"),
    "period_start": (
        "pay period start", "pay period starting", "pay period begin", "pay period beginning", "pay period from",
        "period start", "period starting", "period begin", "period beginning", "period from",
    ),
    "period_end": (
        "pay period end", "pay period ending", "pay period end date", "pay period ending date", "pay period to",
        "period end", "period ending", "period end date", "period to", "ppe",
    ),
    "date": ("date", "day", "work date", "date worked", "day worked", "shift date"),
    "hours": ("hours", "hours worked", "regular hours", "regular", "reg hours", "reg hrs", "hrs"),
    "programme_hours": (
        "program hours", "programme hours", "287g hours", "287g", "task force hours", "tfm hours", "task force",
    ),
    "overtime_hours": ("overtime hours", "overtime", "ot", "ot hours", "ot hrs"),
    "backfill_hours": ("backfill hours", "backfill", "backfill ot", "backfill overtime"),
}  # fmt: skip
"""The fields of a payroll file and the header words that mean them."""

AGENCY_FIELDS: Mapping[str, tuple[str, ...]] = {
    "state": ("state",), "agency": ("law enforcement agency",), "support": ("support type",),
}  # fmt: skip
"""The columns of ICE's published list of participating agencies."""


@dataclass(frozen=True)
class Columns:
    """Where each field stands: its column's position and header; and the headers of the columns that are dropped."""

    positions: Mapping[str, int]
    used: Mapping[str, str]
    dropped: tuple[str, ...]


def match_columns(
    header: Sequence[str],
    fields: Mapping[str, tuple[str, ...]],
    required: Sequence[str],
    chosen: Mapping[str, str],
    said: str = "",
) -> Columns:
    """Finds the column of each field; ``chosen`` maps a field to the heading that the user named for it, or to the
    letters that a spreadsheet puts above its column. ``said`` is what a message may say of the header.

    Raises BadInput where a required field has no column, a field has two, or the user names what is not there.
    """
    plain = [plain_heading(name) for name in header]
    positions = {
        field: _chosen_column(header, plain, fields, field, name) for field, name in chosen.items() if name != NO_COLUMN
    }
    for field, words in fields.items():
        if field in chosen:
            continue
        means = _meaning(field, words)
        found = [at for at, name in enumerate(plain) if name in means and at not in positions.values()]
        if len(found) > 1:
            both = " and ".join(repr(shown(header[at], at)) for at in found[:2])
            raise BadInput(field, "", f"two columns may mean it, {both}; choose one with --map {field}=COLUMN")
        if found:
            positions[field] = found[0]
    for field in required:
        if field not in positions:
            raise BadInput(
                field,
                "",
                f"no column of the file means it{said and f'; {said}'}. Name it with --map {field}=COLUMN, or the row "
                "of the headings with --header-row N",
            )
    used = {field: shown(header[positions[field]], positions[field]) for field in fields if field in positions}
    taken = set(positions.values())
    dropped = tuple(shown(name, at) for at, name in enumerate(header) if at not in taken and name.strip())
    return Columns(positions, used, dropped)


def meant_fields(header: Sequence[str], fields: Mapping[str, tuple[str, ...]], chosen: Mapping[str, str]) -> set[str]:
    """The fields that the words of a header mean, and those whose column the user named by one of them."""
    there = set(map(plain_heading, header)) - {""}
    return {
        field
        for field, words in fields.items()
        if (plain_heading(chosen[field]) in there if field in chosen else there & _meaning(field, words))
    }


def _meaning(field: str, words: Sequence[str]) -> frozenset[str]:
    return _meanings(field, tuple(words))


@lru_cache(maxsize=256)
def _meanings(field: str, words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain_heading(word) for word in (*words, field))


def _chosen_column(
    header: Sequence[str], plain: Sequence[str], fields: Mapping[str, tuple[str, ...]], field: str, name: str
) -> int:
    if field not in fields:
        raise BadInput("map", field, f"is no field; there are {', '.join(fields)}")
    exact = [at for at, there in enumerate(header) if there.strip() == name.strip()]
    alike = exact or [at for at, there in enumerate(plain) if there == plain_heading(name)]
    if not alike:
        by_letters = column_of_letters(name, len(header))
        if by_letters is None:
            raise BadInput("map", f"{field}={name}", "the file has no such column")
        return by_letters
    if len(alike) > 1:
        raise BadInput("map", f"{field}={name}", "the file has two columns of this name; name it by its letter")
    return alike[0]


def column_of_letters(name: str, width: int) -> int | None:
    """The position of a column by the letters that a spreadsheet puts above it, A being 0; None where it has none."""
    letters = name.strip().upper()
    if not 1 <= len(letters) <= _MOST_COLUMNS_BY_LETTERS or not all("A" <= letter <= "Z" for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1 if number <= width else None


def letters_of_column(at: int) -> str:
    """The letters that a spreadsheet puts above a column, the first being 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    number = at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def name_of_column(header: Sequence[str], at: int) -> str:
    """How a column is named so that it is found again: by its heading, or by its letters where that is none, or not
    the only one."""
    plain = plain_heading(header[at])
    only = plain and sum(plain_heading(name) == plain for name in header) == 1
    return header[at] if only else letters_of_column(at)


def plain_heading(name: str) -> str:
    """A heading without case, punctuation and blanks."""
    return "".join(character for character in printable(name).casefold() if character.isalnum())


def shown(name: str, at: int) -> str:
    """A column's name as it may be repeated; ``column C`` where it looks like a detail of a person, or is a name: a row
    may be said to be the header that is none."""
    words = " ".join(printable(name).split())[:60]
    named = looks_like("", words) or looks_like("file", words)
    return words if named is None else f"column {letters_of_column(at)}"
