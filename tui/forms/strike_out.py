"""Striking a text of a lead out for good: which field and why, then once more, with what will be gone."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from program.refusals import LeadbookError
from program.strike_out import StrikeReason
from storage.commands.strike_out import StrikeOut
from storage.journal.format import struck_words
from storage.text import printable
from tui.forms.codes import Lettered, Turned
from tui.forms.fields import Given
from tui.forms.form import Asking
from tui.forms.modal import Modal

if TYPE_CHECKING:
    from storage.book import Book
    from storage.commands.base import Confirmation


class _Field(StrEnum):
    EVIDENCE = "evidence"
    REFERENCE = "reference"


_FIELDS = {_Field.EVIDENCE: "the evidence", _Field.REFERENCE: "the reference"}
_FIELD = Turned("field", "Strike out", _Field.EVIDENCE.value, codes=_FIELDS)
_REASON = Lettered(
    "reason",
    "Reason",
    codes={reason: reason.words for reason in StrikeReason},
    letters={reason: reason.value[0] for reason in StrikeReason},
)
_WHY = Content.styled("Why does it have to go?", "bold")


class StrikeOutForm(Asking):
    """Asks what of a lead has to go, and why; Enter shows what that takes away, and asks once more.

    ``then`` is called with what the lead is called afterwards.
    """

    def __init__(self, reference: str, then: Callable[[str], object]) -> None:
        hint = "Letter · Tab · Enter shows what will go · Esc leaves"
        super().__init__(f"Strike out of lead {reference}", [_WHY, _REASON, _FIELD], hint)
        self._reference = reference
        self._then = then

    def act(self, given: Given) -> None:
        field, reason = given[_FIELD], given[_REASON]
        self.leadbook.hold_keys()
        self._look(field, reason)

    @work(group="rehearsal", exclusive=True, exit_on_error=False)
    async def _look(self, field: _Field, reason: StrikeReason) -> None:
        def found(book: Book) -> tuple[StrikeOut, str]:
            target = book.view.strike_target(field.value, reference=self._reference)
            lead = book.view.lead(self._reference).lead
            return StrikeOut(target, reason), (lead.evidence if field is _Field.EVIDENCE else lead.reference) or ""

        try:
            action, holds = await self.leadbook.bookkeeper.ask(found)
            seen = await self.leadbook.bookkeeper.rehearse(action)
        except LeadbookError as problem:
            self.refuse(problem)
            return
        finally:
            self.leadbook.release_keys()
        if seen.result is None:
            self.refuse(seen.said)
        else:
            by_reference = field is _Field.REFERENCE
            called = struck_words(action.target.row_ids[0]) if by_reference else self._reference
            self.app.push_screen(_OnceMore(action, holds, seen, lambda: self._then(called)), self._leave_too)

    def _leave_too(self, done: bool | None) -> None:
        if done:
            self.dismiss(True)


class _OnceMore(Modal):
    """What will be gone; y takes it out, and nothing else does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "strike", "Strike out", show=False)]
    heading = "Gone for good?"
    hint = "y strikes it out for good · Esc leaves all as it is"

    def __init__(self, action: StrikeOut, holds: str, seen: Confirmation, then: Callable[[], object]) -> None:
        super().__init__()
        self._action, self._holds, self._seen, self._then = action, holds, seen, then

    def begin(self) -> None:
        """Notes the app, which outlives this window."""
        self._host = self.leadbook

    def body(self) -> ComposeResult:
        target = self._action.target
        held = f"{target.field.capitalize()} now: {self._holds}"
        what = held if self._holds else f"The {target.field} is empty now; what it was once goes."
        yield Static(
            Content("\n").join(
                [
                    Content.styled(printable(what), "bold"),
                    Content(""),
                    Content("This takes it out of the book, with all that the field ever held:"),
                    Content(printable(f"  {self._seen.result.words}")),
                    Content("  free pages of the file, and backups that can be reached"),
                    Content(""),
                    Content("The lead stays, with its dates and outcome; no figure changes."),
                    Content("No undo brings the text back."),
                ]
            )
        )

    def action_submit(self) -> None:
        """Enter comes too easily."""
        self.refuse("y strikes it out; Enter does nothing here")

    def action_strike(self) -> None:
        """Strikes it out."""
        self.leadbook.carry_out(self._action, then=self._done, refused=self.refuse, aside=self._step_aside)

    def _step_aside(self) -> Callable[[], object] | None:
        """Goes, since the book is busy; the text goes for good when it is free."""
        if not self.is_current:
            return None
        self.dismiss(True)
        return self._gone

    def _done(self, _: Confirmation) -> None:
        self._gone()
        self.dismiss(True)

    def _gone(self) -> None:
        self._then()
        self._host.erase_struck()
