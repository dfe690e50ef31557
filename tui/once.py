"""What is left once, however often that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete


class LeavesOnce:
    """A screen that is left once: two clicks in one packet would take away what lies beneath too, or end the app."""

    if not TYPE_CHECKING:  # whose types are Textual's

        def dismiss(self, result=None):
            """Leaves, unless it was left already."""
            return super().dismiss(result) if self._result_callbacks else AwaitComplete.nothing()
