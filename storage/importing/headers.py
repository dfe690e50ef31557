"""Which column of a file is which field: a table of synonyms, and what the user says instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from program.refusals import BadInput
from storage.text import harmless_or, number_of, printable

_MOST_NAMED = 12

LEAD_FIELDS: Mapping[str, tuple[str, ...]] = {
    "reference": (
        "reference", "ref", "lead", "lead no", "lead number", "lead id", "ice reference", "ice ref", "case no",
        "case number",
    ),
    "received_on": ("received on", "received", "date received", "date recd", "provided on", "issued"),
    "due_on": ("due on", "due", "due date", "respond by"),
    "officer": ("officer", "badge", "officer badge", "assigned to", "assigned"),
    "category": ("category",),
    "origin": ("origin",),
    "outcome": ("outcome", "disposition", "result", "status"),
    "outcome_on": ("outcome on", "outcome date", "closed", "closed on", "disposition date"),
    "evidence": ("evidence", "ack", "ack no", "acknowledgement"),
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
    header: Sequence[str], fields: Mapping[str, tuple[str, ...]], required: Sequence[str], chosen: Mapping[str, str]
) -> Columns:
    """Finds the column of each field; ``chosen`` maps a field to the header that the user named for it.

    Raises BadInput where a required field has no column, a field has two, or the user names what is not there.
    """
    plain = [_plain(name) for name in header]
    positions = {field: _chosen_column(header, plain, fields, field, name) for field, name in chosen.items()}
    for field, words in fields.items():
        if field in chosen:
            continue
        means = {_plain(word) for word in (*words, field)}
        found = [at for at, name in enumerate(plain) if name in means and at not in positions.values()]
        if len(found) > 1:
            both = " and ".join(repr(shown(header[at], at)) for at in found[:2])
            raise BadInput(field, "", f"two columns may mean it, {both}; choose one with --map {field}=COLUMN")
        if found:
            positions[field] = found[0]
    for field in required:
        if field not in positions:
            raise BadInput(
                field, "", f"no column of the file means it; found {_found(header)}. Name it with --map {field}=COLUMN"
            )
    used = {field: shown(header[positions[field]], positions[field]) for field in fields if field in positions}
    taken = set(positions.values())
    dropped = tuple(shown(name, at) for at, name in enumerate(header) if at not in taken and name.strip())
    return Columns(positions, used, dropped)


def _chosen_column(
    header: Sequence[str], plain: Sequence[str], fields: Mapping[str, tuple[str, ...]], field: str, name: str
) -> int:
    if field not in fields:
        raise BadInput("map", field, f"is no field; there are {', '.join(fields)}")
    exact = [at for at, there in enumerate(header) if there.strip() == name.strip()]
    alike = exact or [at for at, there in enumerate(plain) if there == _plain(name)]
    if not alike:
        raise BadInput("map", f"{field}={name}", "the file has no such column")
    if len(alike) > 1:
        raise BadInput("map", f"{field}={name}", "the file has two columns of this name")
    return alike[0]


def _plain(name: str) -> str:
    """A header without case, punctuation and blanks."""
    return "".join(character for character in printable(name).casefold() if character.isalnum())


def _found(header: Sequence[str]) -> str:
    """The columns of a header in which a field is missing: it may be no header but a row of somebody's, so only words
    that head columns are repeated."""
    names = [" ".join(printable(name).split()) for name in header if name.strip()][:_MOST_NAMED]
    said = [repr(name) for name in names if heads_a_column(name)]
    other = len(names) - len(said)
    if other:
        said.append(f"{number_of(other, 'column')} whose {'name' if other == 1 else 'names'} may be somebody's data")
    return ", ".join(said) or "none"


def heads_a_column(name: str) -> bool:
    """Whether a name is made of nothing but ordinary words."""
    from program.personal.names import Sort, words_of

    known = (Sort.LABEL, Sort.ORDINARY, Sort.CODE)
    plain = name.isascii() and not any(sign.isdigit() or sign == "@" for sign in name)
    return plain and all(word.sort in known for word in words_of(name))


def shown(name: str, at: int) -> str:
    """A column's name as it may be repeated; ``column 3`` where it looks like a detail of a person."""
    return harmless_or(" ".join(printable(name).split())[:60], f"column {at + 1}")
