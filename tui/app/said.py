"""What is said of a command that was carried out: its confirmation, how the rate moved, the key that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from program.refusals import LeadbookError
from reports.words import rates
from tui.screens.base import UNDOES

if TYPE_CHECKING:
    from storage.commands.base import Confirmation
    from storage.views.moved import Moved
    from storage.views.status import Status
    from tui.book.bookkeeper import Bookkeeper


def said_of(
    confirmation: Confirmation,
    before: Status | None,
    after: Status | None,
    with_keys: Callable[[str], str],
    *,
    can_undo: bool,
    earlier: Sequence[Moved] = (),
) -> str:
    """``Recorded located for lead 24-1187 · rate 88.69% → 89.56% · u undoes it``; ``earlier`` are the quarters before
    the running one whose rate moved, which are named.
    """
    undoes = with_keys(UNDOES) if can_undo and confirmation.entry is not None else ""
    ended = "".join(f" · rate of {one.quarter} {rates(one.before, one.after)}" for one in earlier)
    return f"{confirmation.said}{_moved(before, after)}{ended}{undoes}"


async def earlier_moved(bookkeeper: Bookkeeper, confirmation: Confirmation) -> Sequence[Moved]:
    """The quarters before the running one whose rate a command moved: no figure on the screen shows that."""
    entry = confirmation.entry
    if entry is None:
        return ()
    try:
        return await bookkeeper.ask(lambda book: book.view.moved(entry))
    except LeadbookError:  # the book is out of reach: what was recorded is, and the next look tells of that
        return ()


def _moved(before: Status | None, after: Status | None) -> str:
    """How a command moved the running quarter's rate, and for how many officers its award is reckoned, if it did."""
    if before is None or after is None or before.figures.quarter != after.figures.quarter:
        return ""
    was, now = before.figures.rate, after.figures.rate
    rate = "" if was == now or was is None or now is None else f" · rate {rates(was, now)}"
    paid, pays = before.figures.eligible_officers, after.figures.eligible_officers
    return rate if paid == pays else f"{rate} · eligible officers {paid} → {pays}"
