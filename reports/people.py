"""The people of the book as JSON and as text; never anything of a PIN but whether there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from program.people import roles_words
from storage.views.people import Person

NOBODY = "The book names nobody: who acts is the login alone. leadbook people add names the first, its owner."


def people_data(people: Sequence[Person]) -> dict[str, Any]:
    """The people by name."""
    return {
        "people": [
            {
                "name": one.name,
                "roles": [role.value for role in one.roles],
                "owner": one.is_owner,
                "badge": one.badge,
                "pin": one.has_pin,
                "shut_out": one.shut_out,
            }
            for one in people
        ]
    }


def people_text(people: Sequence[Person]) -> str:
    """A line each: name, what the person may do, and what is the matter."""
    width = max((len(one.name) for one in people), default=0)
    return "\n".join(f"{one.name:<{width}}  {person_words(one)}" for one in people) or NOBODY


def person_words(one: Person) -> str:
    """What a person may do, and what is the matter: ``record and certify, owner, officer 1041, shut out``."""
    words = [roles_words(one.roles)]
    words += ["owner"] if one.is_owner else []
    words += [f"officer {one.badge}"] if one.badge else []
    words += ["shut out after wrong PINs"] if one.shut_out else []
    words += [] if one.has_pin else ["no PIN in this book"]
    return ", ".join(words)
