"""What is said of a command that was carried out: its confirmation, how the rate moved, the key that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.commands.base import Confirmation
    from storage.views.status import Status


def said_of(
    confirmation: Confirmation,
    before: Status | None,
    after: Status | None,
    with_keys: Callable[[str], str],
    *,
    can_undo: bool,
) -> str:
    """``Recorded located for lead 24-1187 · rate 88.69% → 89.56% · u undoes it``."""
    undoes = with_keys(" · {undo} undoes it") if can_undo and confirmation.entry is not None else ""
    return f"{confirmation.said}{_moved(before, after)}{undoes}"


def _moved(before: Status | None, after: Status | None) -> str:
    """How a command moved the running quarter's rate, and for how many officers its award is reckoned, if it did."""
    if before is None or after is None or before.figures.quarter != after.figures.quarter:
        return ""
    was, now = before.figures.rate, after.figures.rate
    rate = "" if was == now or was is None or now is None else f" · rate {was.percent}% → {now.percent}%"
    paid, pays = before.figures.eligible_officers, after.figures.eligible_officers
    return rate if paid == pays else f"{rate} · eligible officers {paid} → {pays}"
