"""ICE's own count of a quarter, and how far single leads have been talked over with ICE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from program.calendar import Quarter
from program.quarters.ice_count import QueryState
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lead import named
from storage.commands.lookup import leads_named, must_have_begun, must_not_be_later, put, rows_with, whole_number
from storage.journal.writer import Writer
from storage.schema.ice_count import ice_count, lead_query
from storage.text import cleaned
from storage.views.status import status_in


@dataclass(frozen=True)
class RecordIceCount(Command):
    """Enters ICE's figures of a quarter, in place of any entered before.

    They may come after the quarter is closed: they are recorded and shown then, and the statement stays as it is. A
    quarter without leads may have a count too. Raises BadInput where more are located than provided, or the quarter has
    not begun.
    """

    quarter: Quarter
    provided: int
    located: int
    received_on: date
    reference: str | None = None

    def carry_out(self, writer: Writer) -> Done:
        today = writer.surroundings.today()
        whole_number("provided", self.provided)
        whole_number("located", self.located)
        if self.located > self.provided:
            raise BadInput("located", self.located, f"is more than ICE has provided, {self.provided}")
        must_have_begun(self.quarter, today)
        must_not_be_later("received", self.received_on, today)
        if self.received_on < self.quarter.starts_on:
            raise BadInput("received", self.received_on, f"lies before {self.quarter} began")
        ours = writer.ask(status_in, self.quarter, today).figures.counts
        closed = str(self.quarter) in writer.guard.closed
        there = writer.row(writer.select(ice_count).where(ice_count.c.quarter == str(self.quarter)))
        values = {
            "quarter": str(self.quarter),
            "provided": self.provided,
            "located": self.located,
            "received_on": self.received_on.isoformat(),
            "reference": cleaned("reference", self.reference, writer.accepted),
            "ours_provided": ours.provided,
            "ours_located": ours.located,
            "after_close": int(closed),
        }
        if there is None:
            writer.insert(ice_count, {"id": writer.new_id(), **values})
        else:
            writer.update(ice_count, there, **values)
        counts = f"{self.located:,}/{self.provided:,}"
        if not writer.changes:
            return Done(f"ICE's count of {self.quarter} is entered as {counts} already")
        notes = []
        if (self.provided, self.located) != (ours.provided, ours.located):
            explained = f"leadbook quarter {self.quarter} lists what could explain it"
            notes.append(f"Ours is {ours.located:,}/{ours.provided:,}: {explained}")
        if closed:
            notes.append(f"{self.quarter} is closed: the count stands beside its statement, which stays as it is")
        return Done(f"Entered ICE's count of {self.quarter}: {counts}", notes=tuple(notes))


@dataclass(frozen=True)
class MarkQueries(Command):
    """Notes how far leads have been talked over with ICE; a later mark takes the place of an earlier one."""

    references: Sequence[str]
    state: QueryState
    on: date | None = None
    reference: str | None = None

    def carry_out(self, writer: Writer) -> Done:
        today = writer.surroundings.today()
        on = self.on or today
        must_not_be_later("on", on, today)
        leads = leads_named(writer, self.references)
        for row in leads:
            if on.isoformat() < row["received_on"]:
                raise BadInput("on", on, f"lies before lead {row['reference']} was received, {row['received_on']}")
        values = {
            "state": self.state.value,
            "on_date": on.isoformat(),
            "reference": cleaned("reference", self.reference, writer.accepted),
        }
        ids = [row["id"] for row in leads]
        there = {row["id"]: row for row in rows_with(writer, lead_query, "id", ids)}
        put(writer, lead_query, [{"id": row_id, **values} for row_id in ids], there)
        words = self.state.words
        if not writer.changes:
            return Done(f"{named(leads)}: {words} on {on} already")
        return Done(f"Marked {named(leads)}: {words} on {on}")
