"""The words for a lead: its outcome, category, origin, and the reasons for a correction.

Only the words. What an outcome counts as is a matter of the rule set (``rules.py``).
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a lead. ``open`` means that nothing was reported yet."""

    OPEN = "open"
    LOCATED = "located"
    NOT_LOCATED = "not_located"
    OUTSIDE_JURISDICTION = "outside_jurisdiction"
    DECEASED = "deceased"
    DEPARTED = "departed"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    MISTAKEN_IDENTITY = "mistaken_identity"

    @property
    def words(self) -> str:
        """The outcome as a person says it: ``Not located``."""
        return self.value.replace("_", " ").capitalize()

    @property
    def letter(self) -> str | None:
        """The one letter that records it; None for ``open``."""
        return _LETTER_OF.get(self)


OUTCOME_OF_LETTER = {
    "l": Outcome.LOCATED,
    "n": Outcome.NOT_LOCATED,
    "j": Outcome.OUTSIDE_JURISDICTION,
    "d": Outcome.DECEASED,
    "p": Outcome.DEPARTED,
    "w": Outcome.WITHDRAWN,
    "u": Outcome.DUPLICATE,
    "m": Outcome.MISTAKEN_IDENTITY,
}
_LETTER_OF = {outcome: letter for letter, outcome in OUTCOME_OF_LETTER.items()}


class Category(StrEnum):
    """What ICE asked for."""

    STANDARD = "standard"
    WELFARE_CHECK = "welfare_check"


class Origin(StrEnum):
    """Who began it. Encounters that the agency began itself are never in the rate."""

    ICE = "ice"
    AGENCY = "agency"


class CorrectionReason(StrEnum):
    """Why a recorded outcome is changed."""

    ENTRY_ERROR = "entry_error"
    NEW_INFORMATION = "new_information"
    ICE_ADVISED = "ice_advised"
    REVIEW_RETURNED = "review_returned"
    OTHER_RECORD = "other_record"

    @property
    def words(self) -> str:
        """The reason as a person says it: ``Entry error``."""
        return "ICE advised" if self is CorrectionReason.ICE_ADVISED else self.value.replace("_", " ").capitalize()

    @property
    def words_within(self) -> str:
        """The same within a sentence: ``entry error``; ``ICE advised`` keeps its capitals."""
        return self.words if self is CorrectionReason.ICE_ADVISED else self.words.lower()
