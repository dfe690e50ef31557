"""Verified copies of a book in a file. A book on a server is copied by the server's own tools."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from program.refusals import BadInput
from storage.book import Book
from storage.engine.book_file import is_held
from storage.engine.book_names import path_of, shown
from storage.engine.connections import connect, copy_into, integrity_problems, reading
from storage.engine.encryption import is_encrypted, is_of_encrypted
from storage.engine.files import keep_under, part_of, take_name, take_place, without_leftovers
from storage.engine.progress import tell
from storage.errors import BookUnavailable, Conflict, DiskFailed
from storage.journal.history import STRIKES_OUT
from storage.keys import Keys
from storage.maintenance.check import check
from storage.maintenance.desks import is_open_somewhere
from storage.maintenance.findings import Finding
from storage.moments import moment_in_name
from storage.schema import revision as schema
from storage.schema.agency import agency
from storage.schema.journal import journal_entry
from storage.surroundings import Surroundings

_STAMP = r"\d{8}-\d{6}-\d{3}"


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
    source = file_of(book.name)
    place = to or folder / f"{source.stem}-{moment_in_name(book.surroundings.now())}.leadbook"
    try:
        if place.exists():
            raise BadInput("to", place, "stands there already; a backup never replaces a file")
        with part_of(place) as part:
            copy_into(book.engine, part)
            copied = verified(part, place, book.surroundings)
            take_name(part, place)
    except FileExistsError:
        raise BadInput("to", place, "stands there already; a backup never replaces a file") from None
    except OSError as error:
        raise BookUnavailable(f"{place}: cannot be written ({error.strerror})") from None
    except DiskFailed as problem:  # which is not the book's own, perhaps
        raise DiskFailed(f"{place.parent}: {problem}") from None
    return Copied(place, copied.entries, copied.head)


def restore(
    copy: Path, name: str, surroundings: Surroundings, note: Callable[[Path, bool], object] | None = None
) -> tuple[Copied, Path | None]:
    """Puts a verified copy in the book's place; the book that stood there is kept beside it, its new path returned.

    ``note`` gets the copy before it takes the place, and whether a book stands there, to write that into it.
    There is a book in the place at every moment: the old one gets a second name, then the copy takes its place in one
    step. Raises BookUnavailable where the copy is not sound or somebody has the book open, Conflict where the copy is
    another agency's; then the place is as it was.
    """
    target = file_of(name)
    if copy.resolve() == target.resolve():
        raise BadInput("restore", copy, "is the book itself")
    kept: Path | None = None
    try:
        with part_of(target) as part:
            try:
                copy_raised(copy, part, surroundings.keys)
            except BookUnavailable as problem:
                raise BookUnavailable(f"{copy}: cannot be restored: {of_a_copy(problem, copy)}") from None
            copied = verified(part, copy, surroundings)
            aside = target.with_name(f"{target.stem}-replaced-{moment_in_name(surroundings.now())}{target.suffix}")
            stands = os.path.lexists(target)
            if stands:
                _must_give_way(target, part, surroundings.keys)
            if note is not None:
                note(part, stands)
            if stands:
                keep_under(target, aside)
                kept = aside
                with without_leftovers(target, aside):
                    take_place(part, target)
            else:
                with without_leftovers(target, aside):
                    take_name(part, target)
    except FileExistsError:
        raise BookUnavailable(f"{target}: was made just now by another program; nothing was changed") from None
    except OSError as error:
        raise BookUnavailable(f"{target}: cannot be written ({error.strerror})") from None
    return Copied(target, copied.entries, copied.head), kept


def _must_give_way(target: Path, part: Path, keys: Keys) -> None:
    """Refuses to replace what is no file, what is in use, and the book of another agency; a damaged one gives way, and
    so does one whose passphrase is not known.
    """
    if not target.is_file():
        raise BookUnavailable(f"{target}: is no regular file; nothing was changed")
    must_not_be_open(target, keys)
    try:
        there = agency_in(target, keys)
    except BookUnavailable:
        return
    if there and there != agency_in(part, keys):
        raise Conflict(f"{target}: is the book of another agency than the copy; nothing was changed")


def must_not_be_open(target: Path, keys: Keys) -> None:
    """Raises BookUnavailable where a desk has a book open, an idle one too, or a program writes to it."""
    if is_open_somewhere(target) or (target.is_file() and is_held(target, keys)):
        raise BookUnavailable(f"{target}: is in use; close Leadbook everywhere and try again")


def agency_in(path: Path, keys: Keys) -> str:
    """Whose book a file is, of any version; empty where it holds no agency. Raises BookUnavailable."""
    engine = connect(str(path), keys)
    try:
        with reading(engine) as connection:
            return connection.execute(select(agency.c.id).limit(1)).scalar() or ""
    finally:
        engine.dispose()


def look_at_backups(book: Book, folder: Path, *, every: bool, ends_only: bool = False) -> BackupsSeen:
    """Looks for the book's newest backup in the folder: whether the file is whole and ends where the journal was once.

    With ``every`` each backup is checked as a book is, with ``ends_only`` of the newest no more than its journal's end.
    A backup that ends in an entry the journal does not have is a finding, unless an older copy took the book's place
    after it was made. A copy that holds another agency's book is passed over. A book on a server has none.
    """
    path = path_of(book.name)
    newest: Copied | None = None
    findings: list[Finding] = []
    named = re.compile(re.escape(path.stem if path else "") + rf"(-auto-\w+)?-{_STAMP}\.leadbook")
    restored_on = _last_replaced(path) if path else ""
    ours = (copy for copy in folder.glob("*.leadbook") if named.fullmatch(copy.name))
    copies = sorted(ours, key=_stamp_in, reverse=True)
    for copy in copies if path is not None else ():
        try:
            tell(f"Checking the backup {copy.name}")
            agency_id, ends, problems = ends_of(copy, book.surroundings.keys, whole=not ends_only)
            if agency_id != book.agency_id:
                continue
            if is_of_encrypted(book.engine) and not is_encrypted(str(copy)):
                problems = ["is not encrypted, as the book is: leadbook rekey takes it along, or remove it"]
            if not problems and every:
                problems = _problems_inside(copy, book.surroundings)
        except BookUnavailable as problem:
            findings.append(Finding("backup", f"{copy.name}: {problem}"))
            continue
        if problems:
            findings.append(Finding("backup", f"{copy.name}: {problems[0]}"))
            continue
        known = next((end for end in ends if end.head in book.view.journal_hashes(end.entries)), None)
        if known is None and _stamp_in(copy) > restored_on:
            last = ends[-1].entries
            there = book.view.journal_hashes(last)
            lacks = "and the book holds another entry under its number" if there else "which the book lacks"
            findings.append(Finding("backup_ahead", f"{copy.name}: knows entry {last:,}, {lacks}: the book was cut"))
        elif known is not None and newest is None:
            newest = known
            if not every:
                break
    return BackupsSeen(newest, tuple(findings))


def copies_of(place: Path, folder: Path) -> Iterator[Path]:
    """What may be a book's copies: the backups in the folder, and the books that a restored one took the place of."""
    yield from sorted(path for path in folder.glob("*.leadbook") if path.absolute() != place.absolute())
    replaced = re.compile(re.escape(place.stem) + r"-replaced-[0-9-]+" + re.escape(place.suffix))
    yield from sorted(path for path in place.absolute().parent.iterdir() if replaced.fullmatch(path.name))


def _last_replaced(place: Path) -> str:
    """The moment at which a copy last took the book's place, as in a file's name; empty where none did."""
    named = re.compile(re.escape(place.stem) + rf"-replaced-{_STAMP}" + re.escape(place.suffix))
    beside = place.absolute().parent.iterdir()
    return max((_stamp_in(path) for path in beside if named.fullmatch(path.name)), default="")


def _stamp_in(path: Path) -> str:
    return path.stem[-len("20251123-120000-000") :]


def ends_of(copy: Path, keys: Keys, *, whole: bool = True) -> tuple[str, list[Copied], list[str]]:
    """Whose copy it is, where its journal ends, and what is wrong with the file.

    What was struck out of the copy itself stands at the end of its journal, so it also ends before each of these.
    """
    engine = connect(str(copy), keys)
    try:
        with reading(engine) as connection:
            columns = (getattr(journal_entry.c, name) for name in ("agency_id", "number", "hash", "command"))
            entries = iter(connection.execute(select(*columns).order_by(journal_entry.c.number.desc())))
            last = next(entries)
            ends = [last]
            while ends[-1].command in STRIKES_OUT:
                ends.append(next(entries))
            problems = integrity_problems(connection) if whole else []
            return last.agency_id, [Copied(copy, end.number, end.hash) for end in ends], problems
    finally:
        engine.dispose()


def _problems_inside(copy: Path, surroundings: Surroundings) -> list[str]:
    with TemporaryDirectory() as folder:
        part = Path(folder) / copy.name
        copy_raised(copy, part, surroundings.keys)
        with Book.open(part, surroundings) as book:
            return [finding.problem for finding in check(book, full=True).findings]


def copy_raised(copy: Path, part: Path, keys: Keys) -> None:
    """Copies a copy, so that one of an older version stays as it is and what takes the book's place is raised."""
    source = connect(str(copy), keys)
    try:
        revision = schema.revision_of(source)
        copy_into(source, part)
    finally:
        source.dispose()
    if revision < schema.NEWEST:
        from storage.maintenance.upgrade import raise_copy

        made = connect(str(part), keys)
        try:
            raise_copy(made)
        finally:
            made.dispose()


def verified(copy: Path, called: Path, surroundings: Surroundings) -> Copied:
    """Where a copy's journal ends. Raises BookUnavailable where it is not sound, which is said of ``called``."""
    try:
        with Book.open(copy, surroundings) as book:
            found = check(book, full=True)
    except BookUnavailable as problem:
        raise BookUnavailable(f"{called.name}: the copy is not sound: {of_a_copy(problem, copy)}") from None
    if not found.ok:
        raise BookUnavailable(f"{called.name}: the copy is not sound: {found.findings[0].problem}")
    return Copied(copy, found.entries, found.head)


def of_a_copy(problem: BookUnavailable, copy: Path) -> str:
    """What is wrong, said of a copy where it would speak of the book."""
    said = str(problem).removeprefix(f"{copy}: ")
    return "the copy is damaged; nothing was changed" if said.startswith("the book is damaged") else said


def file_of(name: str) -> Path:
    """The file of a book. Raises BadInput for one on a server."""
    path = path_of(name)
    if path is None:
        raise BadInput("book", shown(name), "is on a server; its own tools (pg_dump, pg_restore) back it up")
    return path
