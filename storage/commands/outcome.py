"""Recording what became of leads, and correcting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason, Outcome
from program.quarters.counting import late_words
from program.refusals import BadInput
from program.rules.rule_set import RuleSet
from storage.commands.base import Command, Done
from storage.commands.lead import named
from storage.commands.lookup import check_outcome_date, corrects, leads_named, officer_named
from storage.journal.format import Row
from storage.journal.guard import facts_of
from storage.journal.writer import Writer
from storage.schema.lead import lead
from storage.text import cleaned
from storage.views.agency import rules_for
from storage.views.reference import the_one_meant


@dataclass(frozen=True)
class RecordOutcomes(Command):
    """Records one outcome on one or many leads; all of them or none.

    ``on`` is today unless given; ``officer`` (a badge) takes the leads over where given; ``evidence`` stays as it is
    where None. A lead that has an outcome already is corrected, which needs a ``reason``; ``open`` reopens it. Evidence
    that was missing is no correction: it is filled in without one. Reopening takes day, evidence and reason of the
    outcome off the lead; the journal keeps them.

    With ``by_ending`` a reference may also be how that of the only open lead ends that does so.
    """

    references: Sequence[str]
    outcome: Outcome
    on: date | None = None
    officer: str | None = None
    evidence: str | None = None
    reason: CorrectionReason | None = None
    by_ending: bool = False

    def carry_out(self, writer: Writer) -> Done:
        if self.outcome is Outcome.OPEN:
            for field, given in (("outcome_on", self.on), ("evidence", self.evidence)):
                if given is not None:
                    raise BadInput(field, given, "an open lead has none; leave it out")
        meant = [writer.ask(the_one_meant, typed) for typed in self.references] if self.by_ending else self.references
        leads = leads_named(writer, meant)
        holder = officer_named(writer, self.officer) if self.officer else None
        evidence = cleaned("evidence", self.evidence, writer.accepted)
        pairs = [(row, self._after(writer, row, holder, evidence)) for row in leads]
        corrected = [before for before, after in pairs if corrects(before, after)]
        if corrected and self.reason is None:
            row = corrected[0]
            raise BadInput(
                "reason",
                "",
                f"lead {row['reference']} is {Outcome(row['outcome']).words.lower()} on {row['outcome_on']} already; "
                f"to correct it give one of {', '.join(CorrectionReason)}",
            )
        writer.replace_many(lead, pairs)
        words = self.outcome.words.lower()
        if not writer.changes:
            return Done(f"{named(leads)}: recorded as {words} already")
        if not corrected and all(before["outcome"] == after["outcome"] != "open" for before, after in pairs):
            return Done(f"Filled in the evidence of {named(leads)}, {words}")
        said = f"Recorded {words} for {named(leads)}" if not corrected else f"Corrected {named(leads)} to {words}"
        if 0 < len(corrected) < len(leads):
            said = f"Recorded {words} for {named(leads)}, {len(corrected):,} of them corrected"
        reason = self.reason.value if self.reason and corrected else None
        return Done(said, reason=reason, notes=_late_notes(writer, pairs))

    def _after(self, writer: Writer, row: Row, holder: Row | None, evidence: str | None) -> Row:
        after = {**row, "outcome": self.outcome.value}
        if holder is not None:
            after["officer_id"] = holder["id"]
        if evidence is not None:
            after["evidence"] = evidence
        if self.outcome is Outcome.OPEN:
            after |= {"outcome_on": None, "evidence": None}
        else:
            same = row["outcome"] == self.outcome.value and self.on is None
            on = date.fromisoformat(row["outcome_on"]) if same else self.on or writer.surroundings.today()
            check_outcome_date(on, date.fromisoformat(row["received_on"]), writer.surroundings.today())
            after["outcome_on"] = on.isoformat()
        if self.outcome is Outcome.OPEN:
            after["reason"] = None
        elif corrects(row, after) and self.reason is not None:
            after["reason"] = self.reason.value
        return after


def _late_notes(writer: Writer, pairs: Sequence[tuple[Row, Row]]) -> tuple[str, ...]:
    """One sentence for each quarter that a recorded outcome comes too late to count for."""
    rules: dict[str, RuleSet] = {}
    said: dict[str, None] = {}
    for before, after in pairs:
        if before != after and after["outcome_on"] is not None:
            name = after["quarter"]
            if name not in rules:
                rules[name] = writer.guard.closed.get(name) or writer.ask(rules_for, Quarter.parse(name))
            said[late_words(rules[name], facts_of(after))] = None
    return tuple(words for words in said if words)
