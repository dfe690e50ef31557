"""Keeping the book: check, backup, restore, export, load."""

from __future__ import annotations

from pathlib import Path

import click

from cli.plumbing import Desk, command
from storage.config import backups_folder
from storage.keeping.backup import back_up
from storage.keeping.backup import restore as put_back
from storage.keeping.check import check as look
from storage.keeping.transfer import export as write_out
from storage.keeping.transfer import load as read_in


@command("check")
@click.option("--full", is_flag=True, help="Also replay the journal and compare every record with it.")
def check(desk: Desk, full: bool) -> int:
    """Look whether the book, its journal's chain and its figures are sound; exit 1 where something is wrong."""
    with desk.open() as book:
        found = look(book, full=full)
    desk.answer(
        lambda: {
            "ok": found.ok,
            "findings": [{"code": finding.code, "problem": finding.problem} for finding in found.findings],
            "entries": found.entries,
            "head": found.head,
        },
        lambda: "\n".join(
            [
                *(f"{finding.code}: {finding.problem}" for finding in found.findings),
                f"{'Sound' if found.ok else 'Not sound'}: {found.entries:,} entries, head {found.head}",
            ]
        ),
    )
    return 0 if found.ok else 1


@command("backup")
@click.option("--to", metavar="PATH", help="The copy's file; a new one in the backups folder by default.")
def backup(desk: Desk, to: str | None) -> None:
    """Make a verified copy of the book."""
    with desk.open() as book:
        copied = back_up(book, Path(to) if to else None, backups_folder())
    desk.answer(
        lambda: {"backup": str(copied.path), "entries": copied.entries, "head": copied.head},
        lambda: f"Backed up {copied.entries:,} entries to {copied.path}",
    )


@command("restore")
@click.argument("path")
def restore(desk: Desk, path: str) -> None:
    """Put a verified copy in the book's place; the book that stood there is kept beside it."""
    copied, kept = put_back(Path(path), desk.book_name, desk.surroundings)
    desk.answer(
        lambda: {
            "book": str(copied.path),
            "entries": copied.entries,
            "head": copied.head,
            "replaced": str(kept) if kept else None,
        },
        lambda: (
            f"Restored {copied.entries:,} entries to {copied.path}"
            + (f"; the book that stood there is {kept}" if kept else "")
        ),
    )


@command("export")
@click.argument("path")
def export(desk: Desk, path: str) -> None:
    """Write the whole book, journal included, as JSON Lines to a new file."""
    with desk.open() as book:
        rows = write_out(book, Path(path))
    desk.answer(lambda: {"export": path, "rows": rows}, lambda: f"Wrote {rows:,} rows to {path}")


@command("load")
@click.argument("path")
def load(desk: Desk, path: str) -> None:
    """Make a new book from an export, following every hash."""
    found = read_in(Path(path), desk.new_place(), desk.surroundings)
    desk.answer(
        lambda: {"book": desk.book_name, "entries": found.entries, "head": found.head},
        lambda: f"Loaded {found.entries:,} entries into {desk.book_name}",
    )
