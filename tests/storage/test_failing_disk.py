"""The disk is full, or fails, at any moment of a command: one sentence, exit code 3, a book that is whole, no half of a
file, and the same command does its work once there is room.

``LEADBOOK_SOAK=1`` lets it fail at every moment, otherwise at a few.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.outcome import RecordOutcomes
from storage.maintenance.backup import back_up
from storage.maintenance.check import check
from storage.maintenance.transfer import export
from storage.surroundings import Surroundings
from tests.frozen import Clock
from tests.masters import Masters, six_leads
from tests.storage.failing import Ended, with_an_error_at, with_no_room_above

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="no process is forked there, and no file limited"),
    pytest.mark.no_cover,  # a process for each moment, in code that other tests cover
]

SOAK = bool(os.environ.get("LEADBOOK_SOAK"))
PAGE = 4096 + 24
"""What a page takes in a write-ahead log; its own head takes 32 bytes."""

COMMANDS = {
    "lead": "lead add ZZ-900 --received 2025-11-20",
    "import": "import leads.csv",
    "undo": "undo",
    "strike-out": "strike-out R-001 --field evidence --reason personal_detail --yes",
    "statement": "statement write FY2026-Q1 --draft --out packet",
    "backup": "backup --to copies/second.leadbook",
    "restore": "restore copy.leadbook",
    "export": "export out.jsonl",
    "load": "--book new.leadbook load in.jsonl",
    "init": "--book new.leadbook init --agency A --state TX",
}
ERRORS = [errno.ENOSPC, errno.EIO, errno.EDQUOT]
Fails = Callable[..., Ended]


def _rising() -> Iterator[int]:
    yield from (32 + PAGE * pages for pages in (range(120) if SOAK else (0, 5, 20)))


def _whole(place: Path, frozen: Surroundings) -> int:
    with Book.open(place, frozen) as book:
        found = check(book, full=True)
    assert found.findings == ()
    return found.entries


def some_work(book: Book, clock: Clock) -> None:
    """Six leads, one of them located and one not."""
    six_leads(book, clock)
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, evidence="A-4471"))
    book.run(RecordOutcomes(["R-002"], Outcome.NOT_LOCATED))


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory, masters: Masters) -> Path:
    """A folder with a book, a copy of it, an export, and a file to import."""
    folder, clock = tmp_path_factory.mktemp("worked"), Clock()
    masters.copy_file(some_work, folder / "book.leadbook", clock)
    with Book.open(folder / "book.leadbook", clock.surroundings()) as book:
        back_up(book, folder / "copy.leadbook", folder)
        export(book, folder / "in.jsonl")
    rows = (f"F-{number:04},2025-11-{number % 20 + 1:02}" for number in range(300))
    (folder / "leads.csv").write_text("\n".join(["reference,received", *rows]), "utf-8")
    (folder / "copies").mkdir()
    return folder


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_disk_that_fails_is_told_in_one_sentence_and_leaves_the_book_whole(
    words: str, worked: Path, tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADBOOK_TODAY", "2025-11-23")
    before = _whole(worked / "book.leadbook", frozen)
    beside = {path.name for path in worked.rglob("*")}
    desk = tmp_path / "desk"

    def tried(fails: Fails, *how: int) -> Ended:
        shutil.rmtree(desk, ignore_errors=True)
        shutil.copytree(worked, desk)
        monkeypatch.chdir(desk)
        place = ("--book", str(desk / "book.leadbook"))
        ended = fails(*how, *(() if "--book" in words else place), *words.split())
        after = _whole(desk / "book.leadbook", frozen)
        if ended.code:
            assert (ended.code in (2, 3), ended.err.count("\n")) == (True, 1), ended
            assert re.search(r"disk|cannot be (read|written|made)", ended.err), ended
            assert after == before, ended
            assert {path.name for path in desk.rglob("*")} == beside, ended
        return ended

    for size in _rising():
        assert tried(with_no_room_above, size).code or size
    for turn in count(1) if SOAK else (3, 7):
        if not tried(with_an_error_at, turn, ERRORS[turn % len(ERRORS)]).came:
            break
