"""The quick line: an outcome typed as one line, read aloud before Enter, ready for the next one after it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from program.refusals import BadInput, LeadbookError, LooksPersonal
from storage.text import compared, printable_lines
from tui.failures import TellsOfFailure
from tui.forms.completers import badge_beginning
from tui.host import Host, host_of
from tui.keys.instead import on_screen
from tui.widgets.recall import Recall
from tui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from reports.foresight import Outlook
    from storage.book import Book
    from storage.commands.base import Confirmation
    from storage.views.lead import Suggestion

_SHOWN = 5

TYPING_RESTS_SECONDS = 0.1
"""How long typing has to rest before the book is asked what the line would mean: who types on does not wait for it."""


class _Completer(Suggester):
    """Completes the reference at the line's start and a badge after ``@``, from the book."""

    def __init__(self, app: Host) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._app = app

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last word completed, or None."""
        before, blank, word = value.rpartition(" ")
        if word.startswith("@"):
            badge = badge_beginning(word[1:], self._app.officers)
            return f"{before} @{badge} " if badge else None
        if blank or not word:
            return None
        found = await self._app.bookkeeper.ask(lambda book: book.view.completions(word, 1))
        return f"{found[0].reference} " if found and found[0].reference.startswith(word) else None


class _Line(TextLine):
    """An entry that Tab does not leave: it takes the completion, or writes out the reference that is meant."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("shift+tab", "complete", "Complete", show=False)]

    def validate_value(self, value: str) -> str:
        """Takes what was typed without the colon of who opens the line that is open already."""
        return super().validate_value(value).lstrip(":")

    meant: tuple[str, str] | None = None
    """How a reference was typed, and the whole one that the book was found to mean by it."""

    def whole(self, typed: str) -> str:
        """The reference that is meant, where the book has said so already, or else as it is typed."""
        return self.meant[1] if self.meant is not None and self.meant[0] == typed else typed

    def action_complete(self) -> None:
        """Takes the completion that is shown."""
        before = self.value
        if self.cursor_at_end:
            self.action_cursor_right()
        first, _, rest = before.partition(" ")
        if self.value == before and " " not in self.whole(first) != first:
            self.value = f"{self.whole(first)} {rest}"
            self.cursor_position = len(self.value)


class QuickLine(Vertical, TellsOfFailure):
    """Hidden until ``open`` is called; Escape hides it again and gives the focus back; so does a click elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
        Binding("up", "recall(-1)", "Earlier line", show=False),
        Binding("down", "recall(1)", "Later line", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._focus_before: Widget | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="reading", markup=False)
        yield _Line(
            id="quick", placeholder="24-1187 l 11/21 #A-4471 @1041", compact=True, suggester=_Completer(self._leadbook)
        )

    def on_mount(self) -> None:
        self.display = False
        self._recall = Recall(self._leadbook.quick_lines)

    @property
    def _leadbook(self) -> Host:
        return host_of(self.app)

    @property
    def _entry(self) -> _Line:
        return self.query_one(_Line)

    def open(self) -> None:
        """Shows the line and takes the focus."""
        from tui.forms.typed_outcome import HINT

        if not self.display:
            self._focus_before = self.screen.focused
        self.display = True
        self._entry.focus()
        if self._entry.value:
            self._read(self._entry.value)
        else:
            self._say(HINT)

    def action_leave(self) -> None:
        """Hides the line; what was typed is still there next time."""
        self.display = False
        self.screen.set_focus(self._focus_before)

    def action_recall(self, step: int) -> None:
        """Shows the line recorded before or after the one shown; after the last comes what was being typed."""
        line = self._recall.step(step, self._entry.value)
        if line is not None:
            self._entry.value = line
            self._entry.cursor_position = len(line)

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Hides the line when something else was clicked, so that it never stays open unseen."""
        event.stop()
        if self.app.app_focus and self.screen.is_current:
            self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows how the line is read."""
        event.stop()
        self._read(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Records the line, keeps the focus and makes room for the next one; a refused line stays to be mended."""
        from storage.commands.outcome import RecordOutcomes
        from tui.forms.typed_outcome import read_line, what_is_missing

        event.stop()
        self.workers.cancel_group(self, "reading")  # what it would still say belongs to the line before
        typed = read_line(event.value, self._leadbook.surroundings.today())
        if not typed.is_whole or typed.outcome is None:
            self._entry.add_class("-refused")
            if missing := what_is_missing(typed):
                self._say(missing)
            return
        self._leadbook.carry_out(
            RecordOutcomes(
                (self._entry.whole(typed.reference),),
                typed.outcome,
                typed.on,
                typed.badge,
                typed.evidence,
                typed.reason,
                by_ending=True,
            ),
            then=lambda confirmation: self._recorded(event.value, confirmation),
            refused=self._refused,
            aside=lambda: self._handed_in(event.value),
        )

    def _handed_in(self, line: str) -> Callable[[], object]:
        """Makes room for the next line while this one waits for another program."""
        self._take_out(line)
        self._say("Handed in: it is recorded when the book is free. The next one, or Esc")
        return lambda: None

    def _take_out(self, line: str) -> None:
        self._recall.keep(line)
        self._entry.meant = None
        self._entry.value = self._entry.value.removeprefix(line)  # what was typed meanwhile is the next one's
        self._entry.remove_class("-refused")

    def _recorded(self, line: str, confirmation: Confirmation) -> None:
        self._take_out(line)
        self._say(f"{confirmation.said}. The next one, or Esc")

    def _refused(self, problem: LeadbookError) -> None:
        from tui.forms.fields import refusal_words
        from tui.forms.typed_outcome import REASONS

        self._entry.add_class("-refused")
        said = str(problem)
        if isinstance(problem, BadInput) and problem.field == "reason":
            said = f"It has an outcome already; to correct it add {REASONS}"
        elif isinstance(problem, LooksPersonal):
            said = f"{said}. If it names nobody, record it on the lead itself"
        elif isinstance(problem, BadInput):
            said = refusal_words(problem, "date" if problem.field == "outcome_on" else problem.field.replace("_", " "))
        self._say(said)

    def _say(self, text: str) -> None:
        text = on_screen(text, self._leadbook.with_keys, self._leadbook.surroundings.today())
        self.query_one("#reading", Static).update(Content(printable_lines(text)))

    @work(group="reading", exclusive=True, exit_on_error=False)
    async def _read(self, line: str) -> None:
        """Says at once what the line says by itself, and then what the book knows of it; a newer line takes over."""
        from reports.foresight import foreseen_lines
        from storage.views.reference import why_not_one
        from tui.forms.typed_outcome import day_of, read_line, what_is_wrong, what_it_says

        if not line:
            return  # what was said of the line before stays until the next one is begun
        self._entry.remove_class("-refused")
        today = self._leadbook.surroundings.today()
        typed = read_line(line, today)
        self._say(what_it_says(typed, None, today, self._leadbook.officers))
        if " " not in line:
            meant, alike = await self._leadbook.bookkeeper.ask(lambda book: _possible(book, line))
            if len(meant) == 1 and not any(compared(one.reference).startswith(compared(line)) for one in alike):
                self._entry.meant = (line, meant[0])
                typed = read_line(meant[0], today)
                self._say(what_it_says(typed, None, today))
            elif alike:
                self._say("   ".join(map(_suggestion_words, alike)))
            return
        await asyncio.sleep(TYPING_RESTS_SECONDS)
        meant, known = await self._leadbook.bookkeeper.ask(lambda book: _known(book, typed.reference))
        self._entry.meant = (typed.reference, meant[0]) if len(meant) == 1 else None
        if not known.leads:
            self._say(f"lead {typed.reference}: {why_not_one(meant)}")
            return
        lead = known.leads[0]
        says = what_it_says(typed, lead, today, self._leadbook.officers)
        if wrong := what_is_wrong(typed, lead, today, self._leadbook.officers):
            self._say(f"{says}: {wrong}")
        elif typed.is_whole and typed.outcome is not None:
            means = foreseen_lines(known, typed.outcome, day_of(typed, lead, today), typed.evidence or "")
            self._say("\n".join([says, *means]))
        else:
            self._say(says)


def _possible(book: Book, typed: str) -> tuple[tuple[str, ...], tuple[Suggestion, ...]]:
    """The references that a typed one means, and the leads that it may become when more of it is typed."""
    return book.view.references_meant(typed), book.view.completions(typed, _SHOWN)


def _known(book: Book, typed: str) -> tuple[tuple[str, ...], Outlook]:
    """The references that a typed one means, and what must be known of the lead where it is one."""
    from reports.foresight import outlook

    meant = book.view.references_meant(typed)
    return meant, outlook(book, meant if len(meant) == 1 else ())


def _suggestion_words(found: Suggestion) -> str:
    return f"{found.reference} {found.outcome.words.lower()}{f' {found.badge}' if found.badge else ''}"
