"""The claims screen's lines: totals, what is missing, caps, the fiscal year, what is owed, envelopes, receipts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from program.amounts import dollars
from program.calendar import Month, months_of
from program.claims.data import Period
from program.claims.gaps import Gap, Missing
from program.claims.life import ClaimStatus, CutReason
from program.claims.overtime_cap import CapUse
from program.quarters.award import AwardStep
from reports.claim import gap_lines, life_lines
from reports.rules import own_reading
from storage.text import printable
from storage.views.claim_screen import ClaimsScreen
from storage.views.money_year import Cash
from tui.lists.lines import Line, heading, small

_NEXT = {
    ClaimStatus.DRAFT: "{next_step}: a person certifies it, from the day after its last",
    ClaimStatus.CERTIFIED: "{next_step}: note that it went to ICE",
    ClaimStatus.SUBMITTED: "{next_step}: record what ICE decided",
    ClaimStatus.RETURNED: "{correct_claim}: correct it by a new claim",
}


@dataclass(frozen=True)
class Go:
    """Another period to go to."""

    period: Period


@dataclass(frozen=True)
class Fill:
    """The sheet, of pay or of hours, in which something is missing."""

    badge: str
    month: Month
    pay: bool


def claim_lines(screen: ClaimsScreen, with_keys: Callable[[str], str]) -> list[Line]:
    """The claim's totals, what to do next, what is missing, and the meters of the overtime cap."""
    shown = screen.shown
    totals = shown.claim.totals
    lines = [
        Line(Content.styled(f"{dollars(totals.claimed_cents):>15} claimed", "bold")),
        Line(Content(f"{dollars(totals.not_claimed_cents):>15} not claimed")),
        Line(Content(f"{dollars(totals.recorded_cents):>15} recorded")),
    ]
    if reading := own_reading(shown.rules):
        lines.append(small(printable(reading)))
    if shown.record is not None:
        lines += [small(printable(words)) for words in life_lines(shown.record)]
        lines += [
            small(printable(f"cut: {cut.badge} {cut.category.value} {dollars(cut.cents)}, {_plain(cut.reason)}"))
            for cut in shown.record.cuts
        ]
        if shown.claimed_now_cents != totals.claimed_cents:
            lines.append(Line(Content(f"! changed since: {dollars(shown.claimed_now_cents)} now")))
    elif shown.claimed_in:
        lines += [Line(Content(f"  asked for in {record.name}"), Go(record.period)) for record in shown.claimed_in]
    if shown.status in _NEXT:
        lines.append(Line(Content(with_keys(_NEXT[shown.status]))))
    if shown.gaps:
        lines.append(heading("Missing   Enter goes to where it is filled in"))
        lines += [
            Line(Content.styled(f"! {printable(words)}", "$text-warning"), _where_to_fill(gap))
            for words, gap in gap_lines(shown.gaps)
        ]
    used = [use for use in shown.claim.overtime_cap if use.used_before_cents or use.used_cents]
    if used:
        lines.append(heading("Overtime cap of the fiscal year"))
        month = months_of(shown.period)[-1]
        lines += [Line(_meter(use), Fill(use.badge, month, pay=False)) for use in used]
    return lines


def _where_to_fill(gap: Gap) -> Fill:
    return Fill(gap.badge, gap.month, gap.missing in (Missing.PAY, Missing.OVERTIME_RATE))


def _meter(use: CapUse) -> Content:
    """How far the cap is used: a bar, the percent, and from 80% on a mark and a word, not a color alone."""
    spent = use.used_before_cents + use.used_cents
    percent = 100 * spent // use.cap_cents if use.cap_cents else 100
    filled = min(10, percent // 10)
    bar = "█" * filled + "░" * (10 - filled)
    words = f"; {use.warning.value}% reached" if use.warning else ""
    left = f"{dollars(use.left_cents)} left of {dollars(use.cap_cents)}{words}"
    said = f"{bar} {percent:>3}%{'!' if use.warning else ' '} {printable(use.badge)} {left}"
    return Content.styled(said, "bold $text-warning" if use.warning else "")


def money_lines(screen: ClaimsScreen, with_keys: Callable[[str], str]) -> list[Line]:
    """The fiscal year by month, what is still to come, what is owed by age, receipts and envelopes."""
    lines = [heading(f"{'Month':<8}{'Claimed':>13}{'Approved':>13}{'Received':>13}{'Open':>13}")]
    for month in screen.year:
        amounts = (month.claimed_cents, month.approved_cents, month.received_cents, month.open_cents)
        lines.append(_money(str(month.month), amounts, Go(month.month)))
    for quarter, fate in screen.awards.items():
        if fate.steps:
            steps = [fate.cents_of(step) for step in AwardStep]
            lines.append(_money(f"Q{quarter.number} award", (*steps, fate.open_cents), Go(quarter)))
    lines.append(heading(f"{'To come':<8}{'certain':>13}{'claimed':>13}{'expected':>13}   from"))
    for month in screen.year:
        for cash, name in ((month.reimbursement, "claim"), (month.award, "award")):
            if cash != Cash():
                parts = (cash.approved_cents, cash.claimed_cents, cash.expected_cents)
                lines.append(_money(str(month.month), parts, Go(month.month), f"   {name}"))
    lines.append(heading("Owed to the agency, by days"))
    for bucket in screen.receivables:
        age = bucket.age.value.replace("_", " ")
        lines.append(Line(Content(f"{age:<8}{dollars(bucket.cents):>13}")))
    came = "Received   {receipt} adds, Enter applies what is left"
    lines.append(heading(with_keys(came if screen.receipts else "Received: nothing yet   {receipt} adds")))
    for receipt in reversed(screen.receipts):
        rest = f", {dollars(receipt.unapplied_cents)} not applied" if receipt.unapplied_cents else ""
        what = ", start-up money" if receipt.start_up else rest
        text = f"{receipt.on}{dollars(receipt.cents):>14} {printable(receipt.reference)}{what}"
        lines.append(Line(Content(text), receipt if rest and not receipt.start_up else None))
    lines.append(heading(with_keys("Start-up money   {purchase} buys")))
    lines += [
        small(f"{one.on}{dollars(one.payment.received_cents):>14} came, residual {dollars(one.payment.residual_cents)}")
        for one in screen.start_up.receipts
    ]
    lines += [
        small(f"{one.on}{dollars(one.cents):>14} {one.is_for.value}: {printable(one.what)}")
        for one in reversed(screen.start_up.purchases)
    ]
    for envelope in screen.start_up.envelopes:
        given, left = dollars(envelope.entitled_cents), dollars(envelope.left_cents)
        over = f", ! {dollars(envelope.over_cents)} too much" if envelope.over_cents else ""
        lines.append(Line(Content(f"{envelope.kind.value:<10}{left:>13} left of {given}{over}"), envelope.kind))
    return lines


def _plain(reason: CutReason) -> str:
    return reason.value.replace("_", " ")


def _money(label: str, amounts: Sequence[int], opens: Go, after: str = "") -> Line:
    columns = "".join(f"{dollars(cents) if cents else '-':>13}" for cents in amounts)
    return Line(Content(f"{label:<8}{columns}{after}"), opens)
