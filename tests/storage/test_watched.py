"""A folder that is watched: what is told of a file that was laid into it, and when nothing is told any more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from program.refusals import BadInput
from storage.book import Book
from storage.commands.lead_import import ImportLeads
from storage.maintenance import watched
from storage.maintenance.watched import Announced, announced, leave_out, left_out, steady_files

NOW = 2_000_000_000.0


def laid(folder: Path, text: str = "ref,received\nA-1,2025-11-03\nA-2,never\n", name: str = "week.csv") -> Path:
    """A file in the folder, written long before NOW."""
    place = folder / name
    place.write_text(text)
    return place


def told(book: Book, folder: Path) -> list[Announced]:
    found = (announced(book, one, left_out()) for one in steady_files(folder, NOW))
    return [one for one in found if one is not None]


def test_a_file_is_told_of_until_it_was_brought_in_and_again_when_that_is_taken_back(
    book: Book, tmp_path: Path
) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    place = laid(watched)

    def as_it_lies() -> tuple[object, ...]:
        status = place.stat()  # but when it was read, which is noted at most once a second
        return status.st_mode, status.st_ino, status.st_mtime_ns, place.read_bytes(), sorted(watched.iterdir())

    before = as_it_lies()
    [one] = told(book, watched)
    assert (one.name, one.words) == ("week.csv", "1 new, 1 rejected")
    assert as_it_lies() == before
    book.run(ImportLeads(place))
    assert told(book, watched) == []
    laid(watched, place.read_text(), "copy.csv")
    assert told(book, watched) == []
    book.undo()
    assert len(told(book, watched)) == 2


def test_a_file_that_brings_nothing_new_is_not_told_of(book: Book, tmp_path: Path) -> None:
    book.run(ImportLeads(laid(tmp_path)))
    laid(tmp_path, "Received,Reference\n2025-11-03,a-1\n", "again.csv")
    assert told(book, tmp_path) == []


def test_a_file_that_is_left_out_is_not_told_of_again_under_any_name(book: Book, tmp_path: Path) -> None:
    place = laid(tmp_path)
    [one] = told(book, tmp_path)
    leave_out(one.sha256)
    place.rename(tmp_path / "other.csv")
    assert told(book, tmp_path) == []
    laid(tmp_path, "ref,received\nA-3,2025-11-03\n")
    assert len(told(book, tmp_path)) == 1
    leave_out(one.sha256)
    assert left_out() == [one.sha256]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Jane Q Roe.csv", "ref,received\nA-1,2025-11-03\n", "a file.csv: 1 new"),
        ("notes.txt", "some words\n", "no column of the file means it"),
        ("sheet.xlsx", "<html>", "cannot come in as it is: is a web page"),
    ],
)
def test_what_cannot_come_in_and_whose_name_is_personal_is_told_so(
    book: Book, tmp_path: Path, name: str, text: str, words: str
) -> None:
    laid(tmp_path, text, name)
    [one] = told(book, tmp_path)
    assert words in f"{one.name}: {one.words}"
    assert "Roe" not in one.name + one.words


def test_only_whole_tables_are_looked_at(book: Book, tmp_path: Path) -> None:
    place = laid(tmp_path)
    written = max(place.stat().st_mtime, place.stat().st_ctime)
    assert steady_files(tmp_path, written + watched.STEADY_SECONDS - 1) == []
    assert [one.path for one in steady_files(tmp_path, written + watched.STEADY_SECONDS)] == [place]
    os.utime(place, (1, 1))  # a copy that keeps the time of its original is still being written
    assert steady_files(tmp_path, place.stat().st_ctime + 1) == []
    for name in (".hidden.csv", "~$week.xlsx", ".~lock.week.ods#", "photo.png"):
        laid(tmp_path, name=name)
    laid(tmp_path, "", "empty.csv")
    (tmp_path / "folder.csv").mkdir()
    assert [one.path for one in steady_files(tmp_path, NOW)] == [place]
    with pytest.raises(BadInput, match="the watched folder cannot be read"):
        steady_files(tmp_path / "none", NOW)
    [known] = steady_files(tmp_path, NOW)
    place.unlink()
    assert announced(book, known, []) is None


def test_a_large_file_is_told_of_without_a_rehearsal(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid(tmp_path)
    monkeypatch.setattr(watched, "MOST_REHEARSED_BYTES", 5)
    [one] = told(book, tmp_path)
    assert one.words == "not looked at yet, it is large"


def test_a_list_of_files_left_out_that_is_damaged_or_cannot_be_written_is_met(tmp_path: Path) -> None:
    leave_out("a" * 64)
    watched._place().write_text("no list")
    assert left_out() == []
    watched._place().write_text('{"a": 1}')
    assert left_out() == []
    watched._place().unlink()
    watched._place().parent.rmdir()
    watched._place().parent.write_text("in the way")
    with pytest.raises(BadInput, match="cannot be written"):
        leave_out("a" * 64)


def test_a_book_that_cannot_be_asked_tells_of_nothing(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.errors import Conflict

    def refused(command: object) -> None:
        raise Conflict("not now")

    laid(tmp_path)
    monkeypatch.setattr(book, "rehearse", refused)
    assert told(book, tmp_path) == []
