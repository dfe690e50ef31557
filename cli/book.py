"""Making a book, looking at a demo, saying which book is in use."""

from __future__ import annotations

from pathlib import Path

import click

from cli.parameters import FILE, PATH
from cli.passphrase import chosen, encrypt
from cli.plumbing import Desk, command
from program.refusals import BadInput
from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.engine.book_names import path_of
from storage.engine.encryption import is_encrypted
from storage.engine.places import demo_book
from storage.importing.agency_list import agency_named
from storage.maintenance.demo import make_demo
from tui.settings.config import config_path


@command("init", example='leadbook init --agency "Palmetto County SO" --state FL')
@click.option("--agency", required=True, metavar="NAME", help="The agency's name.")
@click.option("--state", metavar="ST", help="Its state, by name or letters.")
@click.option("--ori", help="Its originating agency identifier.")
@encrypt
@click.option("--from-list", "list_file", type=FILE, help="Take name and state from ICE's published list (XLSX).")
def init(desk: Desk, agency: str, state: str | None, ori: str | None, list_file: str | None, encrypt: bool) -> None:
    """Make a book for an agency.

    With --from-list the agency's name is looked up in ICE's published list of participating agencies; give the state
    too where several agencies have the name.
    """
    if list_file is not None:
        listed = agency_named(Path(list_file), agency, state)
        agency, state = listed.name, listed.state
    if state is None:
        raise BadInput("state", "", "give its state by name or letters, such as --state TX")
    first, place = CreateAgency(agency, state, ori), desk.new_place()
    first.check()  # before a passphrase is asked for
    with Book.create(
        place, first, desk.surroundings, passphrase=chosen(place, desk.passphrase_file) if encrypt else None
    ) as book:
        made = book.view.agency()
    desk.answer(
        lambda: {
            "book": desk.book_shown,
            "agency": made.name,
            "state": made.state,
            "ori": made.ori,
            "encrypted": encrypt,
        },
        lambda: f"Made the book of {made.name}, {made.state}: {desk.book_shown}",
    )


@command("demo", example="leadbook demo --into rehearsal.leadbook")
@click.option("--into", type=PATH, help="Only make the book, at this place.")
def demo(desk: Desk, into: str | None) -> None:
    """Make a synthetic book, watermarked DEMO, and open it; with --into only make it."""
    place = Path(desk.place(into or str(demo_book())))
    with desk.work(lambda: make_demo(place, desk.surroundings)) as book:
        name = book.view.agency().name
    if into or desk.as_json:
        desk.answer(lambda: {"book": str(place), "agency": name}, lambda: f"Made a demo book: {place}")
        return
    from cli.main import _open

    _open(Desk(str(place)))


@command("where", example="leadbook where")
def where(desk: Desk) -> None:
    """Say which book, config file and backups are in use."""
    path = path_of(desk.book_name)
    facts = {
        "book": desk.book_shown,
        "exists": path.exists() if path is not None else None,
        "encrypted": is_encrypted(desk.book_name) if path is not None and path.exists() else None,
        "config": str(config_path()),
        "config_exists": config_path().exists(),
        "backups": str(desk.config.backups),
        "watch": None if desk.config.watch is None else str(desk.config.watch),
    }
    there = {True: "", False: " (not made yet)", None: ""}
    desk.answer(
        lambda: facts,
        lambda: (
            f"book     {facts['book']}{there[path.exists() if path is not None else None]}"
            f"{' (encrypted)' if facts['encrypted'] else ''}\n"
            f"config   {facts['config']}{there[config_path().exists()]}\n"
            f"backups  {facts['backups']}" + (f"\nwatched  {facts['watch']}" if facts["watch"] else "")
        ),
    )
