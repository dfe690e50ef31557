"""Verified copies of a book in a file. A book on a server is copied by the server's own tools."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage import schema
from storage.book import Book
from storage.engine import connect, copy_into, is_held, path_of
from storage.errors import BadInput, BookUnavailable
from storage.keeping.check import check
from storage.surroundings import Surroundings


@dataclass(frozen=True)
class Copied:
    """A verified copy: where it is, and the journal's length and head that it shares with the book."""

    path: Path
    entries: int
    head: str


def back_up(book: Book, to: Path | None, folder: Path) -> Copied:
    """Copies the book to a path, or into the folder under a name with the moment; verifies it before it has the name.

    Raises BadInput where something stands there already or the book is on a server, BookUnavailable where the copy
    cannot be made; then nothing of it is left.
    """
    source = _file_of(book.name)
    moment = datetime.fromtimestamp(book.surroundings.now() / 1000, UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    place = to or folder / f"{source.stem}-{moment}.leadbook"
    if place.exists():
        raise BadInput("to", place, "stands there already; a backup never replaces a file")
    part = place.with_name(place.name + ".part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        copy_into(book.engine, part)
        copied = _verified(part, book.surroundings)
        part.replace(place)
    except OSError as error:
        raise BookUnavailable(f"{place}: cannot be written ({error.strerror})") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Copied(place, copied.entries, copied.head)


def restore(copy: Path, name: str, surroundings: Surroundings) -> tuple[Copied, Path | None]:
    """Puts a verified copy in the book's place; the book that stood there is kept beside it, its new path returned.

    Raises BookUnavailable where the copy is not sound or somebody has the book open for writing.
    """
    target = _file_of(name)
    if copy.resolve() == target.resolve():
        raise BadInput("restore", copy, "is the book itself")
    kept: Path | None = None
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        _copy_raised(copy, part)
        copied = _verified(part, surroundings)
        if target.exists():
            if is_held(target):
                raise BookUnavailable(f"{target}: is in use; close Leadbook everywhere and restore again")
            moment = datetime.fromtimestamp(surroundings.now() / 1000, UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]
            kept = target.with_name(f"{target.stem}-replaced-{moment}{target.suffix}")
            target.replace(kept)
        part.replace(target)
    except OSError as error:
        raise BookUnavailable(f"{target}: cannot be written ({error.strerror})") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Copied(target, copied.entries, copied.head), kept


def _copy_raised(copy: Path, part: Path) -> None:
    """Copies a copy, so that one of an older version stays as it is and what takes the book's place is raised."""
    source = connect(str(copy))
    try:
        revision = schema.revision_of(source)
        copy_into(source, part)
    finally:
        source.dispose()
    if revision < schema.NEWEST:
        from storage.keeping.raising import raise_copy

        made = connect(str(part))
        try:
            raise_copy(made)
        finally:
            made.dispose()


def _verified(copy: Path, surroundings: Surroundings) -> Copied:
    with Book.open(copy, surroundings) as book:
        found = check(book, full=True)
    if not found.ok:
        raise BookUnavailable(f"{copy.name}: the copy is not sound: {found.findings[0].problem}")
    return Copied(copy, found.entries, found.head)


def _file_of(name: str) -> Path:
    path = path_of(name)
    if path is None:
        raise BadInput("book", name, "is on a server; its own tools (pg_dump, pg_restore) back it up")
    return path
