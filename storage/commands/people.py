"""The people of the book: naming them, their PINs, and what the desk sees of each: sitting down, locking, a wrong PIN.

None of these is taken back by undo: what was said of a person is changed by saying something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from program.people import (
    MINUTE_MS,
    MISSES_WITHIN_MS,
    MOST_MISSES,
    PIN_RULE,
    SHUT_OUT,
    Acting,
    Role,
    in_order,
    misses_that_count,
    pin_fits,
    roles_words,
)
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lookup import officer_named
from storage.errors import NotAllowed, SignOnRefused
from storage.journal.acting import SAY_WHO
from storage.journal.format import Row
from storage.journal.writer import Writer
from storage.pin_hash import digest_of_hash, fits, hash_of
from storage.schema.people import SignOnEvent, person, sign_on
from storage.surroundings import Surroundings
from storage.text import compared, number_of, required
from storage.views import Views
from storage.views.people import Person, is_only_owner, is_shut_out, people_of, person_called, person_in


@dataclass(frozen=True, kw_only=True)
class _WithPin(Command):
    """A command that brings a new PIN; its hash is made before the book is locked, since that takes long on purpose."""

    pin: str = field(repr=False)
    hashed: str = field(default="", repr=False)

    @contextmanager
    def prepared(self, surroundings: Surroundings, view: Views) -> Iterator[Command]:  # noqa: ARG002
        """The same with the PIN's hash. Raises BadInput where it can be no PIN."""
        if not pin_fits(self.pin):
            raise BadInput("pin", "", f"use {PIN_RULE}")
        yield replace(self, hashed=hash_of(self.pin))


@dataclass(frozen=True)
class AddPerson(_WithPin):
    """Names one of the people of the book; the first is its owner, and from then on the desk asks who sits down.

    ``badge`` is that of the officer who this is, where it is one. Somebody who had left comes back.
    """

    name: str
    roles: Sequence[Role]
    owner: bool = False
    badge: str | None = None

    def carry_out(self, writer: Writer) -> Done:
        name, there = required("name", self.name), writer.ask(people_of)
        if person_in(there, name) is not None:
            raise BadInput("name", name, "is among the people of the book already")
        row = {
            "name": name,
            "roles": " ".join(in_order(self.roles)),
            "owner": int(self.owner or not there),
            "officer_id": officer_named(writer, self.badge)["id"] if self.badge else None,
            "left_on": None,
            "pin_sha256": digest_of_hash(self.hashed),
        }
        left = next(
            (old for old in writer.rows(writer.select(person)) if compared(old["name"]) == compared(name)), None
        )
        row_id = left["id"] if left else writer.new_id()
        if left is not None:
            writer.update(person, left, **row)
        else:
            writer.insert(person, {"id": row_id, **row})
        writer.keep_pin(row_id, self.hashed)
        owner = ", an owner of the book" if row["owner"] else ""
        return Done(f"Named {name}: may {roles_words(in_order(self.roles))}{owner}")


@dataclass(frozen=True)
class ChangePerson(Command):
    """Says anew of a person what is not None. Raises BadInput where the book would have no owner any more.

    An empty ``badge`` says that it is no officer.
    """

    name: str
    new_name: str | None = None
    roles: Sequence[Role] | None = None
    owner: bool | None = None
    badge: str | None = None

    def carry_out(self, writer: Writer) -> Done:
        there = writer.ask(people_of)
        one = _named(there, self.name)
        new = required("name", self.new_name) if self.new_name is not None else one.name
        twin = person_in(there, new)
        if twin is not None and twin.person_id != one.person_id:
            raise BadInput("name", new, "is another of the people of the book")
        if self.owner is False:
            _must_leave_an_owner(there, one)
        before = _row(writer, one)
        values: Row = {"name": new}
        if self.roles is not None:
            values["roles"] = " ".join(in_order(self.roles))
        if self.owner is not None:
            values["owner"] = int(self.owner)
        if self.badge is not None:
            values["officer_id"] = officer_named(writer, self.badge)["id"] if self.badge else None
        after = writer.update(person, before, **values)
        renamed = f", {new} from now on" if new != one.name else ""
        owner = ", an owner of the book" if after["owner"] else ""
        said = f"{one.name}{renamed}: may {roles_words([Role(role) for role in after['roles'].split()])}{owner}"
        return Done(f"Changed {said}" if writer.changes else f"{said} already")


@dataclass(frozen=True)
class RemovePerson(Command):
    """Takes somebody from the people of the book; what that person did stays under the name. Not the last owner."""

    name: str

    def carry_out(self, writer: Writer) -> Done:
        there = writer.ask(people_of)
        one = _named(there, self.name)
        _must_leave_an_owner(there, one)
        writer.update(person, _row(writer, one), left_on=writer.surroundings.today().isoformat(), owner=0)
        writer.drop_pin(one.person_id)
        return Done(f"Removed {one.name} from the people of the book")


@dataclass(frozen=True)
class SetPin(_WithPin):
    """Gives a person a new PIN: one's own, or an owner another's, which also lets in who was shut out.

    Where no owner's PIN is in this book, as in one made from an export, an owner gets one with nobody at the desk.
    """

    name: str

    def carry_out(self, writer: Writer) -> Done:
        there = writer.ask(people_of)
        one, acting = _named(there, self.name), writer.acting
        without = one.is_owner and not any(other.has_pin for other in there if other.is_owner)
        if acting is None and not without:
            raise NotAllowed(SAY_WHO)
        if acting is not None and acting.person_id != one.person_id and not acting.is_owner:
            raise NotAllowed(f"{acting.name} is no owner of the book, who alone gives {one.name} a PIN")
        writer.update(person, _row(writer, one), pin_sha256=digest_of_hash(self.hashed))
        writer.keep_pin(one.person_id, self.hashed)
        if one.shut_out and acting is not None and acting.is_owner:
            _see(writer, one, SignOnEvent.CLEARED)
        how = ", whose PIN was not in this book" if without else ""
        return Done(f"Gave {one.name} a new PIN{how}")


@dataclass(frozen=True)
class UnlockPerson(Command):
    """Lets somebody in again whom wrong PINs have shut out."""

    name: str

    def carry_out(self, writer: Writer) -> Done:
        one = _named(writer.ask(people_of), self.name)
        if not one.misses and not one.shut_out:
            return Done(f"{one.name} is not shut out")
        _see(writer, one, SignOnEvent.CLEARED)
        return Done(f"Cleared {one.name}, who can sit down again")


@dataclass(frozen=True)
class SignOn(Command):
    """Somebody sits down with a PIN, under a name, its beginning or a badge. ``result`` of the confirmation is the
    ``Acting``, None where the PIN is wrong, and that is an entry too.

    ``only_here`` is for one command of the command line, whose own entry names the person: it enters nothing unless
    misses came before. Where nothing can be ``kept``, as on a medium that is only read, neither who sits down nor a
    miss is entered. Raises SignOnRefused for who is not among the people, or is shut out.
    """

    name: str
    pin: str = field(repr=False)
    only_here: bool = False
    kept: bool = True
    fitting: str = field(default="", repr=False)

    @contextmanager
    def prepared(self, surroundings: Surroundings, view: Views) -> Iterator[Command]:  # noqa: ARG002
        """The same with the hash that the PIN fits: to find that out takes long on purpose."""
        hashed = view.pin_hash(self.name)
        yield replace(self, fitting=hashed if hashed and fits(hashed, self.pin) else "")

    def carry_out(self, writer: Writer) -> Done:
        people = writer.ask(people_of)
        one = person_called(people, self.name)
        if one is None:
            raise SignOnRefused("nobody of that name is among the people of the book")
        if is_shut_out(one, people, writer.at_ms):
            raise SignOnRefused(f"{one.name} is shut out after {MOST_MISSES} wrong PINs, {_for_how_long(one, people)}")
        if not one.has_pin:
            raise SignOnRefused(f"the PIN of {one.name} is not in this book; {_who_gives_it(one)}")
        row = _row(writer, one)
        if not self.fitting or digest_of_hash(self.fitting) != row["pin_sha256"]:
            if not self.kept:
                return Done(f"A wrong PIN for {one.name}")
            misses = (*misses_that_count(() if one.shut_out else one.misses, writer.at_ms), writer.at_ms)
            out = len(misses) >= MOST_MISSES
            _see(writer, one, SignOnEvent.MISSED, misses, shut_out=out)
            what = f"shut out {_for_how_long(one, people)}" if out else f"{len(misses)} of {MOST_MISSES}"
            return Done(f"A wrong PIN for {one.name}: {what}", reason=SHUT_OUT if out else None)
        acting = Acting(one.person_id, one.name, one.roles, one.is_owner)
        writer.acting = acting
        if self.kept and (not self.only_here or one.misses or one.shut_out):
            _see(writer, one, SignOnEvent.SEATED)
        return Done(f"{one.name} sat down", result=acting)


@dataclass(frozen=True)
class LockDesk(Command):
    """The desk of the person who sits there was locked, by hand or after ``idle_minutes`` without a key."""

    idle_minutes: int | None = None

    def carry_out(self, writer: Writer) -> Done:
        acting = writer.acting
        if acting is None:
            return Done("Locked")
        one = _named(writer.ask(people_of), acting.name)
        _see(writer, one, SignOnEvent.LOCKED, one.misses, shut_out=one.shut_out)
        how = f" after {number_of(self.idle_minutes, 'minute')} without a key" if self.idle_minutes else ""
        return Done(f"Locked the desk of {one.name}{how}")


def _named(there: tuple[Person, ...], name: str) -> Person:
    found = person_in(there, name)
    if found is None:
        raise BadInput("name", name, "is not among the people of the book")
    return found


def _row(writer: Writer, one: Person) -> Row:
    row = writer.row(writer.select(person).where(person.c.id == one.person_id))
    assert row is not None
    return row


def _must_leave_an_owner(there: tuple[Person, ...], one: Person) -> None:
    if one.is_owner and not any(other.is_owner for other in there if other is not one):
        raise BadInput("name", one.name, "is the only owner of the book; make another person an owner first")


def _who_gives_it(one: Person) -> str:
    return "take one: leadbook people pin" if one.is_owner else "an owner gives one: leadbook people pin"


def _for_how_long(one: Person, people: tuple[Person, ...]) -> str:
    if is_only_owner(one, people):
        return f"until {MISSES_WITHIN_MS // MINUTE_MS} minutes after the last one"
    return "until an owner clears it"


def _see(writer: Writer, one: Person, what: SignOnEvent, misses: Sequence[int] = (), *, shut_out: bool = False) -> None:
    row = {
        "event": what.value,
        "at_ms": writer.at_ms,
        "misses": " ".join(map(str, misses)),
        "shut_out": int(shut_out),
    }
    before = writer.row(writer.select(sign_on).where(sign_on.c.id == one.person_id))
    if before is None:
        writer.insert(sign_on, {"id": one.person_id, **row})
    else:
        writer.update(sign_on, before, **row)
