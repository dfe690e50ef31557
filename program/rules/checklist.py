"""What is looked at before a quarter is closed."""

from __future__ import annotations

from enum import StrEnum


class Check(StrEnum):
    """A line of the checklist that stands between a quarter and its closing."""

    OPEN_PAST_DUE = "open_past_due"
    NO_EVIDENCE = "no_evidence"
    UNASSIGNED = "unassigned"
    IMPORT_REJECTS = "import_rejects"
    NEAR_DUPLICATES = "near_duplicates"
    STANDING_EXPIRES = "standing_expires"
    RECORDED_LATE = "recorded_late"
    ICE_COUNT_MISSING = "ice_count_missing"
    EARLIER_QUARTER_OPEN = "earlier_quarter_open"

    @property
    def words(self) -> str:
        """The line as a person says it."""
        return _CHECK_WORDS[self]

    def counted(self, count: int) -> str:
        """How many there are, as a person says it: ``1 authorization that ends in the quarter``."""
        if self is Check.ICE_COUNT_MISSING:
            return self.words
        return f"{count:,} {_OF_ONE[self] if count == 1 else self.words}"


_CHECK_WORDS = {
    Check.OPEN_PAST_DUE: "open leads past their due date",
    Check.NO_EVIDENCE: "outcomes without the evidence that the rules ask for",
    Check.UNASSIGNED: "leads without an officer",
    Check.IMPORT_REJECTS: "imports with rejected rows not dealt with",
    Check.NEAR_DUPLICATES: "references that are nearly alike",
    Check.STANDING_EXPIRES: "authorizations that end in the quarter",
    Check.RECORDED_LATE: "outcomes recorded in the last three days, for a second look",
    Check.ICE_COUNT_MISSING: "ICE's count to be entered",
    Check.EARLIER_QUARTER_OPEN: "earlier quarters that hold leads and are not closed",
}

_OF_ONE = {
    Check.OPEN_PAST_DUE: "open lead past its due date",
    Check.NO_EVIDENCE: "outcome without the evidence that the rules ask for",
    Check.UNASSIGNED: "lead without an officer",
    Check.IMPORT_REJECTS: "import with rejected rows not dealt with",
    Check.NEAR_DUPLICATES: "reference that is nearly like another",
    Check.STANDING_EXPIRES: "authorization that ends in the quarter",
    Check.RECORDED_LATE: "outcome recorded in the last three days, for a second look",
    Check.EARLIER_QUARTER_OPEN: "earlier quarter that holds leads and is not closed",
}
