"""A folder that is watched: a file laid into it is announced with what would come of it, until a person has brought it
in or left it out. Nothing here moves, changes or deletes a file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from program.refusals import BadInput, LeadbookError
from storage.book import Book
from storage.commands.lead_import import ImportLeads
from storage.engine.files import private_file
from storage.engine.places import state_folder
from storage.importing.file_types import is_table
from storage.importing.report import ImportReport
from storage.text import file_name

STEADY_SECONDS = 10
"""So long a file has to be as it is before it is taken for whole."""

MOST_REHEARSED_BYTES = 2 * 1024**2
"""A larger file is announced without a rehearsal, which would hold up what is recorded meanwhile."""

_MOST_FILES = 50
_MOST_LEFT_OUT = 1_000


@dataclass(frozen=True)
class LaidFile:
    """A file that is whole, with its size, and when it was written as the disk says it."""

    path: Path
    size: int
    written_ns: int


@dataclass(frozen=True)
class Announced:
    """A file that waits for a person: what would come in, or why it cannot; neither where it is too large to rehearse.

    ``name`` is that of the file where it names nobody.
    """

    path: Path
    name: str
    sha256: str
    report: ImportReport | None = None
    problem: str = ""

    @property
    def words(self) -> str:
        """``12 new, 3 changed, 1 rejected``, or the whole of why it cannot come in."""
        return f"{self.brief}: {self.problem}" if self.problem else self.brief

    @property
    def brief(self) -> str:
        """The same in a few words."""
        if self.problem:
            return "cannot come in as it is"
        if self.report is None:
            return "not looked at yet, it is large"
        counts = ((self.report.new, "new"), (self.report.changed, "changed"), (self.report.rejected, "rejected"))
        return ", ".join(f"{count:,} {what}" for count, what in counts if count)


def steady_files(folder: Path, now: float) -> list[LaidFile]:
    """The tables of a folder that nobody has written to for a while, by name; ``now`` is seconds since 1970.

    What cannot be read (yet) is left for later. Raises BadInput where the folder cannot be.
    """
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                with suppress(OSError):
                    if not is_table(Path(entry.path)) or not entry.is_file():
                        continue
                    seen = entry.stat()
                    # A copy that keeps the time of the original shows by the other one when it was made.
                    if min(abs(now - seen.st_mtime), abs(now - seen.st_ctime)) >= STEADY_SECONDS and seen.st_size:
                        found.append(LaidFile(Path(entry.path), seen.st_size, seen.st_mtime_ns))
    except OSError as error:
        raise BadInput("watch", folder, f"the watched folder cannot be read ({error.strerror})") from None
    return found[:_MOST_FILES]


def announced(book: Book, laid: LaidFile, left_out: Collection[str]) -> Announced | None:
    """What is to be said of a file; None where it was brought in or left out, or nothing of it is new."""
    try:
        digest = hashlib.sha256()
        with laid.path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError:
        return None
    sha256 = digest.hexdigest()
    if sha256 in left_out or book.view.was_brought_in(sha256):
        return None
    name = file_name(laid.path, "a file")
    if laid.size > MOST_REHEARSED_BYTES:
        return Announced(laid.path, name, sha256)
    try:
        report: ImportReport = book.rehearse(ImportLeads(laid.path)).result
    except BadInput as problem:
        return Announced(laid.path, name, sha256, problem=problem.expected)
    except LeadbookError:  # the book is locked, or this person may not import: nothing to do for them
        return None
    return Announced(laid.path, name, sha256, report) if report.says_something else None


def _place() -> Path:
    return state_folder() / "left-out.json"


def left_out() -> list[str]:
    """The SHA-256 of the files that somebody at this desk has left out, the last one last."""
    with suppress(OSError, ValueError):
        kept = json.loads(_place().read_text(encoding="utf-8"))
        if isinstance(kept, list):
            return [one for one in kept if isinstance(one, str)]
    return []


def leave_out(sha256: str) -> None:
    """Keeps in mind that a file is not to be announced again. Raises BadInput where that cannot be written."""
    kept = [*(one for one in left_out() if one != sha256), sha256][-_MOST_LEFT_OUT:]
    try:
        _place().parent.mkdir(parents=True, exist_ok=True)
        part = _place().with_suffix(f".{os.getpid()}")
        with open(part, "w", encoding="utf-8", opener=private_file) as file:
            json.dump(kept, file)
        part.replace(_place())
    except OSError as error:
        raise BadInput("watch", _place(), f"cannot be written ({error.strerror})") from None
