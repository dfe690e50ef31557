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
    amount = Cents("amount", "Amount", hint=_comparable(shown, following))
    on = Day("on", "On")
    reference = Text("reference", "Reference", hint="the letter or payment it stands in")
    reason = MaybeTurned("reason", "Because of", codes=spelled_out(AwardReason), none="nothing to explain")
    return Form(
        f"The award of {quarter}, {short_dollars(shown.award.expected_cents)} expected",
        [step, amount, on, reference, reason],
        lambda given: RecordAward(quarter, given[step], given[amount], given[on], given[reference], given[reason]),
    )


def _comparable(shown: QuarterSummary, step: AwardStep) -> str:
    """What the amount of a step is compared with: ``$9,000 expected``, or what the newest step before it came to."""
    steps = list(AwardStep)
    before = [one for one in steps[: steps.index(step)] if one in shown.award.steps]
    if not before:
        return f"{short_dollars(shown.award.expected_cents)} expected"
    return f"{short_dollars(shown.award.steps[before[-1]].cents)} {before[-1].value}"
