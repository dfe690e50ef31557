"""The notice to ICE that an officer's authorization was revoked, due within 48 hours (MOA section IX)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from program.officers.clock import revocation_notice as notice_of
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lookup import must_not_be_later, officer_named
from storage.commands.standing import standing_rows
from storage.journal.standing import period_of
from storage.journal.writer import Writer
from storage.schema.officer import revocation_notice


@dataclass(frozen=True)
class RecordNotice(Command):
    """Records on which day ICE was told of an officer's last revocation, in place of what was recorded for it.

    Raises BadInput for an officer who was not revoked by then, and for a day to come.
    """

    badge: str
    on: date

    def carry_out(self, writer: Writer) -> Done:
        holder = officer_named(writer, self.badge)
        must_not_be_later("on", self.on, writer.surroundings.today())
        found = notice_of([period_of(row) for row in standing_rows(writer, holder)], self.on, self.on)
        if found is None:
            raise BadInput("on", self.on, f"officer {holder['badge']} {holder['name']} was not revoked by then")
        revoked_on = found.revoked_on.isoformat()
        there = writer.row(
            writer.select(revocation_notice).where(
                revocation_notice.c.officer_id == holder["id"], revocation_notice.c.revoked_on == revoked_on
            )
        )
        row = {"officer_id": holder["id"], "revoked_on": revoked_on, "given_on": self.on.isoformat()}
        if there is None:
            writer.insert(revocation_notice, {"id": writer.new_id(), **row})
        else:
            writer.update(revocation_notice, there, **row)
        said = f"{holder['badge']} {holder['name']}: ICE was told on {self.on} of the revocation of {revoked_on}"
        late = self.on > found.due_on
        return Done(
            said if writer.changes else f"{said}, as recorded already",
            notes=(f"48 hours were over on {found.due_on}",) * late,
        )
