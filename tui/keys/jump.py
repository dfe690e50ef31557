"""Jump mode: a letter on everything that can be reached on the screen, and the letter goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.once import LeavesOnce
from tui.widgets.panel import Pages, Panel, TabLine

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


@dataclass(frozen=True)
class Target:
    """Something that can be reached: where its letter stands on the screen, what goes there, and the letter's width."""

    x: int
    y: int
    go: Callable[[], object]
    width: int = 3


def targets(screen: Screen[object]) -> list[Target]:
    """What can be reached on a screen and is in sight, from top to bottom, as far as the letters go."""
    found = [target for widget in screen.focus_chain for target in _of(screen, widget)]
    return sorted(found, key=lambda target: (target.y, target.x))[: len(LETTERS)]


def _of(screen: Screen[object], widget: Widget) -> Iterator[Target]:
    if not screen.find_widget(widget).visible_region:
        return
    if isinstance(widget, TabLine):
        for at, x in widget.begins():
            yield Target(max(0, x - 1), widget.region.y, lambda at=at: _turn_to(screen, widget, at), 1)  # type: ignore[misc]
        return
    panel = next((node for node in widget.ancestors if isinstance(node, Panel)), None)
    alone = panel is not None and [one for one in screen.focus_chain if panel in one.ancestors] == [widget]
    place = panel.region if panel is not None and alone else widget.region
    yield Target(place.x, place.y, lambda: screen.set_focus(widget))


def _turn_to(screen: Screen[object], tabs: TabLine, at: int) -> None:
    """Chooses a tab, and goes to what it shows."""
    tabs.choose(at)
    screen.set_focus(tabs)
    if isinstance(tabs.parent, Pages):
        tabs.parent.tab(True)
        shown = [widget for widget in screen.focus_chain if tabs.parent in widget.ancestors and widget is not tabs]
        screen.set_focus(shown[0] if shown else tabs)


class Jump(LeavesOnce, ModalScreen[Target]):
    """The letters over the screen; any other key, or a click, leaves. Dismissed with where to go, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave", show=False)]

    def __init__(self, reached: Sequence[Target]) -> None:
        super().__init__()
        self._reached = dict(zip(LETTERS, reached, strict=False))

    def compose(self) -> ComposeResult:
        for letter, target in self._reached.items():
            label = Static(Content(letter.center(target.width)), classes="jump-letter")
            label.styles.width = target.width
            label.styles.offset = (target.x, target.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """Goes where the letter is."""
        event.stop()
        self.dismiss(self._reached.get(event.key))

    def on_click(self) -> None:
        """Leaves."""
        self.dismiss(None)
