"""A book under a new passphrase, under its first one, or under none: written anew, checked, and put in its place.

There is a whole book in the place at every moment, the old one or the new one. Its copies go along, each in the same
way: what was encrypted because somebody learned the passphrase, or had none yet, must not lie beside it as it was.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from program.refusals import BadInput
from storage.engine.connections import connect, integrity_problems, reading
from storage.engine.encryption import is_encrypted, must_be_a_file, new_salt, salt_of
from storage.engine.files import part_of, take_place
from storage.engine.locks import BrokenOff
from storage.engine.progress import tell
from storage.engine.unlocking import alone_with, write_under
from storage.errors import BookUnavailable, NeedsPassphrase
from storage.keys import Keys
from storage.maintenance.backup import agency_in, back_up, copies_of, file_of, must_not_be_open, of_a_copy, verified
from storage.maintenance.opening import open_book
from storage.surroundings import Surroundings

T = TypeVar("T")


@dataclass(frozen=True)
class Rekeyed:
    """Whether the book was encrypted, and is now; the journal's length and head; the backup that was made first; the
    copies that went along, that one among them; and what could not be reached, in sentences.
    """

    was_encrypted: bool
    is_encrypted: bool

    entries: int
    head: str
    backup: Path
    copies: tuple[Path, ...]
    problems: tuple[str, ...]


def rekey(name: str, passphrase: str | None, surroundings: Surroundings, folder: Path) -> Rekeyed:
    """Puts a sound book under a new passphrase, or under none, after a verified backup in the folder.

    Raises BadInput on a weak passphrase, on a book on a server, and where there is no encryption to take off;
    BookUnavailable where somebody has the book open or it is not sound. Then it is as it was.
    """
    must_be_a_file(name)
    target = file_of(name)
    was_encrypted = is_encrypted(name)
    if passphrase is None and not was_encrypted:
        raise BadInput("plain", target, "is not encrypted; nothing was changed")
    keys = surroundings.keys
    must_not_be_open(target, keys)
    salt = None if passphrase is None else new_salt(passphrase, surroundings)
    with open_book(name, surroundings, backups=folder) as book:
        agency_id, backup = book.agency_id, back_up(book, None, folder).path
    try:
        found = _put_under(target, salt, keys, lambda part: verified(part, target, surroundings))
    except OSError as error:
        raise BookUnavailable(f"{target}: cannot be written ({error.strerror}); the book is as it was") from None
    copies, problems = _take_along(target, folder, agency_id, salt, keys)
    return Rekeyed(was_encrypted, passphrase is not None, found.entries, found.head, backup, copies, problems)


def _put_under(place: Path, salt: bytes | None, keys: Keys, looked_at: Callable[[Path], T]) -> T:
    """Writes a file anew under a key and puts that in its place, once it was looked at; nobody writes meanwhile."""
    with part_of(place) as part:
        with alone_with(place, keys) as raw:
            write_under(raw, part, salt, keys)
            found = looked_at(part)
            if sys.platform != "win32":  # who waits for the lock then finds that another file has taken the place
                take_place(part, place)
        if sys.platform == "win32":  # where no file takes the place of one that is open
            take_place(part, place)
    return found


def _take_along(
    target: Path, folder: Path, agency_id: str, salt: bytes | None, keys: Keys
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Puts the copies of a book under its key; which of them, and why others stay as they are."""
    copies, problems = [], []
    for copy in copies_of(target, folder):
        try:
            tell(f"Taking the copy {copy.name} along")
            if salt_of(copy) == salt or agency_in(copy, keys) != agency_id:
                continue
            _put_under(copy, salt, keys, lambda part: _must_be_whole(part, keys))
            copies.append(copy)
        except NeedsPassphrase:
            if copy.name.startswith(target.stem):  # else it is another book's
                problems.append(f"{copy} stays as it is: another passphrase opens it")
        except BrokenOff:
            problems.append("Other copies stay as they are: it was left before their turn. The book itself is done")
            break
        except (BookUnavailable, OSError) as problem:
            reason = problem.strerror if isinstance(problem, OSError) else of_a_copy(problem, copy)
            problems.append(f"{copy} stays as it is: {reason}")
    return tuple(copies), tuple(problems)


def _must_be_whole(part: Path, keys: Keys) -> None:
    """Raises BookUnavailable where a copy, of any version, is not."""
    engine = connect(str(part), keys)
    try:
        with reading(engine) as connection:
            problems = integrity_problems(connection)
    finally:
        engine.dispose()
    if problems:
        raise BookUnavailable(f"it would not be whole: {problems[0]}")
