"""The retention schedule, holds, and the disposal of what is due, which is asked once more."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from program.retention import Kept
from storage.commands.base import Confirmation
from storage.commands.retention import DisposeOfDue, LiftHold, PlaceHold, SetRetention
from storage.text import number_of, printable
from storage.views.retention import Hold, KeptKind
from tui.forms.codes import Turned
from tui.forms.fields import Given, Text, Whole
from tui.forms.form import Form
from tui.forms.modal import Modal

MOST = 100
"""So many records at once: each is looked for in every change of the journal and in every paper."""


class _Held(StrEnum):
    ALL = "all"
    KIND = "kind"


def schedule_form(kept: KeptKind) -> Form:
    """Asks for the years that a kind is kept, and where the agency has that from."""
    years = Whole("years", "Years", str(kept.years or ""), "whole years; blank: no schedule", blank=0)
    source = Text("source", "Source", kept.source or "", "such as an item of your state's schedule")

    def makes(given: Given) -> SetRetention:
        return SetRetention(kept.kind, given[years] or None, given[source])

    return Form(
        f"How long {kept.kind.words.lower()} are kept",
        [Content(f"Counted from {kept.kind.begins}. The program assumes no law."), years, source],
        makes,
    )


def hold_form(kind: Kept | None) -> Form:
    """Asks why nothing may go; of all records, or of the kind at the cursor."""
    reason = Text("reason", "Because of", hint="such as Litigation 2026-3", alias="what")
    if kind is None:
        return Form("Hold all records", [reason], lambda given: PlaceHold(given[reason]))
    codes = {_Held.ALL: "all records", _Held.KIND: f"{kind.words.lower()} alone"}
    held = Turned("held", "Hold", _Held.ALL.value, codes=codes)
    return Form(
        "Hold records",
        [held, reason],
        lambda given: PlaceHold(given[reason], kind if given[held] is _Held.KIND else None),
    )


def lift_form(hold: Hold) -> Form:
    """Asks why a hold is lifted."""
    reason = Text("reason", "Because of", hint="such as Settled", alias="note")
    heading = f"Lift hold {hold.number}, {printable(hold.what)}"
    return Form(heading, [reason], lambda given: LiftHold(hold.number, given[reason]))


class Disposal(Modal):
    """What will be gone of what is due; y takes it out, and nothing else does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "dispose", "Dispose", show=False)]
    heading = "Gone for good?"
    hint = "y disposes of it for good · Esc leaves all as it is"

    def __init__(self, kept: KeptKind) -> None:
        super().__init__()
        self._kept = kept

    def body(self) -> ComposeResult:
        kind, due = self._kept.kind, self._kept.due
        at_once = f", {MOST} of them now" if len(due) > MOST else ""
        yield Static(
            Content("\n").join(
                [
                    Content.styled(f"{kind.words}: {number_of(len(due), 'record')} due{at_once}", "bold"),
                    Content(f"From {due[0].called} on. Out of each: {kind.goes}."),
                    Content(""),
                    Content("It goes out of the record, the journal, and the papers that were frozen; out of the"),
                    Content("file's free pages and backups in reach. Dates, outcomes and amounts stay, no figure"),
                    Content("changes, and the chain holds. No undo brings it back."),
                ]
            )
        )

    def action_submit(self) -> None:
        """Enter comes too easily."""
        self.refuse("y disposes of it; Enter does nothing here")

    def action_dispose(self) -> None:
        """Disposes of it."""
        self.leadbook.carry_out(
            DisposeOfDue(self._kept.kind, MOST),
            then=self._done,
            refused=self.refuse,
            as_work=f"Disposing of {self._kept.kind.words.lower()}",
        )

    def _done(self, _: Confirmation) -> None:
        self.leadbook.erase_struck()
        self.dismiss(True)
