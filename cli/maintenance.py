"""Keeping the book: check, backup, restore, export, load."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from cli.disclosure import disclosed
from cli.parameters import FILE, PATH, RECIPIENT, Typed
from cli.passphrase import chosen, encrypt
from cli.plumbing import Desk, command
from program.disclosure import Given
from program.refusals import BadInput
from reports.check import backup_line, check_lines, finding_data, finding_lines
from reports.disclosure import export_to
from reports.restore import copies_data, copies_text, drill_data, drill_text, loss_data, prospect_lines
from storage.engine.book_names import path_of
from storage.engine.encryption import is_encrypted
from storage.errors import BookUnavailable
from storage.maintenance.backup import back_up, file_of, look_at_backups, must_not_be_open
from storage.maintenance.check import FEWEST_DIGITS
from storage.maintenance.check import check as look
from storage.maintenance.drill import drill as prove
from storage.maintenance.erase import erase_from_copies
from storage.maintenance.loss import copies_of, prospect
from storage.maintenance.restored import restore_and_note as put_back
from storage.maintenance.transfer import load as read_in
from storage.maintenance.transfer import plain_words
from storage.text import number_of


def _head(text: str) -> tuple[int, str]:
    parts = re.fullmatch(rf"([1-9][0-9]{{0,17}}):([0-9a-fA-F]{{{FEWEST_DIGITS},64}})", text.strip(), re.ASCII)
    if parts is None:
        raise ValueError(f"write the entry's number, a colon and its hash, the first {FEWEST_DIGITS} digits at least")
    return int(parts[1]), parts[2].lower()


@command("check", example="leadbook check --full")
@click.option("--full", is_flag=True, help="Also look into every statement, claim and backup.")
@click.option(
    "--head",
    type=Typed("N:HASH", _head),
    help=f"An entry's number and hash, from a paper, that the journal must hold; {FEWEST_DIGITS} digits are enough.",
)
@click.option("--anchors", type=PATH, help="A file of anchored heads, each of which the journal must hold.")
def check(desk: Desk, full: bool, head: tuple[int, str] | None, anchors: str | None) -> int:
    """Look whether book, journal, figures and the newest backup are sound: silent where they are, exit 1 where not."""
    with desk.open(seated=False) as book:
        found = desk.work(lambda: look(book, full=full, head=head, anchors=Path(anchors) if anchors else None))
        backups = desk.work(lambda: look_at_backups(book, desk.config.backups, every=full))
        on_server = path_of(book.name) is None
    findings = [*found.findings, *backups.findings]
    newest = backups.newest
    no_backup = _none_in(desk.config.backups)
    desk.answer(
        lambda: {
            "ok": not findings,
            "findings": [finding_data(finding) for finding in findings],
            "entries": found.entries,
            "head": found.head,
            "backup": newest and {"path": str(newest.path), "entries": newest.entries, "head": newest.head},
        },
        lambda: "\n".join(line for finding in findings for line in finding_lines(finding)),
    )
    if not desk.as_json and _is_watched():  # a script hears nothing of what is well
        for line in [check_lines(found, backups)[-1], *([] if on_server else [backup_line(backups, no_backup)])]:
            desk.narrate(line)
    return 1 if findings else 0


def _is_watched() -> bool:
    return sys.stderr.isatty()


def _can_answer() -> bool:
    """A script cannot: it named the copy, is told of the loss, and finds the old book beside the new one."""
    return sys.stdin.isatty()


def _entries(count: int) -> str:
    return number_of(count, "entry", "entries")


@command("backup", example="leadbook backup --to copy.leadbook")
@click.option("--to", type=PATH, help="The copy's file; a new one in the backups folder by default.")
@click.option(
    "--drill",
    type=FILE,
    metavar="[FILE]",
    is_flag=False,
    flag_value="",
    help="Prove a backup, the newest by default: open it, check it, count it beside the book. Exit 1 where it fails.",
)
@click.option("--list", "lists", is_flag=True, help="List the copies there are, the newest first, and what each lacks.")
def backup(desk: Desk, to: str | None, drill: str | None, lists: bool) -> int:
    """Make a verified copy of the book; prove one; list them."""
    if [to is not None, drill is not None, lists].count(True) > 1:
        raise BadInput("backup", "", "takes one of --to, --drill and --list")
    if drill is not None:
        return _drill(desk, drill)
    if lists:
        place = desk.place()
        desk.unlock(place)
        found = copies_of(place, desk.config.backups, desk.surroundings.keys)
        desk.answer(lambda: {"copies": copies_data(found)}, lambda: copies_text(found) or _none_in(desk.config.backups))
        return 0
    with desk.open(seated=False) as book:
        copied = desk.work(lambda: back_up(book, Path(to) if to else None, desk.config.backups))
        erased = erase_from_copies(book, desk.config.backups)
    for problem in erased.problems:
        desk.narrate(problem)
    desk.answer(
        lambda: {"backup": str(copied.path), "entries": copied.entries, "head": copied.head},
        lambda: f"Backed up {_entries(copied.entries)} to {copied.path}",
    )
    return 0


def _none_in(folder: Path) -> str:
    return f"No backup of it in {folder}; leadbook backup makes one"


def _must_be_there(copy: str) -> None:
    if not os.path.lexists(copy):
        raise BookUnavailable(f"{copy}: there is no such file; leadbook backup --list says which copies there are")


def _drill(desk: Desk, named: str) -> int:
    folder = desk.config.backups
    if named:
        _must_be_there(named)
    with desk.open() as book:  # it shows what the book holds
        there = (one.path for one in copies_of(book, folder, desk.surroundings.keys) if one.path.parent == folder)
        copy = Path(named) if named else next(there, None)
        if copy is None:
            raise BadInput("drill", "", _none_in(folder))
        found = desk.work(lambda: prove(book, copy))
    desk.answer(lambda: drill_data(found), lambda: drill_text(found))
    return 1 if found.findings else 0


@command("restore", example="leadbook restore copy.leadbook --yes")
@click.argument("path", type=PATH)
@click.option("--yes", is_flag=True, help="Do not ask at the terminal, whatever would be lost.")
def restore(desk: Desk, path: str, yes: bool) -> None:
    """Put a verified copy in the book's place, after a word on what would be lost; the old book is kept beside it."""
    place = desk.place()
    desk.ask_an_owner()
    _must_be_there(path)
    desk.unlock(path)
    must_not_be_open(file_of(place), desk.surroundings.keys)
    is_downgrade = is_encrypted(place) and not is_encrypted(path)
    seen = desk.work(lambda: prospect(Path(path), place, desk.surroundings.keys))
    if seen.unread or (seen.loses is not None and seen.loses.entries):
        for line in prospect_lines(seen):
            desk.narrate(line)
        if not yes and _can_answer():
            try:
                click.confirm("Put the copy in its place? The present book is kept beside it", abort=True, err=True)
            except click.Abort:
                raise BadInput("yes", "", "was not answered, nor --yes given; nothing was changed") from None
    copied, kept = desk.work(lambda: put_back(Path(path), place, desk.surroundings))
    if is_downgrade:
        desk.narrate("The copy was not encrypted, so the book no longer is; leadbook rekey encrypts it")
    desk.answer(
        lambda: {
            "book": str(copied.path),
            "entries": copied.entries,
            "head": copied.head,
            "replaced": str(kept) if kept else None,
            "lost": loss_data(seen.loses),
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
        if said := plain_words(book, Path(path)):
            desk.narrate(said)
    desk.answer(
        lambda: {"export": path, "rows": rows, "disclosure": entry},
        lambda: f"Wrote {number_of(rows, 'row')} to {path}",
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
    with desk.open(seated=False) as book:
        named = book.view.people()
    if named:
        desk.narrate("No PIN is in an export: an owner takes a new one first, with leadbook people pin NAME")
