"""Closing a quarter with its statement, and reopening a closed one."""

from __future__ import annotations

from textual.content import Content

from program.leads.outcome import CorrectionReason
from program.refusals import LeadbookError
from program.rules.checklist import Check
from reports.words import fraction, percent, short_dollars
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.views.quarter import QuarterSummary
from tui.forms.codes import Lettered
from tui.forms.form import Form
from tui.lists.lines import check_words


class CloseForm(Form):
    """Says what would be frozen and what is left to do; Enter closes. What blocks is told by the command."""

    notes_as = "not done"

    def __init__(self, shown: QuarterSummary) -> None:
        figures = shown.figures
        rate = f"{fraction(figures.rate)} = {percent(figures.rate)}" if figures.rate else "no lead provided"
        revision = (shown.revision or 0) + 1
        left = [check_words(line) for line in shown.checklist if line.count]
        count = shown.ice_count
        if count.difference_provided or count.difference_located:
            left.append(Content(f"• ICE's own count is {count.located:,}/{count.provided:,}"))
        super().__init__(
            f"Close {figures.quarter}",
            [
                Content(f"Revision {revision}: {rate}, {short_dollars(figures.expected_award_cents)} expected."),
                Content("\n").join([Content(""), *(left or [Content("Nothing on the checklist is left to do.")])]),
            ],
            lambda _: CloseQuarter(figures.quarter),
            "Enter closes the quarter and freezes its leads · Esc leaves",
        )

    def in_words(self, problem: LeadbookError | str) -> str:
        """What blocks, by its words alone; its code is for scripts."""
        said = super().in_words(problem)
        for check in Check:
            said = said.replace(f"{check}, ", "")
        return said


def amend_form(shown: QuarterSummary) -> Form:
    """Asks why a closed quarter is to be reopened."""
    quarter = shown.figures.quarter
    reason = Lettered(
        "reason",
        "Reason",
        codes={reason: reason.words for reason in CorrectionReason},
        letters={reason: reason.value[0] for reason in CorrectionReason},
    )
    why = Content.styled("Why? Closing it again makes the next revision.", "bold")
    return Form(
        f"Reopen {quarter}, closed as revision {shown.revision}",
        [why, reason],
        lambda given: AmendQuarter(quarter, given[reason]),
        "Letter, then Enter reopens; the statement stays · Esc leaves",
    )
