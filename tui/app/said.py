"""What is said of a command that was carried out: its confirmation, how the rate moved, the key that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from program.refusals import LeadbookError
from reports.words import rates
from storage.text import number_of
from tui.screens.base import UNDOES

if TYPE_CHECKING:
    from storage.commands.base import Confirmation
    from storage.views.moved import Moved
    from storage.views.status import Status
    from tui.book.bookkeeper import Bookkeeper


MOST_NOTES = 2
"""So many lines of notes stand below what was done at the most."""

KEPT_MESSAGES = 50
"""So many of what was said last can be read again."""


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


def told_of(told: Sequence[str], notes: Sequence[str], notes_as: str, with_keys: Callable[[str], str]) -> str:
    """What was done, and below it what else is to be known, a line each; where that would push what the screen shows
    out of sight, or the notes are known and only counted ``notes_as``, their number and the key that shows them.
    """
    if notes and (notes_as or len(notes) > MOST_NOTES):
        counted = f"{len(notes):,} {notes_as}" if notes_as else number_of(len(notes), "note")
        shows = with_keys(f"{{messages}} shows {'them' if len(notes) > 1 else 'it'}")
        return "\n".join([*told[:-1], f"{told[-1]} · {counted}: {shows}"])
    return "\n".join([*told, *marked(notes)])


def marked(notes: Sequence[str]) -> list[str]:
    """Notes as lines that ask to be looked at."""
    return [f"! {note}" for note in notes]


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
