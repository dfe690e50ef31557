"""Which entries of the journal are in effect, and which one an undo or a redo would touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from storage.schema.journal import journal_entry

SAID_STRUCK_OUT = "(struck out)"
"""What is read where the sentence of an entry was struck out."""

BEGINNING = "CreateAgency"
STRIKES_OUT = frozenset({"StrikeOut", "DisposeOfDue"})

_OF_PEOPLE = ("AddPerson", "ChangePerson", "RemovePerson", "UnlockPerson", "SetPin", "SignOn", "LockDesk")
_GONE = "What was struck out is gone for good"

NEVER_TAKEN_BACK = {
    "CloseQuarter": "A closed quarter is reopened by amending it: leadbook quarter amend Q --reason CODE",
    "AmendQuarter": "A reopened quarter is closed by closing it again: leadbook quarter close Q",
    "NoteRestore": "leadbook restore puts another copy in the book's place",
    **dict.fromkeys(sorted(STRIKES_OUT), _GONE),
    **dict.fromkeys(_OF_PEOPLE, "leadbook people says it anew"),
}
"""The commands whose entries no undo takes back, each with what a person does instead."""

PASSED_OVER = frozenset({"Undo", "Redo", BEGINNING, "NoteRestore", *_OF_PEOPLE})
"""The commands behind which an undo that names no entry goes on looking for the last one: what takes back and puts
back, and what is said of the people and of the file, not of the records."""


def can_be_undone(command: str) -> bool:
    """Whether ``u`` takes back what a command of that name has just done."""
    return command not in NEVER_TAKEN_BACK and command not in PASSED_OVER


@dataclass(frozen=True)
class Past:
    """An entry as far as taking it back is concerned."""

    number: int
    command: str
    said: str
    undoes: int | None


def undone(connection: Connection, agency_id: str) -> dict[int, int]:
    """The entries that are not in effect, each with the entry that took it back.

    An undo that was put back has no effect itself, so the newest compensating entries are judged first.
    """
    pairs = connection.execute(
        select(journal_entry.c.number, journal_entry.c.undoes)
        .where(journal_entry.c.agency_id == agency_id, journal_entry.c.undoes.is_not(None))
        .order_by(journal_entry.c.number.desc())
    )
    taken_back: dict[int, int] = {}
    for number, undoes in pairs:
        if number not in taken_back:
            taken_back[undoes] = number
    return taken_back


def has_hole(connection: Connection, agency_id: str) -> bool:
    """Whether entries are missing before the last one, or all of them: there are fewer than its number says."""
    there, last = connection.execute(
        select(func.count(), func.max(journal_entry.c.number)).where(journal_entry.c.agency_id == agency_id)
    ).one()
    return bool(there != last)


def past_entry(connection: Connection, agency_id: str, number: int) -> Past | None:
    """The entry of that number, or None."""
    found = connection.execute(_entries(agency_id).where(journal_entry.c.number == number)).first()
    return None if found is None else _past(found)


def last_undoable(connection: Connection, agency_id: str) -> Past | None:
    """The last command that is in effect and can be taken back, or None."""
    taken_back = undone(connection, agency_id)
    entries = _entries(agency_id).where(journal_entry.c.command.not_in(PASSED_OVER))
    below = None
    while True:
        query = entries if below is None else entries.where(journal_entry.c.number < below)
        page = connection.execute(query.order_by(journal_entry.c.number.desc()).limit(100)).all()
        for found in page:
            if found.number not in taken_back:
                return _past(found)
        if not page:
            return None
        below = page[-1].number


def last_undone(connection: Connection, agency_id: str) -> Past | None:
    """The last undo that is in effect and that no new command has followed, or None."""
    taken_back = undone(connection, agency_id)
    later_than = connection.execute(
        select(journal_entry.c.number)
        .where(journal_entry.c.agency_id == agency_id, journal_entry.c.command.not_in(PASSED_OVER))
        .order_by(journal_entry.c.number.desc())
        .limit(1)
    ).scalar()
    undos = connection.execute(
        _entries(agency_id)
        .where(journal_entry.c.command == "Undo", journal_entry.c.number > (later_than or 0))
        .order_by(journal_entry.c.number.desc())
    )
    return next((_past(found) for found in undos if found.number not in taken_back), None)


def _past(row: Row[Any]) -> Past:
    return Past(row.number, row.command, row.said or SAID_STRUCK_OUT, row.undoes)


def _entries(agency_id: str) -> Select[Any]:
    return select(journal_entry.c.number, journal_entry.c.command, journal_entry.c.said, journal_entry.c.undoes).where(
        journal_entry.c.agency_id == agency_id
    )
