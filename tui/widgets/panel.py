"""Panels: a titled border around a list or a chart, and panels behind tabs where there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from storage.text import printable

_APART = " │ "
"""Stands between names in a line, without its blanks where there is no room: colors may be off, and names count."""


class Panel(Vertical):
    """A border whose title says what is in it, and how many; the keys that act on it stand at the bottom right."""

    def __init__(self, title: str, *children: Widget, keys: str = "", id: str) -> None:  # noqa: A002
        super().__init__(*children, id=id, classes="panel")
        self.name_it(title)
        self.border_subtitle = Content(keys)

    def name_it(self, title: str, count: int | None = None, more: str = "") -> None:
        """Says what is in it, how many, and what else is to be known of it."""
        self.title = title
        apart = " · " if title[-1:].isdigit() else " "
        counted = f"{apart}{count:,}" if count is not None else ""
        self.border_title = Content(f"{printable(title)}{counted}{f' · {printable(more)}' if more else ''}")


class TabLine(Static, can_focus=True):
    """A few names in a line, one of which is chosen: with ← →, or by a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Before", show=False),
        Binding("right", "turn(1)", "Next", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A person chose another one."""

        tabs: TabLine
        at: int

    def __init__(self, names: Sequence[str], *, id: str) -> None:  # noqa: A002
        super().__init__("", id=id, classes="tabs", markup=False)
        self._names = tuple(names)
        self._places: list[tuple[int, int, int]] = []
        self.at = 0

    def on_mount(self) -> None:
        """Shows the names."""
        self.rename(self._names)

    def rename(self, names: Sequence[str]) -> None:
        """Shows other names for the same tabs, as when they count something."""
        self._names = tuple(map(printable, names))
        room = self.content_size.width
        between = _APART if room == 0 or self._needs(cell_len(_APART)) <= room else _APART.strip()
        first, last = 0, len(self._names)
        if room and self._needs(1) > room:  # those around the chosen one, and signs that there are more
            first, last = self._in_sight(room)
        parts: list[tuple[str, str]] = [("‹ " if first else "", "$foreground-muted")]
        self._places = []
        x = cell_len(parts[0][0])
        for at, name in enumerate(self._names[first:last], start=first):
            apart = between if at > first else ""
            parts += [(apart, "$foreground-muted"), (name, "bold underline" if at == self.at else "$foreground-muted")]
            begins = x + cell_len(apart)
            x = begins + cell_len(name)
            self._places.append((begins, x, at))
        parts.append((" ›" if last < len(self._names) else "", "$foreground-muted"))
        self.update(Content.assemble(*parts), layout=False)

    def choose(self, at: int) -> None:
        """Chooses one, and tells of it."""
        if at != self.at and 0 <= at < len(self._names):
            self.at = at
            self.rename(self._names)
            self.post_message(self.Chosen(self, at))

    def action_turn(self, by: int) -> None:
        """The next one, or the one before."""
        self.choose((self.at + by) % len(self._names))

    def on_resize(self) -> None:
        self.rename(self._names)

    def on_click(self, event: events.Click) -> None:
        """Chooses the name that is clicked on."""
        x = event.x - (self.content_region.x - self.region.x)
        chosen = [at for begins, ends, at in self._places if begins <= x < ends]
        for at in chosen:
            self.choose(at)

    def begins(self) -> list[tuple[int, int]]:
        """Each name that is shown by its number, and the column of the screen where it begins."""
        return [(at, self.content_region.x + begins) for begins, _, at in self._places]

    def _in_sight(self, room: int) -> tuple[int, int]:
        """The first name that is shown, and the one after the last: as many as there is room for, from the left on."""
        first = 0
        while True:
            taken = 2 if first else 0
            last = first
            while last < len(self._names):
                needs = cell_len(self._names[last]) + (last > first)
                if taken + needs > room - (2 if last + 1 < len(self._names) else 0):
                    break
                taken += needs
                last += 1
            if last > self.at or first >= self.at:
                return first, max(last, first + 1)
            first += 1

    def _needs(self, gap: int) -> int:
        return sum(cell_len(name) for name in self._names) + gap * (len(self._names) - 1)


class Pages(Container):
    """Panels side by side where there is room; else one of them at a time, under a line of their titles.

    ``room`` stands before them, where something else is to have a place among them.
    """

    def __init__(self, *panels: Panel, id: str, room: Widget | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="pages")
        self._panels = panels
        self._room = room
        self._tabbed = False

    def compose(self) -> ComposeResult:
        yield TabLine([panel.title for panel in self._panels], id=f"{self.id}-tabs")
        if self._room is not None:
            yield self._room
        yield from self._panels

    def on_mount(self) -> None:
        """Begins with all of them."""
        self.tab(self._tabbed)

    def tab(self, tabbed: bool) -> None:
        """Puts the panels behind tabs, or side by side."""
        self._tabbed = tabbed
        self.set_class(tabbed, "-tabbed")
        tabs = self.query_one(TabLine)
        tabs.display = tabbed
        for at, panel in enumerate(self._panels):
            panel.display = not tabbed or at == tabs.at

    def count(self, at: int, number: int) -> None:
        """Says in the line of titles how many there are in a panel: on a low screen the line is all there is of it."""
        names = [panel.title for panel in self._panels]
        names[at] = f"{names[at]} {number:,}" if number else names[at]
        self.query_one(TabLine).rename(names)

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """Shows the panel that was chosen."""
        event.stop()
        self.tab(self._tabbed)
