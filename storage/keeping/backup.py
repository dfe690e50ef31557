"""Verified copies of a book in a file. A book on a server is copied by the server's own tools."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from storage import schema
from storage.book import Book
from storage.book_names import path_of, shown
from storage.engine import connect, copy_into, integrity_problems, is_held, reading
from storage.errors import BadInput, BookUnavailable
from storage.keeping.chain import Finding
from storage.keeping.check import check
from storage.surroundings import Surroundings
from storage.tables import journal_entry


@dataclass(frozen=True)
class Copied:
    """A verified copy: where it is, and the journal's length and head that it shares with the book."""

    path: Path
    entries: int
    head: str


@dataclass(frozen=True)
class BackupsSeen:
    """The newest backup that is whole and belongs to the book, None where there is none; and what is wrong."""

    newest: Copied | None
    findings: tuple[Finding, ...]


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


def look_at_backups(book: Book, folder: Path, *, every: bool) -> BackupsSeen:
    """Looks for the book's newest backup in the folder: whether the file is whole and ends where the journal was once.

    With ``every`` each backup is checked as a book is. A copy that holds another book, or entries that the journal does
    not have (since an older copy was restored), is passed over. A book on a server has none.
    """
    path = path_of(book.name)
    newest: Copied | None = None
    findings: list[Finding] = []
    named = re.compile(re.escape(path.stem if path else "") + r"-\d{8}-\d{6}-\d{3}\.leadbook")
    copies = sorted((copy for copy in folder.glob("*.leadbook") if named.fullmatch(copy.name)), reverse=True)
    for copy in copies if path is not None else ():
        try:
            agency_id, seen, problems = _ends_with(copy)
            if agency_id != book.agency_id:
                continue
            if not problems and every:
                problems = _problems_inside(copy, book.surroundings)
        except BookUnavailable as problem:
            findings.append(Finding("backup", f"{copy.name}: {problem}"))
            continue
        if problems:
            findings.append(Finding("backup", f"{copy.name}: {problems[0]}"))
        elif newest is None and book.view.journal_hash(seen.entries) == seen.head:
            newest = seen
            if not every:
                break
    return BackupsSeen(newest, tuple(findings))


def _ends_with(copy: Path) -> tuple[str, Copied, list[str]]:
    """Whose copy it is, where its journal ends, and what is wrong with the file."""
    engine = connect(str(copy))
    try:
        with reading(engine) as connection:
            last = connection.execute(select(journal_entry).order_by(journal_entry.c.number.desc()).limit(1)).one()
            return last.agency_id, Copied(copy, last.number, last.hash), integrity_problems(connection)
    finally:
        engine.dispose()


def _problems_inside(copy: Path, surroundings: Surroundings) -> list[str]:
    with TemporaryDirectory() as folder:
        part = Path(folder) / copy.name
        _copy_raised(copy, part)
        with Book.open(part, surroundings) as book:
            return [finding.problem for finding in check(book, full=True).findings]


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
        raise BadInput("book", shown(name), "is on a server; its own tools (pg_dump, pg_restore) back it up")
    return path
