"""The people of the book: who they are, what each may do, how the desk last saw them, and who prepared a claim."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from program.calendar import months_of
from program.claims.data import Period
from program.people import MISSES_WITHIN_MS, Role
from storage.schema.journal import journal_change, journal_entry
from storage.schema.officer import officer
from storage.schema.pay import other_source, pay, worked_time
from storage.schema.people import person, pin, sign_on
from storage.text import compared


@dataclass(frozen=True)
class Person:
    """One of the people of the book. ``badge`` is that of the officer who this is; ``has_pin`` says whether the PIN's
    hash stands in this book, which no export carries; ``misses`` are moments of wrong PINs in UTC milliseconds.
    """

    person_id: str
    name: str
    roles: tuple[Role, ...]
    is_owner: bool
    badge: str | None
    has_pin: bool
    misses: tuple[int, ...]
    shut_out: bool


def people_of(connection: Connection, agency_id: str) -> tuple[Person, ...]:
    """The people of the book by name, without those who left; none in a book that names nobody."""
    rows = connection.execute(
        select(person, officer.c.badge, pin.c.id.label("pin_id"), sign_on.c.misses, sign_on.c.shut_out)
        .join(
            officer, and_(officer.c.agency_id == person.c.agency_id, officer.c.id == person.c.officer_id), isouter=True
        )
        .join(pin, and_(pin.c.agency_id == person.c.agency_id, pin.c.id == person.c.id), isouter=True)
        .join(sign_on, and_(sign_on.c.agency_id == person.c.agency_id, sign_on.c.id == person.c.id), isouter=True)
        .where(person.c.agency_id == agency_id, person.c.left_on.is_(None))
    )
    found = [
        Person(
            person_id=row.id,
            name=row.name,
            roles=tuple(map(Role, row.roles.split())),
            is_owner=bool(row.owner),
            badge=row.badge,
            has_pin=row.pin_id is not None,
            misses=tuple(map(int, (row.misses or "").split())),
            shut_out=bool(row.shut_out),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (compared(one.name), one.person_id)))


def person_in(people: tuple[Person, ...], name: str) -> Person | None:
    """The person of a name, compared without case and blanks."""
    return next((one for one in people if compared(one.name) == compared(name)), None)


def person_called(people: tuple[Person, ...], called: str) -> Person | None:
    """The one person whom somebody at the desk means: by name, by badge, or by how only one name begins."""
    named = person_in(people, called)
    if named is not None or not called.strip():
        return named
    meant = [one for one in people if one.badge is not None and compared(one.badge) == compared(called)]
    meant = meant or [one for one in people if compared(one.name).startswith(compared(called))]
    return meant[0] if len(meant) == 1 else None


def is_shut_out(one: Person, people: tuple[Person, ...], now_ms: int) -> bool:
    """Whether a person cannot sit down until an owner clears it, or for an only owner until the time has passed."""
    if not one.shut_out:
        return False
    return not (is_only_owner(one, people) and one.misses) or now_ms < max(one.misses) + MISSES_WITHIN_MS


def is_only_owner(one: Person, people: tuple[Person, ...]) -> bool:
    """Whether nobody else could let this person in again: then wrong PINs shut out no longer than they count."""
    return one.is_owner and not any(other.is_owner for other in people if other is not one)


def pin_hash_of(connection: Connection, agency_id: str, name: str) -> str | None:
    """The hash of a person's PIN, None where it is not in this book or nobody is of that name."""
    one = person_called(people_of(connection, agency_id), name)
    person_id = "" if one is None else one.person_id
    return connection.execute(select(pin.c.hash).where(pin.c.agency_id == agency_id, pin.c.id == person_id)).scalar()


def prepared_by(connection: Connection, agency_id: str, period: Period, who: frozenset[str]) -> tuple[str, str] | None:
    """What somebody recorded that a period's claim rests on: pay in force, hours, charges; None for nothing.

    ``who`` are a person's id and login; the login stands for entries that name no person. The second of what is
    returned is the one of them that the entry names.
    """
    months = [str(month) for month in months_of(period)]
    first, last = period.starts_on.isoformat(), period.ends_on.isoformat()
    in_force = and_(pay.c.from_on <= last, or_(pay.c.until_on.is_(None), pay.c.until_on >= first))
    for what, table, which in (
        ("hours", worked_time, worked_time.c.month.in_(months)),
        ("pay", pay, in_force),
        ("charges to another source", other_source, other_source.c.month.in_(months)),
    ):
        found = connection.execute(
            select(func.coalesce(journal_entry.c.person_id, journal_entry.c.actor))
            .join(
                journal_change,
                and_(
                    journal_change.c.agency_id == journal_entry.c.agency_id,
                    journal_change.c.entry == journal_entry.c.number,
                ),
            )
            .join(table, and_(table.c.agency_id == journal_change.c.agency_id, table.c.id == journal_change.c.row_id))
            .where(
                table.c.agency_id == agency_id,
                which,
                journal_change.c.table_name == table.name,
                or_(
                    journal_entry.c.person_id.in_(who),
                    and_(journal_entry.c.person_id.is_(None), journal_entry.c.actor.in_(who)),
                ),
            )
            .order_by(journal_entry.c.person_id.is_(None))
            .limit(1)
        ).scalar()
        if found is not None:
            return what, found
    return None
