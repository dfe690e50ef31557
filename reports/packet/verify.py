"""Whether a packet is what it says: its manifest, its files among themselves, its arithmetic, its place in a book."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from program.quarters import Quarter
from reports.packet.folder import manifest_problems
from reports.packet.statement import statement_files, without_officers
from storage.book import Book
from storage.errors import BadInput, LeadbookError
from storage.statement_arithmetic import problems_of
from storage.statement_body import SCHEMA, Body
from storage.version import program_version


def statement_problems(folder: Path, book: Book | None = None) -> list[str]:
    """What does not hold, in sentences; empty where all does.

    The other files are made anew from ``statement.json`` and compared, where this is the version that made them. With a
    book, the statement has to be the one that the book holds, and its head an entry of the book's journal. Raises
    BadInput where the folder is no packet.
    """
    problems = manifest_problems(folder)
    try:
        text = (folder / "statement.json").read_text(encoding="utf-8")
        body: Any = json.loads(text)
        if not isinstance(body, dict) or body.get("schema") != SCHEMA:
            return [*problems, f"statement.json: is no statement of the form {SCHEMA}"]
        problems += [f"statement.json: {problem}" for problem in problems_of(body)]
        problems += _files(folder, body)
        if book is not None:
            problems += [f"book: {problem}" for problem in _in_book(body, book)]
    except OSError:
        problems.append("statement.json: cannot be read")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        problems.append("statement.json: is no whole statement")
    return problems


def _files(folder: Path, body: Body) -> list[str]:
    if body["program_version"] != program_version():
        return []
    found = []
    for name, content in statement_files(body).items():
        path = folder / name
        if path.is_file() and path.read_bytes() != content:
            found.append(f"{name}: does not say what statement.json says")
    return found


def _in_book(body: Body, book: Book) -> list[str]:
    problems = []
    head = body["journal"]
    if book.view.journal_hash(head["number"]) != head["hash"]:
        problems.append(f"the journal has no entry {head['number']} with this hash")
    if body["revision"] is None:
        return problems
    try:
        kept = book.view.statement(Quarter.parse(body["quarter"]), body["revision"])
    except BadInput:
        return [*problems, f"holds no revision {body['revision']} of {body['quarter']}"]
    except LeadbookError as problem:
        return [*problems, str(problem)]
    if body not in (kept, without_officers(kept)):
        problems.append(f"holds another revision {body['revision']} of {body['quarter']}")
    return problems
