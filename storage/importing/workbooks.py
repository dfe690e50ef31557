"""From an XLSX or ODS workbook to the rows of cells of its sheets.

Runs in the reader's own process: a workbook may be damaged so that the library that reads it hangs, aborts or asks for
all memory there is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from program.refusals import BadInput
from storage.importing.files import Sheet
from storage.importing.headers import column_of_letters
from storage.importing.limits import Limits, in_megabytes
from storage.importing.values import Cell, Serial1904, ZeroPadded, is_blank
from storage.importing.zero_padded import Address, padded_cells
from storage.text import sheet_as_said

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_MOST_ENTRIES = 2_000
_MOST_CELLS = 30_000_000
_MOST_COLUMNS = 1_000

_DAMAGED = "is damaged, or no XLSX or ODS workbook"


@dataclass(frozen=True)
class Workbook:
    """A workbook's sheets that may be read, the names of its hidden sheets, and whether it refers to other files."""

    sheets: Sequence[Sheet]
    hidden: Sequence[str]
    linked: bool


def workbook(path: Path, wanted: str | None, limits: Limits) -> Workbook:
    """The visible sheets that hold something, or the one of that name, which may be hidden.

    Raises BadInput where the workbook cannot be read, or no sheet has the name.
    """
    try:
        found = _looked_into(path, limits)
        book, names, hidden = _opened(path)
        if wanted is not None:
            hidden_too = [_named(wanted, names, hidden)]
            read = hidden_too + [name for name in names if name not in hidden and name not in hidden_too]
        else:
            read = [name for name in names if name not in hidden]
        sheets = [_sheet(path, book, name, found.from_1904) for name in read]
    except BadInput:
        raise
    except BaseException as error:  # the library's own, a codec's, zlib's, or a panic that is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise BadInput("file", path, _DAMAGED) from None
    filled = [sheet for sheet in sheets if sheet is not None]
    if wanted is not None and sheets[0] is None:
        raise BadInput("sheet", wanted, "is empty")
    if not filled:
        raise BadInput("sheet", "", "every sheet is empty or hidden")
    return Workbook(filled, [name for name in names if name in hidden], found.linked)


def _named(wanted: str, names: Sequence[str], hidden: Sequence[str]) -> str:
    """The sheet of a name as somebody types it; a hidden one may be asked for by its name."""
    plain = " ".join(wanted.split()).casefold()
    found = [name for name in names if " ".join(name.split()).casefold() == plain]
    if not found:
        there = ", ".join(repr(sheet_as_said(name)) for name in names if name not in hidden)
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


def _sheet(path: Path, workbook: CalamineWorkbook, name: str, from_1904: bool) -> Sheet | None:
    """The rows of a sheet, or None where nothing stands in it."""
    sheet = workbook.get_sheet_by_name(name)
    first = sheet.start or (0, 0)
    cells: Sequence[Sequence[Cell]] = sheet.to_python(skip_empty_area=True)
    if all(is_blank(cell) for row in cells for cell in row):
        return None
    padded = padded_cells(path, name)

    def records() -> Iterator[tuple[int, Sequence[Cell]]]:
        for row, found in enumerate(cells, start=first[0]):
            counted = _counted_from_1904(found) if from_1904 else found
            yield row + 1, _with_zeros(counted, row, first[1], padded) if padded else counted

    return Sheet(records, name)


def _with_zeros(cells: Sequence[Cell], row: int, column: int, padded: set[Address]) -> Sequence[Cell]:
    return [
        ZeroPadded(cell) if isinstance(cell, float) and (row, column + at) in padded else cell
        for at, cell in enumerate(cells)
    ]


def _counted_from_1904(cells: Sequence[Cell]) -> Sequence[Cell]:
    return [Serial1904(cell) if isinstance(cell, float) else cell for cell in cells]


@dataclass(frozen=True)
class _LookedInto:
    from_1904: bool
    linked: bool


def _looked_into(path: Path, limits: Limits) -> _LookedInto:
    """Whether the workbook counts its days from 1904, and refers to other files.

    Looks at the zip's directory and the cells' addresses before anything is unpacked into memory; raises BadInput where
    the workbook would not fit.
    """
    from_1904 = False
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        unzipped = sum(entry.file_size for entry in entries)
        packed = max(1, sum(entry.compress_size for entry in entries))
        _must_be_small(path, entries, unzipped, packed, limits)
        _must_be_a_workbook(path, archive, names)
        for entry in entries:  # a sheet may have any name
            with archive.open(entry) as part:
                if entry.filename == "xl/workbook.xml":
                    from_1904 = _FROM_1904.search(part.read()) is not None
                else:
                    _must_be_dense(path, part)
    return _LookedInto(from_1904, any(name.startswith("xl/externalLinks/") for name in names))


def _must_be_small(path: Path, entries: Sequence[zipfile.ZipInfo], unzipped: int, packed: int, limits: Limits) -> None:
    if len(entries) > _MOST_ENTRIES:
        raise BadInput("file", path, "unpacks to more parts than a table of leads can have; save it as CSV")
    if unzipped > limits.unpacked:
        most = in_megabytes(limits.unpacked)
        raise BadInput("file", path, f"unpacks to more than {most}; save it as CSV, or raise --limit unpacked=NUMBER")
    if unzipped > limits.ratio * packed:
        often = f"{limits.ratio} times its size"
        raise BadInput("file", path, f"unpacks to more than {often}; save it as CSV, or raise --limit ratio=NUMBER")


def _must_be_a_workbook(path: Path, archive: zipfile.ZipFile, names: Set[str]) -> None:
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise BadInput("file", path, _PROTECTED)
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise BadInput("file", path, _PROTECTED)
    if "word/document.xml" in names:
        raise BadInput("file", path, "is a text document; save the table in it as .csv or .xlsx")


_PROTECTED = "is protected by a password; open it in its own program and save it without one"
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
                columns = max(columns, (column_of_letters(letters.decode(), 1 << 20) or 0) + 1)
        if _CELL_WITHOUT.search(text):  # cells without an address follow one another
            columns = max(columns, *(len(_CELL_WITHOUT.findall(cells)) for cells in _ROW.split(text)))
        columns = max(columns, *map(int, _REPEATED_BEFORE_ANOTHER.findall(text)), 0)
        rest = chunk[-200:]
    if columns > _MOST_COLUMNS or rows * max(columns, 26) > _MOST_CELLS:
        spans = f"{rows:,} rows and {columns:,} columns" if rows else f"{columns:,} columns"
        raise BadInput("file", path, f"its sheet spans {spans}; save the table as CSV")
