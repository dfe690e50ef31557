"""What a book is called: the path of a file, or the URL of a database. No password that a name holds is printed."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath, PureWindowsPath

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import BookUnavailable

_KNOWN = re.compile(r"\s*(sqlite|postgresql)(\+[a-z0-9]+)?://", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:(?![^\\/]*@)")
_LIKE_A_URL = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:|.*?[^/\\]*:[^/\\]*@|.*://", re.DOTALL)
"""A scheme, which may lack its slashes; ``user:password@`` anywhere; slashes after a colon."""

_PRINTED = frozenset(
    {
        "user",
        "host",
        "hostaddr",
        "port",
        "dbname",
        "service",
        "passfile",
        "sslmode",
        "connect_timeout",
        "application_name",
    }
)
"""Parameters of a URL whose values are no secret. Of every other one only the name is printed."""

_LONGEST = 500
"""How many bytes of a path SQLite takes with what it adds for the files beside a book: 512 in all."""

_LONGEST_ON_WINDOWS = 1_000
"""The same on Windows: 1,040 in all."""

_MAX_PATH = 259
"""How many characters of a path Windows takes, unless long paths are allowed."""

VERBATIM = ("\\\\?\\", "\\\\.\\")
"""How a path begins that Windows takes as it is: ``\\\\?\\C:\\…`` and ``\\\\?\\UNC\\server\\share\\…``."""

_WHAT_IT_MAY_BE = "a book is the path of a file, or postgresql://USER@HOST/DATABASE"


def is_url(book: str) -> bool:
    """Whether a book is named by a URL rather than by the path of a file.

    Raises BookUnavailable, which does not repeat it, on what looks like a URL and is none of a book: taken for a path
    it would make a file whose name holds a password.
    """
    if _KNOWN.match(book):
        return True
    if _LIKE_A_URL.match(book) and not _DRIVE.match(book):
        raise BookUnavailable(
            f"the book's name looks like a URL, and not of SQLite or PostgreSQL: {_WHAT_IT_MAY_BE}. "
            "Before a file's name with a colon in it write ./"
        )
    return False


def path_of(book: str) -> Path | None:
    """The file of a book, or None for a book on a server. Raises BookUnavailable on what is no path and no URL."""
    if not is_url(book):
        return Path(book)
    url = url_of(book)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def shown(book: str) -> str:
    """A book's name as it may be printed: a path, or a URL without its password and what else may be secret."""
    if not is_url(book):
        return book
    url = url_of(book)
    kept = {name: value if name in _PRINTED else "***" for name, value in url.query.items()}
    return url.set(query=kept).render_as_string(hide_password=True)


def url_of(book: str) -> URL:
    """The parts of a URL, with its scheme in lower case. Raises BookUnavailable on one that cannot be taken apart."""
    scheme, _, rest = book.strip().partition("://")
    try:
        url = make_url(f"{scheme.lower()}://{rest}")
    except (ArgumentError, ValueError):  # the latter for a port that is no number; neither repeats a password here
        raise BookUnavailable(
            f"the book's name is neither a path nor the URL of a database: {_WHAT_IT_MAY_BE}"
        ) from None
    on_server = url.get_backend_name() == "postgresql"
    if "@" in (url.host or "") or (on_server and "@" in (url.database or "")):
        raise BookUnavailable("the book's URL holds more than one @; in a user or password write %40 for it")
    return url


def too_long(path: PurePath, *, is_missing: bool = False) -> str:
    """Why a whole path is too long for SQLite, or, where nothing is found there, for Windows; empty where it is not."""
    on_windows = isinstance(path, PureWindowsPath)
    length, longest = len(os.fsencode(path)), _LONGEST_ON_WINDOWS if on_windows else _LONGEST
    if length > longest:
        return f"its whole path has {length:,} bytes, and SQLite takes {longest:,}; keep it elsewhere"
    if is_missing and on_windows and len(str(path)) > _MAX_PATH and not str(path).startswith(VERBATIM):
        return (
            f"its whole path has {len(str(path)):,} characters, and Windows takes {_MAX_PATH} unless long paths are "
            "allowed there; keep it elsewhere"
        )
    return ""


def file_uri(path: PurePath, *, read_only: bool = False) -> str:
    """The URI by which SQLite opens a file that is there, to read and to write; or one that nobody can write, to read.

    A share of Windows has its server in the path: SQLite takes no server before it.
    """
    uri = path.as_uri()
    if not uri.startswith("file:///"):
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?mode={'ro&immutable=1' if read_only else 'rw'}"
