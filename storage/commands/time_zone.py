"""Saying in which time zone the agency's days begin."""

from __future__ import annotations

from dataclasses import dataclass

from program.refusals import BadInput
from program.time_zones import zone_named
from storage.commands.base import Command, Done
from storage.journal.writer import Writer
from storage.schema.agency import setting
from storage.views.time_zone import SETTING


@dataclass(frozen=True)
class SetTimeZone(Command):
    """Says the agency's time zone by its name. Records hold days, not moments: nothing that is in the book changes."""

    zone: str

    def carry_out(self, writer: Writer) -> Done:
        try:
            zone = zone_named(self.zone)
        except ValueError as problem:
            raise BadInput("time_zone", self.zone, str(problem)) from None
        there = writer.row(writer.select(setting).where(setting.c.id == SETTING))
        if there is None:
            writer.insert(setting, {"id": SETTING, "value": zone})
        elif there["value"] == zone:
            return Done(f"The time zone is {zone} already")
        else:
            writer.update(setting, there, value=zone)
        return Done(f"Set the time zone to {zone}")
