"""The people that tests name: who they are, their PINs, and who sits at the desk."""

from __future__ import annotations

from dataclasses import replace

from program.people import Acting, Role
from storage.book import Book
from storage.commands.base import Command, Confirmation
from storage.commands.people import AddPerson, SignOn

PINS = {"Pat Ames": "271828", "Robin Grove": "314159", "Sam Cole": "161803", "Lee Hart": "577215"}
ROLES = {
    "Pat Ames": (Role.RECORD,),
    "Robin Grove": (Role.REVIEW,),
    "Sam Cole": (Role.CERTIFY,),
    "Lee Hart": (Role.READ,),
}


def name_people(book: Book, *names: str) -> None:
    """Names some of them, the first as the owner; nobody sits at the desk then."""
    first = names[0]
    for name in names:
        book.run(AddPerson(name, ROLES[name], pin=PINS[name]))
        book.seated = sit_down(book, first).person_id
    book.seated = None


def sit_down(book: Book, name: str, pin: str | None = None) -> Acting:
    """Somebody's sitting down; the PIN is right unless one is given."""
    found = book.run(SignOn(name, pin=pin or PINS[name], only_here=True)).result
    assert isinstance(found, Acting)
    return found


def run_as(book: Book, name: str, command: Command) -> Confirmation:
    """Runs a command with somebody at the desk."""
    return book.run(replace(command, acting=sit_down(book, name).person_id))
