"""Signing a week's audit review off, and asking to be told of those that are overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from program.audit_review import is_over, last_of, week_of
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.journal.writer import Writer
from storage.schema.agency import setting
from storage.schema.audit_review import audit_review
from storage.text import cleaned
from storage.views.audit_review import SETTING, newest_in


@dataclass(frozen=True)
class SignAuditReview(Command):
    """Says that somebody has looked at a week's entries, up to the journal's head as it is now.

    ``week`` is any day of it. Raises BadInput before the week is over. A week that was signed off is signed again only
    where it holds entries that came later, as those of a clock that was set back.
    """

    week: date
    note: str | None = None

    def carry_out(self, writer: Writer) -> Done:
        monday, today = week_of(self.week), writer.surroundings.today()
        sunday = last_of(monday)
        if not is_over(monday, today):
            first = sunday + timedelta(days=1)
            raise BadInput("week", monday, f"runs through {sunday}; it can be signed off from {first}")
        number, digest = writer.head
        values = {
            "week_on": monday.isoformat(),
            "by_actor": writer.who,
            "on_date": today.isoformat(),
            "head_number": number,
            "head_hash": digest,
            "note": cleaned("note", self.note, writer.accepted),
        }
        there = writer.row(writer.select(audit_review).where(audit_review.c.week_on == monday.isoformat()))
        what = f"the audit review from {monday} through {sunday}"
        if there is None:
            writer.insert(audit_review, {"id": writer.new_id(), **values})
        elif writer.ask(newest_in, monday) > there["head_number"]:
            writer.update(audit_review, there, **values)
        else:
            return Done(f"{there['by_actor']} signed {what} off already, on {there['on_date']}")
        return Done(f"Signed off {what}, up to entry {number}")


@dataclass(frozen=True)
class FollowAuditReviews(Command):
    """Says whether the desk tells of audit reviews that are overdue: of this week's and of those to come."""

    on: bool

    def carry_out(self, writer: Writer) -> Done:
        there = writer.row(writer.select(setting).where(setting.c.id == SETTING))
        word = "on" if self.on else "off"
        if (there is not None) == self.on:
            return Done(f"Telling of overdue audit reviews is {word} already")
        if there is None:
            writer.insert(setting, {"id": SETTING, "value": week_of(writer.surroundings.today()).isoformat()})
        else:
            writer.delete(setting, there)
        return Done(f"Turned telling of overdue audit reviews {word}")
