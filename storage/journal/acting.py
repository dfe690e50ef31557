"""Who gives a command: the person at the desk, in a book that names its people, and whether that person may."""

from __future__ import annotations

from sqlalchemy import Connection, select

from program.people import Acting, Right, Role, need_of
from storage.errors import NotAllowed
from storage.schema.people import person

SAY_WHO = "the book names its people: say who acts, as in leadbook --as NAME"


def has_people(connection: Connection, agency_id: str) -> bool:
    """Whether the book names its people."""
    found = connection.execute(
        select(person.c.id).where(person.c.agency_id == agency_id, person.c.left_on.is_(None)).limit(1)
    )
    return found.first() is not None


def who_acts(connection: Connection, agency_id: str, person_id: str | None, command: str) -> Acting | None:
    """The person who gives a command; None where the book names nobody, or the command needs nobody.

    Raises NotAllowed where nobody sits at the desk, the person has left, or the command is for others.
    """
    if person_id is None:
        if need_of(command) is not Right.NOBODY and has_people(connection, agency_id):
            raise NotAllowed(SAY_WHO)
        return None
    found = connection.execute(
        select(person).where(person.c.agency_id == agency_id, person.c.id == person_id, person.c.left_on.is_(None))
    ).first()
    if found is None:
        raise NotAllowed("who sits at the desk is not among the people of the book any more")
    acting = Acting(found.id, found.name, tuple(map(Role, found.roles.split())), bool(found.owner))
    must_allow(acting, command)
    return acting


def must_allow(acting: Acting | None, command: str) -> None:
    """Raises NotAllowed where the person may not give a command of that name; nobody is one of the people."""
    if acting is not None and not acting.may(command):
        raise NotAllowed(f"{acting.refusal(command)}. Nothing was changed")


def who_words(name: str | None, actor: str) -> str:
    """Who acted, in words: the person where one was named, and the login: ``Pat Ames (pames@desk)``."""
    return actor if name is None else f"{name} ({actor})"
