"""ICE's published list of participating agencies: one row for each agency and support type, names as they came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from program.refusals import BadInput
from storage.importing.child import Request
from storage.importing.headers import AGENCY_FIELDS
from storage.importing.reader import reading
from storage.importing.values import Cell
from storage.text import compared, printable

_NAMES_OF_STATES = dict(
    line.split(" ", 1)[::-1]
    for line in """AL ALABAMA,AK ALASKA,AZ ARIZONA,AR ARKANSAS,CA CALIFORNIA,CO COLORADO,CT CONNECTICUT,DE DELAWARE,
FL FLORIDA,GA GEORGIA,HI HAWAII,ID IDAHO,IL ILLINOIS,IN INDIANA,IA IOWA,KS KANSAS,KY KENTUCKY,LA LOUISIANA,ME MAINE,
MD MARYLAND,MA MASSACHUSETTS,MI MICHIGAN,MN MINNESOTA,MS MISSISSIPPI,MO MISSOURI,MT MONTANA,NE NEBRASKA,NV NEVADA,
NH NEW HAMPSHIRE,NJ NEW JERSEY,NM NEW MEXICO,NY NEW YORK,NC NORTH CAROLINA,ND NORTH DAKOTA,OH OHIO,OK OKLAHOMA,
OR OREGON,PA PENNSYLVANIA,RI RHODE ISLAND,SC SOUTH CAROLINA,SD SOUTH DAKOTA,TN TENNESSEE,TX TEXAS,UT UTAH,VT VERMONT,
VA VIRGINIA,WA WASHINGTON,WV WEST VIRGINIA,WI WISCONSIN,WY WYOMING,DC DISTRICT OF COLUMBIA,AS AMERICAN SAMOA,GU GUAM,
MP NORTHERN MARIANA ISLANDS,PR PUERTO RICO,VI VIRGIN ISLANDS""".replace("\n", "").split(",")
)


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
        code = _NAMES_OF_STATES.get(state.upper(), state.upper() if len(state) == 2 else None)
        if name and code:
            types.setdefault((name, code), set()).update([support] if support else [])
    return tuple(sorted(ListedAgency(name, code, tuple(sorted(found))) for (name, code), found in types.items()))


def matching(agencies: Iterable[ListedAgency], typed: str, limit: int = 8) -> tuple[ListedAgency, ...]:
    """The agencies whose name contains what was typed, those that begin with it first."""
    key = compared(typed)
    found = [agency for agency in agencies if key in compared(agency.name)] if key else []
    return tuple(sorted(found, key=lambda agency: not compared(agency.name).startswith(key))[:limit])


def agency_named(file: Path, name: str, state: str | None) -> ListedAgency:
    """The one agency of a name (and state) in a list; raises BadInput that says what else it may be."""
    agencies = [agency for agency in agencies_in(file) if state is None or agency.state == state.strip().upper()]
    found = [agency for agency in agencies if compared(agency.name) == compared(name)]
    if len(found) == 1:
        return found[0]
    if found:
        states = ", ".join(agency.state for agency in found)
        raise BadInput("agency", name, f"is in the list for several states, {states}; give --state too")
    near = ", ".join(f"{agency.name} ({agency.state})" for agency in matching(agencies, name)) or "nothing like it"
    where = f" for {state.strip().upper()}" if state is not None else ""
    raise BadInput("agency", name, f"is not in the list{where}; found {near}")


def _tidy(cell: object) -> str:
    return " ".join(printable(str(cell if cell is not None else "")).split())
