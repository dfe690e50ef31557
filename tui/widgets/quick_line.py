"""The quick line: an outcome typed as one line, read aloud before Enter, ready for the next one after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from tui.app import LeadbookApp


class _Completer(Suggester):
    """Completes the reference at the line's start and a badge after ``@``, from the book."""

    def __init__(self, app: LeadbookApp) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._app = app

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last word completed, or None."""
        keeper = self._app.bookkeeper
        word = value.rsplit(" ", 1)[-1]
        if word and word == value:
            found = await keeper.ask(lambda book: book.view.completions(word, 1))
            if found and found[0].reference.casefold().startswith(word.casefold()):
                return word + found[0].reference[len(word) :] + " "
        if word.startswith("@"):
            roster = await keeper.ask(lambda book: book.view.roster())
            for officer in roster.officers:
                if officer.badge.startswith(word[1:]):
                    return value + officer.badge[len(word) - 1 :]
        return None


class QuickLine(Vertical):
    """Hidden until ``open`` is called; Escape hides it again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave the quick line", show=False)]

    def compose(self) -> ComposeResult:
        yield Static("", id="reading", markup=False)
        yield Input(
            id="quick", placeholder="24-1187 l 11/21 #A-4471 @1041", compact=True, suggester=_Completer(self._leadbook)
        )

    def on_mount(self) -> None:
        self.display = False

    @property
    def _leadbook(self) -> LeadbookApp:
        return cast("LeadbookApp", self.app)

    def open(self) -> None:
        """Shows the line and takes the focus."""
        self.display = True
        self.query_one(Input).focus()
        self._read()

    def action_leave(self) -> None:
        """Hides the line; what was typed is still there next time."""
        self.display = False
        self.screen.focus_next()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows how the line is read."""
        event.stop()
        self._read()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Records the line, keeps the focus and makes room for the next one."""
        from storage.commands.outcomes import RecordOutcomes
        from tui.quick import read_line

        event.stop()
        today = self._leadbook.surroundings.today()
        typed = read_line(event.value, today)
        if typed.problem is not None or typed.outcome is None:
            return
        line = event.value
        event.input.value = ""
        self._leadbook.carry_out(
            RecordOutcomes((typed.reference,), typed.outcome, typed.on, typed.badge, typed.evidence, typed.reason),
            refused=lambda error: self._give_back(line, error),
        )

    def _give_back(self, line: str, error: str) -> None:
        """A refused line is put back to be mended, unless the next one was begun."""
        field = self.query_one(Input)
        if not field.value:
            field.value = line
        self.query_one("#reading", Static).update(Content(error))

    def _read(self) -> None:
        from tui.quick import in_words, read_line

        today = self._leadbook.surroundings.today()
        typed = read_line(self.query_one(Input).value, today)
        self.query_one("#reading", Static).update(Content(in_words(typed, today)))
