"""Closing a quarter with its statement, and reopening it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.errors import Conflict
from storage.journal.format import canonical
from storage.journal.guard import reopen_hint
from storage.journal.writer import Writer
from storage.schema.quarter import closing
from storage.snapshots.statement import Seal, text_of
from storage.views.quarter import QuarterSummary, summary_in
from storage.views.statement_body import body_of


@dataclass(frozen=True)
class CloseQuarter(Command):
    """Freezes a quarter's statement. From then on the quarter does not change unless it is amended.

    Raises BadInput before the day after the quarter's last, Conflict where it is closed already or a line of the
    checklist that blocks is not done. ``result`` of the confirmation is the revision.
    """

    quarter: Quarter

    is_anchored: ClassVar[bool] = True

    def carry_out(self, writer: Writer) -> Done:
        quarter, today = self.quarter, writer.surroundings.today()
        if today <= quarter.ends_on:
            first = quarter.ends_on + timedelta(days=1)
            verb = "runs" if today >= quarter.starts_on else "has not begun; it runs"
            raise BadInput("quarter", quarter, f"{verb} through {quarter.ends_on}; it can be closed from {first}")
        there = writer.row(writer.select(closing).where(closing.c.quarter == str(quarter)))
        if there is not None and there["state"] == "closed":
            raise Conflict(f"{quarter} is closed already, as revision {there['revision']}; {reopen_hint(quarter)}")
        summary = writer.ask(summary_in, quarter, today)
        _must_not_be_blocked(summary)
        figures = summary.figures
        revision = 1 if there is None else there["revision"] + 1
        seal = Seal(writer.head, revision, writer.at_ms, writer.who)
        text = text_of(writer.ask(body_of, quarter, today, seal, summary))
        digest = hashlib.sha256(text.encode()).hexdigest()
        values = {
            "quarter": str(quarter),
            "state": "closed",
            "revision": revision,
            "closed_on": today.isoformat(),
            "sha256": digest,
            "rules": canonical(figures.rules.as_data()) if figures.rules else None,
            "provided": figures.counts.provided,
            "located": figures.counts.located,
            "eligible_officers": figures.eligible_officers,
            "from_percent": figures.tier.from_percent if figures.tier else None,
            "award_cents": figures.expected_award_cents,
            "reason": None,
        }
        if there is None:
            writer.insert(closing, {"id": writer.new_id(), **values})
        else:
            writer.update(closing, there, **values)
        writer.file_statement(
            {"id": writer.new_id(), "quarter": str(quarter), "revision": revision, "body": text, "sha256": digest}
        )
        rate = f"{figures.rate.located:,}/{figures.rate.provided:,}" if figures.rate else "no provided lead"
        notes = tuple(f"Not done: {line.check.words}: {line.count:,}" for line in summary.checklist if line.count)
        return Done(f"Closed {quarter}, revision {revision}: {rate}", result=revision, notes=notes)


@dataclass(frozen=True)
class AmendQuarter(Command):
    """Reopens a closed quarter, for a coded reason; its statements stay. Closing it again makes the next revision.

    Raises Conflict where the quarter is not closed.
    """

    quarter: Quarter
    reason: CorrectionReason

    def carry_out(self, writer: Writer) -> Done:
        there = writer.row(writer.select(closing).where(closing.c.quarter == str(self.quarter)))
        if there is None or there["state"] != "closed":
            raise Conflict(f"{self.quarter} is not closed, so it can be changed as it is")
        writer.update(closing, there, state="reopened", reason=self.reason.value)
        return Done(
            f"Reopened {self.quarter}, which was closed as revision {there['revision']}", reason=self.reason.value
        )


def _must_not_be_blocked(summary: QuarterSummary) -> None:
    blocking = [
        f"{line.check.value}, {line.check.words}: {', '.join(line.references[:5]) or line.count}"
        f"{', …' if len(line.references) > 5 else ''}"
        for line in summary.blocking
    ]
    if blocking:
        raise Conflict(f"{summary.figures.quarter} cannot be closed yet: {'; '.join(blocking)}. Nothing was changed")
