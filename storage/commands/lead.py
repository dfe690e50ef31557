"""Entering a lead by hand, and giving leads to an officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from program.leads.outcome import Category, Origin
from program.officers.standing import Standing
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lead_likeness import likeness_notes
from storage.commands.lookup import check_due, lead_row, leads_named, must_not_be_later, officer_named
from storage.commands.reference_shape import new_reference
from storage.commands.standing import standing_of
from storage.journal.format import Row
from storage.journal.writer import Writer
from storage.schema.lead import lead
from storage.text import compared, number_of


@dataclass(frozen=True)
class AddLead(Command):
    """Enters one lead that was received; ``officer`` is a badge. A reference that is nearly another's is noted."""

    reference: str
    received_on: date
    due_on: date | None = None
    officer: str | None = None
    category: Category = Category.STANDARD
    origin: Origin = Origin.ICE

    def carry_out(self, writer: Writer) -> Done:
        reference = new_reference(writer, self.reference)
        must_not_be_later("received_on", self.received_on, writer.surroundings.today())
        check_due(self.due_on, self.received_on)
        twin = writer.row(writer.select(lead).where(lead.c.reference_key == compared(reference)))
        if twin is not None:
            raise BadInput(
                "reference", reference, f"is in the book already, as {twin['reference']} received {twin['received_on']}"
            )
        holder = officer_named(writer, self.officer) if self.officer else None
        notes = likeness_notes(writer, reference)
        writer.insert(
            lead,
            lead_row(
                writer,
                reference,
                self.received_on,
                self.due_on,
                category=self.category.value,
                origin=self.origin.value,
                officer_id=holder["id"] if holder else None,
            ),
        )
        return Done(f"Entered lead {reference}", notes=(*notes, *standing_notes(writer, holder)))


@dataclass(frozen=True)
class AssignLeads(Command):
    """Gives leads to the officer of a badge, or to nobody where ``officer`` is None; all of them or none."""

    references: Sequence[str]
    officer: str | None

    def carry_out(self, writer: Writer) -> Done:
        leads = leads_named(writer, self.references)
        holder = officer_named(writer, self.officer) if self.officer else None
        writer.replace_many(lead, [(row, {**row, "officer_id": holder["id"] if holder else None}) for row in leads])
        to = f"to {holder['badge']} {holder['name']}" if holder else "to nobody"
        if not writer.changes:
            return Done(f"{named(leads)} {'is' if len(leads) == 1 else 'are'} assigned {to} already")
        return Done(f"Assigned {named(leads)} {to}", notes=standing_notes(writer, holder))


def named(leads: Sequence[Row]) -> str:
    """``lead 24-1187`` for one, ``12 leads`` for more."""
    return f"lead {leads[0]['reference']}" if len(leads) == 1 else number_of(len(leads), "lead")


def standing_notes(writer: Writer, holder: Row | None) -> tuple[str, ...]:
    """A sentence where the officer is not authorized today: holding a lead is allowed, and should be seen."""
    if holder is None:
        return ()
    today = writer.surroundings.today()
    standing = standing_of(writer, holder, today)
    if standing is Standing.AUTHORIZED:
        return ()
    words = "in training" if standing is Standing.TRAINING else standing.value if standing else "without a standing"
    return (f"{holder['badge']} {holder['name']} is {words} on {today}",)
