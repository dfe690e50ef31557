"""What a book may be called, and that a password in its name is printed nowhere."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from program.refusals import LeadbookError
from storage.book import Book
from storage.engine.book_names import file_uri, is_url, path_of, shown
from storage.errors import BookUnavailable
from storage.surroundings import Surroundings
from tests.books import new_book

SECRET = "geheim"

NO_BOOKS = [
    f"postgresql:u:{SECRET}@db.example/book",
    f"postgresql:/u:{SECRET}@db.example/book",
    f"postgresql//u:{SECRET}@db.example/book",
    f"//u:{SECRET}@db.example/book",
    f"u:{SECRET}@db.example/book",
    f"user:{SECRET}@db.example/book",
    f"postgres://u:{SECRET}@db.example/book",
    f" mysql://u:{SECRET}@db.example/book",
    f"MySQL://db.example/book?password={SECRET}",
    f"https://db.example/{SECRET}",
    f"postgresql://u:p@{SECRET}@db.example/book",
    f"postgresql://u:{SECRET}@db.example:{SECRET}/book",
    f"postgresql+{SECRET}.x://db.example/book",
]


@pytest.mark.parametrize("name", NO_BOOKS)
def test_what_looks_like_a_url_and_is_none_of_a_book_is_refused_without_repeating_it(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for use in (lambda: Book.open(name, frozen), lambda: new_book(name, frozen), lambda: shown(name)):
        with pytest.raises(BookUnavailable) as refused:
            use()
        assert SECRET not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        f"postgresql://u:{SECRET}@db.example/book",
        f"PostgreSQL://u:{SECRET}@db.example/book",
        f" \tPOSTGRESQL+PSYCOPG://u:{SECRET}@db.example/book",
        f"postgresql://u:%67eheim{SECRET}@db.example/book",
        f"postgresql://db.example/book?user=u&password={SECRET}",
        f"postgresql://db.example/book?user=u&%70assword={SECRET}&sslpassword={SECRET}&password={SECRET}",
        f"postgresql://db.example/book?user=u&PassWord={SECRET}&oauth_client_secret={SECRET}",
        f"sqlite:////tmp/book?password={SECRET}",
    ],
)
def test_a_url_is_known_in_any_case_and_shown_without_its_secrets(name: str) -> None:
    assert is_url(name)
    assert "geheim" not in shown(name)
    assert "book" in shown(name)


def test_what_is_no_secret_of_a_url_is_shown() -> None:
    name = "postgresql://u@db.example:5433/book?passfile=%2Fhome%2Fu%2F.pgpass&service=desk&sslmode=require"
    assert shown(name) == name


@pytest.mark.parametrize(
    "name",
    [
        *("book.leadbook", "./desk:2025.leadbook", "notes/desk:2025.leadbook", "My desk: 2025", "2025-11-26 10:30"),
        *(r"C:\Users\u\book", "C:/Users/u/book", "C:book", r"\\server\share\book", "//server/share/book"),
        *(r"\\?\C:\book", "pat@desk.leadbook", "@:book"),
        *(r"\\?\UNC\server\share\book", r"\\server@SSL@443\DavWWWRoot\book", r"C:\Users\pat@county.gov\Büro 1\book"),
    ],
)
def test_a_path_stays_a_path(name: str) -> None:
    assert not is_url(name)
    assert path_of(name) == Path(name)
    assert shown(name) == name


@pytest.mark.parametrize(
    "query", [f"password={SECRET}&connect_timeout=x{SECRET}", f"{SECRET}=1", f"sslmode={SECRET}&password={SECRET}"]
)
def test_what_a_driver_says_of_a_url_is_not_repeated(
    frozen: Surroundings, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.0)
    with pytest.raises(LeadbookError) as refused:
        Book.open(f"postgresql://127.0.0.1:1/book?{query}", frozen)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/home/a b/book.leadbook"), "file:///home/a%20b/book.leadbook?mode=rw"),
        (PureWindowsPath(r"C:\Books\book.leadbook"), "file:///C:/Books/book.leadbook?mode=rw"),
        (PureWindowsPath(r"\\server\share\book 1.leadbook"), "file:////server/share/book%201.leadbook?mode=rw"),
    ],
)
def test_sqlite_is_given_a_share_of_windows_as_a_path(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri
