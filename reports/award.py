"""What became of awards, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from program.quarters.award import AwardStep
from reports.words import code_words, short_dollars
from storage.views.award import AwardFate
from storage.views.quarter import QuarterLine


def award_data(award: AwardFate) -> dict[str, Any]:
    """The fate of an award, in cents; a step that is not recorded is null."""
    return {
        "expected_cents": award.expected_cents,
        **{
            step.value: None
            if step not in award.steps
            else {
                "cents": award.steps[step].cents,
                "on": award.steps[step].on.isoformat(),
                "reference": award.steps[step].reference,
            }
            for step in AwardStep
        },
        "differences": [
            {
                "step": difference.step.value,
                "cents": difference.cents,
                "reason": difference.reason.value if difference.reason else None,
            }
            for difference in award.differences
        ],
    }


def award_lines(award: AwardFate) -> list[str]:
    """Expected, claimed, approved, received, each with the difference to the one before and its reason."""
    lines = [f"  {'expected':<10}{short_dollars(award.expected_cents):>14}"]
    differences = {difference.step: difference for difference in award.differences}
    for step in AwardStep:
        amount = award.steps.get(step)
        if amount is None:
            continue
        difference = differences.get(step)
        why = ""
        if difference is not None:
            reason = code_words(difference.reason.value) if difference.reason else "not explained"
            why = f"  {short_dollars(difference.cents)}: {reason}"
        lines.append(
            f"  {step.value:<10}{short_dollars(amount.cents):>14}  {amount.on}  {amount.reference or ''}{why}".rstrip()
        )
    return lines


def awards_lines(quarters: Iterable[QuarterLine]) -> list[str]:
    """The fate of every quarter's award, with the differences and their reasons."""
    lines = [f"{'':<11}{'expected':>12}" + "".join(f"{step.value:>12}" for step in AwardStep) + "  differences"]
    for line in quarters:
        amounts = "".join(
            f"{short_dollars(line.award.steps[step].cents) if step in line.award.steps else '-':>12}"
            for step in AwardStep
        )
        why = "; ".join(
            f"{difference.step.value} {short_dollars(difference.cents)} "
            f"({code_words(difference.reason.value) if difference.reason else 'not explained'})"
            for difference in line.award.differences
        )
        lines.append(f"{line.quarter!s:<11}{short_dollars(line.award.expected_cents):>12}{amounts}  {why}".rstrip())
    return lines
