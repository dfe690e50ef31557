"""The process that reads a file: it takes a request, looks at the file, and answers piece by piece.

A file may be made to hurt whoever reads it: to hang the library that opens workbooks, to end the process, to fill the
memory. So this process has limits of its own and knows nothing of the book; the one that waits for it can end it.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from program.refusals import BadInput
from storage.importing.column_dates import date_orders
from storage.importing.date_order import DateOrder
from storage.importing.delimiters import Delimiter
from storage.importing.encodings import Encoding
from storage.importing.files import Rows, look_at
from storage.importing.first_rows import first_rows
from storage.importing.header_row import Wanted, said_of_header, why_left_out
from storage.importing.headers import Columns, match_columns
from storage.importing.kinds import KINDS, HowToRead, Kind
from storage.importing.look import Look, look_of
from storage.importing.manner import Manner
from storage.importing.profile import KeptProfile, profile_for
from storage.importing.report import Reject
from storage.importing.tables import found_table
from storage.importing.time import PayPeriod

PIECE = 1_000
"""So many rows are read before they are handed over."""

MOST_MEMORY = 1_500 * 1024 * 1024
"""Bytes that this process may ask for, where the system can hold it to that."""


@dataclass(frozen=True)
class Request:
    """What is to be read: a file of a kind, in a manner; ``zones`` are the time zones that the agency may be in.

    With ``only_look`` the one answer is what the file looks like. With ``in_memory`` nothing of it is written to a disk
    on its way into an encrypted book.
    """

    kind: str
    path: Path
    today: date
    manner: Manner = field(default_factory=Manner)
    pay_period: PayPeriod | None = None
    zones: tuple[str, ...] = ()
    profiles: tuple[KeptProfile, ...] = ()
    only_look: bool = False
    in_memory: bool = False


@dataclass(frozen=True)
class About:
    """What a file is: the answer that comes first.

    ``orders`` has the order of each column of dates, ``guessed`` the fields whose order no date proves, ``header_row``
    the number of the row of headings (0 where there is none), ``unread`` the other sheets that hold something,
    ``hidden`` those that the workbook hides. ``chosen`` are the columns named for fields, by the user or a profile;
    ``order_before`` is the order of dates that a profile has, and ``drift`` what has changed since the last file of the
    kind.
    """

    sha256: str
    header: tuple[str, ...]
    columns: Columns
    orders: dict[str, DateOrder]
    guessed: tuple[str, ...]
    header_row: int
    sheet: str | None
    unread: tuple[str, ...]
    hidden: tuple[str, ...]
    hidden_rows: int
    linked: bool
    delimiter: Delimiter | None
    encoding: Encoding | None
    chosen: dict[str, str]
    order_before: DateOrder | None
    drift: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """Some rows: what they say, how many were read, how many repeat a row before them, and those kept aside.

    ``left_out`` are rows that are none of the table, such as its totals, with why; they do not count as read.
    """

    read: tuple[object, ...]
    rows: int
    repeated: int
    rejects: tuple[Reject, ...]
    left_out: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Refused:
    """Why the file cannot be read at all: what a BadInput says."""

    field: str
    value: str
    expected: str


def answers(request: Request) -> Iterator[About | Piece | Look]:
    """What a file is, then what its rows say. Raises BadInput where it is no table of the kind."""
    kind, manner = KINDS[request.kind], request.manner
    opened = look_at(request.path, manner.encoding, manner.limits)
    wanted = Wanted(kind.fields, kind.required, manner.mapping, request.profiles)
    if request.only_look:
        with found_table(opened, wanted, manner, must_fit=False) as table:
            yield look_of(table, kind, manner.mapping, manner.order, request.profiles)
        return
    with found_table(opened, wanted, manner) as table:
        rows = table.rows
        said = said_of_header(rows.header, rows.first, (every.fields for every in KINDS.values()))
        profile = profile_for(request.profiles, rows.header) if rows.first else None
        chosen = {**(profile.fitting(rows.header) if profile is not None else {}), **manner.mapping}
        drift = profile.drift(rows.header) if profile is not None else ()
        said = "; ".join([said, *drift])
        columns = match_columns(rows.header, kind.fields, kind.required, chosen, said)
        order_before = profile.order if profile is not None else None
        dates = {field: columns.positions[field] for field in kind.dates if field in columns.positions}
        orders = date_orders(rows, dates, manner.order or order_before)
        yield About(
            opened.sha256,
            tuple(rows.header),
            columns,
            orders.of,
            orders.guessed,
            rows.first,
            rows.sheet,
            table.unread,
            table.hidden,
            table.hidden_rows,
            table.linked,
            rows.delimiter,
            table.encoding,
            chosen,
            order_before,
            drift,
        )
        how = HowToRead(columns, len(rows.header), orders.of, request.today, request.pay_period, request.zones)
        yield from _pieces(rows, kind, how, manner.limits.rows)
    opened.must_be_as_it_was()


def _pieces(rows: Rows, kind: Kind, how: HowToRead, most: int) -> Iterator[Piece]:
    read_row = kind.reader(how)
    filled = rows.filled()
    count = 0
    with first_rows() as firsts:
        while chunk := list(islice(filled, PIECE)):
            count += len(chunk)
            if count > most:
                raise BadInput("file", "", f"has more than {most:,} rows; --limit rows=NUMBER allows more")
            said: list[Any] = []
            rejects: list[Reject] = []
            left_out: list[tuple[int, str]] = []
            for number, cells in chunk:
                found = read_row(number, cells)
                if isinstance(found, Reject) or (kind.once and "received_on" not in found.fields):
                    why = why_left_out(cells, rows.header)
                    if why is not None:
                        left_out.append((number, why))
                        continue
                (rejects if isinstance(found, Reject) else said).append(found)
            repeats = firsts.add(said) if kind.once else {}
            for number, (first, says_the_same) in repeats.items():
                if not says_the_same:
                    problem = f"the same reference stands in row {first} with other values"
                    rejects.append(Reject(number, "reference", "text", problem))
            kept = [one for one in said if one.row not in repeats] if repeats else said
            plain = map(tuple, kept) if kind.once else kept  # a plain tuple crosses over in half the time
            repeated = sum(same for _, same in repeats.values())
            yield Piece(tuple(plain), len(chunk) - len(left_out), repeated, tuple(rejects), tuple(left_out))


def main() -> None:
    """Answers what comes by standard input on standard output, within limits."""
    _hold_to_limits()
    answer_to(sys.stdin.buffer, sys.stdout.buffer)


def answer_to(source: BinaryIO, out: BinaryIO) -> None:
    """Reads a request and writes the answers to it, each pickled, None at the end."""
    try:
        for answer in answers(pickle.load(source)):  # noqa: S301 - what our own parent wrote
            _hand_over(answer, out)
    except BadInput as problem:
        _hand_over(Refused(problem.field, str(problem.value), problem.expected), out)
    except OSError as error:
        _hand_over(Refused("file", "", f"cannot be read to its end ({error.strerror or 'it is damaged'})"), out)
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
