"""Whether a packet is what it says: its manifest, its files among themselves, its arithmetic, its place in a book."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from program.calendar import Quarter, read_period
from program.claims import recount as claim_arithmetic
from program.quarters import recount as statement_arithmetic
from program.refusals import BadInput, LeadbookError
from reports.packet.claim import claim_files
from reports.packet.drawing import drawing_of, our_drawing
from reports.packet.folder import manifest_problems
from reports.packet.fonts import mark_in
from reports.packet.nameless import claim_without_officers, statement_without_officers
from reports.packet.settable import lacking
from reports.packet.statement import statement_files
from storage.book import Book
from storage.journal.format import canonical, is_struck
from storage.snapshots import claim as frozen_claim
from storage.snapshots import statement as frozen_statement

Body = dict[str, Any]


@dataclass(frozen=True)
class PacketKind:
    """A kind of packet: its name, the form of its JSON, what reckons it anew, and what the book holds of it.

    ``sealed`` names what a person sealed, such as ``revision 1 of FY2026-Q1``, None for a draft; ``kept`` gives the
    bodies that the book holds under that name, the whole one first, and raises BadInput where it holds none;
    ``left_with`` gives the hash of the whole one as it left, before anything was struck out of it.
    """

    name: str
    schema: str
    problems: Callable[[Body], list[str]]
    files: Callable[[Body], Mapping[str, bytes]]
    sealed: Callable[[Body], str | None]
    kept: Callable[[Body, Book], Sequence[Body]]
    left_with: Callable[[Body, Book], str | None]


def _kept_statement(body: Body, book: Book) -> Sequence[Body]:
    kept = book.view.statement(Quarter.parse(body["quarter"]), body["revision"])
    nameless = statement_without_officers(kept, book.view.marks())
    by_name = [{**officer, "badge": None, "name": None} for officer in kept["officers"]]
    return kept, nameless, {**nameless, "closed": kept["closed"], "officers": by_name}  # as the first papers had it


def _kept_claim(body: Body, book: Book) -> Sequence[Body]:
    kept = book.view.claim_body(read_period(body["period"]), body["number"])
    return kept, claim_without_officers(kept, book.view.marks())


STATEMENT = PacketKind(
    "statement",
    frozen_statement.SCHEMA,
    statement_arithmetic.problems_of,
    statement_files,
    lambda body: None if body["revision"] is None else f"revision {body['revision']} of {body['quarter']}",
    _kept_statement,
    lambda body, book: book.view.statement_hash(Quarter.parse(body["quarter"]), body["revision"]),
)
CLAIM = PacketKind(
    "claim",
    frozen_claim.SCHEMA,
    claim_arithmetic.problems_of,
    claim_files,
    lambda body: None if body["number"] is None else f"claim {body['number']} of {body['period']}",
    _kept_claim,
    lambda body, book: next((one.sha256 for one in book.view.claims() if one.number == body["number"]), None),
)


def packet_problems(kind: PacketKind, folder: Path, book: Book | None = None) -> list[str]:
    """What does not hold, in sentences; empty where all does.

    The other files are made anew from the JSON and compared, where the code that drew them is ours, and the PDF where
    its fonts are this computer's (``packet_notes`` says where not). With a book, what was sealed has to be what the
    book holds, and its head an entry of the book's journal. Raises BadInput where the folder is no packet.
    """
    problems, name = manifest_problems(folder), f"{kind.name}.json"
    try:
        text = (folder / name).read_text(encoding="utf-8")
        body: Any = json.loads(text)
        if not isinstance(body, dict) or body.get("schema") != kind.schema:
            return [*problems, f"{name}: is no {kind.name} of the form {kind.schema}"]
        problems += [f"{name}: {problem}" for problem in kind.problems(body)]
        problems += _files(kind, folder, body)
        if book is not None:
            problems += [f"book: {problem}" for problem in _in_book(kind, body, book)]
    except OSError:
        problems.append(f"{name}: cannot be read")
    except (BadInput, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        problems.append(f"{name}: is no whole {kind.name}")
    return problems


def packet_notes(kind: PacketKind, folder: Path) -> list[str]:
    """What was not looked at, in sentences, though nothing is wrong with it; empty where all was."""
    if not _drawn_by_us(kind, folder):
        drawn = f"{kind.name}.pdf: drawn by another version of Leadbook, so what is drawn was not compared with"
        return [f"{drawn} {kind.name}.json; the figures and the manifest were looked at"]
    with suppress(BadInput, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        body = json.loads((folder / f"{kind.name}.json").read_text(encoding="utf-8"))
        there = (folder / f"{kind.name}.pdf").read_bytes()
        if (mark_in(there) or lacking(json.dumps(body, ensure_ascii=False))) and _other_fonts(
            there, kind.files(body)[f"{kind.name}.pdf"]
        ):
            drawn = f"{kind.name}.pdf: a name in it needs a font that another computer has or lacks, so it was not"
            return [f"{drawn} compared with {kind.name}.json; all else was looked at"]
    return []


def _other_fonts(there: bytes, ours: bytes) -> bool:
    """Whether two PDFs were set with fonts of two computers, or only one of them with any."""
    return there.startswith(b"%PDF") and mark_in(there) != mark_in(ours)


def _drawn_by_us(kind: PacketKind, folder: Path) -> bool:
    """By the mark of the PDF; one that cannot be read is a finding of its own, and leaves the others to be compared."""
    try:
        return drawing_of((folder / f"{kind.name}.pdf").read_bytes()) == our_drawing()
    except OSError:
        return True


def _files(kind: PacketKind, folder: Path, body: Body) -> list[str]:
    if not _drawn_by_us(kind, folder):
        return []
    found = []
    for name, content in kind.files(body).items():
        path = folder / name
        if path.is_file() and (there := path.read_bytes()) != content and not _other_fonts(there, content):
            found.append(f"{name}: does not say what {kind.name}.json says")
    return found


def _in_book(kind: PacketKind, body: Body, book: Book) -> list[str]:
    problems, head, sealed = [], body["journal"], kind.sealed(body)
    if head["hash"] not in book.view.journal_hashes(head["number"]):
        problems.append(f"the journal has no entry {head['number']} with this hash")
    if sealed is None:
        return problems
    try:
        kept = kind.kept(body, book)
    except BadInput:
        return [*problems, f"holds no {sealed}"]
    except LeadbookError as problem:
        return [*problems, str(problem)]
    if body not in kept and not _left_before(kind, body, kept, book):
        problems.append(f"holds another {sealed}")
    return problems


def _left_before(kind: PacketKind, body: Body, kept: Sequence[Body], book: Book) -> bool:
    """Whether a paper left before something was struck out: by its hash, or one without officers as it reads."""
    if hashlib.sha256(canonical(body).encode()).hexdigest() == kind.left_with(body, book):
        return True
    return any(_same_but_for_struck(one, body) for one in kept[1:])


def _same_but_for_struck(kept: Any, left: Any) -> bool:
    """Whether a paper that left says what the book holds, where the book holds digests of what was struck out since."""
    if isinstance(kept, dict) and isinstance(left, dict):
        return kept.keys() == left.keys() and all(_same_but_for_struck(kept[name], left[name]) for name in kept)
    if isinstance(kept, list) and isinstance(left, list):
        return len(kept) == len(left) and all(map(_same_but_for_struck, kept, left))
    return bool(kept == left) or (isinstance(left, str) and isinstance(kept, str) and is_struck(kept))
