"""A sheet that is filled in by keys: a row a person, a few columns of numbers; arrows and Tab move, typing edits.

A row that was typed in is handed over whole when the cursor leaves it; it stays as typed, and the cursor in it, until
whoever holds the sheet has taken it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from storage.text import printable
from tui.lists.columns import fitted
from tui.lists.sheet_rows import SheetColumn, SheetRow, label_width

_TYPED = "0123456789.,:$-"
"""What is typed into a cell. A colon too: `1:30` is refused then, where it would be read as 130 without it."""


class Sheet(ScrollView, can_focus=True):
    """Rows and columns with a cursor. What was typed in a cell stands there until the row is taken or given up."""

    COMPONENT_CLASSES: ClassVar = {"sheet--header", "sheet--cursor", "sheet--refused", "sheet--typed"}
    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("left", "beside(-1)", "Left", show=False),
        Binding("right", "beside(1)", "Right", show=False),
        Binding("tab", "next", "Next", show=False),
        Binding("shift+tab", "previous", "Before", show=False),
        Binding("home", "edge(0)", "First column", show=False),
        Binding("end", "edge(-1)", "Last column", show=False),
        Binding("enter", "keep", "Keep the row", show=False),
        Binding("backspace", "erase", "Erase", show=False),
        Binding("delete,ctrl+u", "clear", "Clear", show=False),
    ]

    @dataclass
    class Left(Message):
        """The cursor is to leave a row that was typed in, for a cell of another one."""

        row: SheetRow
        typed: Mapping[str, str]
        to: tuple[int, int]

    @dataclass
    class Entered(Message):
        """Enter on a row that was not typed in."""

    @dataclass
    class Edited(Message):
        """Something was typed."""

    def __init__(self, columns: Sequence[SheetColumn], empty: str) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._empty = empty
        self._rows: tuple[SheetRow, ...] = ()
        self._row = self._column = 0
        self._typed: dict[int, str] = {}
        self._afresh = True
        self.refused: int | None = None
        """The column of the cell that stands as it was refused, if there is one."""

    @property
    def is_typed_in(self) -> bool:
        """Whether the cursor's row holds something that is not taken yet."""
        return bool(self._typed)

    @property
    def current(self) -> SheetRow | None:
        """The row under the cursor, as recorded."""
        return self._rows[self._row] if self._rows else None

    def load(self, rows: Sequence[SheetRow], at: str | None = None) -> None:
        """Shows rows; the cursor goes to the row ``at``, or stays on its own, and what is typed there stays."""
        wanted = at if at is not None else self.current.key if self.current else None
        self._rows = tuple(rows)
        found = next((index for index, row in enumerate(rows) if row.key == wanted), None)
        if found is None:
            self._typed.clear()
        self._row = found if found is not None else max(0, min(self._row, len(rows) - 1))
        self.virtual_size = Size(self.size.width, len(rows) + 1)
        self._show()

    def fill(self, typed: Mapping[str, str]) -> None:
        """Types over the cursor's row, by the names of the columns."""
        over = zip(self._columns, self.current.cells if self.current else (), strict=False)
        self._typed = {at: typed[one.name] for at, (one, cell) in enumerate(over) if typed[one.name] != cell}
        self.refresh()

    def texts(self, column: int) -> list[str]:
        """What stands in a column, typed or recorded."""
        return [self._text(index, column) for index in range(len(self._rows))]

    def refuse(self, name: str) -> None:
        """Marks a cell of the cursor's row and goes to it."""
        self.refused = self._column = next(
            (index for index, column in enumerate(self._columns) if column.name == name), self._column
        )
        self._afresh = True
        self._show()

    def take(self, to: tuple[int, int]) -> None:
        """The row was taken; goes where the cursor was to go."""
        self.give_up()
        self._go_to(*to)

    def go_down(self) -> None:
        """Goes to the first cell of the next row."""
        self._go_to(self._row + 1, 0)

    def give_up(self) -> None:
        """Puts the cursor's row back to what is recorded."""
        self._typed.clear()
        self.refused = None
        self._afresh = True
        self._show()

    def line(self, label: str, cells: Sequence[str], note: str = "") -> str:
        """A line of text in the sheet's columns, for a heading or a sum."""
        return (
            self._label(label)
            + "".join(f"{cell:>{column.width}} " for cell, column in zip(cells, self._columns, strict=True))
            + (f" {note}" if note else "")
        )

    def render_line(self, y: int) -> Strip:
        """A line of the viewport: the heading first, then rows."""
        width = self.scrollable_content_region.width
        if y == 0:
            text = self.line("", [column.label for column in self._columns])
            style = self.get_component_rich_style("sheet--header")
            return Strip([Segment(set_cell_size(text, width), style)], width)
        index = int(self.scroll_offset.y) + y - 1
        if index >= len(self._rows):
            text = self._empty if index == 0 else ""
            return Strip([Segment(set_cell_size(f"  {text}", width), self.rich_style)], width)
        row, here = self._rows[index], index == self._row
        segments = [Segment(self._label(f"{'▌' if here else ' '} {printable(row.label)}"), self.rich_style)]
        for at, column in enumerate(self._columns):
            segments += [
                Segment(self._cell(index, at, column.width), self._style(here, at)),
                Segment(" ", self.rich_style),
            ]
        note = "not saved" if here and self._typed else row.note
        segments.append(Segment(f" {note}", self.rich_style))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def action_move(self, by: int) -> None:
        """To another row."""
        self._leave(self._row + by, self._column)

    def action_page(self, by: int) -> None:
        """A screen on or back."""
        self._leave(self._row + by * max(1, self.size.height - 2), self._column)

    def action_beside(self, by: int) -> None:
        """To the column beside."""
        self._go_to(self._row, self._column + by)

    def action_edge(self, column: int) -> None:
        """To the first or last column."""
        self._go_to(self._row, column % len(self._columns))

    def action_next(self) -> None:
        """To the next cell; from the last column to the next row, and from the last row on to the next field."""
        self._step(1)

    def action_previous(self) -> None:
        """To the cell before; from the first column to the row before, and from the first row to the field before."""
        self._step(-1)

    def action_keep(self) -> None:
        """Hands a row that was typed in over, and goes to the first cell of the next."""
        if self._typed:
            self._leave(self._row + 1, 0)
        else:
            self.post_message(self.Entered())

    def action_erase(self) -> None:
        """Takes the last character from a cell."""
        if self._rows:
            self._write(self._text(self._row, self._column)[:-1])

    def action_clear(self) -> None:
        """Empties a cell."""
        if self._rows:
            self._write("")

    def on_key(self, event: events.Key) -> None:
        """Digits and what belongs to amounts are typed; the first takes the place of what was there."""
        if self._rows and event.character and event.character in _TYPED:
            event.stop()
            before = "" if self._afresh else self._text(self._row, self._column)
            self._write(before + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """A number that is pasted takes the place of the cell's."""
        event.stop()
        if self._rows:
            self._write(" ".join(printable(event.text).split()))

    def on_click(self, event: events.Click) -> None:
        """To the cell that was clicked."""
        index, at = int(self.scroll_offset.y) + event.y - 1, event.x - self._label_width
        if event.y < 1 or index >= len(self._rows):
            return
        column = self._column
        for number, one in enumerate(self._columns):
            if 0 <= at <= one.width:
                column = number
            at -= one.width + 1
        self._leave(index, column)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._rows) + 1)
        self._show()

    @on(events.Focus)
    @on(events.Blur)
    def cursor_shown(self) -> None:
        self.refresh()

    def _step(self, by: int) -> None:
        column = self._column + by
        if 0 <= column < len(self._columns):
            self._go_to(self._row, column)
        elif self._typed or 0 <= self._row + by < len(self._rows):
            self._leave(self._row + by, column % len(self._columns))
        else:
            (self.screen.focus_next if by > 0 else self.screen.focus_previous)()

    def _leave(self, row: int, column: int) -> None:
        """Goes to a cell; a row that was typed in is handed over first, and decides whether the cursor goes."""
        if self._typed:
            typed = {one.name: self._text(self._row, at) for at, one in enumerate(self._columns)}
            self.post_message(self.Left(self._rows[self._row], typed, (row, column)))
        else:
            self._go_to(row, column)

    def _go_to(self, row: int, column: int) -> None:
        self._row = max(0, min(row, len(self._rows) - 1))
        self._column = max(0, min(column, len(self._columns) - 1))
        self._afresh = True
        self._show()

    def _write(self, text: str) -> None:
        self._afresh = False
        self.refused = None if self.refused == self._column else self.refused
        if text == self._rows[self._row].cells[self._column]:
            self._typed.pop(self._column, None)
        else:
            self._typed[self._column] = text
        self.post_message(self.Edited())
        self.refresh()

    def _show(self) -> None:
        self.scroll_to_region(Region(0, self._row, self.size.width, 2), animate=False, force=True)
        self.refresh()

    def _text(self, row: int, column: int) -> str:
        recorded = self._rows[row].cells[column]
        return self._typed.get(column, recorded) if row == self._row else recorded

    @property
    def _label_width(self) -> int:
        return label_width(self._columns, self.scrollable_content_region.width)

    def _label(self, text: str) -> str:
        return fitted(text, self._label_width - 1) + " "

    def _cell(self, row: int, column: int, width: int) -> str:
        text = self._text(row, column)
        if len(text) >= width:
            text = "…" + text[-(width - 2) :]
        if row == self._row and column == self.refused:
            return f"!{text:>{width - 1}}"
        return f"{text:>{width}}"

    def _style(self, here: bool, column: int) -> Style:
        if here and column == self._column and self.has_focus:
            return self.get_component_rich_style("sheet--cursor")
        if here and column == self.refused:
            return self.get_component_rich_style("sheet--refused")
        if here and column in self._typed:
            return self.get_component_rich_style("sheet--typed")
        return self.rich_style
