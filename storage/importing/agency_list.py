"""ICE's published list of participating agencies: one row for each agency and support type, names as they came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from program.refusals import BadInput
from program.states import state_code
from storage.importing.child import Request
from storage.importing.headers import AGENCY_FIELDS
from storage.importing.reader import reading
from storage.importing.values import Cell
from storage.text import compared, printable

_NAMED = "participatingAgencies*.xlsx"
_FOLDERS = ("Downloads", "Desktop", "Documents", ".")


@dataclass(frozen=True, order=True)
class ListedAgency:
    """An agency of the list: its name, its state's postal code, and the support types it signed, sorted."""

    name: str
    state: str
    support_types: tuple[str, ...]


def agencies_in(file: Path) -> tuple[ListedAgency, ...]:
    """The agencies of a published list by name, each once; raises BadInput where the file is no such list."""
    types: dict[tuple[str, str], set[str]] = {}
    try:
        with reading(Request("agencies", file, date.max)) as found:
            rows = [row for piece in found.pieces() for row in cast("Sequence[Sequence[Cell]]", piece.read)]
    except BadInput as problem:
        if problem.field not in AGENCY_FIELDS:
            raise
        column = AGENCY_FIELDS[problem.field][0].upper()
        raise BadInput("file", file.name, f"is no list of participating agencies: no column {column}") from None
    for cells in rows:
        state, name, support = map(_tidy, cells)
        try:
            code = state_code(state)
        except ValueError:
            continue
        if name:
            types.setdefault((name, code), set()).update([support] if support else [])
    return tuple(sorted(ListedAgency(name, code, tuple(sorted(found))) for (name, code), found in types.items()))


def published_lists() -> tuple[Path, ...]:
    """ICE's lists under the name that its site gives them, in the folders where one is saved, the newest first."""
    found = []
    for folder in _FOLDERS:
        with suppress(OSError):
            found += [(file.stat().st_mtime_ns, file) for file in (Path.home() / folder).glob(_NAMED)]
    return tuple(file for _, file in sorted(found, reverse=True))


def matching(agencies: Iterable[ListedAgency], typed: str, limit: int = 8) -> tuple[ListedAgency, ...]:
    """The agencies whose name contains what was typed, those that begin with it first."""
    key = compared(typed)
    found = [agency for agency in agencies if key in compared(agency.name)] if key else []
    return tuple(sorted(found, key=lambda agency: not compared(agency.name).startswith(key))[:limit])


def agency_named(file: Path, name: str, state: str | None) -> ListedAgency:
    """The one agency of a name (and state) in a list; raises BadInput that says what else it may be."""
    try:
        wanted = None if state is None else state_code(state)
    except ValueError as problem:
        raise BadInput("state", state, str(problem)) from None
    agencies = [agency for agency in agencies_in(file) if wanted is None or agency.state == wanted]
    found = [agency for agency in agencies if compared(agency.name) == compared(name)]
    if len(found) == 1:
        return found[0]
    if found:
        states = ", ".join(agency.state for agency in found)
        raise BadInput("agency", name, f"is in the list for several states, {states}; give --state too")
    near = ", ".join(f"{agency.name} ({agency.state})" for agency in matching(agencies, name)) or "nothing like it"
    where = f" for {wanted}" if wanted is not None else ""
    raise BadInput("agency", name, f"is not in the list{where}; found {near}")


def _tidy(cell: object) -> str:
    return " ".join(printable(str(cell if cell is not None else "")).split())
