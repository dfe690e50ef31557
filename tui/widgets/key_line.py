"""The footer: the keys of the place, as many as fit whole, and help at the right end always."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyLine(Footer):
    """Keys in the registry's order; none is cut off in the middle of its word."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)

    def compose(self) -> ComposeResult:
        keys = [widget for widget in super().compose() if isinstance(widget, FooterKey)]
        asked = [key for key in keys if key.action.endswith("help")]
        room = self.app.size.width - sum(_width(key) for key in asked)
        for key in keys:
            if key in asked:
                continue
            room -= _width(key)
            if room < 0:
                break
            yield key
        for key in asked:
            key.add_class("-help")
            yield key

    def on_resize(self, event: events.Resize) -> None:
        """Shows as many keys as there is room for now."""
        del event
        self.refresh(recompose=True)


def _width(key: FooterKey) -> int:
    """The cells of a key, its word, the blank between and the one after it."""
    return cell_len(f"{key.key_display} {key.description} ")
