"""The agency itself: what a new book begins with."""

from __future__ import annotations

from dataclasses import dataclass

from program.refusals import BadInput
from program.rules.rule_set import SHIPPED
from program.states import state_code
from storage.commands.base import Command, Done
from storage.journal.format import canonical
from storage.journal.writer import Writer
from storage.schema.agency import agency, rule_set, setting
from storage.text import cleaned, required
from storage.views import first_steps


@dataclass(frozen=True)
class CreateAgency(Command):
    """Enters the agency and the shipped rule sets. ``state`` is its name or letters, ``ori`` optional.

    ``first_steps`` are shown on the desk until they are done.
    """

    name: str
    state: str
    ori: str | None = None
    demo: bool = False
    first_steps: bool = False

    def check(self) -> None:
        """Raises BadInput on the first value that cannot be taken."""
        required("agency", self.name)
        self._code()
        cleaned("ori", self.ori)

    def _code(self) -> str:
        try:
            return state_code(self.state)
        except ValueError as problem:
            raise BadInput("state", self.state, str(problem)) from None

    def carry_out(self, writer: Writer) -> Done:
        self.check()
        name = required("agency", self.name)
        if writer.row(writer.select(agency)) is not None:
            raise BadInput("agency", name, "this book has its agency already")
        writer.insert(
            agency,
            {
                "id": writer.agency_id,
                "name": name,
                "state": self._code(),
                "ori": cleaned("ori", self.ori),
                "demo": int(self.demo),
            },
        )
        for rules in SHIPPED:
            writer.insert(
                rule_set,
                {
                    "id": rules.id,
                    "effective_from": rules.effective_from.isoformat(),
                    "body": canonical(rules.as_data()),
                    "sha256": rules.sha256,
                },
            )
        if self.first_steps:
            writer.insert(setting, {"id": first_steps.SETTING, "value": first_steps.SHOWN})
        return Done(f"Opened the book of {name}")
