"""Bringing in a roster: one file, one transaction, one entry of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from program.standing import Period, Standing, set_span
from storage.commands.base import Command, Done
from storage.commands.imports import Tally, filled, finished
from storage.commands.officers import standing_period
from storage.commands.standings import standing_rows, write_span
from storage.guard import reopen_hint
from storage.importing.date_order import DateOrder
from storage.importing.files import look_at, rows_of
from storage.importing.headers import OFFICER_FIELDS, Columns, match_columns
from storage.importing.report import Reject
from storage.importing.values import Cell, is_blank, kind_of, read_date, read_text
from storage.journal import Row
from storage.standings import period_of
from storage.tables import officer
from storage.text import compared
from storage.writer import Writer

_FROM_A_FILE = "imported roster"
_TAKEN = (Standing.SUSPENDED, Standing.REVOKED, Standing.EXPIRED)


@dataclass(frozen=True)
class OfficerInFile:
    """What one row says of an officer; ``period`` is the standing it brings, if it brings one."""

    row: int
    badge: str
    name: str | None
    period: Period | None
    gives_the_end: bool
    basis: str


@dataclass(frozen=True)
class ImportOfficers(Command):
    """Brings in the officers of a file by badge. New ones without a standing are in training from today.

    A standing that the book has already changes nothing, also where days were taken from it since; a file takes no day
    from a suspension, revocation or expiry that began after its own standing. The receipt's ``result`` is the
    ImportReport.
    """

    file: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    order: DateOrder = DateOrder.MDY

    def carry_out(self, writer: Writer) -> Done:
        opened = look_at(self.file)
        tally = Tally()
        with rows_of(opened) as rows:
            columns = match_columns(rows.header, OFFICER_FIELDS, ("badge",), self.mapping)
            names: dict[str, OfficerInFile] = {}
            for number, cells in filled(rows):
                tally.rows += 1
                said = _read(columns, self.order, number, cells)
                if isinstance(said, Reject):
                    problem: Reject | None = said
                else:
                    problem = _otherwise_named(said, names) or _enter(writer, said, tally)
                if problem is not None:
                    tally.rejects.append(problem)
        return finished(writer, "officers", opened, columns, tally)


def _otherwise_named(said: OfficerInFile, names: dict[str, OfficerInFile]) -> Reject | None:
    """Why a row is kept aside whose badge another row of the file gives to another name."""
    if said.name is None:
        return None
    first = names.setdefault(compared(said.badge), said)
    if first.name == said.name:
        return None
    return Reject(said.row, "name", "text", f"the same badge stands in row {first.row} with another name")


def _enter(writer: Writer, said: OfficerInFile, tally: Tally) -> Reject | None:
    there = writer.row(writer.select(officer).where(officer.c.badge_key == compared(said.badge)))
    before = [] if there is None else [period_of(row) for row in standing_rows(writer, there)]
    period = None if _holds_already(said, before) else said.period
    if period is not None:
        ends = period.until or date.max
        later = next((held for held in before if held.standing in _TAKEN and period.from_ < held.from_ <= ends), None)
        if later is not None:
            problem = f"would take days from {later.standing} since {later.from_}, which the book has; set it by hand"
            return Reject(said.row, "from", "date", problem)
        quarter = writer.guard.counted_otherwise(before, set_span(before, period))
        if quarter is not None:
            problem = f"would change the head count of {quarter}. {reopen_hint(quarter)}"
            return Reject(said.row, "authorized", "date", problem)
    if there is None:
        if said.name is None:
            return Reject(said.row, "name", "blank", "is blank; a new officer needs a name")
        row: Row = {
            "id": writer.new_id(),
            "badge": said.badge,
            "badge_key": compared(said.badge),
            "name": said.name,
        }
        writer.insert(officer, row)
        write_span(writer, row, period or Period(Standing.TRAINING, writer.surroundings.today()), said.basis)
        tally.new += 1
        return None
    changes_before = writer.changes
    if said.name is not None:
        writer.update(officer, there, name=said.name)
    if period is not None:
        write_span(writer, there, period, said.basis)
    if writer.changes > changes_before:
        tally.changed += 1
    else:
        tally.unchanged += 1
    return None


def _holds_already(said: OfficerInFile, before: Sequence[Period]) -> bool:
    """Whether the book has the standing from its first day on, of which a suspension may have taken days since.

    Where the file gives a last day too, and nothing came after, that day has to be the book's.
    """
    if said.period is None or said.period in before:
        return True
    begins = [held for held in before if (held.standing, held.from_) == (said.period.standing, said.period.from_)]
    return bool(begins) and (not said.gives_the_end or any(held.from_ > said.period.from_ for held in before))


def _read(columns: Columns, order: DateOrder, number: int, cells: Sequence[Cell]) -> OfficerInFile | Reject:
    texts: dict[str, str] = {}
    days: dict[str, date] = {}
    for name, at in columns.positions.items():
        cell = cells[at] if at < len(cells) else None
        if is_blank(cell):
            continue
        try:
            if name in ("authorized", "from", "until"):
                days[name] = read_date(cell, order)
            elif name == "standing":
                texts[name] = Standing(str(cell).strip().casefold()).value
            else:
                texts[name] = read_text(name, cell)
        except ValueError as problem:
            words = f"is no standing; use one of {', '.join(Standing)}" if name == "standing" else str(problem)
            return Reject(number, name, kind_of(cell), words)
    if "badge" not in texts or not compared(texts["badge"]):
        return Reject(number, "badge", "blank", "is blank; officers are matched by badge")
    period: Period | None = None
    if "standing" in texts:
        begins = days.get("from") or days.get("authorized")
        if begins is None:
            return Reject(number, "from", "blank", f"is blank; {texts['standing']} needs its first day")
        if "until" in days and days["until"] < begins:
            return Reject(number, "until", "date", f"lies before the standing begins, {begins}")
        period = standing_period(Standing(texts["standing"]), begins, days.get("until"))
    elif "authorized" in days:
        period = standing_period(Standing.AUTHORIZED, days["authorized"], days.get("until"))
    return OfficerInFile(
        number, texts["badge"], texts.get("name"), period, "until" in days, texts.get("basis", _FROM_A_FILE)
    )
