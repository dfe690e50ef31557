"""Putting the list of first steps away."""

from __future__ import annotations

from dataclasses import dataclass

from storage.commands.base import Command, Done
from storage.journal.writer import Writer
from storage.schema.agency import setting
from storage.views.first_steps import AWAY, SETTING


@dataclass(frozen=True)
class PutFirstStepsAway(Command):
    """The list of first steps is not shown any more; nothing else changes."""

    def carry_out(self, writer: Writer) -> Done:
        there = writer.row(writer.select(setting).where(setting.c.id == SETTING))
        if there is None:
            writer.insert(setting, {"id": SETTING, "value": AWAY})
        elif there["value"] == AWAY:
            return Done("The first steps are put away already")
        else:
            writer.update(setting, there, value=AWAY)
        return Done("Put the first steps away")
