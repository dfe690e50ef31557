"""Entering a lead by hand."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Select

from program.outcomes import Category, Origin
from storage.commands.leads import AddLead
from tui.dialogs.base import Dialog, field
from tui.dialogs.completers import BadgeCompleter
from tui.typed_dates import typed_date


class NewLeadDialog(Dialog):
    """Asks for a lead; stays open for the next one until it is left."""

    question = "New lead"
    hint = "Enter records and makes room for the next · Tab moves · Esc leaves"

    def fields(self) -> ComposeResult:
        yield field("Reference", "reference", "", "ICE's number")
        yield field("Received", "received_on", "today", "today, 11/21, 2025-11-21")
        yield field("Due", "due_on", "", "12/15")
        yield field("Officer", "officer", "", "badge", BadgeCompleter(self.leadbook.bookkeeper))
        yield Select(
            [("Standard", "standard"), ("Welfare check", "welfare_check")],
            value="standard",
            allow_blank=False,
            id="category",
            compact=True,
        )
        yield Select(
            [("Provided by ICE", "ice"), ("Begun by the agency, never in the rate", "agency")],
            value="ice",
            allow_blank=False,
            id="origin",
            compact=True,
        )

    def command(self) -> AddLead:
        today = self.leadbook.surroundings.today()
        due = self.typed("due_on")
        return AddLead(
            self.typed("reference"),
            _date("received_on", self.typed("received_on") or "today", today),
            _date("due_on", due, today, ahead=True) if due else None,
            self.typed("officer") or None,
            Category(str(self.query_one("#category", Select).value)),
            Origin(str(self.query_one("#origin", Select).value)),
        )

    def done(self) -> None:
        """Makes room for the next lead; the dates stay, since leads come in batches."""
        reference = self.query_one("#reference", Input)
        reference.value = ""
        reference.focus()
        self.refuse("")


def _date(name: str, text: str, today: date, *, ahead: bool = False) -> date:
    try:
        return typed_date(text, today, ahead=ahead)
    except ValueError as error:
        raise ValueError(f"{name}: {text!r}: {error}") from None
