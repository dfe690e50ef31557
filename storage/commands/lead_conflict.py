"""Rows of a file that would correct what is recorded: kept aside, naming all that differs, or taken with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from program.leads.outcome import CorrectionReason, Outcome
from program.refusals import BadInput
from storage.commands.lookup import corrects
from storage.importing.lead import LeadInFile
from storage.importing.report import CONFLICT, Change, Correction, Reject
from storage.journal.format import Row
from storage.text import number_of


@dataclass
class Conflicts:
    """``take`` has the reason for each row of the file that is taken all the same; ``badges`` are by officer's id.

    ``corrections`` are the rows that were taken and came in.
    """

    take: Mapping[int, CorrectionReason]
    badges: Mapping[str, str]
    corrections: list[Correction] = field(default_factory=list)
    _met: set[int] = field(default_factory=set)

    def settle(self, there: Row, after: Row, said: LeadInFile) -> Row | Reject:
        """The row as it may be entered: as the file has it where it corrects nothing, or with the reason given.

        Else why it is kept aside, with each field that differs as the book has it and as the file has it.
        """
        if not corrects(there, after):
            return after
        reason = self.take.get(said.row)
        if reason is None:
            return self._refusal(there, after, said)
        self._met.add(said.row)
        return _as_taken(after, reason)

    def came_in(self, there: Row, made: Row, said: LeadInFile) -> None:
        """Notes a changed row as a correction where it was taken for a reason."""
        if said.row in self._met:
            changes = tuple(change for change in self._changes(there, made) if change.field != "reason")
            self.corrections.append(Correction(said.row, said.reference, self.take[said.row].value, changes))

    def must_be_taken(self) -> None:
        """Raises BadInput where a row was to be taken that is no conflict."""
        for row in sorted(set(self.take) - self._met):
            raise BadInput("take", row, "this row is no conflict; the rehearsal lists those there are")

    @property
    def reason(self) -> str | None:
        """The reason for the journal's entry, where all rows were taken for the same one."""
        reasons = {one.reason for one in self.corrections}
        return reasons.pop() if len(reasons) == 1 else None

    @property
    def words(self) -> str:
        """What the rows that were taken corrected, for the journal's sentence; the rows after the first few counted."""
        said = [f"; {one.words}" for one in self.corrections[:_MOST_SAID]]
        more = len(self.corrections) - len(said)
        return "".join(said) + (f"; {number_of(more, 'more row')} taken" if more else "")

    def _refusal(self, there: Row, after: Row, said: LeadInFile) -> Reject:
        changes = self._changes(there, {**_as_taken(after, None), "reason": after["reason"]})
        name = changes[0].field
        recorded = f"{Outcome(there['outcome']).words.lower()} on {there['outcome_on']}"
        differs = ", ".join(one.words_without_texts for one in changes)
        problem = (
            f"the lead is recorded as {recorded}; the row would change it: {differs}; take the row with "
            f"--take {said.row}=REASON, or correct it by hand"
        )
        return Reject(said.row, name, "date" if name.endswith("_on") else "text", problem, group=CONFLICT)

    def _changes(self, there: Row, after: Row) -> Sequence[Change]:
        """Each field that differs, the gravest first."""
        found = []
        for name, column in _FIELDS.items():
            if there[column] != after[column]:
                before, now = (self.badges.get(row[column], row[column]) for row in (there, after))
                found.append(Change(name, before, now))
        return found


def _as_taken(after: Row, reason: CorrectionReason | None) -> Row:
    """The row as it comes in for a reason: a reopened lead has neither day nor evidence nor reason of an outcome."""
    if after["outcome"] == Outcome.OPEN:
        return {**after, "outcome_on": None, "evidence": None, "reason": None}
    return {**after, "reason": reason and reason.value}


_MOST_SAID = 5
_GRAVEST_FIRST = (
    "outcome",
    "outcome_on",
    "officer",
    "evidence",
    "received_on",
    "due_on",
    "category",
    "origin",
    "reason",
)
_FIELDS = {name: {"officer": "officer_id"}.get(name, name) for name in _GRAVEST_FIRST}
"""What a row may correct, with its column in the book."""
