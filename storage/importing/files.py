"""From a file of text to rows of cells. What the file is shows in its content, not in its name.

Runs in the reader's own process (``child.py``): what is read here may be made to hurt. Workbooks have a room of their
own.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import stat
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from program.refusals import BadInput
from storage.importing.delimiters import Delimiter, delimiter_of, said_delimiter
from storage.importing.encodings import Encoding, encoding_of, what_it_is_instead
from storage.importing.limits import Limits, in_megabytes
from storage.importing.values import Cell, is_blank

Records = Callable[[], Iterator[tuple[int, Sequence[Cell]]]]
"""The rows of a sheet or file, each with the number that a person sees in the file's own program; anew at each call."""

_LONGEST_LINE = 4_000_000


@dataclass(frozen=True)
class Sheet:
    """The rows of a file or of one sheet of a workbook, its header among them; ``name`` is the sheet's."""

    records: Records
    name: str | None = None
    delimiter: Delimiter | None = None


@dataclass(frozen=True)
class Rows:
    """A table: its header, which stands in the rows ``first`` to ``last``, and the rows below it.

    ``below`` begins anew each time it is called. ``blank_is_problem`` is set where a row without any cell is a line
    that could not be read.
    """

    header: Sequence[str]
    below: Records
    blank_is_problem: bool = False
    first: int = 0
    last: int = 0
    sheet: str | None = None
    delimiter: Delimiter | None = None

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
    """A file that can be read: where it is, its hash, its bytes' kind, and how its text is encoded."""

    path: Path
    sha256: str
    kind: str
    encoding: Encoding | None
    stamp: tuple[int, int]

    def must_be_as_it_was(self) -> None:
        """Raises BadInput where the file was written to since it was looked at."""
        if _stamp(self.path) != self.stamp:
            raise BadInput("file", self.path, "was changed while it was read; import it again")


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


def look_at(path: Path, encoding: Encoding | None = None, limits: Limits | None = None) -> Opened:
    """Finds out what a file is; ``encoding`` is what the user says that its text is encoded in.

    Raises BadInput for what is no table: missing, empty, too large, a folder, a pipe, binary.
    """
    must_be_a_file(path)
    most = (limits or Limits()).disk
    digest = hashlib.sha256()
    decoder = getincrementaldecoder("utf-8")()
    is_utf8, size = True, 0
    try:
        stamp = _stamp(path)
        if stamp[0] > most:
            raise BadInput(
                "file", path, f"has {in_megabytes(stamp[0])}, more than {in_megabytes(most)}; is it the right one? "
                "If so, raise the limit with --limit disk=NUMBER",
            )  # fmt: skip
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
        return Opened(path, digest.hexdigest(), "workbook", None, stamp)
    instead = what_it_is_instead(path, head)
    if instead is not None:
        raise BadInput("file", path, instead)
    found = encoding or encoding_of(head, is_utf8)
    if found is None:
        raise BadInput("file", path, "is not a table; give a CSV, TSV, XLSX, ODS or JSON Lines file")
    begins = head.decode(found.codec(head), errors="replace").lstrip("\ufeff \t\r\n")
    return Opened(path, digest.hexdigest(), "jsonl" if begins.startswith("{") else "text", found, stamp)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


@contextmanager
def opened_text(opened: Opened) -> Iterator[io.TextIOBase]:
    """The text of a file, for the length of a block."""
    assert opened.encoding is not None
    with opened.path.open("rb") as file:
        codec = opened.encoding.codec(file.read(8192))
    with opened.path.open(encoding=codec, errors=opened.encoding.errors, newline="") as text:
        yield text


def _lines(path: Path, file: io.TextIOBase) -> Iterator[str]:
    """The lines of a file from its start. Raises BadInput on one that no table has, before it fills the memory."""
    file.seek(0)
    number = 0
    try:
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise BadInput(
                    "file", path, f"line {number:,} is longer than {_LONGEST_LINE:,} characters; is it a table?"
                )
            yield line
    except UnicodeDecodeError:
        raise BadInput("encoding", file.encoding, f"line {number + 1:,} and what follows is none such text") from None


def text_sheet(
    path: Path, file: io.TextIOBase, given: Delimiter | None, limits: Limits, fields: Callable[[Sequence[str]], int]
) -> Sheet:
    """The rows of a file of text; ``fields`` says how many fields the words of a row mean.

    A first line such as ``sep=;`` names the delimiter and is no row, as spreadsheet programs have it.
    """
    csv.field_size_limit(limits.cell)
    top = list(islice(_lines(path, file), 100))
    said = said_delimiter(top[0]) if top else None
    delimiter = given or said or delimiter_of(top, fields)

    def records() -> Iterator[tuple[int, list[str]]]:
        lines = _lines(path, file)
        if said is not None:
            next(lines)
        return enumerate(_records(path, lines, delimiter, limits), start=1)

    return Sheet(records, delimiter=delimiter)


def _records(path: Path, lines: Iterator[str], delimiter: Delimiter, limits: Limits) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter.sign, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        why = f"line {reader.line_num}: {error}"
        if "unexpected end" in str(error):  # without strict, the rows behind it would have been one cell, and gone
            why = "a quotation mark that begins a cell has no other to end it"
        elif "field larger" in str(error):
            why = f"line {reader.line_num:,}: {too_long(limits)}"
        raise BadInput("file", path, f"cannot be read as a table: {why}") from None


def too_long(limits: Limits) -> str:
    """What is said of a cell that is longer than any of a table of leads."""
    return f"a cell has more than {limits.cell:,} characters; --limit cell=NUMBER allows more"


def json_rows(path: Path, file: io.TextIOBase) -> Rows:
    """The rows of a file of JSON Lines, whose header is the names in it."""
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
