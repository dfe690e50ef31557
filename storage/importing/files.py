"""From a file to a header and rows of cells. What the file is shows in its content, not in its name."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from storage.errors import BadInput
from storage.importing.values import Cell, Serial1904, is_blank

_LONGEST_CELL = 100_000
_LARGEST_UNZIPPED = 400 * 1024 * 1024
_LARGEST_RATIO = 200
_MOST_ENTRIES = 2_000
_MOST_CELLS = 30_000_000
_MOST_COLUMNS = 1_000


@dataclass(frozen=True)
class Rows:
    """A file's header, and its rows below: each with the number that a person sees in the file's own program.

    ``blank_is_problem`` is set where a row without any cell is a line that could not be read.
    """

    header: Sequence[str]
    below: Iterator[tuple[int, Sequence[Cell]]]
    blank_is_problem: bool = False


@dataclass(frozen=True)
class Opened:
    """A file that can be read: its name without folders, its hash, and its bytes' kind."""

    path: Path
    sha256: str
    kind: str
    encoding: str


def look_at(path: Path) -> Opened:
    """Finds out what a file is. Raises BadInput for what is no table: missing, empty, a folder, binary."""
    digest = hashlib.sha256()
    decoder = getincrementaldecoder("utf-8")()
    is_utf8, size = True, 0
    try:
        with path.open("rb") as file:
            head = file.read(8192)
            chunk = head
            while chunk:
                digest.update(chunk)
                size += len(chunk)
                if is_utf8:
                    try:
                        decoder.decode(chunk)
                    except UnicodeDecodeError:
                        is_utf8 = False
                chunk = file.read(1 << 20)
    except FileNotFoundError:
        raise BadInput("file", path, "there is no such file") from None
    except IsADirectoryError:
        raise BadInput("file", path, "is a folder; name a CSV, TSV, XLSX, ODS or JSON Lines file") from None
    except OSError as error:
        raise BadInput("file", path, f"cannot be read ({error.strerror})") from None
    except ValueError:  # a NUL in the name
        raise BadInput("file", path, "is not a name that a file can have") from None
    if not size or not head.strip():
        raise BadInput("file", path, "is empty")
    if head.startswith(b"PK\x03\x04"):
        return Opened(path, digest.hexdigest(), "workbook", "")
    encoding = _encoding(head, is_utf8)
    if encoding is None:
        raise BadInput("file", path, "is not a table; give a CSV, TSV, XLSX, ODS or JSON Lines file")
    begins = head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")
    return Opened(path, digest.hexdigest(), "jsonl" if begins.startswith("{") else "text", encoding)


@contextmanager
def rows_of(opened: Opened) -> Iterator[Rows]:
    """Opens the file's rows for the length of a block; text is streamed, a workbook is in memory."""
    if opened.kind == "workbook":
        yield _workbook_rows(opened.path)
        return
    with opened.path.open(encoding=opened.encoding, errors="replace", newline="") as file:
        yield _json_rows(file) if opened.kind == "jsonl" else _text_rows(opened.path, file)


def _encoding(head: bytes, is_utf8: bool) -> str | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) < len(head) // 4 or min(even, odd) * 50 > max(even, odd):
            return None
        return "utf-16-be" if even > odd else "utf-16-le"
    if is_utf8:
        return "utf-8-sig"
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    return "cp1252" if controls * 50 < len(head) else None


def _text_rows(path: Path, file: io.TextIOBase) -> Rows:
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = _delimiter(file.readline(1 << 20))
    file.seek(0)
    reader = enumerate(_records(path, file, delimiter), start=1)
    for _, header in reader:
        if any(not is_blank(cell) for cell in header):
            return Rows([cell.strip() for cell in header], reader)
    raise BadInput("file", path, "is empty")


def _records(path: Path, file: io.TextIOBase, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        why = f"line {reader.line_num}: {error}"
        if "unexpected end" in str(error):  # without strict, the rows behind it would have been one cell, and gone
            why = "a quotation mark that begins a cell has no other to end it"
        raise BadInput("file", path, f"cannot be read as a table: {why}") from None


def _delimiter(first_line: str) -> str:
    outside_quotes = re.sub(r'"[^"]*"', "", first_line)
    return max(",;\t|", key=outside_quotes.count)


def _json_rows(file: io.TextIOBase) -> Rows:
    header: dict[str, None] = {}
    for line in file:
        header.update(dict.fromkeys(_object(line) or ()))
    file.seek(0)
    names = list(header)

    def below() -> Iterator[tuple[int, Sequence[Cell]]]:
        for number, line in enumerate(file, start=1):
            if line.strip():
                found = _object(line)
                yield number, [] if found is None else [_flat(found.get(name)) for name in names]

    return Rows(names, below(), blank_is_problem=True)


def _object(line: str) -> dict[str, object] | None:
    try:
        found = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _flat(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return "\x00nested"


def _workbook_rows(path: Path) -> Rows:
    from python_calamine import CalamineError, CalamineWorkbook

    from_1904 = _looked_into(path)
    try:
        with path.open("rb") as file:  # by the file's content; by its path, the name's ending would have to fit
            workbook = CalamineWorkbook.from_filelike(file)
        sheet = workbook.get_sheet_by_index(0)
        first = sheet.start[0] if sheet.start else 0
        table: Iterator[Sequence[Cell]] = iter(sheet.to_python(skip_empty_area=True))
        rows = enumerate(map(_counted_from_1904, table) if from_1904 else table, start=first + 1)
    except (CalamineError, ValueError, IndexError):
        raise BadInput("file", path, "is damaged, or no XLSX or ODS workbook") from None
    for _, header in rows:
        if any(not is_blank(cell) for cell in header):
            return Rows([str(cell).strip() for cell in header], iter(rows))
    raise BadInput("file", path, "has an empty first sheet")


def _counted_from_1904(cells: Sequence[Cell]) -> Sequence[Cell]:
    return [Serial1904(cell) if isinstance(cell, float) else cell for cell in cells]


def _looked_into(path: Path) -> bool:
    """Whether the workbook counts its days from 1904.

    Looks at the zip's directory and the cells' addresses before anything is unpacked into memory; raises BadInput where
    the workbook would not fit.
    """
    from_1904 = False
    try:
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
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError):
        raise BadInput("file", path, "is damaged, or no XLSX or ODS workbook") from None
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
                columns = max(columns, _column_number(letters.upper()))
        if _CELL_WITHOUT.search(text):  # cells without an address follow one another
            columns = max(columns, *(len(_CELL_WITHOUT.findall(cells)) for cells in _ROW.split(text)))
        columns = max(columns, *map(int, _REPEATED_BEFORE_ANOTHER.findall(text)), 0)
        rest = chunk[-200:]
    if columns > _MOST_COLUMNS or rows * max(columns, 26) > _MOST_CELLS:
        raise BadInput("file", path, f"its sheet spans {rows:,} rows and {columns:,} columns; save the table as CSV")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
