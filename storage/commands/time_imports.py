"""Bringing in a payroll file: the hours of officers by month; one file, one transaction, one entry of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from program.amounts import NotPossible
from program.pay import HOURS, MonthTime
from storage.commands.base import Command, Done
from storage.commands.imports import Tally, filled
from storage.commands.pay import FIELD_OF, must_fit, officer_words
from storage.importing.date_order import DateOrder
from storage.importing.files import look_at, rows_of
from storage.importing.headers import TIME_FIELDS, match_columns
from storage.importing.report import ImportReport, Reject
from storage.importing.times import TimeInFile, TimeReader
from storage.journal import Row
from storage.money_tables import payroll_file, worked_time
from storage.tables import officer
from storage.text import printable
from storage.writer import Writer


@dataclass(frozen=True)
class ImportTime(Command):
    """Brings in the hours of a payroll file by badge and month.

    Good rows come in, bad ones are kept aside; a blank cell changes nothing, and neither does the same file again.
    The receipt's ``result`` is the ImportReport. Raises BadInput where the file is no table of hours.
    """

    file: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    order: DateOrder = DateOrder.MDY

    def carry_out(self, writer: Writer) -> Done:
        opened = look_at(self.file)
        tally = Tally()
        taken: list[TimeInFile] = []
        with rows_of(opened) as rows:
            columns = match_columns(rows.header, TIME_FIELDS, ("badge", "period", "hours"), self.mapping)
            officers = {row["badge_key"]: row for row in writer.rows(writer.select(officer))}
            reader = TimeReader(columns, self.order, writer.surroundings.today(), officers, len(rows.header))
            seen: dict[tuple[str, str], TimeInFile] = {}
            for number, cells in filled(rows):
                tally.rows += 1
                said = reader.read(number, cells)
                if isinstance(said, Reject):
                    tally.rejects.append(said)
                    continue
                earlier = seen.setdefault((said.officer["id"], str(said.month)), said)
                if earlier is said:
                    taken.append(said)
                elif earlier.hours == said.hours:
                    tally.unchanged += 1
                else:
                    problem = f"{officer_words(said.officer)} has {said.month} in row {earlier.row} with other hours"
                    tally.rejects.append(Reject(number, "period", "text", problem))
        payroll_id = writer.new_id()
        new, changed = _sorted_out(writer, taken, payroll_id, tally)
        report = ImportReport(
            file=" ".join(printable(opened.path.name).split()),
            sha256=opened.sha256,
            rows=tally.rows,
            new=len(new),
            changed=len(changed),
            unchanged=tally.unchanged,
            columns_used=columns.used,
            columns_dropped=columns.dropped,
            rejects=tuple(sorted(tally.rejects, key=lambda reject: reject.row)),
        )
        if new or changed:
            writer.insert(payroll_file, _file_row(payroll_id, report))
            writer.insert_many(worked_time, new)
            writer.replace_many(worked_time, changed)
        return Done(f"Imported {report.said('months of time')}", result=report)


def _file_row(payroll_id: str, report: ImportReport) -> Row:
    return {
        "id": payroll_id,
        "file": report.file,
        "sha256": report.sha256,
        "rows": report.rows,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
    }


def _sorted_out(
    writer: Writer, taken: list[TimeInFile], payroll_id: str, tally: Tally
) -> tuple[list[Row], list[tuple[Row, Row]]]:
    """The rows that are new, and those that change; the others are counted in the tally."""
    there = {(row["officer_id"], row["month"]): row for row in writer.rows(writer.select(worked_time))}
    new: list[Row] = []
    changed: list[tuple[Row, Row]] = []
    for said in taken:
        before = there.get((said.officer["id"], str(said.month)))
        if before is None and "hours" not in said.hours:
            tally.rejects.append(Reject(said.row, "hours", "blank", "is blank; a new month needs its hours"))
            continue
        hours = {column: said.hours.get(column, before[column] if before else 0) for column in HOURS.values()}
        try:
            must_fit(MonthTime(said.month, **hours), writer.surroundings.today())
        except NotPossible as error:
            problem = f"{officer_words(said.officer)}, {said.month}: {error.problem}"
            tally.rejects.append(Reject(said.row, FIELD_OF[error.field], "number", problem))
            continue
        if before is None:
            row = {"id": writer.new_id(), "officer_id": said.officer["id"], "month": str(said.month), **hours}
            new.append({**row, "payroll_id": payroll_id})
        elif before["payroll_id"] is not None and all(before[name] == value for name, value in hours.items()):
            tally.unchanged += 1
        else:
            changed.append((before, {**before, **hours, "payroll_id": payroll_id}))
    return new, changed
