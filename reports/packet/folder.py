"""A packet's folder: its files and the manifest of their SHA-256, written whole or not at all, and read again."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from program.refusals import BadInput
from storage.engine.files import private_file, private_folder, sync, take_place
from storage.engine.progress import tell

MANIFEST = "MANIFEST.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\x00-\x1f]+)")


def made(files: Mapping[str, Callable[[], bytes]]) -> dict[str, bytes]:
    """The files of a packet by name, made one after the other; whoever stands by is told which one it is."""
    contents = {}
    for number, (name, make) in enumerate(files.items()):
        tell(f"Making {name}", "files", number, len(files))
        contents[name] = make()
    return contents


def write_packet(out: Path, files: Mapping[str, bytes]) -> str:
    """Writes the files and their manifest into a folder that is not there yet, or is empty.

    They are written beside it first and take its place in one step, so that no half packet is ever seen; of one that
    is left nothing stays. Returns the manifest's SHA-256. Raises BadInput where the folder holds
    anything, or cannot be written.
    """
    _must_be_free(out)
    manifest = _manifest_of({name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)})
    beside: Path | None = None
    try:
        private_folder(out.parent)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        for number, (name, content) in enumerate({**files, MANIFEST: manifest}.items()):
            tell(f"Writing {name}", "files", number, len(files) + 1)
            _write(beside / name, content)
        if out.exists():
            out.rmdir()
        take_place(beside, out)
    except BaseException as error:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
        if not isinstance(error, OSError):
            raise
        raise BadInput("out", out, f"cannot be written ({error.strerror}); no part of the packet was kept") from None
    return hashlib.sha256(manifest).hexdigest()


def read_manifest(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file that the manifest names.

    Raises BadInput where the folder has none, so is no packet; ValueError where the manifest is not, byte for byte,
    one that we write.
    """
    try:
        found = (folder / MANIFEST).read_bytes()
    except OSError:
        raise BadInput("packet", folder, f"has no readable {MANIFEST}; name the folder of a packet") from None
    named = {}
    for line in found.decode("utf-8").split("\n")[:-1]:
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError("a line that names no file")
        named[match[2]] = match[1]
    if found != _manifest_of(named):
        raise ValueError("another form than ours")
    return named


def _manifest_of(named: Mapping[str, str]) -> bytes:
    return "".join(f"{named[name]}  {name}\n" for name in named).encode()


def manifest_problems(folder: Path) -> list[str]:
    """What is missing, other than the manifest says, or not in it; empty where all is as it was written."""
    try:
        named = read_manifest(folder)
    except ValueError:
        return [f"{MANIFEST}: is not as a manifest is written; it was altered"]
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
    with open(path, "xb", opener=private_file) as file:
        file.write(content)
        sync(file)
