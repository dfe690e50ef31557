"""The footer: the keys of the place at the left, as many as fit whole; quick line, undo and help at the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer, Static
from textual.widgets._footer import FooterKey

from tui.widgets.strip import PLACES

_AT_THE_RIGHT = ("quick_line", "undo", "help")
_MOST = 6


class KeyLine(Footer):
    """Keys in the registry's order; none is cut off in the middle of its word. The places stand in the strip."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)

    def compose(self) -> ComposeResult:
        keys = [widget for widget in super().compose() if isinstance(widget, FooterKey)]
        named = {key.action.rpartition(".")[2].removesuffix("()"): key for key in keys}
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
