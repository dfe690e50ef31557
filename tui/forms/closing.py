"""Closing a quarter with its statement, and reopening a closed one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from program.leads.outcome import CorrectionReason
from program.rules.checklist import Check
from reports.words import dollars, fraction, per_cent
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.errors import BadInput, LeadbookError
from storage.views.quarter import QuarterSummary
from tui.forms.base import Dialog
from tui.lists.lines import check_words
from tui.widgets.choices import Choice, LetterList

_REASONS = [Choice(reason.value, reason.words, reason.value[0]) for reason in CorrectionReason]


class CloseDialog(Dialog):
    """Says what would be frozen and what is left to do; Enter closes. What blocks is told by the command."""

    hint = "Enter closes the quarter: its leads then stand as they are · Esc leaves"

    def __init__(self, shown: QuarterSummary) -> None:
        super().__init__()
        self._shown = shown
        self.heading = f"Close {shown.figures.quarter}"

    def fields(self) -> ComposeResult:
        figures = self._shown.figures
        rate = f"{fraction(figures.rate)} = {per_cent(figures.rate)}" if figures.rate else "no lead provided"
        revision = (self._shown.revision or 0) + 1
        said = f"Revision {revision}: {rate}, {dollars(figures.expected_award_cents)} expected."
        left = [check_words(line, line.check.words) for line in self._shown.checklist if line.count]
        yield Static(Content(said))
        yield Static(Content("\n").join([Content(""), *(left or [Content("Nothing on the checklist is left to do.")])]))

    def in_words(self, problem: LeadbookError | str) -> str:
        """What blocks, by its words alone; its code is for scripts."""
        said = super().in_words(problem)
        for check in Check:
            said = said.replace(f"{check}, ", "")
        return said

    def command(self) -> CloseQuarter:
        return CloseQuarter(self._shown.figures.quarter)


class AmendDialog(Dialog):
    """Asks why a closed quarter is to be reopened."""

    hint = "Letter, then Enter reopens; the statement stays · Esc leaves"

    def __init__(self, shown: QuarterSummary) -> None:
        super().__init__()
        self.quarter = shown.figures.quarter
        self.heading = f"Reopen {self.quarter}, closed as revision {shown.revision}"

    def fields(self) -> ComposeResult:
        yield Static("Why? Closing it again makes the next revision.", classes="dialog-question", markup=False)
        yield LetterList(_REASONS, id="reason")

    def begin(self) -> None:
        """Starts in the reasons."""
        self.query_one("#reason").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a reason reopens."""
        event.stop()
        self.action_submit()

    def on_letter_list_unanswered(self, event: LetterList.Unanswered) -> None:
        """Enter before a letter asks for it."""
        event.stop()
        self.action_submit()

    def command(self) -> AmendQuarter:
        reason = self.query_one("#reason", LetterList).value
        if reason is None:
            raise BadInput("reason", "", "type its letter")
        return AmendQuarter(self.quarter, CorrectionReason(reason))
