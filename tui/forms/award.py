"""What became of a quarter's award."""

from __future__ import annotations

from textual.app import ComposeResult

from program.quarters.award import AwardReason, AwardStep
from reports.words import dollars
from storage.commands.award import RecordAward
from storage.errors import BadInput
from storage.views.quarter import QuarterSummary
from tui.forms.base import Dialog
from tui.forms.numbers import cents
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field


class AwardDialog(Dialog):
    """Asks for one step: claimed, approved, or received in all. The next step that is missing stands first."""

    remembers = True

    def __init__(self, shown: QuarterSummary) -> None:
        super().__init__()
        self._shown = shown
        expected = dollars(shown.award.expected_cents)
        self.heading = f"The award of {shown.figures.quarter}, {expected} expected"

    def fields(self) -> ComposeResult:
        there = self._shown.award.steps
        steps = [Choice(step.value, step.value) for step in AwardStep]
        following = next((step for step in AwardStep if step not in there), AwardStep.RECEIVED)
        reasons = [Choice(reason.value, reason.value.replace("_", " ")) for reason in AwardReason]
        reasons.insert(0, Choice("", "nothing to explain"))
        yield TurnField("Step", steps, following.value, id="step")
        yield Field("Amount", "amount", "", "dollars, such as 12,000")
        yield Field("On", "on", "today", echo=self.day_echo)
        yield Field("Reference", "reference", "", "the letter or payment it stands in")
        yield TurnField("Because of", reasons, "", id="reason")

    def command(self) -> RecordAward:
        typed = self.typed("amount")
        if not typed:
            raise BadInput("amount", "", "write dollars, such as 12,000")
        reason = self.query_one("#reason", Turn).value
        return RecordAward(
            self._shown.figures.quarter,
            AwardStep(self.query_one("#step", Turn).value),
            cents("amount", typed),
            self.day("on") or self.today,
            self.typed("reference"),
            AwardReason(reason) if reason else None,
        )
