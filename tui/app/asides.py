"""What waits for a command steps aside where that waits for another program, so that no keyboard is ever held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.app.everywhere import Everywhere

if TYPE_CHECKING:
    from program.refusals import LeadbookError
    from storage.commands.base import Command, Confirmation

Aside = Callable[[], Callable[[], object] | None]
"""Takes what asked for a command out of the way, since the command waits; what is returned is called when it is carried
out. None where it cannot be taken away now.
"""


@dataclass
class Pending:
    """A command that was handed in, what is in front for it, and what follows when it is carried out or refused.

    It ``blocks`` where keys must not go to what is in front meanwhile. ``then``, ``refused``, ``tell_notes``,
    ``notes_as`` and ``done_before`` are what ``carry_out`` was asked to do and say.
    """

    command: Command
    then: Callable[[Confirmation], object] | None
    refused: Callable[[LeadbookError], object] | None
    tell_notes: bool
    notes_as: str
    done_before: str
    aside: Aside | None
    blocks: bool
    afterwards: Callable[[], object] | None = None


class StepsAside(Everywhere):
    """An app that knows which commands are under way, and what is in front for them."""

    def __init__(self) -> None:
        super().__init__()
        self.pending: list[Pending] = []

    def step_aside(self) -> None:
        """Takes forms away whose commands wait: they were handed in, and are carried out in their turn."""
        for pending in self.pending:
            if pending.aside is not None and pending.afterwards is None:
                pending.afterwards = pending.aside()
                pending.blocks = pending.blocks and pending.afterwards is None

    def is_blocked(self) -> bool:
        """Whether what is in front waits for a command of its own, and cannot be taken away."""
        return any(pending.blocks for pending in self.pending)
