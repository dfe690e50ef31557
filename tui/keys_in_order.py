"""Keys one at a time: a key is looked at only when the one before it has had its whole effect.

Textual hands a key to whatever has the focus when it arrives, and the widget deals with it later. Of three keys
that arrive in one packet, as they do over a slow line, the second and third would go to the screen that the first is
about to leave. Here they wait, in order, until the dialog is open, or until what was recorded stands on the screen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from textual import events
from textual.app import App, ReturnType
from textual.dom import DOMNode
from textual.timer import Timer

LONGEST_WAIT_SECONDS = 0.5
"""After this long the next key is taken even if the widget that got the last one never said that it is done."""


class KeysInOrder(App[ReturnType]):
    """An app that takes keys and pastes strictly one after another."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._taken = 0
        self._in_effect = 0
        self._holds = 0
        self._patience: Timer | None = None

    def hold_keys(self) -> None:
        """Keys typed from now on wait until ``release_keys``, and then go to whatever has the focus by then."""
        self._holds += 1

    def release_keys(self) -> None:
        """Ends one ``hold_keys``; when none is left, the keys that waited are taken."""
        self._holds -= 1
        self.call_later(self._take_next)

    async def on_event(self, event: events.Event) -> None:
        """Lets keys and pastes that come from the terminal wait for their turn."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._take_next()
        else:
            await super().on_event(event)

    async def _take_next(self) -> None:
        if self._holds or self._in_effect != self._taken or not self._typed:
            return
        self._taken += 1
        key, screen, reached = self._taken, self.screen, self.focused or self.screen
        await super().on_event(self._typed.popleft())
        # A second time round for what the widget sent because of the key, such as Submitted.
        self._patience = self.set_timer(LONGEST_WAIT_SECONDS, lambda: self._has_had_effect(key))
        self._go_behind(key, iter([*reached.ancestors_with_self] * 2), screen)

    def _go_behind(self, key: int, way: Iterator[DOMNode], screen: DOMNode) -> None:
        """Goes the way of the key behind it, node by node: each lets us pass when it has dealt with what came before.

        Where the key opened another screen, that one has to have composed itself and found its focus too.
        """
        for node in way:
            if node.call_later(self._go_behind, key, way, screen):
                return
        if self.screen is not screen:
            self._go_behind(key, iter([self.screen, self] * 2), self.screen)
        else:
            self._has_had_effect(key)

    def _has_had_effect(self, key: int) -> None:
        if key <= self._in_effect:
            return
        self._in_effect = key
        if self._patience is not None:
            self._patience.stop()
        self.call_later(self._take_next)
