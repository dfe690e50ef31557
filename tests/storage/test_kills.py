"""People at one book whose processes are killed at any moment: what they were told stays, the others go on.

``LEADBOOK_KILLS=10000`` kills so many on each engine, otherwise a few are killed.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from storage.maintenance.check import check
from storage.schema.journal import journal_entry
from tests.frozen import Clock
from tests.masters import ENGINES, Masters
from tests.storage import crowd
from tests.storage.crowd import Told, Tried, brought_through, shared_leads
from tests.storage.test_crowd import cells, rows

pytestmark = pytest.mark.no_cover  # processes that die, in code that other tests cover

KILLS = int(os.environ.get("LEADBOOK_KILLS") or 8)
KILLS_BETWEEN_CHECKS = 250
DEADLINE_SECONDS = 120


class Desk:
    """A person's process, and what it has said so far."""

    def __init__(self, number: int, name: str, folder: Path) -> None:
        forks = multiprocessing.get_context("forkserver")
        forks.set_forkserver_preload([crowd.__name__])
        self.hears, says = forks.Pipe(duplex=False)
        self.process = forks.Process(target=_works, args=(number, name, folder, says), daemon=True)
        self.process.start()
        says.close()
        self.said: list[Tried] = []

    def hear(self) -> bool:
        """Takes in one thing it says; whether there was one."""
        if not self.hears.poll(DEADLINE_SECONDS):
            return False
        try:
            self.said.append(self.hears.recv())
        except (EOFError, ConnectionError):
            return False
        return True

    def ended(self) -> list[Tried]:
        """All it had said when it was killed, which is now."""
        self.process.kill()
        self.process.join()
        while self.hear():
            pass
        self.hears.close()
        return self.said


def _works(number: int, name: str, folder: Path, says: Connection) -> None:
    crowd.works_until_killed(number, name, folder, says.send)


@pytest.mark.apart
@pytest.mark.skipif(sys.platform == "win32", reason="no process is forked there")
@pytest.mark.parametrize("engine", ENGINES)
def test_whoever_is_killed_loses_nothing_they_were_told_and_keeps_nobody_from_going_on(
    engine: str, tmp_path: Path, masters: Masters, clock: Clock
) -> None:
    chance = random.Random(engine)
    with masters.copy(engine, shared_leads, tmp_path / "book.db", clock) as book:
        begun, before = book.view.journal_length(), cells(book)
        said: list[Tried] = []
        with ExitStack() as at_last:

            def desk(number: int) -> Desk:
                one = Desk(number, book.name, tmp_path)
                at_last.callback(one.process.kill)
                return one

            desks = [desk(0), desk(1)]
            for kill in range(KILLS):
                place = chance.randrange(2)
                victim = desks[place]
                for _ in range(chance.randrange(1, 12)):
                    assert victim.hear()  # it works, whatever became of the other
                time.sleep(chance.uniform(0, 0.01))
                said += victim.ended()
                desks[place] = desk(kill + 2)
                if kill % KILLS_BETWEEN_CHECKS == KILLS_BETWEEN_CHECKS - 1:
                    assert check(book, full=True).findings == ()
            said += [one for left in desks for one in left.ended()]

        told = {one.command_id: (one.entry, one.said) for one in said if isinstance(one, Told)}
        tried = {one.command_id: one for one in said if not isinstance(one, Told)}
        journal = rows(book, journal_entry.c.number, journal_entry.c.command_id, journal_entry.c.said)[begun:]
        kept = {command_id: (number, sentence) for number, command_id, sentence in journal}
        assert {one: what for one, what in told.items() if kept.get(one) != what} == {}
        assert set(kept) <= set(tried)
        assert check(book, full=True).findings == ()
        done = [
            Told(command_id, tried[command_id].does, tried[command_id].takes_back, number, sentence)
            for command_id, (number, sentence) in kept.items()
        ]
        after = cells(book)
        expected = brought_through(done, before)
        assert {cell: value for cell, value in expected.items() if after.get(cell) != value} == {}
