"""Commands on what lies beside the leads, drawn at random: money from pay to receipt, and a quarter's and an office's
papers. Most are refused where they come; what must not change then is as much of the proof as what may.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from program.calendar import Month, Quarter
from program.claims.envelope import EnvelopeKind
from program.claims.life import CutReason
from program.claims.pay import Category
from program.disclosure import Given
from program.leads.outcome import CorrectionReason
from program.leads.review import ReturnReason
from program.quarters.award import AwardReason, AwardStep
from program.quarters.ice_count import QueryState
from program.retention import Kept
from program.rules.pay_rules import SalaryBasis
from storage.commands.audit_review import FollowAuditReviews, SignAuditReview
from storage.commands.award import RecordAward
from storage.commands.base import Command
from storage.commands.claim import ApproveClaim, CertifyClaim, ReturnClaim, SubmitClaim
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.commands.disclosure import AddDisclosure
from storage.commands.first_steps import PutFirstStepsAway
from storage.commands.ice_count import MarkQueries, RecordIceCount
from storage.commands.lead_view import RemoveView, SaveView
from storage.commands.notice import RecordNotice
from storage.commands.pay import ChargeOtherSource, RecordPay, RecordTime
from storage.commands.receipt import AddPurchase, AddReceipt, Applied, ApplyReceipt
from storage.commands.reference_shape import SetReferenceShape
from storage.commands.retention import LiftHold, PlaceHold, SetRetention
from storage.commands.review import ReturnOutcomes, TurnReview, VerifyOutcomes
from storage.commands.rules import ReadPayRules
from storage.commands.time_zone import SetTimeZone
from tests.frozen import TODAY

BADGES = ["1041", "1052", "1063"]
REFERENCES = [f"S-{number}" for number in range(8)]
badges, references = st.sampled_from(BADGES), st.sampled_from(REFERENCES)
days = st.integers(-60, 5).map(lambda number: TODAY + timedelta(days=number))

_OCTOBER = Month(2025, 10)
_months = st.sampled_from([_OCTOBER, Month(2025, 11)])
_quarters = st.sampled_from([Quarter(2025, 4), Quarter(2026, 1)])
_cents = st.sampled_from([1, 100_00, 1_234_56, 60_000_00])
_some = st.lists(references, min_size=1, max_size=3)
_reason = st.sampled_from(CorrectionReason)

pay: st.SearchStrategy[Command] = st.one_of(
    st.builds(RecordPay, badges, _cents, days, benefits_monthly_cents=_cents),
    st.builds(RecordTime, badges, _months, st.integers(0, 200_00), overtime=st.integers(0, 40_00)),
    st.builds(ChargeOtherSource, badges, _months, st.sampled_from(Category), _cents, st.just("a grant")),
    st.builds(ReadPayRules, days, st.just("a memo of the agency"), st.none() | st.sampled_from(SalaryBasis)),
)

money: st.SearchStrategy[Command] = st.one_of(
    st.builds(CertifyClaim, _months, st.just("R. Moss"), corrects=st.none() | st.just(1), reason=st.none() | _reason),
    st.builds(SubmitClaim, _months, days, st.just("S-1")),
    st.builds(ApproveClaim, _months, days, st.just({})),
    st.builds(ReturnClaim, _months, days, st.sampled_from(CutReason)),
    st.builds(AddReceipt, days, _cents, st.just("EFT 1"), st.just([]) | _months.map(lambda month: [Applied(month)])),
    st.builds(ApplyReceipt, st.integers(1, 2), _months.map(lambda month: [Applied(month)])),
    st.builds(AddPurchase, days, _cents, st.sampled_from(EnvelopeKind), st.just("radios")),
    st.builds(
        RecordAward,
        _quarters,
        st.sampled_from(AwardStep),
        _cents,
        days,
        reason=st.none() | st.sampled_from(AwardReason),
    ),
)

papers: st.SearchStrategy[Command] = st.one_of(
    st.builds(RecordIceCount, _quarters, st.integers(0, 9), st.integers(0, 9), days),
    st.builds(MarkQueries, _some, st.sampled_from(QueryState)),
    st.builds(TurnReview, st.booleans()),
    st.builds(VerifyOutcomes, _some),
    st.builds(ReturnOutcomes, _some, st.sampled_from(ReturnReason)),
    st.builds(RecordNotice, badges, days),
    st.builds(AddDisclosure, st.sampled_from(Given), st.just("FY2026-Q1"), st.just("the auditor"), days),
    st.builds(SetRetention, st.sampled_from(Kept), st.none() | st.integers(1, 9), st.just("the state's schedule")),
    st.builds(PlaceHold, st.just("a pending suit"), st.none() | st.sampled_from(Kept)),
    st.builds(LiftHold, st.integers(1, 2), st.just("the suit is over")),
    st.builds(FollowAuditReviews, st.booleans()),
    st.builds(SignAuditReview, days),
    st.builds(SaveView, st.sampled_from(["mine", "late"]), st.sampled_from(["open", "due<today"])),
    st.builds(RemoveView, st.sampled_from(["mine", "late"])),
    st.builds(SetTimeZone, st.sampled_from(["America/Chicago", "America/Denver"])),
    st.builds(SetReferenceShape, st.sampled_from([["S-*"], []])),
    st.builds(PutFirstStepsAway),
)

final: st.SearchStrategy[Command] = st.builds(CloseQuarter, _quarters) | st.builds(AmendQuarter, _quarters, _reason)
"""What no undo takes back."""


def from_pay_to_receipt(badge: str, on: date) -> list[Command]:
    """What brings a claim from an officer's pay to the money, where the officer was authorized in October."""
    return [
        RecordPay(badge, 60_000_00, _OCTOBER.starts_on),
        RecordTime(badge, _OCTOBER, 160_00),
        CertifyClaim(_OCTOBER, "R. Moss"),
        SubmitClaim(_OCTOBER, on, "S-1"),
        ApproveClaim(_OCTOBER, on),
        AddReceipt(on, 1_000_00, "EFT 1", [Applied(_OCTOBER)]),
    ]
