"""The roster: adding an officer, setting a standing for a span of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from program.officers.clock import NOTICE_DAYS, SUSPENSION_DAYS
from program.officers.standing import Period, Standing, period_of_standing
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lookup import must_be_held, officer_named
from storage.commands.standing import write_span
from storage.journal.writer import Writer
from storage.schema.lead import lead
from storage.schema.officer import officer
from storage.text import compared, number_of, required


@dataclass(frozen=True)
class AddOfficer(Command):
    """Adds an officer: authorized from a day for two years where one is given, else in training from today."""

    badge: str
    name: str
    authorized_from: date | None = None

    def carry_out(self, writer: Writer) -> Done:
        badge, name = required("badge", self.badge, writer.accepted), required("name", self.name)
        twin = writer.row(writer.select(officer).where(officer.c.badge_key == compared(badge)))
        if twin is not None:
            raise BadInput("badge", badge, f"is on the roster already, as {twin['badge']} {twin['name']}")
        add_officer(writer, badge, name, self.authorized_from)
        ahead = self.authorized_from is not None and self.authorized_from > writer.surroundings.today()
        notes = (f"Not authorized yet, only from {self.authorized_from} on",) if ahead else ()
        return Done(f"Added officer {badge} {name}", notes=notes)


@dataclass(frozen=True)
class SetStanding(Command):
    """Sets an officer's standing from a day through a day; those days are taken from what held before.

    Without ``until_on`` it runs on; an authorization then ends the day before its second anniversary. ``basis`` says
    what it rests on. ``result`` of the confirmation is the number of open leads that the officer holds where the
    officer cannot work them any more, so that they can be given to somebody else.
    """

    badge: str
    standing: Standing
    from_on: date
    until_on: date | None = None
    basis: str = ""

    def carry_out(self, writer: Writer) -> Done:
        holder = officer_named(writer, self.badge)
        basis = required("basis", self.basis, writer.accepted)
        if self.until_on is not None and self.until_on < self.from_on:
            whose = f"officer {holder['badge']} {holder['name']}"
            raise BadInput("until", self.until_on, f"{whose}: lies before the standing begins, {self.from_on}")
        new = standing_period(self.standing, self.from_on, self.until_on)
        write_span(writer, holder, new, basis)
        span = f"from {new.from_}" + (f" through {new.until}" if new.until else "")
        said = f"{holder['badge']} {holder['name']}: {self.standing.value} {span}"
        clock = _clock_note(new, holder["badge"])
        if self.standing in (Standing.AUTHORIZED, Standing.TRAINING, Standing.NOMINATED):
            return Done(said)
        held = writer.rows(
            writer.select(lead).where(lead.c.officer_id == holder["id"], lead.c.outcome == "open").limit(1000)
        )
        reassign = (f"{number_of(len(held), 'open lead')} still with {holder['badge']}: reassign",) if held else ()
        return Done(said, result=len(held), notes=reassign + clock)


def _clock_note(new: Period, badge: str) -> tuple[str, ...]:
    """The clock that begins to run with a suspension or a revocation (MOA section IX, appendix B)."""
    if new.standing is Standing.SUSPENDED:
        return (f"The 90 days of a suspension end on {new.from_ + timedelta(days=SUSPENSION_DAYS)}",)
    if new.standing is Standing.REVOKED:
        due = new.from_ + timedelta(days=NOTICE_DAYS)
        return (f"ICE is to be told by {due}; then leadbook officer notice {badge} --on DATE",)
    return ()


def standing_period(standing: Standing, from_on: date, until_on: date | None) -> Period:
    """The period of a standing, with the end that an authorization has by itself; BadInput for days no book holds."""
    must_be_held("from", from_on)
    if until_on is not None:
        must_be_held("until", until_on)
    return period_of_standing(standing, from_on, until_on)


def add_officer(writer: Writer, badge: str, name: str, authorized_from: date | None) -> None:
    """Enters an officer whose badge is not on the roster yet, with a first standing."""
    row = {"id": writer.new_id(), "badge": badge, "badge_key": compared(badge), "name": name}
    writer.insert(officer, row)
    if authorized_from is not None:
        first = standing_period(Standing.AUTHORIZED, authorized_from, None)
        write_span(writer, row, first, "entered with the officer")
    else:
        write_span(writer, row, Period(Standing.TRAINING, writer.surroundings.today()), "entered with the officer")
