"""What a text may look like, and what it may be meant for; ``guard.py`` recognizes it."""

from __future__ import annotations

from enum import Enum, StrEnum

LONGEST_REFERENCE = 40
"""Characters."""


class Kind(StrEnum):
    """What a text looks like; the value is how it is said."""

    SSN = "a social security number"
    A_NUMBER = "an A-number"
    PASSPORT = "a passport number"
    FBI = "an FBI number"
    PHONE = "a phone number"
    E_MAIL = "an e-mail address"
    BIRTH_DATE = "a birth date"
    ADDRESS = "a street address"
    NAME = "a person's name"
    SHAPE = "no reference"

    @property
    def said(self) -> str:
        """``looks like a phone number``."""
        if self is Kind.SHAPE:
            return "has not the shape of a reference"
        return f"looks like {self.value}"


class Where(Enum):
    """What a text is meant for, which decides which words are suspicious.

    A ``REFERENCE`` is a lead's number; ``NUMBERED`` is a number with words about it, such as evidence; ``PROSE`` is a
    sentence; a ``SIGNATURE`` is a name by right; ``FILE`` is the name of a file.
    """

    REFERENCE = "reference"
    NUMBERED = "numbered"
    PROSE = "prose"
    SIGNATURE = "signature"
    FILE = "file"
