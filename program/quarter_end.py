"""The words of a quarter's end: its state, its checklist, ICE's count, review, the award's fate. Only the words."""

from __future__ import annotations

from enum import StrEnum


class QuarterState(StrEnum):
    """Whether a quarter runs (or is still to come), has ended, or is closed."""

    RUNNING = "running"
    ENDED = "ended"
    CLOSED = "closed"


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


class CountVerdict(StrEnum):
    """How ICE's count stands to ours; ``stale`` where ours is another one since ICE's was entered."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_ENTERED = "not_entered"
    STALE = "stale"


class QueryState(StrEnum):
    """How far a lead has been talked over with ICE."""

    QUERY_SENT = "query_sent"
    ICE_AGREES = "ice_agrees"
    ICE_DIFFERS = "ice_differs"

    @property
    def words(self) -> str:
        """The state as a person says it: ``ICE agrees``."""
        return self.value.replace("_", " ").replace("ice", "ICE")


class Explains(StrEnum):
    """Why a lead could explain a difference between ICE's count and ours."""

    LATE = "late"
    EXCLUDED = "excluded"
    BORDER_DAY = "border_day"
    DUPLICATE = "duplicate"


class ReviewState(StrEnum):
    """What a second actor said of a recorded outcome."""

    VERIFIED = "verified"
    RETURNED = "returned"


class ReturnReason(StrEnum):
    """Why a second actor gives an outcome back."""

    NO_EVIDENCE = "no_evidence"
    WRONG_LEAD = "wrong_lead"
    WRONG_DATE = "wrong_date"
    WRONG_OUTCOME = "wrong_outcome"
    UNCLEAR = "unclear"


class AwardStep(StrEnum):
    """What became of an expected award."""

    CLAIMED = "claimed"
    APPROVED = "approved"
    RECEIVED = "received"


class AwardReason(StrEnum):
    """Why an amount is another than the step before it would have it."""

    HEAD_COUNT = "head_count"
    LEAD_COUNT = "lead_count"
    TIER = "tier"
    OVERALL_ASSISTANCE = "overall_assistance"
    PART_PAYMENT = "part_payment"
    OFFSET = "offset"
    OTHER = "other"
