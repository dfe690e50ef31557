"""Bringing in a payroll file: the hours of officers by month; one file, one transaction, one entry of the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from program.amounts import decimal
from program.calendar import Month
from program.claims.pay import HOURS, MonthTime
from program.refusals import BadInput
from storage.commands.base import Done
from storage.commands.file_import import ImportFile, Tally, keep_profile, report_of
from storage.commands.pay import FIELD_OF, must_fit, officer_words
from storage.importing.child import Request
from storage.importing.report import Change, ImportReport, Reject
from storage.importing.time import PayPeriod, TimeInFile
from storage.journal.format import Row
from storage.journal.writer import Writer
from storage.schema.officer import officer
from storage.schema.pay import payroll_file, worked_time

_DAY = timedelta(days=1)
_SATURDAY = 5
_UNIT = {"day": "day", "period": "pay period"}


@dataclass(frozen=True)
class MonthInFile:
    """What a file says of an officer's month, from one row or from several. Hundredths of an hour."""

    rows: tuple[TimeInFile, ...]
    officer: Row
    month: Month
    hours: Mapping[str, int]


@dataclass(frozen=True)
class ImportTime(ImportFile):
    """Brings in the hours of a payroll file by badge and month.

    A file has a row a month, a pay period, or a day. Days and pay periods are summed by month, and only months that the
    file holds whole are taken; a pay period that lies in two months is kept aside. ``pay_period`` says how long one is
    where the file has its end only. A blank cell changes nothing, and neither does the same file again. The
    confirmation's ``result`` is the ImportReport. Raises BadInput where the file is no table of hours.
    """

    kind = "time"

    pay_period: PayPeriod | None = None

    def request(self, today: date) -> Request:
        """What is to be read, with the length of a pay period."""
        return replace(super().request(today), pay_period=self.pay_period)

    def carry_out(self, writer: Writer) -> Done:
        tally = self.tally()
        read: list[TimeInFile] = []
        for piece in self.found.pieces():
            tally.add_piece(piece)
            read += piece.read  # type: ignore[arg-type]
        officers = {row["badge_key"]: row for row in writer.rows(writer.select(officer))}
        known = [said for said in read if said.badge in officers]
        tally.rejects += [
            Reject(
                said.row, "badge", said.badge_kind, "no officer of this badge is on the roster; add the officer first"
            )
            for said in read
            if said.badge not in officers
        ]
        by_month = read and read[0].unit == "month"
        taken = _stated(known, officers, tally) if by_month else _summed(known, officers, tally, writer)
        payroll_id = writer.new_id()
        new, changed = _sorted_out(writer, taken, payroll_id, tally)
        report = report_of(self.found, tally)
        if new or changed:
            keep_profile(writer, self)
            writer.insert(payroll_file, _file_row(payroll_id, report))
            writer.insert_many(worked_time, new)
            writer.replace_many(worked_time, changed)
        return Done(f"Imported {report.said('months of time')}", result=report)


def _stated(read: Sequence[TimeInFile], officers: Mapping[str, Row], tally: Tally) -> list[MonthInFile]:
    """Months that the file states as such, each once; a row that repeats one says the same, or is kept aside."""
    seen: dict[tuple[str, Month], TimeInFile] = {}
    taken = []
    for said in read:
        holder = officers[said.badge]
        earlier = seen.setdefault((said.badge, said.month), said)
        if earlier is said:
            taken.append(MonthInFile((said,), holder, said.month, said.hours))
        elif (earlier.hours, earlier.stated) == (said.hours, said.stated):
            tally.unchanged += 1
        else:
            other = "with other hours" if earlier.hours != said.hours else f"as {earlier.stated}"
            problem = f"{officer_words(holder)} has {said.month} in row {earlier.row} {other}"
            hint = (
                "" if earlier.stated == said.stated else "; where these are pay periods, name --map period_end=COLUMN"
            )
            tally.rejects.append(Reject(said.row, "period", "text", problem + hint))
    return taken


def _summed(read: Sequence[TimeInFile], officers: Mapping[str, Row], tally: Tally, writer: Writer) -> list[MonthInFile]:
    """The months of days or pay periods that the file holds whole; the rows of the others are kept aside."""
    held = {reject.about: reject.row for reject in sorted(tally.rejects, key=lambda one: -one.row) if reject.about}
    whole_days = _days_of_file(read)
    taken = []
    ordered = sorted(read, key=lambda said: (said.badge, said.month, said.first, said.row))
    for (badge, month), group in groupby(ordered, key=lambda said: (said.badge, said.month)):
        rows = tuple(_once(list(group), tally))
        holder = officers[badge]
        days = whole_days if rows[0].unit == "day" else [(said.first, said.last) for said in rows]
        missing = _missing(days, month, writer.surroundings.today(), weekends=rows[0].unit == "period")
        problem = None
        if badge in held:
            problem = f"row {held[badge]} of {officer_words(holder)} is kept aside, so {month} is not whole; mend it"
        elif missing is not None:
            unit = _UNIT[rows[0].unit]
            problem = f"the file has no {unit} of {missing}, and {month} is recorded whole; bring in all of it at once"
        if problem is not None:
            tally.rejects += [Reject(said.row, _FIELD[said.unit], "date", problem) for said in rows]
            continue
        names = {name for said in rows for name in said.hours}
        hours = {name: sum(said.hours.get(name, 0) for said in rows) for name in names}
        taken.append(MonthInFile(rows, holder, month, hours))
    return taken


_FIELD = {"day": "date", "period": "period_end", "month": "period"}


def _once(rows: list[TimeInFile], tally: Tally) -> Iterator[TimeInFile]:
    """The rows of an officer's month without those that are there already, which are kept aside."""
    kept: list[TimeInFile] = []
    for said in rows:
        for earlier in kept:
            same = (earlier.first, earlier.last) == (said.first, said.last)
            if same and earlier.hours == said.hours:
                problem = f"repeats row {earlier.row}; what was worked twice is summed up in one row"
            elif said.unit == "period" and said.first <= earlier.last:
                problem = f"its days stand in row {earlier.row} already, with the pay period through {earlier.last}"
            else:
                continue
            tally.rejects.append(Reject(said.row, _FIELD[said.unit], "date", problem))
            break
        else:
            kept.append(said)
            yield said


def _days_of_file(read: Sequence[TimeInFile]) -> list[tuple[date, date]]:
    """The days from the first to the last of a file: a day without a row between them is one without hours."""
    return [(min(said.first for said in read), max(said.last for said in read))] if read else []


def _missing(days: Sequence[tuple[date, date]], month: Month, today: date, *, weekends: bool) -> str | None:
    """The first day of a month that no span holds, in words; None where the month is whole.

    A month that still runs is whole through its last span.
    """
    end = month.ends_on if today > month.ends_on else max(last for _, last in days)
    day = month.starts_on
    while day <= end:
        if (weekends or day.weekday() < _SATURDAY) and not any(first <= day <= last for first, last in days):
            return day.isoformat()
        day += _DAY
    return None


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
    writer: Writer, taken: Sequence[MonthInFile], payroll_id: str, tally: Tally
) -> tuple[list[Row], list[tuple[Row, Row]]]:
    """The rows that are new, and those that change; the tally counts the file's rows."""
    there = {(row["officer_id"], row["month"]): row for row in writer.rows(writer.select(worked_time))}
    new: list[Row] = []
    changed: list[tuple[Row, Row]] = []
    for said in taken:
        before = there.get((said.officer["id"], str(said.month)))
        if before is None and "hours" not in said.hours:
            problem = "is blank; a new month needs its hours"
            tally.rejects += [Reject(one.row, "hours", "blank", problem) for one in said.rows]
            continue
        hours = {column: said.hours.get(column, before[column] if before else 0) for column in HOURS.values()}
        try:
            must_fit(MonthTime(said.month, **hours), writer.surroundings.today())
        except BadInput as error:
            problem = f"{officer_words(said.officer)}, {said.month}: {error.expected}"
            tally.rejects += [Reject(one.row, FIELD_OF[error.field], "number", problem) for one in said.rows]
            continue
        if before is None:
            row = {"id": writer.new_id(), "officer_id": said.officer["id"], "month": str(said.month), **hours}
            new.append({**row, "payroll_id": payroll_id})
            tally.new += len(said.rows)
            for one in said.rows:
                tally.list_new(one.row, _name_of(said), "")
        elif before["payroll_id"] is not None and all(before[name] == value for name, value in hours.items()):
            tally.unchanged += len(said.rows)
            for one in said.rows:
                tally.list_unchanged(one.row, _name_of(said), "")
        else:
            changed.append((before, {**before, **hours, "payroll_id": payroll_id}))
            tally.changed += len(said.rows)
            for one in said.rows:
                tally.list_changed(one.row, _name_of(said), _changes(before, hours))
    return new, changed


def _name_of(said: MonthInFile) -> str:
    return f"{said.officer['badge']} {said.month}"


def _changes(before: Row, hours: Mapping[str, int]) -> tuple[Change, ...]:
    """What becomes of a month's hours; nothing where only the paper behind them is another."""
    return tuple(
        Change(FIELD_OF[name], decimal(before[name]), decimal(value))
        for name, value in hours.items()
        if before[name] != value
    )
