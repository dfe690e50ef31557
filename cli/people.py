"""The people of the book: naming them, what each may do, PINs, letting in who was shut out."""

from __future__ import annotations

import click

from cli.parameters import BADGE, coded
from cli.plumbing import Desk, command
from program.people import Role
from program.refusals import BadInput
from reports.people import people_data, people_text
from storage.commands.people import AddPerson, ChangePerson, RemovePerson, SetPin, UnlockPerson

_NAME = click.argument("name")
_ROLES = click.option(
    "--role",
    "roles",
    type=coded(Role),
    multiple=True,
    help="What the person may do; may be given several times. Who is named may read.",
)
_NEW_PIN = click.option(
    "--new-pin-fd", type=click.IntRange(0), metavar="N", help="Read the new PIN from this file descriptor."
)
_BADGE = click.option("--badge", type=BADGE, help="The badge of the officer who this is.")


@click.group("people")
def people() -> None:
    """Who keeps the book: what each person may do, and PINs; a book that names nobody asks nothing."""


@command("list", of=people, example='leadbook --as "Pat Ames" people list')
def list_(desk: Desk) -> None:
    """The people by name, with what each may do."""
    desk.show(lambda view: view.people(), people_data, people_text)


@command("add", of=people, example='leadbook people add "Pat Ames" --role record')
@_NAME
@_ROLES
@click.option("--owner", is_flag=True, help="An owner of the book, who names people; the first person is one.")
@_BADGE
@_NEW_PIN
def add(desk: Desk, name: str, roles: tuple[Role, ...], owner: bool, badge: str | None, new_pin_fd: int | None) -> None:
    """Name a person. The first is the owner; from then on every command says who acts, with --as NAME.

    The new PIN is asked for twice at the terminal, or read from a file descriptor.
    """
    with desk.open() as book:
        desk.run_in(book, AddPerson(name, roles, owner, badge, pin=_new_pin(name, new_pin_fd)))


@command(
    "change", of=people, example='leadbook --as "Pat Ames" people change "Robin Grove" --role review --role certify'
)
@_NAME
@_ROLES
@click.option("--owner/--not-owner", default=None, help="An owner of the book, who names people.")
@click.option("--name", "new_name", metavar="NAME", help="The name from now on.")
@_BADGE
@click.option("--no-badge", is_flag=True, help="It is no officer.")
def change(
    desk: Desk,
    name: str,
    roles: tuple[Role, ...],
    owner: bool | None,
    new_name: str | None,
    badge: str | None,
    no_badge: bool,
) -> None:
    """Change what a person may do, the name, or which officer it is. Roles that are given replace those there were."""
    desk.run(ChangePerson(name, new_name, roles or None, owner, "" if no_badge else badge))


@command("remove", of=people, example='leadbook --as "Pat Ames" people remove "Robin Grove"')
@_NAME
def remove(desk: Desk, name: str) -> None:
    """Take a person from the people of the book; what was done stays under the name. Not the last owner."""
    desk.run(RemovePerson(name))


@command("pin", of=people, example='leadbook --as "Pat Ames" people pin')
@click.argument("name", required=False)
@_NEW_PIN
def pin(desk: Desk, name: str | None, new_pin_fd: int | None) -> None:
    """Give a new PIN: to yourself, or as an owner to anybody, which also lets in who was shut out.

    Where no owner's PIN is in the book, as in one made from an export, an owner gets one without --as.
    """
    whose = name or desk.acting
    if whose is None:
        raise BadInput("name", "", "say whose PIN it is")
    with desk.open(seated=desk.acting is not None) as book:
        desk.run_in(book, SetPin(whose, pin=_new_pin(whose, new_pin_fd)))


@command("unlock", of=people, example='leadbook --as "Pat Ames" people unlock "Robin Grove"')
@_NAME
def unlock(desk: Desk, name: str) -> None:
    """Let a person in again whom five wrong PINs have shut out."""
    desk.run(UnlockPerson(name))


def _new_pin(whose: str, descriptor: int | None) -> str:
    from cli.sign_on import new_pin

    return new_pin(whose, descriptor)
