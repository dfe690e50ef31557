"""A packet's folder: its files and the manifest of their SHA-256, written whole or not at all, and read again."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from storage.errors import BadInput

MANIFEST = "MANIFEST.sha256"
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\\]+)")


def write_packet(out: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files and their manifest into a folder that is not there yet, or is empty.

    They are written beside it first and take its place in one step, so that no half packet is ever seen. Raises
    BadInput where the folder holds anything, or cannot be written.
    """
    _must_be_free(out)
    manifest = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    beside: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        for name, content in {**files, MANIFEST: manifest.encode()}.items():
            _write(beside / name, content)
        if out.exists():
            out.rmdir()
        beside.rename(out)
        out.chmod(0o755)
    except OSError as error:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
        raise BadInput("out", out, f"cannot be written ({error.strerror}); no part of the packet was kept") from None


def read_manifest(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file that the manifest names. Raises BadInput where there is no readable manifest."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadInput("packet", folder, f"has no readable {MANIFEST}; name the folder of a packet") from None
    named = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            raise BadInput("packet", folder, f"{MANIFEST} has a line that names no file")
        named[match[2]] = match[1]
    return named


def manifest_problems(folder: Path) -> list[str]:
    """What is missing, other than the manifest says, or not in it; empty where all is as it was written."""
    named = read_manifest(folder)
    problems = []
    for name, digest in sorted(named.items()):
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError:
            problems.append(f"{name}: is missing")
            continue
        if found != digest:
            problems.append(f"{name}: is not as the manifest has it")
    there = {path.name for path in folder.iterdir()} - {MANIFEST}
    problems += [f"{name}: is not in the manifest" for name in sorted(there - named.keys())]
    return problems


def _must_be_free(out: Path) -> None:
    if "\0" in str(out):
        raise BadInput("out", out, "is not a name that a folder can have")
    try:
        taken = out.exists() and (not out.is_dir() or any(out.iterdir()))
    except OSError as error:
        raise BadInput("out", out, f"cannot be looked at ({error.strerror})") from None
    if taken:
        raise BadInput("out", out, "holds other files; name a folder that is empty or not there yet")


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
