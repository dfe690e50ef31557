"""The footer: the keys of the place at the left, as many as fit whole; quick line, undo and help at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.host import host_of
from tui.rights import why_not
from tui.widgets.strip import PLACES

_AT_THE_RIGHT = ("quick_line", "undo", "help")
_MOST = 6
_ESCAPE = "Esc"
"""The key as everything else of ours writes it; Textual has it in small letters."""


@dataclass(frozen=True)
class _Offer:
    """A key as it is offered: what is painted of it, what it presses, and what is said where the mouse rests on it.

    It ``is_dim`` where the roles of who sits here do not allow it; it is refused where it leads to.
    """

    shown: str
    word: str
    key: str
    help: str
    is_dim: bool

    @property
    def width(self) -> int:
        """The cells of the key, its word and the blank between, without the blank after it."""
        return cell_len(f"{self.shown} {self.word}")


class KeyLine(Widget, can_focus=False):
    """Keys in the registry's order; none is cut off in the middle of its word. The places stand in the strip.

    It paints its one line itself: a widget for each key, as Textual's own footer has them, was half of all widgets of a
    screen, and made anew whenever the focus moved.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar = {"key-line--key", "key-line--word", "key-line--pointed", "key-line--dim"}
    DEFAULT_CSS: ClassVar[str] = """
    KeyLine { dock: bottom; height: 1; color: $footer-foreground; background: $footer-background; }
    KeyLine > .key-line--key {
        color: $footer-key-foreground; background: $footer-key-background; text-style: bold;
    }
    KeyLine > .key-line--word { color: $footer-description-foreground; background: $footer-description-background; }
    KeyLine > .key-line--dim { text-style: dim; }
    KeyLine > .key-line--pointed { background: $block-hover-background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._here: Sequence[_Offer] = ()
        self._always: Sequence[_Offer] = ()
        self._pointed: _Offer | None = None
        self._called: Mapping[str, str] = {}

    def on_mount(self) -> None:
        """Listens for what changes the keys: the focus, a list's selection, the keys themselves."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Presses the key under the mouse."""
        offer = self._at(event.x)
        if offer is not None:
            self.app.simulate_key(offer.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows which key a click would press."""
        self._point_at(self._at(event.x))

    def on_leave(self) -> None:
        """Shows none."""
        self._point_at(None)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The line: what fits at the left, a gap, what is always offered at the right."""
        segments, end = [], 0
        for start, offer in self._placed():
            also = ["key-line--pointed"] * (offer is self._pointed) + ["key-line--dim"] * offer.is_dim
            segments += [
                Segment(" " * (start - end), self.rich_style),
                Segment(offer.shown, self.get_component_rich_style("key-line--key", *also)),
                Segment(f" {offer.word}", self.get_component_rich_style("key-line--word", *also)),
            ]
            end = start + offer.width
        segments.append(Segment(" " * (self.size.width - end), self.rich_style))
        return Strip(segment for segment in segments if segment.text).crop(0, self.size.width)

    def _placed(self) -> list[tuple[int, _Offer]]:
        """What is offered, each with the cell in which it begins."""
        placed, at = [], 0
        right = self.size.width - sum(offer.width + 1 for offer in self._always)
        for offer in self._here:
            if at + offer.width + 1 > right:
                break
            placed.append((at, offer))
            at += offer.width + 1
        at = max(at, right)
        for offer in self._always:
            placed.append((at, offer))
            at += offer.width + 1
        return placed

    def _at(self, x: int) -> _Offer | None:
        return next((offer for start, offer in self._placed() if start <= x < start + offer.width), None)

    def _point_at(self, offer: _Offer | None) -> None:
        if offer is not self._pointed:
            self._pointed = offer
            self.tooltip = offer.help if offer else None
            self.styles.pointer = "pointer" if offer else "default"
            self.refresh()

    def call_them(self, words: Mapping[str, str]) -> None:
        """Calls actions, by id, what they do as the screen stands now, where that is not the registry's word."""
        if words != self._called:
            self._called = words
            self._take_keys_in_front()

    def look_at_the_seat(self) -> None:
        """Dims anew where somebody else sits here now."""
        self._take_keys_in_front()

    def _take_keys_in_front(self) -> None:
        if self.screen.is_current:
            self._take_keys()

    def _keys_changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen and screen.app.app_focus:
            self.call_after_refresh(self._take_keys)

    def _take_keys(self) -> None:
        """Takes the keys that are offered now, the first of each action."""
        if not self.is_attached:  # its screen has gone since the keys changed
            return
        offers: dict[str, _Offer] = {}
        seat = host_of(self.app).seat
        for _, binding, _, tooltip in self.screen.active_bindings.values():
            name = binding.action.rpartition(".")[2].removesuffix("()")
            if binding.show and name not in offers:
                reason = why_not(seat, name)
                help_ = reason or tooltip or binding.description
                shown = _ESCAPE if binding.key == "escape" else self.app.get_key_display(binding)
                word = self._called.get(name, binding.description)
                offers[name] = _Offer(shown, word, binding.key, help_, is_dim=bool(reason))
        here = [offer for name, offer in offers.items() if name not in (*_AT_THE_RIGHT, *PLACES)][:_MOST]
        always = [offers[name] for name in _AT_THE_RIGHT if name in offers]
        if (here, always) != (self._here, self._always):
            self._here, self._always = here, always
            self._point_at(None)
            self.refresh()
