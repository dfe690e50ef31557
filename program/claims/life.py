"""How a claim stands between certification and money, from what was asked, cut and received. Amounts are cents.

What is asked is in ``claims.py``; how old open money is, in ``receivables.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClaimState(StrEnum):
    """How far a claim has been taken by people; a draft is computed and not kept."""

    CERTIFIED = "certified"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class ClaimStatus(StrEnum):
    """How a claim stands: its state, and what cuts, receipts and corrections make of it."""

    DRAFT = "draft"
    CERTIFIED = "certified"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SHORT_PAID = "short_paid"
    RETURNED = "returned"
    PAID = "paid"
    CORRECTED = "corrected"

    @property
    def words(self) -> str:
        """The status as a person says it: ``short-paid``."""
        return self.value.replace("_", "-")


class CutReason(StrEnum):
    """Why ICE returned a line, or approved it with less."""

    NOT_ELIGIBLE = "not_eligible"
    OVER_CAP = "over_cap"
    OTHER_SOURCE = "other_source"
    NOT_ALLOWABLE = "not_allowable"
    DOCUMENTS_MISSING = "documents_missing"
    LATE = "late"
    OTHER = "other"


@dataclass(frozen=True)
class ClaimMoney:
    """A claim's money: claimed, cut from it by ICE, received for it and for the claims that it corrects.

    ``corrected`` says that a later claim stands in its place; then nothing is open of it.
    """

    state: ClaimState
    claimed_cents: int
    cut_cents: int
    received_cents: int
    corrected: bool = False

    @property
    def due_cents(self) -> int:
        """What is to come in all: claimed less what was cut."""
        return 0 if self.corrected else self.claimed_cents - self.cut_cents

    @property
    def approved_cents(self) -> int:
        """What ICE has approved; 0 before it decided."""
        return self.due_cents if self.state is ClaimState.APPROVED else 0

    @property
    def open_cents(self) -> int:
        """What is still to come."""
        return max(0, self.due_cents - self.received_cents)

    @property
    def over_cents(self) -> int:
        """What was received beyond what is due: a claim that was corrected downwards, or cut after it was paid."""
        return 0 if self.corrected else max(0, self.received_cents - self.due_cents)

    @property
    def status(self) -> ClaimStatus:
        """How the claim stands."""
        if self.corrected:
            return ClaimStatus.CORRECTED
        if self.state in (ClaimState.CERTIFIED, ClaimState.RETURNED):
            return ClaimStatus(self.state.value)
        if not self.open_cents:
            return ClaimStatus.PAID
        if self.state is ClaimState.APPROVED and self.cut_cents:
            return ClaimStatus.SHORT_PAID
        return ClaimStatus(self.state.value)
