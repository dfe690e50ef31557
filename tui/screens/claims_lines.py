"""The claims screen's lines: totals, what is missing, caps, the fiscal year, what is owed, envelopes, receipts."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from program.amounts import dollars
from program.claim_life import ClaimStatus
from reports.claims import cap_words, gap_words, life_words
from storage.claim_data import Period
from storage.text import printable
from storage.views.claims_screen import ClaimsScreen
from storage.views.money_year import Cash
from tui.widgets.lines import Line, heading, small

_NEXT = {
    ClaimStatus.DRAFT: "c: a person certifies it, from the day after its last",
    ClaimStatus.CERTIFIED: "c: note that it went to ICE",
    ClaimStatus.SUBMITTED: "c: record what ICE decided",
    ClaimStatus.RETURNED: "c: correct it by a new claim",
}


@dataclass(frozen=True)
class Go:
    """Another period to go to."""

    period: Period


def claim_lines(screen: ClaimsScreen) -> list[Line]:
    """The claim's totals, what to do next, what is missing, and the meters of the overtime cap."""
    shown = screen.shown
    totals = shown.claim.totals
    lines = [
        Line(Content.styled(f"{dollars(totals.claimed_cents):>15} claimed", "bold")),
        Line(Content(f"{dollars(totals.not_claimed_cents):>15} not claimed")),
        Line(Content(f"{dollars(totals.recorded_cents):>15} recorded")),
    ]
    if shown.record is not None:
        lines.append(small(printable(life_words(shown.record))))
        if shown.claimed_now_cents != totals.claimed_cents:
            lines.append(Line(Content(f"! changed since: {dollars(shown.claimed_now_cents)} now")))
    elif shown.claimed_in:
        lines += [Line(Content(f"  asked for in {record.name}"), Go(record.period)) for record in shown.claimed_in]
    if shown.status in _NEXT:
        lines.append(Line(Content(_NEXT[shown.status])))
    if shown.gaps:
        lines.append(heading("Missing"))
        lines += [
            Line(Content.styled(f"! {printable(gap.badge)} in {gap.month}: {gap_words(gap)}", "$text-warning"))
            for gap in shown.gaps
        ]
    used = [use for use in shown.claim.overtime_cap if use.used_before_cents or use.used_cents]
    if used:
        lines.append(heading("Overtime cap of the fiscal year"))
        for use in used:
            spent = use.used_before_cents + use.used_cents
            filled = min(10, 10 * spent // use.cap_cents) if use.cap_cents else 10
            meter = "█" * filled + "░" * (10 - filled)
            lines.append(Line(Content(f"{meter} {printable(use.badge)} {cap_words(use)}")))
    return lines


def money_lines(screen: ClaimsScreen) -> list[Line]:
    """The fiscal year by month, what is still to come, what is owed by age, receipts and envelopes."""
    lines = [heading(f"{'Month':<8}{'Claimed':>13}{'Approved':>13}{'Received':>13}{'Open':>13}")]
    for month in screen.year:
        amounts = (month.claimed_cents, month.approved_cents, month.received_cents, month.open_cents)
        text = f"{month.month!s:<8}" + "".join(f"{_amount(cents):>13}" for cents in amounts)
        lines.append(Line(Content(text), Go(month.month)))
    lines.append(heading(f"{'To come':<8}{'certain':>13}{'claimed':>13}{'expected':>13}   from"))
    for month in screen.year:
        for cash, name in ((month.reimbursement, "claim"), (month.award, "award")):
            if cash != Cash():
                parts = (cash.approved_cents, cash.claimed_cents, cash.expected_cents)
                text = f"{month.month!s:<8}" + "".join(f"{_amount(cents):>13}" for cents in parts) + f"   {name}"
                lines.append(Line(Content(text)))
    lines.append(heading("Owed to the agency, by days"))
    for bucket in screen.receivables:
        age = bucket.age.value.replace("_", " ")
        lines.append(Line(Content(f"{age:<8}{dollars(bucket.cents):>13}")))
    lines.append(heading("Start-up money   b buys"))
    for envelope in screen.start_up.envelopes:
        given, left = dollars(envelope.entitled_cents), dollars(envelope.left_cents)
        lines.append(Line(Content(f"{envelope.kind.value:<10}{left:>13} left of {given}")))
    lines.append(heading("Received   r adds"))
    for receipt in reversed(screen.receipts):
        rest = f", {dollars(receipt.unapplied_cents)} not applied" if receipt.unapplied_cents else ""
        text = f"{receipt.on}{dollars(receipt.cents):>14} {printable(receipt.reference)}{rest}"
        lines.append(Line(Content(text)))
    return lines


def _amount(cents: int) -> str:
    return dollars(cents) if cents else "-"
