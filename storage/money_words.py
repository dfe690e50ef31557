"""The coded words of claims, receipts and start-up money, as they stand in the book and in JSON."""

from __future__ import annotations

from enum import StrEnum


class ClaimState(StrEnum):
    """How far a claim has come, as the book keeps it; a draft is not kept, it is computed."""

    CERTIFIED = "certified"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class ClaimStatus(StrEnum):
    """How a claim stands, as it is shown: its state, and what was approved and received."""

    DRAFT = "draft"
    CERTIFIED = "certified"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SHORT_PAID = "short_paid"
    PAID = "paid"
    RETURNED = "returned"
    CORRECTED = "corrected"


class ClaimReason(StrEnum):
    """Why a claim, or a line of it, was returned or approved with less."""

    NOT_ELIGIBLE = "not_eligible"
    OVER_CAP = "over_cap"
    OTHER_SOURCE = "other_source"
    NOT_ALLOWABLE = "not_allowable"
    DOCUMENTS_MISSING = "documents_missing"
    LATE = "late"
    ENTRY_ERROR = "entry_error"
    NEW_INFORMATION = "new_information"


class Purpose(StrEnum):
    """What start-up money is spent on."""

    EQUIPMENT = "equipment"
    VEHICLE = "vehicle"


class ReceiptFor(StrEnum):
    """What money came for: claims, or the one-off start-up money."""

    CLAIMS = "claims"
    START_UP = "start_up"
