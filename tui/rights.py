"""Which actions give a command, so that what a person's roles do not allow is seen before it is refused.

What each command asks for stands in ``program/people.py``, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from program.people import Acting

GIVES: Mapping[str, tuple[str, ...]] = {
    "outcome": ("RecordOutcomes",),
    "quick_line": ("RecordOutcomes",),
    "assign": ("AssignLeads",),
    "reassign": ("AssignLeads",),
    "strike_out": ("StrikeOut",),
    "first_steps": ("PutFirstStepsAway",),
    "reference_shape": ("SetReferenceShape",),
    "add_officer": ("AddOfficer",),
    "standing": ("SetStanding",),
    "import_officers": ("ImportOfficers",),
    "set_retention": ("SetRetention",),
    "place_hold": ("PlaceHold",),
    "lift_hold": ("LiftHold",),
    "dispose": ("DisposeOfDue",),
    "sign_review": ("SignAuditReview",),
    "follow_reviews": ("FollowAuditReviews",),
    "close_quarter": ("CloseQuarter", "AmendQuarter"),
    "ice_count": ("RecordIceCount",),
    "award": ("RecordAward",),
    "next_step": ("CertifyClaim", "SubmitClaim"),
    "correct_claim": ("CertifyClaim",),
    "decision": ("ApproveClaim",),
    "pay": ("RecordPay",),
    "time": ("RecordTime",),
    "import_time": ("ImportTime",),
    "receipt": ("AddReceipt",),
    "purchase": ("AddPurchase",),
    "other_source": ("ChargeOtherSource",),
    "paper": ("NameDocument",),
    "rules": ("ReadPayRules",),
    "mark_query": ("MarkQueries",),
    "verify": ("VerifyOutcomes",),
    "return_outcome": ("ReturnOutcomes",),
    "turn_review": ("TurnReview",),
    "new_lead": ("AddLead",),
    "import_file": ("ImportLeads",),
    "time_zone": ("SetTimeZone",),
}
"""The commands that an action gives, by its id; what only shows, writes to the disk or leads on is not here."""


def why_not(seat: Acting | None, action: str) -> str:
    """Why who sits at the desk may do nothing of what an action gives; empty where that is allowed, or nobody is named.

    ``Pat Ames may record; this is for who may certify``.
    """
    given = GIVES.get(action, ())
    if seat is None or not given or any(map(seat.may, given)):
        return ""
    return seat.refusal(given[0])


def for_whom(seat: Acting | None, action: str) -> str:
    """The same in few words, for a list that says it of many: ``for who may certify``."""
    from program.people import who_may

    return who_may(GIVES[action][0]) if why_not(seat, action) else ""
