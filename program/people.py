"""The people of a book: what each may do, what a PIN is made of, and when wrong ones shut somebody out.

Roles tell who is answerable; they are no cryptography: who owns the book's file can change everything in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Role(StrEnum):
    """What a person may do besides reading, which everybody may who is named."""

    RECORD = "record"
    REVIEW = "review"
    CERTIFY = "certify"
    READ = "read"


class Right(StrEnum):
    """What else a command may ask for: nobody at the desk, anybody who is named, or an owner of the book."""

    NOBODY = "nobody"
    ANYBODY = "anybody"
    OWNER = "owner"


NEEDS: dict[str, Role | Right] = {
    "VerifyOutcomes": Role.REVIEW,
    "ReturnOutcomes": Role.REVIEW,
    "SignAuditReview": Role.REVIEW,
    "CertifyClaim": Role.CERTIFY,
    "CloseQuarter": Role.CERTIFY,
    "AmendQuarter": Role.CERTIFY,
    "TurnReview": Right.OWNER,
    "FollowAuditReviews": Right.OWNER,
    "StrikeOut": Right.OWNER,
    "SetRetention": Right.OWNER,
    "LiftHold": Right.OWNER,
    "DisposeOfDue": Right.OWNER,
    "AddPerson": Right.OWNER,
    "ChangePerson": Right.OWNER,
    "RemovePerson": Right.OWNER,
    "UnlockPerson": Right.OWNER,
    "SetPin": Right.NOBODY,  # which looks for itself: one's own, or an owner's doing
    "SignOn": Right.NOBODY,
    "NoteRestore": Right.NOBODY,  # an owner was asked for before the copy took the book's place
    "AddDisclosure": Right.ANYBODY,  # what somebody gave away is noted, whoever it was
    "LockDesk": Right.ANYBODY,
    "Undo": Right.ANYBODY,  # what it takes back is looked at then
    "Redo": Right.ANYBODY,
}
"""What a command asks for, by its name; every other one changes the records, and asks for ``record``."""


def need_of(command: str) -> Role | Right:
    """What a command asks for."""
    return NEEDS.get(command, Role.RECORD)


def who_may(command: str) -> str:
    """For whom a command is: ``for an owner``, ``for who may record``."""
    need = need_of(command)
    return "for an owner" if need is Right.OWNER else f"for who may {need.value}"


@dataclass(frozen=True)
class Acting:
    """Who sits at the desk: a person of the book."""

    person_id: str
    name: str
    roles: tuple[Role, ...]
    is_owner: bool

    def may(self, command: str) -> bool:
        """Whether this person may give a command of that name."""
        need = need_of(command)
        if need is Right.OWNER:
            return self.is_owner
        return need in (Right.NOBODY, Right.ANYBODY, *self.roles)

    def refusal(self, command: str) -> str:
        """Why this person may not, and what would be right."""
        if need_of(command) is Right.OWNER:
            return f"{self.name} is no owner of the book, and this is {who_may(command)}"
        return f"{self.name} may {roles_words(self.roles)}; this is {who_may(command)}"


def roles_words(roles: Collection[Role]) -> str:
    """Roles as a person says them: ``record and certify``."""
    words = [role.value for role in in_order(roles)]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles in the order of the list, each once; ``read`` only where there is no other, which all hold it."""
    given = set(roles)
    found = tuple(role for role in Role if role in given and role is not Role.READ)
    return found or (Role.READ,)


SHORTEST_PIN, LONGEST_PIN = 6, 12

PIN_RULE = f"{SHORTEST_PIN} to {LONGEST_PIN} digits, not all alike and not in a row such as 123456"
"""What a PIN is made of (CJIS Security Policy 5.9.5, IA-5: six digits or more, neither repeated nor in sequence)."""


def pin_fits(pin: str) -> bool:
    """Whether a text can be a PIN."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps not in ({0}, {1}, {-1})


MOST_MISSES = 5
MINUTE_MS = 60_000
MISSES_WITHIN_MS = 15 * MINUTE_MS
"""So many wrong PINs within so long shut a person out (CJIS Security Policy 5.9.5, AC-7)."""


SHUT_OUT = "shut_out"
"""The coded reason of the entry of a miss that shuts somebody out."""


def misses_that_count(misses: Sequence[int], now_ms: int) -> tuple[int, ...]:
    """The moments of misses that are young enough, by the clock of now."""
    return tuple(at_ms for at_ms in misses if at_ms > now_ms - MISSES_WITHIN_MS)


SHORTEST_IDLE_MINUTES, IDLE_MINUTES, LONGEST_IDLE_MINUTES = 1, 10, 30
"""For how long a desk may be left alone until it is locked (at most 30 minutes: CJIS Security Policy 5.9.5, AC-11)."""
