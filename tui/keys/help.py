"""The keys of a screen and what they do, from the registry: searched by typing, and carried out by Enter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from program.leads.outcome import OUTCOME_OF_LETTER
from tui.keys.registry import IN_LISTS, Action, key_words, offered
from tui.once import LeavesOnce
from tui.rights import for_whom
from tui.widgets.hanging import hanging
from tui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from program.people import Acting

_KEY = 9


class Help(LeavesOnce, ModalScreen[str]):
    """Lists the actions offered in the given places; ``keymap`` has the keys that the config file sets.

    Those that are ``idle`` are left out: what they act on is not there now. What the roles of who has the ``seat`` do
    not allow is dim, with the reason. Dismissed with the action that is to be carried out, or None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", "Leave", show=False),
        Binding("down", "move('down')", "Down", show=False, priority=True),
        Binding("up", "move('up')", "Up", show=False, priority=True),
        Binding("pagedown", "move('page_down')", "Page down", show=False, priority=True),
        Binding("pageup", "move('page_up')", "Page up", show=False, priority=True),
    ]

    def __init__(
        self,
        places: Sequence[str],
        keymap: Mapping[str, str],
        seat: Acting | None = None,
        idle: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._idle = idle
        self._seat = seat
        self.places = tuple(places)
        self._keymap = keymap
        self._width = 0

    TITLE_WORDS = "Keys"
    HINT = "Enter does it · ↑ ↓ choose · Esc leaves"

    @property
    def under_the_cursor(self) -> str | None:
        """The id of the line that is chosen."""
        keys = self.query_one(OptionList)
        return None if keys.highlighted is None else keys.get_option_at_index(keys.highlighted).id

    def chosen(self, action: str) -> None:
        """What Enter and a click do."""
        self.dismiss(action)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="help") as frame:
            frame.border_title = self.TITLE_WORDS
            yield TextLine(placeholder="Type to search", id="search", compact=True)
            yield OptionList(id="keys", compact=True)
            yield from self.below()

    def below(self) -> ComposeResult:
        """What stands under the list."""
        yield Static(Content(self.HINT), classes="dialog-hint")

    def on_mount(self) -> None:
        """Shows all of them."""
        self._show("")
        self.query_one(TextLine).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Lays the lines out anew where the list has another width."""
        if self.is_running and self.query_one(OptionList).scrollable_content_region.width != self._width:
            self.show_again()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows what holds the typed words."""
        event.stop()
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Carries out what is chosen."""
        event.stop()
        if self.under_the_cursor is not None:
            self.chosen(self.under_the_cursor)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """So does a click."""
        event.stop()
        if event.option_id is not None:
            self.chosen(event.option_id)

    def action_move(self, where: str) -> None:
        """Moves in the list while the search is typed in."""
        getattr(self.query_one(OptionList), f"action_{'cursor_' if where in ('down', 'up') else ''}{where}")()

    def show_again(self) -> None:
        """Shows the lines anew, with the cursor where it is."""
        keys = self.query_one(OptionList)
        at, top = keys.highlighted, keys.scroll_offset.y
        self._show(self.query_one(TextLine).value)
        keys.highlighted = at
        keys.scroll_to(y=top, animate=False)

    def _show(self, typed: str) -> None:
        words = typed.casefold().split()
        keys = self.query_one(OptionList)
        self._width = keys.scrollable_content_region.width
        keys.set_options(_apart(self.lines(words)))
        keys.highlighted = next(
            (at for at in range(keys.option_count) if not keys.get_option_at_index(at).disabled), None
        )

    def lines(self, words: Sequence[str]) -> Iterator[Option]:
        """What there is that holds the words."""
        for where, actions in (
            ("On this screen", offered(self.places, self._idle)),
            ("Everywhere", offered(("everywhere",))),
        ):
            found = [
                action for action in actions if holds(f"{self.keys_of(action)} {action.label} {action.help}", words)
            ]
            if found:
                yield Heading(where)
            for action in found:
                yield Option(hanging(self._line(action), self._width), id=action.id)
        letters = ", ".join(f"{letter} {outcome.words.lower()}" for letter, outcome in OUTCOME_OF_LETTER.items())
        rest = [line for line in (*IN_LISTS, ("Letters", f"Outcomes: {letters}")) if holds(" ".join(line), words)]
        if rest:
            yield Heading("In lists and fields")
        for key, text in rest:
            yield Option(hanging(in_columns(key, text), self._width), disabled=True)

    def _line(self, action: Action) -> Content:
        if whose := for_whom(self._seat, action.id):
            return in_columns(self.keys_of(action), f"– {whose}: {action.help}").stylize("dim")
        return in_columns(self.keys_of(action), action.help)

    def keys_of(self, action: Action) -> str:
        """The keys of an action, as they stand on the keyboard."""
        return key_words(self._keymap.get(action.id, action.key))


class Heading(Option):
    """A line over others, which stands apart from what is above it."""

    def __init__(self, text: str) -> None:
        super().__init__(Content.styled(text, "bold $foreground-muted"), disabled=True)


def _apart(lines: Iterable[Option]) -> Iterator[Option]:
    """The lines, with a blank one before each heading but the first."""
    for at, line in enumerate(lines):
        if at and isinstance(line, Heading):
            yield Option("", disabled=True)
        yield line


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds all of the words."""
    return all(word in text.casefold() for word in words)


def in_columns(key: str, words: str) -> Content:
    """A key and what it does."""
    return Content.assemble((key + " " * max(1, _KEY - cell_len(key)), "bold"), words)
