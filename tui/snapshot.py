"""The running quarter's figures and the work that waits, as every screen shows them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from storage.views.status import Status, Work
from tui.bookkeeper import Bookkeeper


@dataclass(frozen=True)
class Snapshot:
    """One state of the book."""

    status: Status
    work: Work


async def read_snapshot(keeper: Bookkeeper) -> Snapshot:
    """Reads the figures and the work at once, each in a thread; the next pulse mends what changes between the two."""
    status, work = await asyncio.gather(
        keeper.ask(lambda book: book.view.status()), keeper.ask(lambda book: book.view.work())
    )
    return Snapshot(status, work)
