"""From an XLSX or ODS workbook to a header and rows of cells: the sheet that holds what is looked for, and only that.

Runs in the reader's own process: a workbook may be damaged so that the library that reads it hangs, aborts or asks for
all memory there is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from program.refusals import BadInput
from storage.importing.files import Rows
from storage.importing.values import Cell, Serial1904, ZeroPadded, is_blank
from storage.importing.zero_padded import Address, padded_cells
from storage.text import harmless_or

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_LARGEST_UNZIPPED = 400 * 1024 * 1024
_LARGEST_RATIO = 200
_MOST_ENTRIES = 2_000
_MOST_CELLS = 30_000_000
_MOST_COLUMNS = 1_000

_DAMAGED = "is damaged, or no XLSX or ODS workbook"

Fits = Callable[[Sequence[str]], bool]
"""Whether a header is that of a table that is looked for."""


def workbook_rows(path: Path, fits: Fits, wanted: str | None) -> Rows:
    """The rows of the sheet of that name, or, without one, of the one visible sheet whose header fits.

    Where no header fits and one sheet alone holds something, it is that one: what its header lacks is said by name.
    Raises BadInput where the workbook cannot be read, no sheet has the name, or it cannot be told which one is meant.
    """
    try:
        from_1904 = _looked_into(path)
        workbook, names, hidden = _opened(path)
        if wanted is not None:
            tables = [_table(path, workbook, _named(wanted, names, hidden), from_1904)]
        else:
            tables = [_table(path, workbook, name, from_1904) for name in names if name not in hidden]
    except BadInput:
        raise
    except BaseException as error:  # the library's own, a codec's, zlib's, or a panic that is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise BadInput("file", path, _DAMAGED) from None
    filled = [table for table in tables if table is not None]
    chosen = _chosen(filled, fits) if wanted is None else next(iter(filled), None)
    if chosen is None:
        raise BadInput("sheet", wanted or "", "is empty" if wanted else "every sheet is empty or hidden")
    unread = tuple(_said(table.sheet or "") for table in filled if table is not chosen)
    unread += tuple(_said(name) for name in names if name in hidden and name != chosen.sheet)
    return Rows(chosen.header, chosen.below, sheet=_said(chosen.sheet or ""), unread=unread)


def _chosen(filled: Sequence[Rows], fits: Fits) -> Rows | None:
    fitting = [table for table in filled if fits(table.header)]
    if len(fitting) > 1:
        raise BadInput("sheet", "", f"{_list(fitting)} fit; name one with --sheet NAME")
    if not fitting and len(filled) > 1:
        raise BadInput("sheet", "", f"none of {_list(filled)} has the columns needed; name one with --sheet NAME")
    return next(iter(fitting or filled), None)


def _list(tables: Sequence[Rows]) -> str:
    return " and ".join(repr(table.sheet if table.sheet is None else _said(table.sheet)) for table in tables[:6])


def _said(sheet: str) -> str:
    """A sheet's name as it may be repeated."""
    return harmless_or(sheet, "a sheet named like a person")


def _named(wanted: str, names: Sequence[str], hidden: Sequence[str]) -> str:
    """The sheet of a name as somebody types it; a hidden one may be asked for by its name."""
    plain = " ".join(wanted.split()).casefold()
    found = [name for name in names if " ".join(name.split()).casefold() == plain]
    if not found:
        there = ", ".join(repr(_said(name)) for name in names if name not in hidden)
        raise BadInput("sheet", wanted, f"the workbook has no such sheet; there are {there}")
    return found[0]


def _opened(path: Path) -> tuple[CalamineWorkbook, list[str], list[str]]:
    """The workbook, the names of its sheets, and of those that are hidden."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with path.open("rb") as file:  # by the file's content; by its path, the name's ending would have to fit
        workbook = CalamineWorkbook.from_filelike(file)
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
    return workbook, [sheet.name for sheet in sheets], hidden


def _table(path: Path, workbook: CalamineWorkbook, name: str, from_1904: bool) -> Rows | None:
    """The rows of a sheet, or None where nothing stands in it."""
    sheet = workbook.get_sheet_by_name(name)
    first = sheet.start or (0, 0)
    cells: Sequence[Sequence[Cell]] = sheet.to_python(skip_empty_area=True)
    at = next((at for at, row in enumerate(cells) if any(not is_blank(cell) for cell in row)), None)
    if at is None:
        return None
    padded = padded_cells(path, name)

    def below() -> Iterator[tuple[int, Sequence[Cell]]]:
        for row, found in enumerate(cells[at + 1 :], start=first[0] + at + 1):
            counted = _counted_from_1904(found) if from_1904 else found
            yield row + 1, _with_zeros(counted, row, first[1], padded) if padded else counted

    return Rows([str(cell).strip() for cell in cells[at]], below, sheet=name)


def _with_zeros(cells: Sequence[Cell], row: int, column: int, padded: set[Address]) -> Sequence[Cell]:
    return [
        ZeroPadded(cell) if isinstance(cell, float) and (row, column + at) in padded else cell
        for at, cell in enumerate(cells)
    ]


def _counted_from_1904(cells: Sequence[Cell]) -> Sequence[Cell]:
    return [Serial1904(cell) if isinstance(cell, float) else cell for cell in cells]


def _looked_into(path: Path) -> bool:
    """Whether the workbook counts its days from 1904.

    Looks at the zip's directory and the cells' addresses before anything is unpacked into memory; raises BadInput where
    the workbook would not fit.
    """
    from_1904 = False
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        unzipped = sum(entry.file_size for entry in entries)
        packed = max(1, sum(entry.compress_size for entry in entries))
        if len(entries) > _MOST_ENTRIES or unzipped > _LARGEST_UNZIPPED or unzipped > _LARGEST_RATIO * packed:
            raise BadInput("file", path, "unpacks to more than a table of leads can be; save it as CSV")
        for entry in entries:  # a sheet may have any name
            with archive.open(entry) as part:
                if entry.filename == "xl/workbook.xml":
                    from_1904 = _FROM_1904.search(part.read()) is not None
                else:
                    _must_be_dense(path, part)
    return from_1904


_FROM_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""")
_ADDRESS = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^>]*?(?<=\s)r\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_CELL_WITHOUT = re.compile(rb"""<(?:\w+:)?c(?:\s(?![^>]*?(?<=\s)r\s*=)[^>]*)?/?>""")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_REPEATED_BEFORE_ANOTHER = re.compile(
    rb"""<table:table-cell\s[^>]*?number-columns-repeated\s*=\s*["'](\d{4,9})["'](?![^>]*/>\s*</table:table-row)"""
)


def _must_be_dense(path: Path, sheet: IO[bytes]) -> None:
    """Refuses a sheet whose few cells lie so far apart that the rectangle around them would not fit into memory."""
    rows = columns = 0
    rest = b""
    while chunk := sheet.read(1 << 20):
        text = rest + chunk
        for letters, digits in _ADDRESS.findall(text):
            rows = max(rows, int(digits))
            if len(letters) > 1:
                columns = max(columns, column_number(letters.upper()))
        if _CELL_WITHOUT.search(text):  # cells without an address follow one another
            columns = max(columns, *(len(_CELL_WITHOUT.findall(cells)) for cells in _ROW.split(text)))
        columns = max(columns, *map(int, _REPEATED_BEFORE_ANOTHER.findall(text)), 0)
        rest = chunk[-200:]
    if columns > _MOST_COLUMNS or rows * max(columns, 26) > _MOST_CELLS:
        raise BadInput("file", path, f"its sheet spans {rows:,} rows and {columns:,} columns; save the table as CSV")


def column_number(letters: bytes) -> int:
    """The number of a column from its letters, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
