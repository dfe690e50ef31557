"""Review of recorded outcomes by a second actor: the setting, verifying, returning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from program.leads.review import ReturnReason, ReviewState
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lead import named
from storage.commands.lookup import leads_named, put, rows_with
from storage.journal.format import Row
from storage.journal.writer import Writer
from storage.schema.agency import setting
from storage.schema.lead import lead
from storage.schema.review import review
from storage.views.review import LOOKED_AT, SETTING, recorders, review_is_on


@dataclass(frozen=True)
class TurnReview(Command):
    """Says whether the agency reviews outcomes; what was verified or returned stays in the book either way."""

    on: bool

    def carry_out(self, writer: Writer) -> Done:
        word = "on" if self.on else "off"
        if writer.ask(review_is_on) == self.on:
            return Done(f"Review is {word} already")
        there = writer.row(writer.select(setting).where(setting.c.id == SETTING))
        if there is None:
            writer.insert(setting, {"id": SETTING, "value": word})
        else:
            writer.update(setting, there, value=word)
        return Done(f"Turned review {word}")


@dataclass(frozen=True)
class VerifyOutcomes(Command):
    """Marks recorded outcomes as verified. Raises BadInput where the same actor recorded one of them."""

    references: Sequence[str]

    def carry_out(self, writer: Writer) -> Done:
        leads = leads_named(writer, self.references)
        _look_at(writer, leads, ReviewState.VERIFIED, None)
        return Done(f"Verified {named(leads)}" if writer.changes else f"{named(leads)}: verified already")


@dataclass(frozen=True)
class ReturnOutcomes(Command):
    """Gives recorded outcomes back, for a coded reason, to be corrected or shown. The outcome itself stays."""

    references: Sequence[str]
    reason: ReturnReason

    def carry_out(self, writer: Writer) -> Done:
        leads = leads_named(writer, self.references)
        _look_at(writer, leads, ReviewState.RETURNED, self.reason)
        if not writer.changes:
            return Done(f"{named(leads)}: returned already")
        return Done(f"Returned {named(leads)}", reason=self.reason.value)


def must_be_of_another(writer: Writer, outcomes: Sequence[Row]) -> None:
    """Raises BadInput where who acts has recorded one of the outcomes, whatever is to become of its review.

    ``outcomes`` are rows of leads, or of reviews, which repeat what was looked at; each lead is there once.
    """
    recorded = writer.ask(recorders, outcomes)
    for row in outcomes:
        if own := writer.whoever & recorded[row["id"]]:
            of_lead = writer.row(writer.select(lead).where(lead.c.id == row["id"]))
            by, when, other = writer.own_words(own)
            reference = "" if of_lead is None else of_lead["reference"]
            raise BadInput("reference", reference, f"was recorded by {by}{when}; {other} looks at it")


def _look_at(writer: Writer, leads: Sequence[Row], state: ReviewState, reason: ReturnReason | None) -> None:
    if not writer.ask(review_is_on):
        raise BadInput("review", "off", "turn it on first: leadbook review on")
    on = writer.surroundings.today().isoformat()
    for row in leads:
        if row["outcome"] == "open":
            raise BadInput("reference", row["reference"], "is open: there is no outcome to look at")
    must_be_of_another(writer, leads)
    there = {row["id"]: row for row in rows_with(writer, review, "id", [row["id"] for row in leads])}
    said = []
    for row in leads:
        values = {
            "id": row["id"],
            "state": state.value,
            **{name: row[name] for name in LOOKED_AT},
            "reason": reason.value if reason else None,
        }
        before = there.get(row["id"])
        if before is None or any(before[name] != value for name, value in values.items()):
            said.append({**values, "by_actor": writer.who, "on_date": on})
    put(writer, review, said, there)
