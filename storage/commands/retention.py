"""The agency's retention schedule, holds, and the disposal of what is due."""

from __future__ import annotations

from dataclasses import dataclass

from program.refusals import BadInput
from program.retention import MOST_YEARS, Kept
from program.strike_out import StrikeReason
from storage.commands.base import Command, Done
from storage.commands.strike_out import StrikeOut, Struck
from storage.errors import Conflict
from storage.journal.writer import Writer
from storage.schema.officer import standing
from storage.schema.retention import hold, retention
from storage.text import number_of, required
from storage.views.retention import FIELDS, DueRecord, Hold, holds_of, kept_kind
from storage.views.strike_out import Target


@dataclass(frozen=True)
class SetRetention(Command):
    """Says for how many whole years a kind of record is kept, and where the agency has that from; None: no schedule."""

    kind: Kept
    years: int | None
    source: str = ""

    def carry_out(self, writer: Writer) -> Done:
        there = writer.row(writer.select(retention).where(retention.c.kind == self.kind.value))
        words = self.kind.words.lower()
        if self.years is None:
            if there is None:
                return Done(f"There is no schedule for {words}")
            writer.delete(retention, there)
            return Done(f"Took {words} off the retention schedule")
        if not 1 <= self.years <= MOST_YEARS:
            raise BadInput("years", self.years, f"is no number of years from 1 to {MOST_YEARS}")
        row = {"kind": self.kind.value, "years": self.years}
        row |= {"source": required("source", self.source, writer.accepted)}
        if there is None:
            writer.insert(retention, {"id": writer.new_id(), **row})
        else:
            writer.update(retention, there, **row)
        said = f"{words} for {number_of(self.years, 'year')}"
        return Done(f"Keeps {said}: {row['source']}" if writer.changes else f"Keeps {said} already")


@dataclass(frozen=True)
class PlaceHold(Command):
    """Stops that anything of a kind, or of all, goes since it is due, until the hold is lifted."""

    reason: str
    kind: Kept | None = None

    def carry_out(self, writer: Writer) -> Done:
        number = max((one.number for one in writer.ask(holds_of)), default=0) + 1
        what = required("what", self.reason, writer.accepted)
        writer.insert(
            hold,
            {
                "id": writer.new_id(),
                "number": number,
                "kind": self.kind.value if self.kind else None,
                "what": what,
                "placed_on": writer.surroundings.today().isoformat(),
                "lifted_on": None,
                "note": None,
            },
        )
        held = self.kind.words.lower() if self.kind else "all records"
        return Done(f"Placed hold {number} on {held}: {what}", result=number)


@dataclass(frozen=True)
class LiftHold(Command):
    """Lifts a hold by its number, for a reason."""

    number: int
    reason: str

    def carry_out(self, writer: Writer) -> Done:
        there = writer.row(writer.select(hold).where(hold.c.number == self.number))
        if there is None:
            raise BadInput("number", self.number, "no hold has this number; leadbook retention lists them")
        if there["lifted_on"] is not None:
            return Done(f"Hold {self.number} was lifted on {there['lifted_on']} already")
        note = required("note", self.reason, writer.accepted)
        writer.update(hold, there, lifted_on=writer.surroundings.today().isoformat(), note=note)
        return Done(f"Lifted hold {self.number}, {there['what']}: {note}")


@dataclass(frozen=True)
class DisposeOfDue(Command):
    """Strikes the texts of records out that are due, the longest due first and at most ``most`` of them.

    Nothing brings them back. Raises Conflict where a hold covers the kind, BadInput where there is no schedule for it.
    ``result`` of the confirmation is how many records it was, None where nothing is due.
    """

    kind: Kept
    most: int = 100

    def carry_out(self, writer: Writer) -> Done:
        found = writer.ask(kept_kind, self.kind, writer.surroundings.today())
        words = self.kind.words.lower()
        if found.holds:
            raise Conflict(f"{_held(found.holds)} {words}: nothing was changed. Lift it first, or wait")
        if found.years is None:
            raise BadInput("kind", self.kind.value, "has no retention schedule, so nothing of it is due")
        if not found.due:
            return Done(f"Nothing is due of {words}")
        records, struck = found.due[: self.most], Struck()
        for record in records:
            struck += _strike(writer, self.kind, record)
        left = len(found.due) - len(records)
        notes = (f"{number_of(left, 'record')} more of {words} are due; run it again",) * bool(left)
        said = f"Disposed of what was due of {words}: {number_of(len(records), 'record')}, {struck.words}"
        return Done(said, len(records), notes, StrikeReason.RETENTION.value)


def _strike(writer: Writer, kind: Kept, record: DueRecord) -> Struck:
    struck = Struck()
    for table, fields in FIELDS[kind].items():
        ids = (record.row_id,)
        if table == standing.name:
            mine = writer.rows(writer.select(standing).where(standing.c.officer_id == record.row_id))
            ids = tuple(row["id"] for row in mine)
        for field in fields:
            target = Target(table, ids, field, record.called)
            done = StrikeOut(target, StrikeReason.RETENTION).carry_out(writer)
            struck += done.result or Struck()
    return struck


def _held(holds: tuple[Hold, ...]) -> str:
    numbers = ", ".join(str(one.number) for one in holds)
    return (
        f"Hold {numbers} ({holds[0].what}) stops the disposal of"
        if len(holds) == 1
        else (f"Holds {numbers} stop the disposal of")
    )
