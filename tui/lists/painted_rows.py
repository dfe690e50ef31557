"""The rows of a long list: a few windows of them around what is seen, painted with the cursor's row in sight."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import work
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from program.refusals import LeadbookError
from storage.text import printable
from tui.book.threads import in_a_thread
from tui.lists.columns import Column, Tone, fitted, shown_of, widths_of
from tui.lists.sources import RowSource
from tui.lists.windows import WINDOW, Windows

R = TypeVar("R")

MARK = 2
"""Cells before the first column, for the cursor and the mark of a selected row."""


class PaintedRows(ScrollView, Generic[R]):
    """Paints a source's rows and reads them as they come into view; the cursor follows its row when that moves."""

    COMPONENT_CLASSES: ClassVar = {
        "long-list--header",
        "long-list--cursor",
        "long-list--selected",
        *(f"long-list--{tone}" for tone in ("good", "look", "bad", "quiet")),
    }
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message, namespace="long_list"):
        """Another row is under the cursor, or none."""

        row: object | None

    @dataclass
    class Loaded(Message, namespace="long_list"):
        """The number of rows became known."""

        total: int

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], str], empty: str) -> None:
        super().__init__()
        self.selected: dict[str, R] = {}
        self._columns = columns
        self._key = key
        self._empty = empty
        self._source: RowSource[R] | None = None
        self._windows: Windows[R] = Windows()
        self._cursor_key: str | None = None
        self._last_wanted = False
        self._failed: set[int] = set()
        """Windows that could not be read: another key does not ask for them again, what loads the list anew does."""
        self._told: R | None = None
        self._order = ("", False)
        self._widest: dict[str, int] = {}
        """Of columns that may get wider, the cells that the widest text read so far takes."""
        self._reading: Worker[None] | None = None
        self._lines = 0
        """The height when it was last laid out."""

    @property
    def current(self) -> R | None:
        """The row under the cursor, if it is loaded."""
        return self._windows.row(self.cursor)

    @property
    def total(self) -> int | None:
        """How many rows there are, once that is known."""
        return self._windows.total

    def load(self, source: RowSource[R], *, anew: bool = False) -> None:
        """Shows a source; the cursor stays on its row, or on its position. ``anew`` starts at the top instead.

        What is selected stays so, in the list or not: rows are gathered by looking for one after the other.
        """
        self._source = source
        self._failed.clear()
        self._windows.stale = True
        if anew:
            self._widest.clear()
            self._cursor_key = None
            self.cursor = 0
            self.scroll_to(y=0, animate=False)
        self._read_rows()
        self._read_total()

    async def read(self) -> None:
        """Waits until the rows of the source that was loaded last stand here, or could not be read."""
        before = None
        while self._windows.stale and self._reading is not None and self._reading is not before:
            before = self._reading
            with suppress(WorkerFailed, WorkerCancelled):  # one that was read for in the meantime is waited for next
                await before.wait()

    def say_when_empty(self, words: str) -> None:
        """What stands in the list when it has no row."""
        self._empty = words
        self.refresh()

    def say_order(self, column: str, descending: bool) -> None:
        """Marks the column that the rows are sorted by."""
        self._order = (column, descending)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the viewport: the heading first, then rows."""
        width = self.scrollable_content_region.width
        if y == 0:
            text = self._heading(width)
            return Strip([Segment(text, self.get_component_rich_style("long-list--header"))], width)
        index = self.scroll_offset.y + y - 1
        row = self._windows.row(index)
        if row is None:
            text = self._empty if index == 0 and self._windows.total == 0 else ""
            return Strip([Segment(set_cell_size(f"  {text}", width), self.rich_style)], width)
        marked = self._key(row) in self.selected
        at_cursor = index == self.cursor
        mark = self._mark(at_cursor and self.has_focus, marked)
        shown = self._shown(width)
        labels = {column.label for column, _ in shown}
        parts = [
            fitted(
                column.said(row, room, tagged=column.tagged_by not in labels),
                room,
                right=column.right,
                end_tells=column.end_tells,
            )
            + " "
            for column, room in shown
        ]
        if marked or (at_cursor and self.has_focus):
            name = "long-list--cursor" if at_cursor and self.has_focus else "long-list--selected"
            text = set_cell_size(mark + "".join(parts), width)
            return Strip([Segment(text, self.get_component_rich_style(name))], width)
        segments = [Segment(mark, self.rich_style)]
        tones = [column.tone(row) for column, _ in shown]
        segments += [Segment(part, self._style_of(tone)) for tone, part in zip(tones, parts, strict=True)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def on_resize(self) -> None:
        lost, self._lines = self._lines - self.size.height, self.size.height
        self._measure()
        self._reveal(lost)
        self._read_rows()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Asks for the rows that came into view."""
        super().watch_scroll_y(old, new)
        self._read_rows()

    def _go_to(self, index: int) -> None:
        self.cursor = max(0, min(index, self._windows.known() - 1))
        row = self.current
        self._cursor_key = self._key(row) if row is not None else None
        visible = Region(0, self.cursor, self.size.width, 2)
        self.scroll_to_region(visible, animate=False, force=True)
        self.refresh()
        self._read_rows()
        self._tell_where()

    def _reveal(self, lines: int) -> None:
        """Brings the cursor's row back into sight where it went out of it below by so many lines, or fewer."""
        below = self.cursor + 2 - int(self.scroll_offset.y) - self.size.height
        if 0 < below <= lines and self.size.height > 1:  # else it is not laid out, or not shown
            self.scroll_to(y=self.scroll_offset.y + below, animate=False, force=True)

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self._windows.known() + 1)

    def _read_rows(self) -> None:
        self._reading = self._read_windows()

    @work(group="rows", exclusive=True, exit_on_error=False)
    async def _read_windows(self) -> None:
        source = self._source
        if source is None:
            return
        wanted = self._windows.wanted(int(self.scroll_offset.y), self.size.height)
        if not wanted or self._failed.issuperset(wanted):
            return
        read: dict[int, Sequence[R]] = {}
        for at in wanted:
            try:
                read[at] = await in_a_thread(partial(source.rows, at * WINDOW, WINDOW))
            except LeadbookError as error:
                self._failed.update(wanted)
                self.notify(str(error), severity="error", markup=False)
                return
        self._failed.clear()
        self._windows.take(read, near=wanted[0])
        self._look_how_wide(read.values())
        self._measure()
        self._follow_cursor()
        self.refresh()
        self._tell_where()

    @work(group="total", exclusive=True, exit_on_error=False)
    async def _read_total(self) -> None:
        source = self._source
        if source is None:
            return
        try:
            total = await in_a_thread(source.total)
        except LeadbookError:
            return  # reading the rows has said it already
        more = total - self._windows.known()
        self._windows.total = total
        self._measure()
        self._reveal(more)
        if self.cursor >= total:
            self._go_to(total - 1)
        if self._last_wanted:
            self._last_wanted = False
            self._go_to(total - 1)
        self.post_message(self.Loaded(total))
        self.refresh()

    def _follow_cursor(self) -> None:
        """Puts the cursor back on its row where that moved within the windows; else it stays where it is."""
        row = self.current
        if self._cursor_key is None or (row is not None and self._key(row) == self._cursor_key):
            self._cursor_key = self._key(row) if row is not None else None
            return
        moved = self._windows.find(lambda found: self._key(found) == self._cursor_key)
        if moved is not None:
            self.scroll_to(y=self.scroll_offset.y + moved - self.cursor, animate=False, force=True)
            self.cursor = moved
            return
        self._cursor_key = self._key(row) if row is not None else None

    def _tell_where(self) -> None:
        row = self.current
        if row != self._told:
            self._told = row
            self.post_message(self.Moved(row))

    def _heading(self, width: int) -> str:
        """The labels; where rows are selected, how many, at the right end in place of what stands there."""
        heads = [
            fitted(column.heading(room) + self._direction(column), room, right=column.right) + " "
            for column, room in self._shown(width)
        ]
        labels = set_cell_size(" " * MARK + "".join(heads), width)
        if not self.selected:
            return labels
        count = f" {len(self.selected):,} selected"
        room = max(0, width - len(count))
        whole = labels[:room] if not labels[room - 1 : room + 1].strip() else labels[:room].rpartition("  ")[0]
        return set_cell_size(whole, room) + count

    def _shown(self, width: int) -> list[tuple[Column[R], int]]:
        """The columns that there is room for, each with how wide it is."""
        shown = shown_of(self._columns, width)
        return list(zip(shown, widths_of(shown, width, self._widest), strict=True))

    def _look_how_wide(self, windows: Collection[Sequence[R]]) -> None:
        for column in self._columns:
            if column.most or column.flexible:
                widest = (cell_len(printable(column.cell(row))) for rows in windows for row in rows)
                self._widest[column.label] = max(self._widest.get(column.label, 0), max(widest, default=0))

    def _direction(self, column: Column[R]) -> str:
        by, descending = self._order
        return (" ▼" if descending else " ▲") if column.sort and column.sort == by else ""

    def _mark(self, at_cursor: bool, marked: bool) -> str:
        return ("▌" if at_cursor else " ") + ("*" if marked else " ")

    def _style_of(self, tone: Tone) -> Style:
        return self.get_component_rich_style(f"long-list--{tone}") if tone else self.rich_style
