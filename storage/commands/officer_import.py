"""Bringing in a roster: one file, one transaction, one entry of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from program.officers.standing import Period, Standing, set_span
from storage.commands.base import Done
from storage.commands.file_import import Gate, ImportFile, Tally, finished
from storage.commands.standing import standing_rows, write_span
from storage.importing.officer import OfficerInFile
from storage.importing.report import CLOSED, Change, Reject
from storage.journal.format import Row
from storage.journal.guard import reopen_hint
from storage.journal.standing import period_of
from storage.journal.writer import Writer
from storage.schema.officer import officer
from storage.text import Accepted, compared

_TAKEN = (Standing.SUSPENDED, Standing.REVOKED, Standing.EXPIRED)


@dataclass(frozen=True)
class ImportOfficers(ImportFile):
    """Brings in the officers of a file by badge. New ones without a standing are in training from today.

    A standing that the book has already changes nothing, also where days were taken from it since; a file takes no day
    from a suspension, revocation or expiry that began after its own standing. The confirmation's ``result`` is the
    ImportReport.
    """

    kind = "officers"

    def carry_out(self, writer: Writer) -> Done:
        tally = self.tally()
        names: dict[str, OfficerInFile] = {}
        gate = Gate(self.harmless_rows, Accepted())
        for piece in self.found.pieces():
            tally.add_piece(piece)
            for said in cast("Sequence[OfficerInFile]", piece.read):
                problem = (
                    _otherwise_named(said, names) or gate.refusal(said.row, said.doubts) or _enter(writer, said, tally)
                )
                if problem is not None:
                    tally.rejects.append(problem)
        return finished(writer, "officers", self, tally, gate.accepted)


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
            return Reject(said.row, "authorized", "date", problem, group=CLOSED)
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
        tally.list_new(said.row, said.badge, "")
        return None
    changes_before = writer.changes
    if said.name is not None:
        writer.update(officer, there, name=said.name)
    if period is not None:
        write_span(writer, there, period, said.basis)
    if writer.changes > changes_before:
        tally.changed += 1
        tally.list_changed(said.row, said.badge, _changes(said, there, period))
    else:
        tally.unchanged += 1
        tally.list_unchanged(said.row, said.badge, "")
    return None


def _holds_already(said: OfficerInFile, before: Sequence[Period]) -> bool:
    """Whether the book has the standing from its first day on, of which a suspension may have taken days since.

    Where the file gives a last day too, and nothing came after, that day has to be the book's.
    """
    if said.period is None or said.period in before:
        return True
    begins = [held for held in before if (held.standing, held.from_) == (said.period.standing, said.period.from_)]
    return bool(begins) and (not said.gives_the_end or any(held.from_ > said.period.from_ for held in before))


def _changes(said: OfficerInFile, there: Row, period: Period | None) -> tuple[Change, ...]:
    """What becomes of an officer by a row: another name, and the standing that it brings."""
    found = [Change("name", there["name"], said.name)] if said.name not in (None, there["name"]) else []
    if period is not None:
        until = f" through {period.until}" if period.until is not None else ""
        found.append(Change("standing", None, f"{period.standing} from {period.from_}{until}"))
    return tuple(found)
