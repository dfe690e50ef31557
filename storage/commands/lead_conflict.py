"""Rows of a file that would correct what is recorded: kept aside, naming both, or taken with a reason, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from program.leads.outcome import CorrectionReason, Outcome
from program.refusals import BadInput
from storage.commands.lookup import corrects
from storage.importing.lead import LeadInFile
from storage.importing.report import CONFLICT, Reject
from storage.journal.format import Row


@dataclass
class Conflicts:
    """``take`` has the reason for each row of the file that is taken all the same; ``badges`` are by officer's id."""

    take: Mapping[int, CorrectionReason]
    badges: Mapping[str, str]
    _taken: set[int] = field(default_factory=set)

    def settle(self, there: Row, after: Row, said: LeadInFile) -> Row | Reject:
        """The row as it may be entered: as the file has it where it corrects nothing, or with the reason given.

        Else why it is kept aside, with what the book and the file have.
        """
        if not corrects(there, after):
            return after
        reason = self.take.get(said.row)
        if reason is None:
            return self._refusal(there, after, said)
        self._taken.add(said.row)
        if after["outcome"] == Outcome.OPEN:
            return {**after, "outcome_on": None, "evidence": None, "reason": None}
        return {**after, "reason": reason.value}

    def must_be_taken(self) -> None:
        """Raises BadInput where a row was to be taken that is no conflict."""
        for row in sorted(set(self.take) - self._taken):
            raise BadInput("take", row, "this row is no conflict; the rehearsal lists those there are")

    @property
    def reason(self) -> str | None:
        """The reason for the journal's entry, where all rows were taken for the same one."""
        reasons = {self.take[row].value for row in self._taken}
        return reasons.pop() if len(reasons) == 1 else None

    def _refusal(self, there: Row, after: Row, said: LeadInFile) -> Reject:
        name = next(name for name in _ORDER if after[_COLUMN.get(name, name)] != there[_COLUMN.get(name, name)])
        column = _COLUMN.get(name, name)
        values = ["other evidence", "this one"]  # free text of a cell is never repeated
        if name == "outcome":
            values = [f"{row['outcome']} on {row['outcome_on']}" for row in (there, after)]
        elif name != "evidence":
            values = [self.badges.get(row[column], row[column]) or "none" for row in (there, after)]
        recorded = f"{Outcome(there['outcome']).words.lower()} on {there['outcome_on']}"
        problem = (
            f"the lead is recorded as {recorded}; the book has {values[0]}, the file {values[1]}; take the row with "
            f"--take {said.row}=REASON, or correct it by hand"
        )
        return Reject(said.row, name, "date" if name.endswith("_on") else "text", problem, group=CONFLICT)


_COLUMN = {"officer": "officer_id"}
_ORDER = ("outcome", "outcome_on", "officer", "evidence", "received_on", "due_on", "category", "origin", "reason")
"""What a conflict is named by, the gravest first."""
