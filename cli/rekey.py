"""Another passphrase for the book, a first one, or none."""

from __future__ import annotations

import click

from cli.parameters import FILE
from cli.passphrase import chosen
from cli.plumbing import Desk, command
from program.refusals import BadInput
from storage.engine.encryption import must_be_a_file, salt_of
from storage.engine.remembered import forget, remember
from storage.maintenance.backup import file_of
from storage.maintenance.rekey import rekey as put_under
from storage.text import number_of


@command("rekey", example="leadbook rekey --new-passphrase-file new-passphrase")
@click.option("--plain", is_flag=True, help="Take the encryption off.")
@click.option(
    "--new-passphrase-file",
    type=FILE,
    help="Take the new passphrase from this file, which only you may read, instead of asking for it.",
)
def rekey(desk: Desk, plain: bool, new_passphrase_file: str | None) -> None:
    """Encrypt the book, change its passphrase, or take the encryption off; its backups go along.

    A backup is made first. The book is written anew, checked, and put in the old one's place in one step. No other
    program may have it open.
    """
    if plain and new_passphrase_file is not None:
        raise BadInput("plain", "", "wants no new passphrase; give one of the two")
    place = desk.place()
    must_be_a_file(place)
    path = file_of(place)
    former = salt_of(path)
    desk.open().close()  # before a new passphrase is asked for
    passphrase = None if plain else chosen(place, new_passphrase_file)
    done = desk.work(lambda: put_under(place, passphrase, desk.surroundings, desk.config.backups))
    try:
        if former is not None and forget(former) and passphrase is not None and (salt := salt_of(path)) is not None:
            remember(salt, passphrase)
    except BadInput as refused:
        desk.narrate(str(refused))
    for problem in done.problems:
        desk.narrate(problem)
    now = "no longer encrypted" if plain else "under its new passphrase" if former is not None else "encrypted"
    desk.answer(
        lambda: {
            "book": desk.book_shown,
            "encrypted": not plain,
            "entries": done.entries,
            "head": done.head,
            "backup": str(done.backup),
            "copies": [str(copy) for copy in done.copies],
            "unreached": list(done.problems),
        },
        lambda: (
            f"{desk.book_shown} is {now}, and so {'is' if len(done.copies) == 1 else 'are'}"
            f" {number_of(len(done.copies), 'copy', 'copies')}: {number_of(done.entries, 'entry', 'entries')},"
            f" head {done.head}"
        ),
    )
