"""Long work that is under way: what it is doing, how far it has come, and the key that leaves it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from reports.progress import BEGINNING, progress_bar, progress_words
from storage.engine.locks import BreakOff
from storage.text import printable
from tui.book.busy import busy_line
from tui.forms.modal import Modal
from tui.keys.order import PATIENCE_SECONDS

_LOOKS_EVERY_SECONDS = 0.1


class Working(Modal):
    """Shows how far work has come, until whoever waits for it takes the window away. Escape breaks the work off."""

    hint = "Esc leaves it, and nothing is changed"

    def __init__(self, heading: str, by: BreakOff, *, asks_back: bool) -> None:
        super().__init__()
        self.heading = heading
        self.by = by
        self.asks_back = asks_back
        """Whether it would have to be done again, so that whoever leaves Leadbook is told so first."""
        self.asked = False
        self._is_left = False

    def body(self) -> ComposeResult:
        yield Static("", id="work-bar", markup=False)
        yield Static("", id="work-words", markup=False)

    def begin(self) -> None:
        """Looks every now and then, as long as it is there."""
        self.call_after_refresh(self._look)  # when it is known how wide the bar may be
        self.set_interval(_LOOKS_EVERY_SECONDS, self._look)

    def ask(self) -> None:
        """Says what leaving Leadbook now would mean."""
        self.asked = True
        self.accept("ctrl+q again leaves Leadbook: this is left too, and nothing is changed")

    def action_leave(self) -> None:
        """Breaks the work off; it is over when it has seen to it that nothing is changed."""
        self._is_left = True
        self.accept("Leaving it …")
        self.by.break_off()

    def action_submit(self) -> None:
        """Enter does nothing here."""

    def _look(self) -> None:
        step = self.by.step or BEGINNING
        bar = self.query_one("#work-bar", Static)
        bar.update(progress_bar(step, bar.size.width))
        self.query_one("#work-words", Static).update(printable(progress_words(step)))
        if not self._is_left and not self.asked:
            self.accept(busy_line(self.by.held_by) if self.by.has_waited() > PATIENCE_SECONDS else "")
