"""What only a process of its own shows: a reader that went away, and a file that may not be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.book import Book
from storage.surroundings import Surroundings
from tests.books import new_book
from tests.frozen import TODAY
from tests.test_house import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and permissions of POSIX")

_AS_ANYBODY = """
import ctypes, os, sys
if os.getuid() == 0:  # whom permissions do not stop: without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH they do
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.executable, [sys.executable, "-m", "leadbook", *sys.argv[1:]])
"""


def _started(book: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "LEADBOOK_BOOK": str(book), "LEADBOOK_TODAY": TODAY.isoformat()}
    return subprocess.Popen(
        [sys.executable, "-c", _AS_ANYBODY, *words],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_a_reader_that_went_away_is_no_error(tmp_path: Path, frozen: Surroundings) -> None:
    new_book(tmp_path / "book", frozen).close()
    with _started(tmp_path / "book", "journal") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_a_book_in_a_folder_that_may_not_be_written_is_read_and_left_as_it_is(
    tmp_path: Path, frozen: Surroundings
) -> None:
    folder = tmp_path / "sealed"
    folder.mkdir()
    place = folder / "book"
    new_book(place, frozen).close()
    before = place.read_bytes()
    place.chmod(0o400)
    folder.chmod(0o500)
    try:
        with _started(place, "status") as process:
            read, problem = process.communicate()
            assert (process.returncode, problem) == (0, "")
            assert "Example County" in read
        with _started(place, "lead", "add", "24-1187", "--received", "2025-11-03") as process:
            written, problem = process.communicate()
            assert (process.returncode, written) == (3, "")
            assert "read-only" in problem
            assert len(problem.splitlines()) == 1
        assert [one.name for one in folder.iterdir()] == ["book"]
        assert place.read_bytes() == before
    finally:
        folder.chmod(0o700)
    with Book.open(place, frozen) as book:
        assert book.view.journal_length() == 1
