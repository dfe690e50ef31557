"""The process that reads a file: it takes a request, looks at the file, and answers piece by piece.

A file may be made to hurt whoever reads it: to hang the library that opens workbooks, to end the process, to fill the
memory. So this process has limits of its own and knows nothing of the book; the one that waits for it can end it.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from program.refusals import BadInput
from storage.importing.column_dates import date_orders
from storage.importing.date_order import DateOrder
from storage.importing.files import Opened, Rows, look_at, text_rows
from storage.importing.first_rows import first_rows
from storage.importing.headers import Columns, match_columns
from storage.importing.kinds import KINDS, HowToRead, Kind
from storage.importing.report import Reject
from storage.importing.time import PayPeriod

PIECE = 1_000
"""So many rows are read before they are handed over."""

MOST_MEMORY = 1_500 * 1024 * 1024
"""Bytes that this process may ask for, where the system can hold it to that."""


@dataclass(frozen=True)
class Request:
    """What is to be read: a file of a kind; ``mapping`` names columns for fields, ``sheet`` the sheet of a workbook."""

    kind: str
    path: Path
    today: date
    mapping: dict[str, str]
    order: DateOrder | None = None
    sheet: str | None = None
    pay_period: PayPeriod | None = None


@dataclass(frozen=True)
class About:
    """What a file is: the answer that comes first. ``orders`` has the order of each column of dates."""

    sha256: str
    columns: Columns
    orders: dict[str, DateOrder]
    sheet: str | None
    unread: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """Some rows: what they say, how many were read, how many repeat a row before them, and those kept aside."""

    read: tuple[object, ...]
    rows: int
    repeated: int
    rejects: tuple[Reject, ...]


@dataclass(frozen=True)
class Refused:
    """Why the file cannot be read at all: what a BadInput says."""

    field: str
    value: str
    expected: str


def answers(request: Request) -> Iterator[About | Piece]:
    """What a file is, then what its rows say. Raises BadInput where it is no table of the kind."""
    kind = KINDS[request.kind]
    opened = look_at(request.path)
    with _rows_of(opened, kind, request) as rows:
        columns = match_columns(rows.header, kind.fields, kind.required, request.mapping)
        dates = {field: columns.positions[field] for field in kind.dates if field in columns.positions}
        orders = date_orders(rows, dates, request.order)
        yield About(opened.sha256, columns, orders, rows.sheet, rows.unread)
        yield from _pieces(rows, kind, HowToRead(columns, len(rows.header), orders, request.today, request.pay_period))


def _rows_of(opened: Opened, kind: Kind, request: Request) -> AbstractContextManager[Rows]:
    if opened.kind != "workbook":
        if request.sheet is not None:
            raise BadInput("sheet", request.sheet, "the file is no workbook and has no sheets; leave it out")
        return text_rows(opened)
    from storage.importing.workbooks import workbook_rows

    def fits(header: Sequence[str]) -> bool:
        try:
            match_columns(header, kind.fields, kind.required, request.mapping)
        except BadInput:
            return False
        return True

    return nullcontext(workbook_rows(opened.path, fits, request.sheet))


def _pieces(rows: Rows, kind: Kind, how: HowToRead) -> Iterator[Piece]:
    read_row = kind.reader(how)
    filled = rows.filled()
    with first_rows() as firsts:
        while chunk := list(islice(filled, PIECE)):
            said: list[Any] = []
            rejects: list[Reject] = []
            for number, cells in chunk:
                found = read_row(number, cells)
                (rejects if isinstance(found, Reject) else said).append(found)
            repeats = firsts.add(said) if kind.once else {}
            for number, (first, says_the_same) in repeats.items():
                if not says_the_same:
                    problem = f"the same reference stands in row {first} with other values"
                    rejects.append(Reject(number, "reference", "text", problem))
            kept = [one for one in said if one.row not in repeats] if repeats else said
            plain = map(tuple, kept) if kind.once else kept  # a plain tuple crosses over in half the time
            yield Piece(tuple(plain), len(chunk), sum(same for _, same in repeats.values()), tuple(rejects))


def main() -> None:
    """Reads the request from standard input; writes the answers to standard output, each pickled, None at the end."""
    _hold_to_limits()
    out = sys.stdout.buffer
    try:
        for answer in answers(pickle.load(sys.stdin.buffer)):  # noqa: S301 - what our own parent wrote
            _hand_over(answer, out)
    except BadInput as problem:
        _hand_over(Refused(problem.field, str(problem.value), problem.expected), out)
    except MemoryError:
        _hand_over(Refused("file", "", "needs more memory than a table of leads can; save it as CSV, or in parts"), out)
    else:
        _hand_over(None, out)
    out.flush()


def _hand_over(answer: object, out: BinaryIO) -> None:
    data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    out.write(len(data).to_bytes(8, "big"))
    out.write(data)
    out.flush()


def _hold_to_limits() -> None:
    try:
        import resource
    except ModuleNotFoundError:  # not on Windows
        return
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        try:
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):  # macOS takes no limit of addresses
            continue
