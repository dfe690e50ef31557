"""Where a book may lie: blanks, Unicode, long paths, shares of Windows; and what is no place for one."""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote

import pytest

from storage.book import Book
from storage.commands.lead import AddLead
from storage.engine.book_names import file_uri, too_long
from storage.errors import BookUnavailable
from storage.surroundings import Surroundings
from tests.books import BEGAN, new_book


@pytest.mark.parametrize(
    "name",
    [
        "two words/my book.leadbook",
        "Büro/日本 ① é.leadbook",
        "100% #1 ?mode=ro&x/book?.leadbook",
        'a\'b;c/"q".leadbook',
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes fewer characters")
def test_a_books_path_may_have_blanks_and_any_characters(name: str, tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / name
    new_book(place, frozen).close()
    with Book.open(place, frozen) as book:
        book.run(AddLead("24-1", BEGAN))
    assert [path.name for path in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (r"C:\Leads\my book.leadbook", "file:///C:/Leads/my book.leadbook?mode=rw"),
        (r"\\server\share\Büro\book", "file:////server/share/Büro/book?mode=rw"),
        (r"\\?\C:\long\book", "file:////?/C:/long/book?mode=rw"),
        (r"\\?\UNC\server\share\my book", "file:////?/UNC/server/share/my book?mode=rw"),
        ("C:/Leads/100% #1.leadbook", "file:///C:/Leads/100% #1.leadbook?mode=rw"),
    ],
)
def test_drives_and_shares_of_windows_are_named_as_sqlite_takes_them(path: str, uri: str) -> None:
    assert unquote(file_uri(PureWindowsPath(path))) == uri


@pytest.mark.parametrize(
    ("path", "is_missing", "why"),
    [
        (rf"C:\{'x' * 200}\book.leadbook", True, ""),
        (rf"C:\{'x' * 256}", True, ""),
        (rf"C:\{'x' * 257}", True, "its whole path has 260 characters, and Windows takes 259"),
        (rf"C:\{'x' * 257}", False, ""),
        (rf"\\server\share\{'ü' * 250}", True, "its whole path has 265 characters, and Windows takes 259"),
        (rf"\\?\C:\{'x' * 300}", True, ""),
        (rf"\\?\UNC\server\share\{'x' * 300}", True, ""),
        (rf"C:\{'ü' * 500}", False, "its whole path has 1,003 bytes, and SQLite takes 1,000"),
    ],
)
def test_a_path_of_windows_is_too_long_for_sqlite_or_for_windows(path: str, is_missing: bool, why: str) -> None:
    said = too_long(PureWindowsPath(path), is_missing=is_missing)
    assert said.startswith(why)
    assert bool(said) is bool(why)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other limits")
def test_a_long_path_is_taken_and_one_that_is_too_long_is_told_in_one_line(
    tmp_path: Path, frozen: Surroundings
) -> None:
    near = tmp_path / ("x" * 200) / ("y" * (450 - 202 - len(str(tmp_path)))) / "b"
    new_book(near, frozen).close()
    far = near.parent / ("z" * 200) / "b"
    with pytest.raises(BookUnavailable, match=r"its whole path has \d+ bytes, and SQLite takes 500"):
        new_book(far, frozen)
    far.write_bytes(near.read_bytes())
    with pytest.raises(BookUnavailable, match="its whole path has"):
        Book.open(far, frozen)
