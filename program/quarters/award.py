"""What becomes of a quarter's award, from the expected amount to the money."""

from __future__ import annotations

from enum import StrEnum


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
