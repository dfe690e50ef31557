"""What became of a quarter's expected award."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from program.amounts import dollars
from program.calendar import Quarter
from program.quarters.award import AwardReason, AwardStep
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lookup import must_have_begun, must_not_be_later, whole_number
from storage.journal.writer import Writer
from storage.schema.award import award
from storage.text import cleaned


@dataclass(frozen=True)
class RecordAward(Command):
    """Records what was claimed, approved, or received in all for a quarter, in cents, in place of what stood there.

    ``reason`` explains a difference to the step before. It may be recorded before the quarter is closed and after.
    """

    quarter: Quarter
    step: AwardStep
    cents: int
    on: date
    reference: str | None = None
    reason: AwardReason | None = None

    def carry_out(self, writer: Writer) -> Done:
        today = writer.surroundings.today()
        whole_number(self.step.value, self.cents)
        must_have_begun(self.quarter, today)
        must_not_be_later("on", self.on, today)
        if self.on < self.quarter.starts_on:
            raise BadInput("on", self.on, f"lies before {self.quarter} began")
        values = {
            "quarter": str(self.quarter),
            "step": self.step.value,
            "cents": self.cents,
            "on_date": self.on.isoformat(),
            "reference": cleaned("reference", self.reference, writer.accepted),
            "reason": self.reason.value if self.reason else None,
        }
        there = writer.row(
            writer.select(award).where(award.c.quarter == str(self.quarter), award.c.step == self.step.value)
        )
        if there is None:
            writer.insert(award, {"id": writer.new_id(), **values})
        else:
            writer.update(award, there, **values)
        amount = dollars(self.cents)
        if not writer.changes:
            return Done(f"{self.quarter}: {amount} {self.step.value} on {self.on} is recorded already")
        notes = () if today > self.quarter.ends_on else (f"{self.quarter} is still running",)
        said = f"Recorded for {self.quarter}: {amount} {self.step.value} on {self.on}"
        return Done(said, notes=notes, reason=self.reason.value if self.reason else None)
