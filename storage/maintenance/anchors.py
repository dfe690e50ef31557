"""Anchors: the journal's head, kept where the owner of the book cannot change it, after each close and each claim.

A chain proves only what its head, kept elsewhere, says. An anchor is a line ``N:HASH AGENCY MOMENT COMMAND``: an entry
of the journal, its hash, the id of the book's agency, when it was written and after what.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from program.refusals import BadInput
from storage.book import Book
from storage.engine.files import private_file, sync
from storage.engine.places import AnchorPlaces
from storage.maintenance.findings import Finding
from storage.moments import moment_iso

LONGEST_COMMAND_SECONDS = 30.0
"""After so long a command that sends the head is ended."""

_LINE = re.compile(r"([1-9][0-9]{0,17}):([0-9a-fA-F]{64})(?:\s+(\S+).*)?", re.ASCII)
_LONGEST_LINE = 1_000


@dataclass(frozen=True)
class Anchor:
    """An entry's number and hash as they were anchored, and whose they are where the line says so."""

    number: int
    hash: str
    agency_id: str | None = None


def anchor(book: Book, places: AnchorPlaces, number: int, command: str) -> tuple[str, ...]:
    """Anchors an entry that ``command`` made; returns what could not be done, in sentences, and never raises."""
    (digest, *_) = book.view.journal_hashes(number)
    line = f"{number}:{digest} {book.agency_id} {moment_iso(book.surroundings.now())} {command}\n"
    tried = (_append(places.file, line), _send(places.command, line))
    return tuple(f"the journal's head was not anchored: {problem}" for problem in tried if problem)


def _append(file: Path | None, line: str) -> str:
    if file is None:
        return ""
    try:
        with open(file, "a+b", opener=private_file) as out:
            size = out.seek(0, os.SEEK_END)
            if size:
                out.seek(size - 1)
                line = line if out.read(1) == b"\n" else f"\n{line}"  # what was cut off stays a line of its own
            out.write(line.encode())
            sync(out)
    except OSError as error:
        return f"{file} cannot be written ({error.strerror})"
    return ""


def _send(command: Sequence[str], line: str) -> str:
    if not command:
        return ""
    try:
        done = subprocess.run(
            command,
            input=line.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_COMMAND_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{command[0]} did not end within {LONGEST_COMMAND_SECONDS:g} seconds"
    except (OSError, ValueError) as error:
        return f"{command[0]} cannot be run ({getattr(error, 'strerror', None) or 'its arguments cannot be passed'})"
    return f"{command[0]} ended with {done.returncode}" if done.returncode else ""


def anchors_in(file: Path) -> Iterator[Anchor | int]:
    """The anchors of a file, and the number of each line that is none; empty lines and remarks (``#``) are passed over.

    Raises BadInput where it cannot be read.
    """
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            number = 0
            while line := lines.readline(_LONGEST_LINE):
                number += 1
                text = line.strip()
                if text and not text.startswith("#"):
                    found = _LINE.fullmatch(text)
                    yield number if found is None else Anchor(int(found[1]), found[2].lower(), found[3])
    except OSError as error:
        raise BadInput("anchors", file, f"cannot be read ({error.strerror})") from None


def last_anchor(file: Path, agency_id: str) -> Anchor | None:
    """The newest anchor of an agency's book in a file; None where there is none, or no such file."""
    try:
        ours = [one for one in anchors_in(file) if isinstance(one, Anchor) and one.agency_id == agency_id]
    except BadInput:
        return None
    return ours[-1] if ours else None


def of_book(found: Sequence[Anchor | int], agency_id: str, called: str) -> tuple[list[Anchor], list[Finding]]:
    """The anchors that are of a book, or do not say whose they are; and what is wrong with the file itself."""
    ours = [one for one in found if isinstance(one, Anchor) and one.agency_id in (None, agency_id)]
    findings = [Finding("anchor_line", f"{called}: line {one:,} is no anchor") for one in found if isinstance(one, int)]
    if not ours:
        findings.append(Finding("anchor_none", f"{called}: holds no anchor of this book"))
    return ours, findings
