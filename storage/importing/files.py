"""From a file of text to a header and rows of cells. What the file is shows in its content, not in its name.

Runs in the reader's own process (``child.py``): what is read here may be made to hurt. Workbooks have a room of their
own.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import stat
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from program.refusals import BadInput
from storage.importing.values import Cell, is_blank

_LONGEST_CELL = 100_000
_LONGEST_LINE = 4_000_000


@dataclass(frozen=True)
class Rows:
    """A file's header, and its rows below: each with the number that a person sees in the file's own program.

    ``below`` begins anew each time it is called. ``blank_is_problem`` is set where a row without any cell is a line
    that could not be read. ``sheet`` is the sheet they stand in, ``unread`` the names of the other sheets that hold
    something.
    """

    header: Sequence[str]
    below: Callable[[], Iterator[tuple[int, Sequence[Cell]]]]
    blank_is_problem: bool = False
    sheet: str | None = None
    unread: tuple[str, ...] = ()

    def filled(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows that hold something; a line that is no row at all holds something too."""
        for number, cells in self.below():
            if not cells and self.blank_is_problem:
                yield number, cells
            for cell in cells:
                if not is_blank(cell):
                    yield number, cells
                    break


@dataclass(frozen=True)
class Opened:
    """A file that can be read: where it is, its hash, and its bytes' kind."""

    path: Path
    sha256: str
    kind: str
    encoding: str


def must_be_a_file(path: Path) -> None:
    """Raises BadInput on what is missing, and on what is no regular file: a pipe or a device may never end."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        raise BadInput("file", path, "there is no such file") from None
    except OSError as error:
        raise BadInput("file", path, f"cannot be read ({error.strerror})") from None
    except ValueError:  # a NUL in the name
        raise BadInput("file", path, "is not a name that a file can have") from None
    if stat.S_ISDIR(kind):
        raise BadInput("file", path, "is a folder; name a CSV, TSV, XLSX, ODS or JSON Lines file")
    if not stat.S_ISREG(kind):
        raise BadInput("file", path, "is a pipe or a device; save it as a file first")


def look_at(path: Path) -> Opened:
    """Finds out what a file is. Raises BadInput for what is no table: missing, empty, a folder, a pipe, binary."""
    must_be_a_file(path)
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
    except OSError as error:
        raise BadInput("file", path, f"cannot be read ({error.strerror})") from None
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
def text_rows(opened: Opened) -> Iterator[Rows]:
    """The rows of a file of text, for the length of a block; they are streamed."""
    with opened.path.open(encoding=opened.encoding, errors="replace", newline="") as file:
        yield _json_rows(opened.path, file) if opened.kind == "jsonl" else _table_rows(opened.path, file)


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


def _lines(path: Path, file: io.TextIOBase) -> Iterator[str]:
    """The lines of a file from its start. Raises BadInput on one that no table has, before it fills the memory."""
    file.seek(0)
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise BadInput("file", path, f"line {number:,} is longer than {_LONGEST_LINE:,} characters; is it a table?")
        yield line


def _table_rows(path: Path, file: io.TextIOBase) -> Rows:
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = _delimiter(file.readline(1 << 20))

    def records() -> Iterator[tuple[int, list[str]]]:
        return enumerate(_records(path, _lines(path, file), delimiter), start=1)

    found = next((record for record in records() if any(not is_blank(cell) for cell in record[1])), None)
    if found is None:
        raise BadInput("file", path, "is empty")
    at, header = found
    return Rows([cell.strip() for cell in header], lambda: islice(records(), at, None))


def _records(path: Path, lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
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


def _json_rows(path: Path, file: io.TextIOBase) -> Rows:
    header: dict[str, None] = {}
    for line in _lines(path, file):
        header.update(dict.fromkeys(_object(line) or ()))
    names = list(header)

    def below() -> Iterator[tuple[int, Sequence[Cell]]]:
        for number, line in enumerate(_lines(path, file), start=1):
            if line.strip():
                found = _object(line)
                yield number, [] if found is None else [_flat(found.get(name)) for name in names]

    return Rows(names, below, blank_is_problem=True)


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
