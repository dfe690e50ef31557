"""Entering a lead by hand."""

from __future__ import annotations

from textual.widgets import Input

from program.leads.outcome import Category, Origin
from storage.commands.base import Confirmation
from storage.commands.lead import AddLead
from tui.forms.codes import Turned, spelled_out
from tui.forms.fields import Badge, Day, Given, MaybeDay, Text
from tui.forms.form import Form

_REFERENCE = Text("reference", "Reference", hint="ICE's number")
_RECEIVED = Day("received_on", "Received")
_DUE = MaybeDay("due_on", "Due", hint="12/15", after=_RECEIVED)
_OFFICER = Badge("officer", "Officer", hint="badge")
_CATEGORY = Turned("category", "Category", Category.STANDARD.value, codes=spelled_out(Category))
_ORIGIN = Turned(
    "origin",
    "Origin",
    Origin.ICE.value,
    codes={Origin.ICE: "provided by ICE", Origin.AGENCY: "begun by the agency, never in the rate"},
)


class NewLeadForm(Form):
    """Asks for a lead; stays open for the next one until it is left. ``added`` is the last that was."""

    added = ""

    def __init__(self) -> None:
        super().__init__(
            "New lead",
            [_REFERENCE, _RECEIVED, _DUE, _OFFICER, _CATEGORY, _ORIGIN],
            _add_lead,
            "Enter records and makes room for the next · Tab moves · Esc leaves",
        )

    def done(self, confirmation: Confirmation) -> None:
        """Makes room for the next lead; the rest stays, since leads come in batches."""
        notes = "".join(f" · ! {note}" for note in confirmation.notes)
        self.accept(f"{confirmation.said}. The next one, or Esc{notes}")
        reference = self.query_one("#reference", Input)
        self.added = reference.value.strip()
        reference.value = ""
        reference.focus()
        self.nothing_is_lost()


def _add_lead(given: Given) -> AddLead:
    return AddLead(
        given[_REFERENCE], given[_RECEIVED], given[_DUE], given[_OFFICER] or None, given[_CATEGORY], given[_ORIGIN]
    )
