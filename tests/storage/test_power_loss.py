"""The power goes while the book is written: what the disk had of the log by then gives back the book of some moment,
whole; and a log that had come in full gives back every command, however little of it had come into the file.

``LEADBOOK_SOAK=1`` cuts the log in and after every frame, otherwise about those that end a command.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from pathlib import Path

import pytest

from storage.book import Book
from storage.commands.lead import AddLead
from storage.maintenance.check import check
from storage.surroundings import Surroundings
from tests.books import BEGAN
from tests.frozen import Clock
from tests.masters import Masters, six_leads

SOAK = bool(os.environ.get("LEADBOOK_SOAK"))
COMMANDS = 4
HEAD, FRAME_HEAD, PAGE = 32, 24, 4096
"""Bytes of a write-ahead log (https://www.sqlite.org/walformat.html)."""
Parts = tuple[bytes, bytes]
"""A book's file and its log."""

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="an open file is not copied there"),
    pytest.mark.no_cover,  # a book for each frame, in code that other tests cover
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, masters: Masters) -> Parts:
    """A book and the log of four commands, copied while the book is open: nothing of the log is in the file yet."""
    place, clock = tmp_path_factory.mktemp("written") / "book", Clock()
    masters.copy_file(six_leads, place, clock)
    with Book.open(place, clock.surroundings()) as book:
        for number in range(COMMANDS):
            book.run(AddLead(f"L-{number}", BEGAN))
        log = place.with_name("book-wal")
        return place.read_bytes(), log.read_bytes()


def _entries_after(parts: Parts, folder: Path, frozen: Surroundings) -> int:
    place = folder / "book"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    place.write_bytes(parts[0])
    place.with_name("book-wal").write_bytes(parts[1])
    with Book.open(place, frozen) as book:
        found = check(book, full=True)
        assert found.findings == ()
        return found.entries


def test_every_length_of_the_log_gives_back_the_book_of_some_moment(
    written: Parts, tmp_path: Path, frozen: Surroundings
) -> None:
    file, log = written
    frames = list(range(HEAD, len(log), FRAME_HEAD + PAGE))
    if not SOAK:  # around the frames that commit, which tell how long the file is then
        frames = [start for start in frames if int.from_bytes(log[start + 4 : start + 8], "big")]
    sizes = {start + more for start in frames for more in (0, FRAME_HEAD + PAGE // 2, FRAME_HEAD + PAGE)}
    entries = [_entries_after((file, log[:size]), tmp_path / "after", frozen) for size in sorted({0, *sizes})]
    assert entries == sorted(entries)
    assert set(entries) == set(range(entries[0], entries[0] + COMMANDS + 1))


@pytest.mark.parametrize("seed", range(4))
def test_a_log_that_came_in_full_gives_back_every_command_however_little_came_into_the_file(
    seed: int, written: Parts, tmp_path: Path, frozen: Surroundings
) -> None:
    file, log = bytearray(written[0]), written[1]
    chance = random.Random(seed)
    for start in range(HEAD, len(log), FRAME_HEAD + PAGE):
        if chance.random() < 0.5:
            page = int.from_bytes(log[start : start + 4], "big")
            half = chance.choice([PAGE // 2, PAGE])  # torn, or whole
            at, content = (page - 1) * PAGE, start + FRAME_HEAD
            file[at : at + half] = log[content : content + half]
    whole = _entries_after(written, tmp_path / "whole", frozen)
    assert _entries_after((bytes(file), log), tmp_path / "after", frozen) == whole
