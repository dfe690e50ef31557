"""Adding an officer, and setting a standing."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Select

from program.standing import Standing
from storage.commands.officers import AddOfficer, SetStanding
from storage.text import printable
from tui.dialogs.base import Dialog, field
from tui.typed_dates import typed_date


class AddOfficerDialog(Dialog):
    """Asks for a new officer."""

    question = "New officer"

    def fields(self) -> ComposeResult:
        yield field("Badge", "badge")
        yield field("Name", "name")
        yield field("Authorized", "authorized", "", "first day; blank: in training from today")

    def command(self) -> AddOfficer:
        begins = self.typed("authorized")
        today = self.leadbook.surroundings.today()
        return AddOfficer(self.typed("badge"), self.typed("name"), typed_date(begins, today) if begins else None)


class StandingDialog(Dialog):
    """Asks for a standing of one officer over a span of days."""

    def __init__(self, badge: str, name: str) -> None:
        super().__init__()
        self.badge = badge
        self.question = f"Standing of {printable(badge)} {printable(name)}"

    def fields(self) -> ComposeResult:
        choices = [(standing.value, standing.value) for standing in Standing]
        yield Select(choices, value=Standing.AUTHORIZED.value, allow_blank=False, id="standing", compact=True)
        yield field("From", "from", "today")
        yield field("Until", "until", "", "blank: runs on; an authorization two years")
        yield field("Basis", "basis", "", "letter, notice or order it rests on")

    def command(self) -> SetStanding:
        today = self.leadbook.surroundings.today()
        until = self.typed("until")
        return SetStanding(
            self.badge,
            Standing(str(self.query_one("#standing", Select).value)),
            typed_date(self.typed("from") or "today", today),
            typed_date(until, today, ahead=True) if until else None,
            self.typed("basis"),
        )
