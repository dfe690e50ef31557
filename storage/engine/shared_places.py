"""Where a book must not live: on a share of the network, or in a folder that is synchronized.

SQLite's locks and its write-ahead log hold on one machine's disk. On a share two desks can write at once without
seeing each other, and a program that synchronizes a folder copies the file while it is being written.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePath

from storage.engine.book_names import VERBATIM, path_of
from storage.errors import BookUnavailable

_OF_MACHINES = ("nfs", "nfs4", "cifs", "smb3", "smb2", "smbfs", "afpfs", "afs", "ceph", "9p", "lustre", "glusterfs")
_OF_PROGRAMS = ("davfs", "webdav", "fuse", "macfuse", "osxfuse", "virtiofs", "vboxsf", "prl_fs", "vmhgfs")
_SHARES = frozenset((*_OF_MACHINES, *_OF_PROGRAMS))
_BY_THE_SYSTEM = ("onedrive", "icloud", "mobile documents", "cloudstorage")
_BY_PROGRAMS = ("dropbox", "google drive", "googledrive", "box sync", "nextcloud", "owncloud", "pcloud", "syncthing")
_SYNCHRONIZED = (*_BY_THE_SYSTEM, *_BY_PROGRAMS)
_SYNCHRONIZED_WHOLE = ("box",)
"""Names of such folders that are also the beginning of other words."""

REMOTE_DRIVE = 4  # what Windows answers for a drive letter that stands for a share


def must_be_local(book: str) -> None:
    """Raises BookUnavailable where a book's file lies, or would lie, on a share or in a synchronized folder."""
    path = path_of(book)
    if path is None:
        return
    if (why := _why_not(path.expanduser().absolute())) is not None:
        raise BookUnavailable(
            f"{path}: {why}: a book there can be damaged. Keep it on this machine's own disk and its backups elsewhere;"
            " with --i-know before the command it is opened all the same"
        )


def _why_not(path: Path) -> str | None:
    real = Path(os.path.realpath(path)).parent  # the file itself may be a link to one that lies elsewhere
    if part := synchronized(path.parent) or synchronized(real):
        return f"the folder {part} is synchronized with other machines"
    if sys.platform == "win32":
        return "this is a share of the network" if is_remote(real, _kind_of_drive) else None
    kind = _file_system(real, _mounted())
    if kind in _SHARES or kind.startswith("fuse."):
        return f"this is a share of the network or the like ({kind})"
    return None


def _file_system(folder: Path, mounted: list[tuple[str, str]]) -> str:
    """The kind of file system that a folder lies on: that of the longest place it lies under; the last one, of equals.

    Empty for the root's: a machine or a container that runs from a share has no disk of its own to offer.
    """
    kind, longest = "", len("/")
    for place, its_kind in mounted:
        if place != "/" and folder.is_relative_to(place) and len(place) >= longest:
            kind, longest = its_kind, len(place)
    return kind


def _mounted() -> list[tuple[str, str]]:
    """What is mounted where, as pairs of a place and a kind of file system; none where the system does not tell."""
    if sys.platform == "darwin":
        try:
            told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=5).stdout
        except (OSError, subprocess.SubprocessError):
            return []
        return mounted_on_a_mac(told)
    try:
        told = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    return mounted_on_linux(told)


def mounted_on_linux(told: str) -> list[tuple[str, str]]:
    """The pairs in the text of ``/proc/self/mountinfo``, in which blanks in a place are written as ``\\040``."""
    pairs = []
    for line in told.splitlines():
        before, _, after = line.partition(" - ")
        if len(fields := before.split(" ")) > 4 and after:
            place = fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
            pairs.append((place, after.split(" ")[0]))
    return pairs


def mounted_on_a_mac(told: str) -> list[tuple[str, str]]:
    """The pairs in what ``mount`` prints on macOS: ``//user@server/share on /Volumes/share (smbfs, nodev, …)``."""
    pairs = []
    for line in told.splitlines():
        what, _, how = line.rpartition(" (")
        _, on, place = what.partition(" on ")
        if on and how:
            pairs.append((place, how.rstrip(")").split(",")[0]))
    return pairs


def synchronized(folder: PurePath) -> str:
    """The part of a path that a program synchronizes with other machines; empty where none is known to be."""
    return next(
        (
            part
            for part in folder.parts
            if part.casefold().startswith(_SYNCHRONIZED) or part.casefold() in _SYNCHRONIZED_WHOLE
        ),
        "",
    )


def is_remote(folder: PurePath, kind_of_drive: Callable[[str], int]) -> bool:
    """Whether a folder of Windows lies on a share: by its server's name, or by what Windows says of its drive."""
    drive, whole = folder.drive, str(folder)
    if whole.startswith(VERBATIM):
        drive, _, _ = whole[len(VERBATIM[0]) :].partition("\\")
        if drive.casefold() == "unc":
            return True
    return drive.startswith("\\\\") or kind_of_drive(f"{drive}\\") == REMOTE_DRIVE


def _kind_of_drive(root: str) -> int:
    from ctypes import windll  # type: ignore[attr-defined,unused-ignore]

    return int(windll.kernel32.GetDriveTypeW(root))
