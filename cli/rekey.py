"""Another passphrase for the book, a first one, or none."""

from __future__ import annotations

import click

from cli.parameters import FILE
from cli.passphrase import chosen
from cli.plumbing import Desk, command
from program.refusals import BadInput
from reports.rekey import rekeyed_data, rekeyed_words
from storage.engine.encryption import must_be_a_file, salt_of
from storage.engine.remembered import move
from storage.maintenance.backup import file_of, must_not_be_open
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
    desk.open(seated=False).close()  # before a new passphrase is asked for
    desk.ask_an_owner()
    path = file_of(place)
    must_not_be_open(path, desk.surroundings.keys)
    passphrase = None if plain else chosen(place, new_passphrase_file)
    former = salt_of(path)
    done = desk.work(lambda: put_under(place, passphrase, desk.surroundings, desk.config.backups))
    try:
        move(former, path, passphrase)
    except BadInput as refused:
        desk.narrate(str(refused))
    for problem in done.problems:
        desk.narrate(problem)
    desk.answer(
        lambda: rekeyed_data(desk.book_shown, done),
        lambda: (
            f"{desk.book_shown} {rekeyed_words(done)}: {number_of(done.entries, 'entry', 'entries')}, head {done.head}"
        ),
    )
