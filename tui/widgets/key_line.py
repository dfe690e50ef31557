"""The footer: the keys of the place at the left, as many as fit whole; quick line, undo and help at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer, Static
from textual.widgets._footer import FooterKey

from tui.host import host_of
from tui.keys.rights import why_not
from tui.widgets.strip import PLACES

if TYPE_CHECKING:
    from program.people import Acting

_AT_THE_RIGHT = ("quick_line", "undo", "help")
_MOST = 6


class KeyLine(Footer):
    """Keys in the registry's order; none is cut off in the middle of its word. The places stand in the strip.

    What the roles of who sits here do not allow is dimmed; the key still goes where it went, and is refused there.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)
        self._seat: Acting | None = None

    def look_at_the_seat(self) -> None:
        """Dims anew where somebody else sits here now."""
        if host_of(self.app).seat != self._seat:
            self.refresh(recompose=True)

    def compose(self) -> ComposeResult:
        keys = [widget for widget in super().compose() if isinstance(widget, FooterKey)]
        self._seat = host_of(self.app).seat
        named = {key.action.rpartition(".")[2].removesuffix("()"): key for key in keys}
        for name, key in named.items():
            if reason := why_not(self._seat, name):
                key.add_class("-disabled")
                key.tooltip = reason
        always = [named[name] for name in _AT_THE_RIGHT if name in named]
        here = [key for name, key in named.items() if name not in (*_AT_THE_RIGHT, *PLACES)][:_MOST]
        room = self.app.size.width - sum(map(_width, always))
        for key in here:
            room -= _width(key)
            if room < 0:
                break
            yield key
        yield Static(classes="gap")
        yield from always

    def on_resize(self, event: events.Resize) -> None:
        """Shows as many keys as there is room for now."""
        del event
        self.refresh(recompose=True)


def _width(key: FooterKey) -> int:
    """The cells of a key, its word, the blank between and the one after it."""
    return cell_len(f"{key.key_display} {key.description} ")
