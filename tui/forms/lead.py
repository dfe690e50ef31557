"""Entering a lead by hand."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from program.leads.outcome import Category, Origin
from storage.commands.base import Receipt
from storage.commands.lead import AddLead
from storage.errors import BadInput
from tui.forms.base import Dialog
from tui.forms.completers import BadgeCompleter
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field

_CATEGORIES = [Choice(Category.STANDARD.value, "standard"), Choice(Category.WELFARE_CHECK.value, "welfare check")]
_ORIGINS = [
    Choice(Origin.ICE.value, "provided by ICE"),
    Choice(Origin.AGENCY.value, "begun by the agency, never in the rate"),
]


class NewLeadDialog(Dialog):
    """Asks for a lead; stays open for the next one until it is left."""

    heading = "New lead"
    remembers = True
    hint = "Enter records and makes room for the next · Tab moves · Esc leaves"

    def fields(self) -> ComposeResult:
        yield Field("Reference", "reference", "", "ICE's number")
        yield Field("Received", "received_on", "today", echo=self.day_echo)
        yield Field("Due", "due_on", "", "12/15", echo=self._due_echo)
        yield Field("Officer", "officer", "", "badge", suggester=BadgeCompleter(self.leadbook))
        yield TurnField("Category", _CATEGORIES, Category.STANDARD.value, id="category")
        yield TurnField("Origin", _ORIGINS, Origin.ICE.value, id="origin")

    def command(self) -> AddLead:
        received = self.day("received_on") or self.today
        return AddLead(
            self.typed("reference"),
            received,
            self.day("due_on", not_before=received),
            self.typed("officer") or None,
            Category(self.query_one("#category", Turn).value),
            Origin(self.query_one("#origin", Turn).value),
        )

    def done(self, receipt: Receipt) -> None:
        """Makes room for the next lead; the rest stays, since leads come in batches."""
        self.accept(f"{receipt.said}. The next one, or Esc")
        reference = self.query_one("#reference", Input)
        reference.value = ""
        reference.focus()
        self.nothing_is_lost()

    def _due_echo(self, typed: str) -> str:
        """A due date without a year is the first such day after the lead was received."""
        try:
            due = self.day("due_on", not_before=self.day("received_on") or self.today) if typed.strip() else None
        except BadInput:
            return "?"
        return due.strftime("%a %d %b %Y") if due else ""
