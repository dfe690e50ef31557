"""Bringing in files of leads and of officers: one file, one transaction, one entry of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Table

from program.outcomes import Outcome
from program.quarters import Quarter
from storage.commands.base import Command, Done
from storage.commands.found import NO_DUE_DATE, batches, lead_row
from storage.guard import reopen_hint
from storage.importing.files import Opened, Rows, look_at, rows_of
from storage.importing.headers import LEAD_FIELDS, Columns, match_columns
from storage.importing.leads import LeadInFile, RowReader
from storage.importing.report import ImportReport, Reject
from storage.importing.values import Cell, DateOrder, is_blank
from storage.journal import Row
from storage.tables import import_batch, lead, officer
from storage.text import printable
from storage.writer import CHUNK, Writer

T = TypeVar("T")

_PER_QUERY = 500


@dataclass
class Tally:
    """What has become of the rows so far."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)


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
        with rows_of(opened) as rows:
            columns = match_columns(rows.header, LEAD_FIELDS, ("reference", "received_on"), self.mapping)
            officers = {row["badge_key"]: row["id"] for row in writer.rows(writer.select(officer))}
            reader = RowReader(columns, self.order, writer.surroundings.today(), officers, len(rows.header))
            seen: dict[str, LeadInFile] = {}
            book_is_empty = writer.row(writer.select(lead)) is None
            for chunk in chunks(filled(rows), CHUNK):
                found = self._sorted_out(reader, chunk, seen, tally)
                _enter(writer, found, tally, look_up=not book_is_empty)
        return finished(writer, "leads", opened, columns, tally)

    def _sorted_out(
        self,
        reader: RowReader,
        chunk: Sequence[tuple[int, Sequence[Cell]]],
        seen: dict[str, LeadInFile],
        tally: Tally,
    ) -> list[LeadInFile]:
        """The rows that can be taken; a second row of one lead is kept aside unless it says the same."""
        taken = []
        for number, cells in chunk:
            tally.rows += 1
            said = reader.read(number, cells)
            if isinstance(said, Reject):
                tally.rejects.append(said)
                continue
            earlier = seen.setdefault(said.key, said)
            if earlier is said:
                taken.append(said)
            elif earlier.fields == said.fields:
                tally.unchanged += 1
            else:
                problem = f"the same reference stands in row {earlier.row} with other values"
                tally.rejects.append(Reject(number, "reference", "text", problem))
        return taken


def filled(rows: Rows) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows that hold something; a line that is no row at all holds something too."""
    for number, cells in rows.below:
        if (not cells and rows.blank_is_problem) or any(not is_blank(cell) for cell in cells):
            yield number, cells


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
        if not isinstance(made, Reject) and made != there:
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
    received = said.fields.get("received_on")
    if received is None:
        return Reject(said.row, "received_on", "blank", "is blank; a new lead needs the day it was received")
    row = lead_row(writer, said.reference, date.fromisoformat(received), None)
    return _filled_in(row, said)


def _changed_row(there: Row, said: LeadInFile) -> Row | Reject:
    recorded, in_file = there["outcome"], said.fields.get("outcome")
    if recorded != Outcome.OPEN.value and in_file is not None and in_file != recorded:
        problem = f"the book has {recorded} on {there['outcome_on']}, the file says {in_file}; correct it by hand"
        return Reject(said.row, "outcome", "text", problem)
    day = said.fields.get("outcome_on")
    if recorded != Outcome.OPEN.value and day is not None and day != there["outcome_on"]:
        problem = f"the book has {recorded} on {there['outcome_on']}, the file says {day}; correct it by hand"
        return Reject(said.row, "outcome_on", "date", problem)
    return _filled_in(there, said)


def _filled_in(row: Row, said: LeadInFile) -> Row | Reject:
    """The row with what the file says, if that fits together."""
    fields = dict(said.fields)
    holder = fields.pop("officer", None)
    after = {**row, **fields}
    if holder is not None:
        after["officer_id"] = holder
    if "received_on" in fields:
        after["quarter"] = str(Quarter.of(date.fromisoformat(after["received_on"])))
    after["due_sort"] = after["due_on"] or NO_DUE_DATE
    if after["due_on"] is not None and after["due_on"] < after["received_on"]:
        return Reject(said.row, "due_on", "date", f"lies before the day the lead was received, {after['received_on']}")
    if after["outcome"] == Outcome.OPEN.value and after["outcome_on"] is not None:
        return Reject(said.row, "outcome_on", "date", "is given without an outcome")
    if after["outcome"] != Outcome.OPEN.value and after["outcome_on"] is None:
        return Reject(said.row, "outcome_on", "blank", f"is blank; {after['outcome']} needs the day it happened")
    if after["outcome_on"] is not None and after["outcome_on"] < after["received_on"]:
        problem = f"lies before the day the lead was received, {after['received_on']}"
        return Reject(said.row, "outcome_on", "date", problem)
    return after
