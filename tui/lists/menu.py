"""The menu of a row: what can be done with it, each with its key, where the right mouse button was pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.once import LeavesOnce

RIGHT = 3
"""The right mouse button."""

_FRAME = 2


@dataclass
class MenuAsked(Message):
    """The right button was pressed on a row, which has the cursor now; where on the screen that was."""

    x: int
    y: int


@dataclass(frozen=True)
class MenuLine:
    """A name, the key that does the same, and words; ``whose`` for whom alone it is, where not for who sits here."""

    name: str
    key: str
    words: str
    whose: str = ""

    def shown(self, wide: int) -> Content:
        """The line; one that would be refused is dim, and says for whom it is."""
        key = self.key + " " * (wide - cell_len(self.key))
        if self.whose:
            return Content.styled(f"{key}{self.words} – {self.whose}", "dim")
        return Content.assemble((key, "bold"), self.words)


class RowMenu(LeavesOnce, ModalScreen[str]):
    """Dismissed with the name of the line that is chosen; Escape or a click elsewhere leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave", show=False)]

    def __init__(self, lines: Sequence[MenuLine], x: int, y: int) -> None:
        super().__init__()
        self._lines = lines
        self._at = (x, y)

    def compose(self) -> ComposeResult:
        wide = max(cell_len(line.key) for line in self._lines) + 2
        lines = (Option(line.shown(wide), id=line.name) for line in self._lines)
        yield OptionList(*lines, compact=True, id="row-menu")

    def on_mount(self) -> None:
        """Stands where the button was pressed, or as near as there is room."""
        self._place()
        menu = self.query_one(OptionList)
        menu.highlighted = 0
        menu.focus()

    def on_resize(self) -> None:
        self._place()

    def _place(self) -> None:
        menu = self.query_one(OptionList)
        width = max(cell_len(option.prompt.plain) for option in menu.options if isinstance(option.prompt, Content)) + 4
        height = min(len(self._lines) + _FRAME, self.app.size.height)
        menu.styles.width, menu.styles.height = width, height
        x, y = self._at
        menu.styles.offset = (
            max(0, min(x, self.app.size.width - width)),
            max(0, min(y, self.app.size.height - height)),
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chooses a line."""
        event.stop()
        self.dismiss(event.option_id)

    def on_click(self, event: events.Click) -> None:
        """Leaves, where the click is not on the menu."""
        if not self.query_one(OptionList).region.contains(event.screen_x, event.screen_y):
            self.dismiss(None)
