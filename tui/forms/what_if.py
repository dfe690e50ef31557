"""What would be, marked so, never saved: rate, tier and award for a few numbers."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from program.quarters.what_if import what_if
from program.refusals import BadInput, LeadbookError
from reports.what_if import what_if_text
from storage.text import printable_lines
from storage.views.quarter import QuarterSummary
from tui.forms.fields import Given, Whole
from tui.forms.form import Asking


class WhatIf(Asking):
    """Answers as one types."""

    def __init__(self, shown: QuarterSummary) -> None:
        figures = shown.figures
        still_open = f"of {figures.counts.open:,} open"
        eligible = figures.eligible_officers
        self._shown = shown
        self._located = Whole("located", "Located", hint=still_open, blank=0)
        self._withdrawn = Whole("withdrawn", "Withdrawn", hint=still_open, blank=0)
        self._officers = Whole("officers", "Officers", hint=f"eligible, {eligible:,} now", blank=eligible)
        super().__init__(
            f"WHAT IF: {figures.quarter}",
            [self._located, self._withdrawn, self._officers],
            "Nothing here is saved or printed · Tab moves · Esc leaves",
        )

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Static("", id="what", markup=False)

    def begin(self) -> None:
        """Begins with things as they are."""
        self.action_submit()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Reckons anew."""
        event.stop()
        self.action_submit()

    def act(self, given: Given) -> None:
        """Shows what would be."""
        said = self._reckoned(given)
        self.accept()
        self.query_one("#what", Static).update(Content(printable_lines(said)))

    def refuse(self, problem: LeadbookError | str) -> None:
        """No figure stands beside what it does not answer."""
        super().refuse(problem)
        self.query_one("#what", Static).update("")

    def _reckoned(self, given: Given) -> str:
        figures, rules = self._shown.figures, self._shown.figures.rules
        if rules is None:
            raise BadInput("quarter", figures.quarter, "ended before the program, so there is no tier and no award")
        located, withdrawn, officers = given[self._located], given[self._withdrawn], given[self._officers]
        found = what_if(rules, figures.counts, officers, located=located, withdrawn=withdrawn)
        return what_if_text(self._shown, {"located": located, "withdrawn": withdrawn, "officers": officers}, found)
