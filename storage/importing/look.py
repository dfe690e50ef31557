"""What a file looks like before anything of it is taken: its columns with some of their cells, for the person who
brings it in to see what becomes of each. Nothing of this is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from program.refusals import BadInput
from storage.importing.column_dates import date_orders
from storage.importing.date_order import DateOrder
from storage.importing.delimiters import Delimiter
from storage.importing.encodings import Encoding
from storage.importing.headers import letters_of_column, match_columns, name_of_column
from storage.importing.kinds import Kind
from storage.importing.profile import KeptProfile, profile_for
from storage.importing.tables import Table
from storage.importing.values import Cell, is_blank, read_date
from storage.text import printable

_SAMPLES = 5
_LONGEST_SAMPLE = 24
_ROWS_LOOKED_AT = 2_000


@dataclass(frozen=True)
class LookedColumn:
    """A column: its letters, its heading, how it is named for a field, the field it is, and its first filled cells."""

    letters: str
    heading: str
    name: str
    field: str | None
    samples: tuple[str, ...]
    holds_dates: bool


@dataclass(frozen=True)
class Look:
    """What was read of a file, and in which manner; ``problem`` says why it cannot come in so, if it cannot."""

    columns: tuple[LookedColumn, ...]
    fields: tuple[str, ...]
    header_row: int
    sheet: str | None
    sheets: tuple[str, ...]
    delimiter: Delimiter | None
    encoding: Encoding | None
    orders: Mapping[str, DateOrder]
    offers: tuple[tuple[str, str], ...]
    """Dates that no column gives, each with the letters of a left-over column that holds dates."""
    problem: str = ""


def look_of(
    table: Table, kind: Kind, chosen: Mapping[str, str], order: DateOrder | None, profiles: Iterable[KeptProfile]
) -> Look:
    """What a table looks like; problems of its columns and dates are said, not raised."""
    rows = table.rows
    profile = profile_for(profiles, rows.header) if rows.first else None
    chosen = {**(profile.fitting(rows.header) if profile is not None else {}), **chosen}
    problem = ""
    positions: dict[str, int] = {}
    orders: dict[str, DateOrder] = {}
    try:
        positions = dict(match_columns(rows.header, kind.fields, kind.required, chosen).positions)
        dates = {field: positions[field] for field in kind.dates if field in positions}
        orders = date_orders(rows, dates, order or (profile.order if profile is not None else None)).of
    except BadInput as refused:
        problem = str(refused)
        positions = positions or _as_far_as_known(rows.header, kind, chosen)
    top = [cells for _, cells in islice(rows.filled(), _ROWS_LOOKED_AT)]
    width = max([len(rows.header), *map(len, top[:_SAMPLES])], default=0)
    names = [*rows.header, *[""] * (width - len(rows.header))]
    fields = {at: field for field, at in positions.items()}
    columns = tuple(_column(names, at, fields.get(at), top) for at in range(width))
    columns = tuple(column for column in columns if column.heading or column.samples)
    free = [column.letters for column in columns if column.field is None and column.holds_dates]
    missing = [field for field in kind.dates if field not in positions]
    offers = tuple((field, letters) for field, letters in zip(missing, free, strict=False))
    return Look(
        columns,
        tuple(kind.fields),
        rows.first,
        rows.sheet,
        table.sheets,
        rows.delimiter,
        table.encoding,
        orders,
        offers,
        problem,
    )


def _as_far_as_known(header: Sequence[str], kind: Kind, chosen: Mapping[str, str]) -> dict[str, int]:
    """The columns of the fields that are found, one by one."""
    found: dict[str, int] = {}
    for field, words in kind.fields.items():
        said = {field: chosen[field]} if field in chosen else {}
        try:
            at = match_columns(header, {field: words}, (), said).positions.get(field)
        except BadInput:
            continue
        if at is not None and at not in found.values():
            found[field] = at
    return found


def _column(names: Sequence[str], at: int, field: str | None, top: Sequence[Sequence[Cell]]) -> LookedColumn:
    cells = [cells[at] for cells in top if at < len(cells) and not is_blank(cells[at])][:_SAMPLES]
    named = name_of_column(names, at)
    if any(sign in named for sign in "=;"):
        named = letters_of_column(at)
    return LookedColumn(
        letters_of_column(at),
        " ".join(printable(names[at]).split())[:60],
        named,
        field,
        tuple(" ".join(printable(str(cell)).split())[:_LONGEST_SAMPLE] for cell in cells),
        2 * sum(map(_is_date, cells)) > len(cells),
    )


def _is_date(cell: Cell) -> bool:
    for order in DateOrder:
        try:
            read_date(cell, order, ("America/Chicago",))
        except ValueError:
            continue
        return True
    return False
