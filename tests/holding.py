"""Who holds a book's write lock, for those who wait for it: a command, and another program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from sqlcipher3 import dbapi2 as sqlite3

from storage.commands.base import Command, Done
from storage.journal.writer import Writer

DEADLINE_SECONDS = 60


@dataclass(frozen=True)
class Holds(Command):
    """Has the write lock until it may go on."""

    holding: Event
    go_on: Event

    def carry_out(self, writer: Writer) -> Done:
        self.holding.set()
        assert self.go_on.wait(DEADLINE_SECONDS)
        return Done("Held the book")


@contextmanager
def held(place: Path) -> Iterator[sqlite3.Connection]:
    """Another program that writes to the file all through a block."""
    holder = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        yield holder
    finally:
        if holder.in_transaction:
            holder.execute("ROLLBACK")
        holder.close()
