"""The second look at an outcome by another person."""

from __future__ import annotations

from enum import StrEnum


class ReviewState(StrEnum):
    """What a second actor said of a recorded outcome."""

    VERIFIED = "verified"
    RETURNED = "returned"


class ReturnReason(StrEnum):
    """Why a second actor returns an outcome."""

    NO_EVIDENCE = "no_evidence"
    WRONG_LEAD = "wrong_lead"
    WRONG_DATE = "wrong_date"
    WRONG_OUTCOME = "wrong_outcome"
    UNCLEAR = "unclear"
