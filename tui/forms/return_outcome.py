"""Giving recorded outcomes back to who recorded them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from program.leads.review import ReturnReason
from storage.commands.review import ReturnOutcomes
from tui.forms.base import Dialog
from tui.widgets.choices import Choice, Turn, TurnField


class ReturnDialog(Dialog):
    """Asks why."""

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__()
        self.references = tuple(references)
        self.heading = f"Give back {references[0] if len(references) == 1 else f'{len(references):,} outcomes'}"

    def fields(self) -> ComposeResult:
        reasons = [Choice(reason.value, reason.value.replace("_", " ")) for reason in ReturnReason]
        yield TurnField("Because of", reasons, ReturnReason.NO_EVIDENCE.value, id="reason")

    def command(self) -> ReturnOutcomes:
        return ReturnOutcomes(self.references, ReturnReason(self.query_one("#reason", Turn).value))
