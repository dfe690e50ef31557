"""The weekly audit review: what of a week's entries has to be looked at, and when looking at them is overdue.

A week runs from Monday through Sunday in UTC, as entries are stamped, so that every machine sees the same week.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from program.leads.outcome import CorrectionReason

GRACE_DAYS = 7
"""So many days after its last one a week's review is overdue: the agency's audit events are reviewed weekly (CJIS
Security Policy, audit and accountability)."""


class AuditKind(StrEnum):
    """Why an entry is looked at; an entry may be of several kinds."""

    CORRECTION = "correction"
    LATE_CHANGE = "late_change"
    UNDONE = "undone"
    STRIKE_OUT = "strike_out"
    UNLOCK = "unlock"
    IMPORT = "import"
    RESTORE = "restore"
    ROLE_CHANGE = "role_change"
    OWN_ROLE = "own_role"
    SET_BACK = "set_back"

    @property
    def words(self) -> str:
        """The kind as a person reads it."""
        return _WORDS[self]


_WORDS = {
    AuditKind.CORRECTION: "Corrections",
    AuditKind.LATE_CHANGE: "Late changes",
    AuditKind.UNDONE: "Undone or put back",
    AuditKind.STRIKE_OUT: "Struck out",
    AuditKind.UNLOCK: "Unlocks and reopened quarters",
    AuditKind.IMPORT: "Imports",
    AuditKind.RESTORE: "Restores",
    AuditKind.ROLE_CHANGE: "People, roles, and PINs",
    AuditKind.OWN_ROLE: "Own role changed",
    AuditKind.SET_BACK: "Clock set back",
}

WHAT_IS_MEANT = {
    AuditKind.CORRECTION: "a recorded outcome, award, claim, ICE count, pay, or time that was replaced",
    AuditKind.LATE_CHANGE: "a lead of a quarter that had ended, entered or changed in more than its officer",
    AuditKind.UNDONE: "an entry that took another one back, or put it back",
    AuditKind.STRIKE_OUT: "a text taken out of the book for good",
    AuditKind.UNLOCK: "a closed quarter reopened, a lockout, or one that was cleared",
    AuditKind.IMPORT: "rows that came from a file",
    AuditKind.RESTORE: "a copy that took the book's place",
    AuditKind.ROLE_CHANGE: "who may do what in the book, and PINs that were set",
    AuditKind.OWN_ROLE: "somebody who changed what that same person may do",
    AuditKind.SET_BACK: "an entry stamped over an hour before the entry before it",
}
"""What falls under each kind, in a few words."""

_KIND_OF_WORD = {
    "Undo": AuditKind.UNDONE,
    "Redo": AuditKind.UNDONE,
    "Strike": AuditKind.STRIKE_OUT,
    "Dispose": AuditKind.STRIKE_OUT,
    "Amend": AuditKind.UNLOCK,
    "Unlock": AuditKind.UNLOCK,
    "Lockout": AuditKind.UNLOCK,
    "Import": AuditKind.IMPORT,
    "Restore": AuditKind.RESTORE,
    "Role": AuditKind.ROLE_CHANGE,
    "Roles": AuditKind.ROLE_CHANGE,
    "Person": AuditKind.ROLE_CHANGE,
    "People": AuditKind.ROLE_CHANGE,
    "Pin": AuditKind.ROLE_CHANGE,
}
"""Words in the names of commands, each with what its entries are."""

_CORRECTS = frozenset(reason.value for reason in CorrectionReason)


def kind_of_command(name: str) -> AuditKind | None:
    """What every entry of a command is: ``ImportLeads`` brings in a file. None where that depends on the entry."""
    words = re.findall(r"[A-Z][a-z]*", name)
    return next((_KIND_OF_WORD[word] for word in words if word in _KIND_OF_WORD), None)


def corrects(kind: AuditKind | None, reason: str | None) -> bool:
    """Whether an entry's coded reason says that it replaced a record; that of a reopened quarter says why it was."""
    return reason in _CORRECTS and kind is not AuditKind.UNLOCK


def week_of(day: date) -> date:
    """The Monday of the week that holds a day."""
    return day - timedelta(days=day.weekday())


def last_of(week: date) -> date:
    """The Sunday of a week, by its Monday."""
    return week + timedelta(days=6)


def is_over(week: date, today: date) -> bool:
    """Whether a week has ended, so that it can be signed off."""
    return today > last_of(week)


def is_overdue(week: date, today: date) -> bool:
    """Whether a week that nobody signed off should have been."""
    return today > last_of(week) + timedelta(days=GRACE_DAYS)
