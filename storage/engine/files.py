"""Files that we write: for their owner's eyes only, and under their name only when they are whole."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO, Any

_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite lays beside a file while it is open, and leaves there when it is killed."""

_PART = re.compile(rf"\.leadbook-(\d+)-[0-9a-f]{{8}}\.part({'|'.join(_BESIDE)})?")


def private_folder(folder: Path) -> None:
    """Makes a folder, and what is missing above it, for its owner only. Raises OSError."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        private_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None


def private_file(path: str, flags: int) -> int:
    """For ``open(…, opener=private_file)``: a file that is made is its owner's only, whatever the umask."""
    return os.open(path, flags, 0o600)


@contextmanager
def part_of(place: Path) -> Iterator[Path]:
    """A free name in the place's folder for what takes the place when it is whole; what is left there is removed.

    Parts that a killed run left in the folder are tidied away. Raises OSError where there can be no such folder.
    """
    private_folder(place.parent)
    _tidy(place.parent)
    part = place.parent / f".leadbook-{os.getpid()}-{token_hex(4)}.part"
    try:
        yield part
    finally:
        for left in (part, *(part.with_name(part.name + beside) for beside in _BESIDE)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def is_part(path: Path) -> bool:
    """Whether a path is a free name that ``part_of`` gave."""
    return _PART.fullmatch(path.name) is not None


def take_name(part: Path, place: Path) -> None:
    """Gives a whole file its name in one step. Raises FileExistsError where something stands there, else OSError."""
    if sys.platform == "win32":
        part.rename(place)  # refuses a name that is taken
        return
    try:
        os.link(part, place)
        _settle(place.parent)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: take the name, then its place
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            take_place(part, place)
        except OSError:
            place.unlink(missing_ok=True)
            raise


def take_place(part: Path, place: Path) -> None:
    """Puts a whole file in the place of what stands there, in one step. Raises OSError."""
    part.replace(place)
    _settle(place.parent)


def sync(file: IO[Any]) -> None:
    """Brings what was written to the disk. Raises OSError."""
    file.flush()
    os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Brings the names in a folder to the disk, so that they outlast a power cut.

    A disk that refuses is no reason to say that nothing was written: the file stands under its name by now.
    """
    if sys.platform == "win32":  # where no folder can be opened
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def keep_under(place: Path, kept: Path) -> None:
    """Gives what stands at a place a second name that is free; the place stays as it is. Raises OSError."""
    try:
        os.link(place, kept)
        _settle(kept.parent)
    except FileExistsError:
        raise
    except OSError:
        with part_of(kept) as part:
            with place.open("rb") as source, open(part, "xb", opener=private_file) as copy:
                shutil.copyfileobj(source, copy)
                sync(copy)
            take_name(part, kept)


@contextmanager
def without_leftovers(place: Path, kept: Path) -> Iterator[None]:
    """Moves the journals that SQLite left beside a place to the kept name; SQLite would roll them into another book.

    They go back where the block fails. Raises OSError.
    """
    moved: list[tuple[Path, Path]] = []
    try:
        for kind in _BESIDE:
            beside, aside = place.with_name(place.name + kind), kept.with_name(kept.name + kind)
            if os.path.lexists(beside):
                beside.rename(aside)
                moved.append((aside, beside))
        yield
    except BaseException:
        for aside, beside in reversed(moved):
            with suppress(OSError):
                aside.rename(beside)
        raise


def _tidy(folder: Path) -> None:
    with suppress(OSError):
        for left in folder.glob(".leadbook-*.part*"):
            named = _PART.fullmatch(left.name)
            if named is not None and not _runs(int(named[1])):
                with suppress(OSError):  # Windows refuses to remove what a running program has open
                    left.unlink()


def _runs(process: int) -> bool:
    """Whether a process runs; always False on Windows, where asking so would end it."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
