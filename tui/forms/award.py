"""What became of a quarter's award."""

from __future__ import annotations

from program.quarters.award import AwardReason, AwardStep
from reports.words import short_dollars
from storage.commands.award import RecordAward
from storage.views.quarter import QuarterSummary
from tui.forms.codes import MaybeTurned, Turned, spelled_out
from tui.forms.fields import Cents, Day, Text
from tui.forms.form import Form


def award_form(shown: QuarterSummary) -> Form:
    """Asks for one step: claimed, approved, or received in all. The next step that is missing stands first."""
    quarter = shown.figures.quarter
    following = next((step for step in AwardStep if step not in shown.award.steps), AwardStep.RECEIVED)
    step = Turned("step", "Step", following.value, codes=spelled_out(AwardStep))
    amount = Cents("amount", "Amount", hint="dollars, such as 12,000")
    on = Day("on", "On")
    reference = Text("reference", "Reference", hint="the letter or payment it stands in")
    reason = MaybeTurned("reason", "Because of", codes=spelled_out(AwardReason), none="nothing to explain")
    return Form(
        f"The award of {quarter}, {short_dollars(shown.award.expected_cents)} expected",
        [step, amount, on, reference, reason],
        lambda given: RecordAward(quarter, given[step], given[amount], given[on], given[reference], given[reason]),
    )
