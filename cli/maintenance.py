"""Keeping the book: check, backup, restore, export, load."""

from __future__ import annotations

import re
from pathlib import Path

import click

from cli.disclosure import disclosed
from cli.parameters import PATH, RECIPIENT, Typed
from cli.passphrase import chosen, encrypt
from cli.plumbing import Desk, command
from program.disclosure import Given
from reports.check import backup_line, check_lines
from reports.disclosure import export_to
from storage.engine.book_names import path_of
from storage.engine.encryption import is_encrypted
from storage.maintenance.backup import back_up, look_at_backups
from storage.maintenance.backup import restore as put_back
from storage.maintenance.check import check as look
from storage.maintenance.erase import erase_from_copies
from storage.maintenance.transfer import load as read_in
from storage.text import number_of


def _head(text: str) -> tuple[int, str]:
    parts = re.fullmatch(r"([1-9][0-9]{0,17}):([0-9a-fA-F]{64})", text.strip(), re.ASCII)
    if parts is None:
        raise ValueError("write the entry's number, a colon and its hash of 64 digits")
    return int(parts[1]), parts[2].lower()


@command("check", example="leadbook check --full")
@click.option("--full", is_flag=True, help="Also look into every statement, claim and backup.")
@click.option(
    "--head",
    type=Typed("N:HASH", _head),
    help="An entry's number and hash, from a paper, that the journal must hold.",
)
def check(desk: Desk, full: bool, head: tuple[int, str] | None) -> int:
    """Look whether book, journal, figures and the newest backup are sound; exit 1 where something is wrong."""
    with desk.open() as book:
        found = desk.work(lambda: look(book, full=full, head=head))
        backups = desk.work(lambda: look_at_backups(book, desk.config.backups, every=full))
        on_server = path_of(book.name) is None
    findings = [*found.findings, *backups.findings]
    newest = backups.newest
    no_backup = f"No backup of it in {desk.config.backups}; leadbook backup makes one"
    desk.answer(
        lambda: {
            "ok": not findings,
            "findings": [{"code": finding.code, "problem": finding.problem} for finding in findings],
            "entries": found.entries,
            "head": found.head,
            "backup": newest and {"path": str(newest.path), "entries": newest.entries, "head": newest.head},
        },
        lambda: "\n".join([*check_lines(found, backups), *([] if on_server else [backup_line(backups, no_backup)])]),
    )
    return 1 if findings else 0


def _entries(count: int) -> str:
    return number_of(count, "entry", "entries")


@command("backup", example="leadbook backup --to copy.leadbook")
@click.option("--to", type=PATH, help="The copy's file; a new one in the backups folder by default.")
def backup(desk: Desk, to: str | None) -> None:
    """Make a verified copy of the book."""
    with desk.open() as book:
        copied = desk.work(lambda: back_up(book, Path(to) if to else None, desk.config.backups))
        erased = erase_from_copies(book, desk.config.backups)
    for problem in erased.problems:
        desk.narrate(problem)
    desk.answer(
        lambda: {"backup": str(copied.path), "entries": copied.entries, "head": copied.head},
        lambda: f"Backed up {_entries(copied.entries)} to {copied.path}",
    )


@command("restore", example="leadbook restore copy.leadbook")
@click.argument("path", type=PATH)
def restore(desk: Desk, path: str) -> None:
    """Put a verified copy in the book's place; the book that stood there is kept beside it."""
    desk.unlock(path)
    is_downgrade = is_encrypted(desk.place()) and not is_encrypted(path)
    copied, kept = desk.work(lambda: put_back(Path(path), desk.place(), desk.surroundings))
    if is_downgrade:
        desk.narrate("The copy was not encrypted, so the book no longer is; leadbook rekey encrypts it")
    desk.answer(
        lambda: {
            "book": str(copied.path),
            "entries": copied.entries,
            "head": copied.head,
            "replaced": str(kept) if kept else None,
        },
        lambda: (
            f"Restored {_entries(copied.entries)} to {copied.path}"
            + (f"; the book that stood there is {kept}" if kept else "")
        ),
    )


@command("export", example="leadbook export book.jsonl", takes_text=True)
@click.argument("path", type=PATH)
@RECIPIENT
def export(desk: Desk, path: str, recipient: str | None) -> None:
    """Write the whole book, journal included, as JSON Lines to a new file."""
    with desk.open() as book:
        given = disclosed(desk, Given.EXPORT, "The whole book", recipient)
        rows, entry = desk.work(lambda: export_to(book, given, Path(path)))
    if is_encrypted(desk.book_name):
        desk.narrate(f"{path} is not encrypted, as the book is: whoever can read the file can read all of it")
    desk.answer(
        lambda: {"export": path, "rows": rows, "disclosure": entry}, lambda: f"Wrote {number_of(rows, 'row')} to {path}"
    )


@command("load", example="leadbook --book again.leadbook load book.jsonl")
@click.argument("path", type=PATH)
@encrypt
def load(desk: Desk, path: str, encrypt: bool) -> None:
    """Make a new book from an export, following every hash."""
    place = desk.new_place()
    passphrase = chosen(place, desk.passphrase_file) if encrypt else None
    found = desk.work(lambda: read_in(Path(path), place, desk.surroundings, passphrase=passphrase))
    desk.answer(
        lambda: {"book": desk.book_shown, "entries": found.entries, "head": found.head},
        lambda: f"Loaded {_entries(found.entries)} into {desk.book_shown}",
    )
