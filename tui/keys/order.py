"""Keys one at a time: a key is looked at only when the one before it has had its whole effect.

Textual hands a key to whatever has the focus when it arrives, and the widget deals with it later. Of three keys
that arrive in one packet, as they do over a slow line, the second and third would go to the screen that the first is
about to leave. Here they wait, in order, until the form is open, or until what was recorded stands on the screen.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Coroutine, Iterator
from typing import Any

from textual import events
from textual.app import App, ReturnType
from textual.dom import DOMNode
from textual.timer import Timer

LONGEST_WAIT_SECONDS = 0.5
"""After this long the next key is taken even if the widget that got the last one never said that it is done."""


LEAVES = "ctrl+q"
"""Leaves from anywhere, also while other keys wait."""

ESCAPES = "escape"
"""Leaves a form, also while other keys wait for what it looks at."""

PATIENCE_SECONDS = 0.5
"""How long keys are held before it counts as waiting."""

_LOOKS_AGAIN_SECONDS = 0.1
_GIVES_UP_SECONDS = 5.0
"""After keys have been held for this long, leaving goes before what was typed ahead of it."""


class KeysInOrder(App[ReturnType]):
    """An app that takes keys and pastes strictly one after another."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._taken = 0
        self._in_effect = 0
        self._holds = 0
        self._held_since = 0.0
        self._lets_through = False
        self._patience: Timer | None = None

    def hold_keys(self) -> None:
        """Keys typed from now on wait until ``release_keys``, and then go to whatever has the focus by then."""
        self._holds += 1
        self._held_since = time.monotonic()

    def release_keys(self) -> None:
        """Ends one ``hold_keys``; when none is left, the keys that waited are taken."""
        self._holds -= 1
        self.call_later(self._take_next)

    def hold_keys_for(self, effect: Coroutine[Any, Any, None]) -> None:
        """Holds keys until ``effect`` has ended.

        It runs in the app's name: a screen that goes would end it before it began, and the keys would be held forever.
        """

        async def to_its_end() -> None:
            try:
                await effect
            finally:
                self.release_keys()

        self.hold_keys()
        self.run_worker(to_its_end(), group="held", exit_on_error=False)

    def set_keys_aside(self) -> list[events.Key | events.Paste]:
        """Takes away the keys that wait, for a form comes that they were not typed for; all but what leaves it."""
        leaving = {LEAVES, ESCAPES}
        ahead = [event for event in self._typed if not (isinstance(event, events.Key) and event.key in leaving)]
        self._typed = deque(event for event in self._typed if event not in ahead)
        return ahead

    def bring_keys_back(self, ahead: list[events.Key | events.Paste]) -> None:
        """Puts keys that were set aside before those that were typed since."""
        self._typed.extendleft(reversed(ahead))

    def let_keys_through(self, through: bool) -> None:
        """Takes keys although they are held, while what they are held for waits for somebody else."""
        if through != self._lets_through:
            self._lets_through = through
            self.call_later(self._take_next)

    async def on_event(self, event: events.Event) -> None:
        """Lets keys and pastes that come from the terminal wait for their turn."""
        if self.comes_first(event):
            return
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._take_next()
            if event in self._typed and isinstance(event, events.Key) and event.key in (LEAVES, ESCAPES):
                await self._take_out_of_turn()
        else:
            await super().on_event(event)

    def comes_first(self, event: events.Event) -> bool:  # noqa: ARG002
        """Deals at once with what waits for nothing; whether it did."""
        return False

    async def _take_next(self) -> None:
        if (self._holds and not self._lets_through) or self._in_effect != self._taken or not self._typed:
            return
        self._taken += 1
        key, screen, reached = self._taken, self.screen, self.focused or self.screen
        await super().on_event(self._typed.popleft())
        # A second time round for what the widget sent because of the key, such as Submitted.
        self._patience = self.set_timer(LONGEST_WAIT_SECONDS, lambda: self._has_had_effect(key))
        self._go_behind(key, iter([*reached.ancestors_with_self] * 2), screen)

    def leaves_at_once(self) -> bool:
        """Whether what keys are held for is no reason to let the one that leaves wait."""
        return False

    def may_escape(self) -> bool:
        """Whether Escape may end what keys are held for just now."""
        return False

    async def _take_out_of_turn(self) -> None:
        """Leaves, or escapes, when the key that does so has waited long enough for what keys are held for."""
        waiting = [key.key if isinstance(key, events.Key) else "" for key in self._typed]
        if not {LEAVES, ESCAPES}.intersection(waiting):
            return  # it has had its turn
        held = time.monotonic() - self._held_since if self._holds else 0.0
        is_next = waiting[0] == LEAVES
        long_enough = held > (PATIENCE_SECONDS if is_next else _GIVES_UP_SECONDS)
        if LEAVES in waiting and (long_enough or (is_next and self._holds and self.leaves_at_once())):
            self._typed.clear()
            await self.action_quit()
        elif waiting[0] == ESCAPES and held > PATIENCE_SECONDS and self.may_escape():
            await super().on_event(self._typed.popleft())
        else:
            self.set_timer(_LOOKS_AGAIN_SECONDS, self._take_out_of_turn)

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
