"""Bringing in files of leads and of officers: one file, one transaction, one entry of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Table

from program.outcomes import Outcome
from storage.commands.base import Command, Done
from storage.commands.found import NEW_LEAD, NO_DUE_DATE, batches, quarter_of
from storage.guard import reopen_hint
from storage.importing.date_order import DateOrder
from storage.importing.files import Opened, Rows, look_at, rows_of
from storage.importing.first_rows import FirstRows, first_rows
from storage.importing.headers import LEAD_FIELDS, Columns, match_columns
from storage.importing.leads import LeadInFile, RowReader
from storage.importing.report import ImportReport, Reject
from storage.importing.values import Cell, is_blank
from storage.journal import Row
from storage.tables import import_batch, lead, officer
from storage.text import printable
from storage.writer import CHUNK, Writer

T = TypeVar("T")

_PER_QUERY = 500
_MANY = CHUNK // 2
"""So many leads in a file's first piece are worth making an empty book's indexes at the end."""


@dataclass
class Tally:
    """What has become of the rows so far."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)

    def add(self, piece: Tally) -> None:
        """Counts what has become of further rows."""
        self.rows += piece.rows
        self.new += piece.new
        self.changed += piece.changed
        self.unchanged += piece.unchanged
        self.rejects += piece.rejects


@dataclass(frozen=True)
class ImportLeads(Command):
    """Brings in the leads of a file; ``mapping`` names columns for fields.

    Good rows come in, bad ones are kept aside; a blank cell changes nothing, and a recorded outcome is never changed.
    The receipt's ``result`` is the ImportReport. Raises BadInput where the file is no table of leads.
    """

    file: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    order: DateOrder = DateOrder.MDY

    def carry_out(self, writer: Writer) -> Done:
        opened = look_at(self.file)
        tally = Tally()
        with rows_of(opened) as rows, first_rows() as firsts, ExitStack() as block:
            columns = match_columns(rows.header, LEAD_FIELDS, ("reference", "received_on"), self.mapping)
            officers = {row["badge_key"]: row["id"] for row in writer.rows(writer.select(officer))}
            reader = RowReader(columns, self.order, writer.surroundings.today(), officers, len(rows.header))
            book_is_empty = writer.row(writer.select(lead)) is None
            for found, read in _read(reader, rows, firsts):
                if book_is_empty and not tally.new and len(found) > _MANY:
                    block.enter_context(writer.filling(lead))
                tally.add(read)
                _enter(writer, found, tally, look_up=not book_is_empty)
        return finished(writer, "leads", opened, columns, tally)


def _read(reader: RowReader, rows: Rows, firsts: FirstRows) -> Iterator[tuple[list[LeadInFile], Tally]]:
    """What the file says, a piece at a time: the leads that can be taken, and what has become of the other rows.

    A second row of one lead is kept aside unless it says the same. Nothing here asks the book.
    """
    for chunk in chunks(filled(rows), CHUNK):
        tally = Tally(rows=len(chunk))
        read = []
        for number, cells in chunk:
            said = reader.read(number, cells)
            if isinstance(said, Reject):
                tally.rejects.append(said)
            else:
                read.append(said)
        repeated = firsts.add(read)
        for number, (first, says_the_same) in repeated.items():
            if says_the_same:
                tally.unchanged += 1
            else:
                problem = f"the same reference stands in row {first} with other values"
                tally.rejects.append(Reject(number, "reference", "text", problem))
        yield [said for said in read if said.row not in repeated], tally


def filled(rows: Rows) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows that hold something; a line that is no row at all holds something too."""
    for number, cells in rows.below:
        if not cells and rows.blank_is_problem:
            yield number, cells
        for cell in cells:
            if not is_blank(cell):
                yield number, cells
                break


def chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most ``size``."""
    iterator = iter(things)
    while chunk := list(islice(iterator, size)):
        yield chunk


def finished(writer: Writer, kind: str, opened: Opened, columns: Columns, tally: Tally) -> Done:
    """Enters the batch where anything changed, and reports."""
    report = ImportReport(
        file=" ".join(printable(opened.path.name).split()),
        sha256=opened.sha256,
        rows=tally.rows,
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
        columns_used=columns.used,
        columns_dropped=columns.dropped,
        rejects=tuple(sorted(tally.rejects, key=lambda reject: reject.row)),
    )
    if writer.changes:
        writer.insert(
            import_batch,
            {
                "id": writer.new_id(),
                "kind": kind,
                "file": report.file,
                "sha256": report.sha256,
                "rows": report.rows,
                "new": report.new,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "rejected": report.rejected,
            },
        )
    return Done(f"Imported {report.said(kind)}", result=report)


def rows_with(writer: Writer, table: Table, column: str, values: Sequence[str]) -> Iterator[Row]:
    """The rows whose column has one of the values."""
    for batch in batches(values, _PER_QUERY):
        yield from writer.rows(writer.select(table).where(table.c[column].in_(batch)))


def _enter(writer: Writer, found: Sequence[LeadInFile], tally: Tally, *, look_up: bool) -> None:
    keys = [said.key for said in found]
    before = {row["reference_key"]: row for row in rows_with(writer, lead, "reference_key", keys)} if look_up else {}
    new: list[Row] = []
    changed: list[tuple[Row, Row]] = []
    for said in found:
        there = before.get(said.key)
        made = _new_row(writer, said) if there is None else _changed_row(there, said)
        if writer.guard.closed and not isinstance(made, Reject) and made != there:
            made = _unless_closed(writer, said, there, made)
        if isinstance(made, Reject):
            tally.rejects.append(made)
        elif there is None:
            new.append(made)
        elif made == there:
            tally.unchanged += 1
        else:
            changed.append((there, made))
    writer.insert_many(lead, new)
    writer.replace_many(lead, changed)
    tally.new += len(new)
    tally.changed += len(changed)


def _unless_closed(writer: Writer, said: LeadInFile, there: Row | None, made: Row) -> Row | Reject:
    """The row, or why it is kept aside where it would change a closed quarter."""
    for row in (there, made):
        if row is not None and row["quarter"] in writer.guard.closed:
            return Reject(said.row, "received_on", "date", reopen_hint(row["quarter"]))
    return made


def _new_row(writer: Writer, said: LeadInFile) -> Row | Reject:
    if "received_on" not in said.fields:
        return Reject(said.row, "received_on", "blank", "is blank; a new lead needs the day it was received")
    keys = {"id": writer.new_id(), "reference": said.reference, "reference_key": said.key}
    return _fitting({**NEW_LEAD, **keys, **said.fields}, said)


def _changed_row(there: Row, said: LeadInFile) -> Row | Reject:
    recorded, in_file = there["outcome"], said.fields.get("outcome")
    if recorded != Outcome.OPEN.value and in_file is not None and in_file != recorded:
        problem = f"the book has {recorded} on {there['outcome_on']}, the file says {in_file}; correct it by hand"
        return Reject(said.row, "outcome", "text", problem)
    day = said.fields.get("outcome_on")
    if recorded != Outcome.OPEN.value and day is not None and day != there["outcome_on"]:
        problem = f"the book has {recorded} on {there['outcome_on']}, the file says {day}; correct it by hand"
        return Reject(said.row, "outcome_on", "date", problem)
    return _fitting({**there, **said.fields}, said)


def _fitting(after: Row, said: LeadInFile) -> Row | Reject:
    """The row with what follows from what the file says, if that fits together."""
    received, due, ended = after["received_on"], after["due_on"], after["outcome_on"]
    after["quarter"] = quarter_of(received)
    after["due_sort"] = due or NO_DUE_DATE
    if due is not None and due < received:
        return Reject(said.row, "due_on", "date", f"lies before the day the lead was received, {received}")
    if after["outcome"] == Outcome.OPEN:
        if ended is not None:
            return Reject(said.row, "outcome_on", "date", "is given without an outcome")
    elif ended is None:
        return Reject(said.row, "outcome_on", "blank", f"is blank; {after['outcome']} needs the day it happened")
    elif ended < received:
        return Reject(said.row, "outcome_on", "date", f"lies before the day the lead was received, {received}")
    return after
