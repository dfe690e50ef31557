"""Recording what became of one lead or of many: the outcome's letter, then Enter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Select, Static
from textual.widgets.option_list import Option

from program.outcomes import OUTCOME_OF_LETTER, CorrectionReason, Outcome
from storage.commands.outcomes import RecordOutcomes
from storage.errors import LeadbookError
from storage.text import printable
from tui.dialogs.base import Dialog, field
from tui.dialogs.completers import BadgeCompleter
from tui.typed_dates import typed_date

_CHOICES = (*OUTCOME_OF_LETTER.items(), ("", Outcome.OPEN))


class Letters(OptionList):
    """The outcomes; an outcome's letter moves to it."""

    def on_key(self, event: events.Key) -> None:
        """Moves to the outcome of a letter."""
        for index, (letter, _) in enumerate(_CHOICES):
            if event.character is not None and event.character.casefold() == letter:
                event.stop()
                event.prevent_default()
                self.highlighted = index


class OutcomeDialog(Dialog):
    """Asks for the outcome of leads. Officer and today are filled in; a recorded outcome is corrected with a reason."""

    hint = "Letter, then Enter records · Tab: date, officer, evidence · Esc leaves"

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__()
        self.references = tuple(references)
        self.question = f"Outcome of {self.references[0] if len(references) == 1 else f'{len(references):,} leads'}"
        self._badge = ""

    def fields(self) -> ComposeResult:
        options = [
            Option(Content(f"{letter or ' '}  {outcome.words if letter else 'Open again'}"), id=outcome.value)
            for letter, outcome in _CHOICES
        ]
        yield Static("", id="about", markup=False)
        yield Letters(*options, id="outcome", compact=True)
        yield field("On", "on", "today")
        yield field("Officer", "officer", "", "stays as it is", BadgeCompleter(self.leadbook.bookkeeper))
        yield field("Evidence", "evidence", "", "ICE's acknowledgement number or the like")
        reasons: list[tuple[str, str]] = [(reason.words, reason.value) for reason in CorrectionReason]
        yield Select(reasons, prompt="Why is it corrected?", id="reason", compact=True)

    def on_mount(self) -> None:
        """Asks the book about the lead."""
        self.query_one("#reason").display = False
        self.query_one(Letters).focus()
        self._look_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on an outcome records it."""
        event.stop()
        self.action_submit()

    def command(self) -> RecordOutcomes:
        chosen = self.query_one(Letters).highlighted
        if chosen is None:
            raise ValueError("Choose the outcome first: its letter, or the arrows")
        reason = self.query_one("#reason", Select)
        badge = self.typed("officer")
        on = self.typed("on")
        return RecordOutcomes(
            self.references,
            _CHOICES[chosen][1],
            typed_date(on, self._today) if on and on != "today" else None,
            badge if badge != self._badge else None,
            self.typed("evidence") or None,
            None if reason.is_blank() else CorrectionReason(str(reason.value)),
        )

    @property
    def _today(self) -> date:
        return self.leadbook.surroundings.today()

    @work(group="about", exclusive=True, exit_on_error=False)
    async def _look_up(self) -> None:
        references = self.references
        try:
            found = await self.leadbook.bookkeeper.ask(lambda book: [book.view.lead(r).lead for r in references[:50]])
        except LeadbookError as error:
            self.refuse(str(error))
            return
        if len(references) == 1:
            lead = found[0]
            self._badge = lead.badge or ""
            entry = self.query_one("#officer")
            if hasattr(entry, "value") and not entry.value:
                entry.value = self._badge
            who = printable(lead.officer) if lead.officer else "no officer"
            state = lead.outcome.words.lower() + (f" on {lead.outcome_on}" if lead.outcome_on else "")
            self.query_one("#about", Static).update(Content(f"{who} · received {lead.received_on} · {state}"))
        corrected = [lead for lead in found if lead.outcome is not Outcome.OPEN]
        self.query_one("#reason").display = bool(corrected)
