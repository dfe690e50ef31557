"""What would be, marked so, never saved: rate, tier and award for a few numbers."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from program.amounts import NotPossible
from program.quarters.what_if import what_if
from reports.what_if import what_if_text
from storage.commands.base import Command
from storage.errors import BadInput
from storage.text import printable_lines
from storage.views.quarter import QuarterSummary
from tui.forms.base import Dialog
from tui.forms.numbers import whole
from tui.widgets.entry import Field


class WhatIfDialog(Dialog):
    """Answers as one types."""

    heading = "WHAT IF"
    hint = "Nothing here is saved or printed · Tab moves · Esc leaves"

    def __init__(self, shown: QuarterSummary) -> None:
        super().__init__()
        self._shown = shown

    def fields(self) -> ComposeResult:
        figures = self._shown.figures
        still_open = f"of {figures.counts.open:,} open"
        yield Field("Located", "located", "", still_open)
        yield Field("Withdrawn", "withdrawn", "", still_open)
        yield Field("Officers", "officers", "", f"eligible, {figures.eligible_officers:,} now")
        yield Static("", id="what", markup=False)

    def begin(self) -> None:
        """Begins with things as they are."""
        self.action_submit()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Reckons anew."""
        event.stop()
        self.action_submit()

    def command(self) -> Command:
        raise BadInput("what-if", "", "is never recorded")

    def action_submit(self) -> None:
        """Shows what would be."""
        try:
            said = self._reckoned()
        except BadInput as problem:
            self.query_one("#what", Static).update("")  # no figure stands beside what it does not answer
            self.refuse(problem)
        else:
            self.accept()
            self.query_one("#what", Static).update(Content(printable_lines(said)))

    def _reckoned(self) -> str:
        figures, rules = self._shown.figures, self._shown.figures.rules
        if rules is None:
            raise BadInput("quarter", figures.quarter, "ended before the program, so there is no tier and no award")
        numbers = {name: whole(name, self.typed(name) or "0") for name in ("located", "withdrawn")}
        numbers["officers"] = whole("officers", self.typed("officers") or str(figures.eligible_officers))
        try:
            found = what_if(
                rules, figures.counts, numbers["officers"], located=numbers["located"], withdrawn=numbers["withdrawn"]
            )
        except NotPossible as problem:
            raise BadInput(problem.field, problem.value, problem.problem) from None
        return what_if_text(self._shown, numbers, found)
