"""Which process has the write lock of a book's file, where the system tells: Linux does, of any program."""

from __future__ import annotations

import os
from pathlib import Path

from storage.engine.holders import Holder

_LOCKS = Path("/proc/locks")


def locker_of(book: Path) -> Holder | None:
    """Whose login and which process writes to a book's file; None where no other does, or the system does not tell."""
    try:
        lines = _LOCKS.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    files = [_named_in_locks(place) for place in (book, book.with_name(f"{book.name}-shm"))]
    for line in lines:
        # ``1: POSIX  ADVISORY  WRITE 2943 fe:00:1310752 1073741826 1073742335``; one that waits has an arrow.
        match line.split():
            case [_, "POSIX", _, "WRITE", pid, file, *_] if file in files and int(pid) not in (0, os.getpid()):
                return _holder(int(pid))
    return None


def _named_in_locks(place: Path) -> str | None:
    try:
        found = place.stat()
    except OSError:
        return None
    return f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"


def _holder(pid: int) -> Holder:
    process, login, called = Path(f"/proc/{pid}"), "", ""
    try:
        login = process.owner()
        called = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except (OSError, KeyError):  # it has ended just now, or its login has no name
        pass
    return Holder(login, " ".join(part for part in (called, f"process {pid}") if part), None)
