"""Adding an officer, and setting a standing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult

from program.officers.standing import Standing
from storage.commands.officer import AddOfficer, SetStanding
from tui.forms.base import Dialog
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field


class AddOfficerDialog(Dialog):
    """Asks for a new officer."""

    heading = "New officer"
    remembers = True
    entry_of: ClassVar[Mapping[str, str]] = {"authorized_from": "authorized"}

    def fields(self) -> ComposeResult:
        yield Field("Badge", "badge")
        yield Field("Name", "name")
        yield Field("Authorized", "authorized", "", "first day; blank: in training from today", echo=self.day_echo)

    def command(self) -> AddOfficer:
        return AddOfficer(self.typed("badge"), self.typed("name"), self.day("authorized"))


class StandingDialog(Dialog):
    """Asks for a standing of one officer over a span of days; those days are taken from what held before."""

    remembers = True

    def __init__(self, badge: str, name: str = "") -> None:
        super().__init__()
        self.badge = badge
        self.heading = f"Standing of {badge} {name}".rstrip()

    def fields(self) -> ComposeResult:
        choices = [Choice(standing.value, standing.value) for standing in Standing]
        yield TurnField("Standing", choices, Standing.AUTHORIZED.value, id="standing")
        yield Field("From", "from", "today", echo=self.day_echo)
        yield Field("Until", "until", "", "blank: runs on; an authorization two years")
        yield Field("Basis", "basis", "", "the letter, notice or order it rests on")

    def command(self) -> SetStanding:
        begins = self.day("from") or self.today
        return SetStanding(
            self.badge,
            Standing(self.query_one("#standing", Turn).value),
            begins,
            self.day("until", not_before=begins),
            self.typed("basis"),
        )
