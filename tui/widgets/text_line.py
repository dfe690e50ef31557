"""A labelled line of text whose Tab completes, and the line that says what came of what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.keys import format_key
from textual.suggester import Suggester
from textual.widgets import Input, Label, Static

from storage.text import printable


class TextLine(Input):
    """A line of text. Tab takes the completion that is shown, as the right arrow does, and else moves on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", show=False)]

    def validate_value(self, value: str) -> str:
        """Takes what was typed or pasted without what no one can see: controls and direction marks."""
        return printable(value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here, so that the footer offers no other use of it; Textual's own forgets /."""
        sign = format_key(key)
        return super().check_consume_key(key, sign if len(sign) == 1 and sign.isascii() else character)

    def _on_paste(self, event: events.Paste) -> None:
        """Takes every line that is pasted, as one; Textual's own would drop all but the first."""
        event.text = " ".join(event.text.split())

    def action_complete(self) -> None:
        """Takes the completion, or goes to the next field."""
        before = self.value
        if self.cursor_at_end:
            self.action_cursor_right()
        if self.value == before:
            self.screen.focus_next()


class LabelledRow(Horizontal):
    """A label and what is asked for beside it, which has the row's ``name`` as its id."""

    def __init__(self, label: str, name: str) -> None:
        super().__init__(classes="field", name=name)
        self.label = label

    def compose(self) -> ComposeResult:
        yield Label(Content(self.label), classes="field-label")


class TextLineRow(LabelledRow):
    """A label and a line; ``echo`` says how what is typed is read, in a few words, ``unseen`` shows dots for it."""

    def __init__(
        self,
        label: str,
        name: str,
        value: str = "",
        placeholder: str = "",
        *,
        suggester: Suggester | None = None,
        echo: Callable[[str], str] | None = None,
        unseen: bool = False,
    ) -> None:
        super().__init__(label, name)
        self._line = TextLine(
            value, placeholder=placeholder, id=name, compact=True, suggester=suggester, password=unseen
        )
        self._echo = echo

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self._line
        if self._echo is not None:
            yield Static("", classes="field-echo", markup=False)

    def on_mount(self) -> None:
        """Reads what the line begins with, once the fields beside it are there too."""
        self.call_after_refresh(self._read)

    def on_input_changed(self) -> None:
        """Reads the line anew."""
        self._read()

    def _read(self) -> None:
        if self._echo is not None:
            said = self._echo(self._line.value)
            echo = self.query_one(".field-echo", Static)
            echo.update(Content(said))
            echo.set_class(not said, "-silent")  # then the line has its room


class Answer(Static):
    """What came of it: done, or refused and why."""

    def __init__(self) -> None:
        super().__init__("", markup=False, classes="answer -silent")
        self.words = ""
        self._stood: dict[Input, str] = {}

    def accept(self, words: str) -> None:
        """Says what was done; without words, nothing."""
        self._show(words)

    def refuse(self, words: str, about: Iterable[Input] = ()) -> None:
        """Says why nothing was done, until one of the lines that it is ``about`` has changed."""
        self._show(words)
        self.add_class("-refused")
        self._stood = {line: line.value for line in about}

    def forget_changed(self) -> None:
        """Called where a line may have changed: what was refused of it is another now, and nothing is said of it."""
        if any(line.value != value for line, value in self._stood.items()):
            self.accept("")
            self.screen.query(".-refused").remove_class("-refused")

    def _show(self, words: str) -> None:
        self.words = printable(words)
        self.set_class(not words, "-silent")
        self.remove_class("-refused")
        self._stood = {}
        self.update(Content(self.words))
        self.call_after_refresh(self.scroll_visible, animate=False)
