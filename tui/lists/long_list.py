"""One list for any number of rows, with a cursor that keys move, and a selection that one command acts on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding
from textual.message import Message

from program.refusals import LeadbookError
from tui.book.threads import in_a_thread
from tui.host import host_of
from tui.lists.columns import Column
from tui.lists.menu import RIGHT, MenuAsked
from tui.lists.painted_rows import MARK, PaintedRows
from tui.lists.sources import RowSource

R = TypeVar("R")

_MOST_SELECTED = 10_000
"""So many rows are selected at once at the most: one command acts on all of them."""

_MOST_SOUGHT = 2_000
"""Among so many rows a new one is looked for, so that a key is taken at once afterwards."""


class LongList(PaintedRows[R], can_focus=True):
    """Rows with keys: a cursor that moves by them, and a selection that stays when the source is loaded anew."""

    BINDINGS: ClassVar = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home,g", "first", "First", show=False),
        Binding("end,G", "last", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
        Binding("space", "select", "Select", show=False),
        Binding("asterisk", "select_all", "Select all", show=False),
        Binding("escape", "select_none", "Select none"),
    ]

    @dataclass
    class Opened(Message):
        """Enter or a click on the cursor's row."""

        row: object

    @dataclass
    class HeadChosen(Message):
        """A click on the heading of a column that the list can be sorted by."""

        column: str

    @dataclass
    class SelectionChanged(Message):
        """Rows were selected or left out; how many are selected now."""

        count: int

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], str], empty: str, *, selecting: bool = False
    ) -> None:
        """``selecting`` where something can be done with many rows at once."""
        super().__init__(columns, key, empty)
        self._selecting = selecting
        self._some_selected = False
        self._sought: Callable[[R], bool] | None = None

    @property
    def in_hand(self) -> tuple[R, ...]:
        """The rows that a key acts on: the selected ones, or the cursor's; none where another widget has the focus or
        the cursor's row is out of sight.
        """
        if self.screen.focused is not self:
            return ()
        if self.selected:
            return tuple(self.selected.values())
        current = self.current
        return (current,) if current is not None and self._is_in_sight() else ()

    def seek(self, is_it: Callable[[R], bool]) -> None:
        """Puts the cursor on the row that is the one, when the rows are loaded next; it stays where none of them is."""
        self._sought = is_it

    def load(self, source: RowSource[R], *, anew: bool = False) -> None:
        super().load(source, anew=anew)
        sought, self._sought = self._sought, None
        if sought is not None:
            host_of(self.app).hold_keys_for(self._go_where(source, sought))

    async def _go_where(self, source: RowSource[R], is_it: Callable[[R], bool]) -> None:
        try:
            rows = await in_a_thread(lambda: source.rows(0, _MOST_SOUGHT))
        except LeadbookError:
            return  # reading the rows says it
        at = next((at for at, row in enumerate(rows) if is_it(row)), None)
        if at is not None:
            await self.read()
            self._windows.total = max(self._windows.known(), len(rows))
            self._measure()
            self._go_to(at)

    def select_none(self) -> None:
        """Selects nothing."""
        self.selected.clear()
        self._selection_changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Escape belongs to the screen while nothing is selected."""
        if action == "select_none":
            return bool(self.selected)
        return self._selecting or action not in ("select", "select_all")

    def action_move(self, by: int) -> None:
        """Moves the cursor by rows."""
        self._go_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Moves the cursor by screens."""
        self._go_to(self.cursor + by * max(1, self.size.height - 2))

    def action_first(self) -> None:
        """Moves to the first row."""
        self._go_to(0)

    def action_last(self) -> None:
        """Moves to the last row, as soon as it is known which that is."""
        if self._windows.total is None:
            self._last_wanted = True
        else:
            self._go_to(self._windows.total - 1)

    def action_open(self) -> None:
        """Opens the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def action_select(self) -> None:
        """Selects the row under the cursor, or leaves it out, and moves on."""
        row = self.current
        if row is None:
            return
        key = self._key(row)
        if self.selected.pop(key, None) is None:
            self.selected[key] = row
        self._selection_changed()
        self.action_move(1)

    def action_select_all(self) -> None:
        """Selects every row of the list, seen or not; a key that is typed meanwhile waits, and acts on all of them."""
        if self._source is not None:
            host_of(self.app).hold_keys_for(self._select_all(self._source))

    async def _select_all(self, source: RowSource[R]) -> None:
        try:
            rows = await in_a_thread(lambda: source.rows(0, _MOST_SELECTED + 1))
        except LeadbookError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if len(rows) > _MOST_SELECTED:
            self.notify(f"More than {_MOST_SELECTED:,} rows cannot be selected at once; narrow the list first")
            return
        self.selected |= {self._key(row): row for row in rows}
        self._selection_changed()

    def action_select_none(self) -> None:
        """Selects nothing."""
        self.select_none()

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the row; on the cursor's row, opens it; on a heading, asks for its order.

        The right button asks what can be done with the row.
        """
        if event.y == 0:
            width = self.scrollable_content_region.width
            left = event.x - MARK
            for column, room in self._shown(width):
                if 0 <= left <= room and column.sort:
                    self.post_message(self.HeadChosen(column.sort))
                left -= room + 1
        index = self.scroll_offset.y + event.y - 1
        if event.y > 0 and self._windows.row(index) is not None:
            if event.button == RIGHT:
                self._go_to(index)
                self.post_message(MenuAsked(event.screen_x, event.screen_y))
            elif index == self.cursor:
                self.action_open()
            else:
                self._go_to(index)

    def _is_in_sight(self) -> bool:
        """Whether the cursor's row is within what is painted of the list, and not under its heading."""
        below = self.cursor - int(self.scroll_offset.y)
        place = self.screen.find_widget(self)
        return below >= 0 and place.visible_region.contains(place.region.x, self.content_region.y + 1 + below)

    def _selection_changed(self) -> None:
        if bool(self.selected) != self._some_selected:
            self._some_selected = bool(self.selected)
            self.refresh_bindings()  # what Escape does is another now
        self.post_message(self.SelectionChanged(len(self.selected)))
        self.refresh()
